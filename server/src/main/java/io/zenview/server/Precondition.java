package io.zenview.server;

import java.util.List;
import java.util.Optional;

/// What must hold of what a path names before it is replaced or removed: RFC 9110, sections 13.1.1
/// and 13.1.2.
///
/// @param match `If-Match`, if given: something must be there, and its tag among these
/// @param noneMatch `If-None-Match`, if given: its tag must not be among these
public record Precondition(Optional<Tags> match, Optional<Tags> noneMatch) {

    /// Holds always.
    public static final Precondition NONE = new Precondition(Optional.empty(), Optional.empty());

    /// Holds where there is nothing yet: `If-None-Match: *`.
    public static final Precondition ABSENT =
            new Precondition(Optional.empty(), Optional.of(Tags.ANY));

    /// Holds where there is something: `If-Match: *`.
    public static final Precondition PRESENT =
            new Precondition(Optional.of(Tags.ANY), Optional.empty());

    /// Holds where one of these is, as by `If-Match`.
    ///
    /// @param tags what may be there; a weak tag is never met
    /// @return the precondition
    public static Precondition matching(EntityTag... tags) {
        return new Precondition(Optional.of(new Tags(false, List.of(tags))), Optional.empty());
    }

    /// Whether it holds.
    ///
    /// @param current the tag of what is there, if anything is
    /// @return false if the request is to be refused by 412
    public boolean holds(Optional<EntityTag> current) {
        if (match.isPresent()
                && current.filter(tag -> match.get().any() || strongly(match.get(), tag))
                        .isEmpty()) {
            return false;
        }
        return noneMatch.isEmpty()
                || current.filter(tag -> noneMatch.get().any() || weakly(noneMatch.get(), tag))
                        .isEmpty();
    }

    /// Whether it forbids to replace anything.
    ///
    /// @return true if it holds only where there is nothing
    public boolean requiresAbsence() {
        return noneMatch.isPresent() && noneMatch.get().any();
    }

    private static boolean strongly(Tags tags, EntityTag current) {
        return !current.weak() && tags.list().contains(current);
    }

    private static boolean weakly(Tags tags, EntityTag current) {
        return tags.list().stream().anyMatch(tag -> tag.opaque().equals(current.opaque()));
    }

    /// As it would stand in a request's header.
    @Override
    public String toString() {
        String both =
                match.map(tags -> "If-Match: " + tags).orElse("")
                        + (match.isPresent() && noneMatch.isPresent() ? ", " : "")
                        + noneMatch.map(tags -> "If-None-Match: " + tags).orElse("");
        return both.isEmpty() ? "none" : both;
    }

    /// The value of either field.
    ///
    /// @param any whether it was `*`
    /// @param list the tags, if it was not
    public record Tags(boolean any, List<EntityTag> list) {
        /// `*`
        public static final Tags ANY = new Tags(true, List.of());

        /// Takes the tags as they are.
        public Tags {
            list = List.copyOf(list);
        }

        /// As in a header.
        @Override
        public String toString() {
            return any ? "*" : String.join(", ", list.stream().map(EntityTag::toString).toList());
        }
    }
}

package io.zenview.server;

import java.util.ArrayList;
import java.util.List;

/// What stands in `If-Match` and `If-None-Match`: `*`, or a list of tags.
///
/// @param any whether it is `*`; then there are no tags
/// @param tags in the order given
record EntityTags(boolean any, List<EntityTag> tags) {

    EntityTags {
        tags = List.copyOf(tags);
    }

    /// Reads the value in one pass; several header lines are to be joined by commas before.
    ///
    /// Empty elements of the list are skipped, as RFC 9110, section 5.6.1.2 wants it, and a comma
    /// inside a tag belongs to the tag.
    ///
    /// @throws IllegalArgumentException if it is neither; the message says where
    static EntityTags parse(CharSequence text) {
        List<EntityTag> tags = new ArrayList<>();
        boolean any = false;
        int at = 0;
        while (true) {
            at = skipBlanksAndCommas(text, at);
            if (at == text.length()) {
                break;
            }
            if (any || (text.charAt(at) == '*' && !tags.isEmpty())) {
                throw new IllegalArgumentException("'*' stands alone, unlike what is at " + at);
            }
            if (text.charAt(at) == '*') {
                any = true;
                at++;
            } else {
                int quote = EntityTag.quote(text, at);
                int end = EntityTag.endQuote(text, quote);
                tags.add(new EntityTag(quote > at, text.subSequence(quote + 1, end).toString()));
                at = end + 1;
            }
            at = skipBlanks(text, at);
            if (at < text.length() && text.charAt(at) != ',') {
                throw new IllegalArgumentException(
                        "a comma separates entity tags, unlike what is at " + at);
            }
        }
        if (!any && tags.isEmpty()) {
            throw new IllegalArgumentException("a list of entity tags has at least one");
        }
        return new EntityTags(any, tags);
    }

    private static int skipBlanks(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static int skipBlanksAndCommas(CharSequence text, int from) {
        int at = skipBlanks(text, from);
        while (at < text.length() && text.charAt(at) == ',') {
            at = skipBlanks(text, at + 1);
        }
        return at;
    }

    /// Whether the tag of something that exists is among them, by [EntityTag#matchesStrongly].
    boolean matchesStrongly(EntityTag current) {
        return any || tags.stream().anyMatch(current::matchesStrongly);
    }

    /// Whether the tag of something that exists is among them, by [EntityTag#matchesWeakly].
    boolean matchesWeakly(EntityTag current) {
        return any || tags.stream().anyMatch(current::matchesWeakly);
    }
}

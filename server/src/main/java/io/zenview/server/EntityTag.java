package io.zenview.server;

import java.util.Objects;

/// A validator as in RFC 9110, section 8.8.3: `"4a3f"`, or `W/"4a3f"` if it is weak.
///
/// @param weak whether it stands for an equivalent rather than the same sequence of bytes
/// @param opaque what is between the quotes
public record EntityTag(boolean weak, String opaque) {

    /// Checks the characters.
    ///
    /// @throws IllegalArgumentException if `opaque` has a character that no tag may have
    public EntityTag {
        Objects.requireNonNull(opaque, "opaque");
        for (int i = 0; i < opaque.length(); i++) {
            char c = opaque.charAt(i);
            if (!isTagCharacter(c)) {
                throw new IllegalArgumentException(
                        "no character of an entity tag at " + i + ": 0x" + Integer.toHexString(c));
            }
        }
    }

    /// A strong tag.
    ///
    /// @param opaque what is between the quotes
    /// @return the tag
    public static EntityTag strong(String opaque) {
        return new EntityTag(false, opaque);
    }

    /// Reads a tag as it stands in a header.
    ///
    /// @param text one tag, without white space around it
    /// @return the tag
    /// @throws IllegalArgumentException if it is none; the message says where
    public static EntityTag parse(String text) {
        int start = quote(text, 0);
        int end = endQuote(text, start);
        if (end != text.length() - 1) {
            throw new IllegalArgumentException(
                    "one entity tag ends at %d, but there are %d characters"
                            .formatted(end + 1, text.length()));
        }
        return new EntityTag(start > 0, text.substring(start + 1, end));
    }

    /// Where the first quote of a tag is that begins at `at`.
    static int quote(CharSequence text, int at) {
        int quote = at;
        if (at + 1 < text.length() && text.charAt(at) == 'W' && text.charAt(at + 1) == '/') {
            quote = at + 2;
        }
        if (quote >= text.length() || text.charAt(quote) != '"') {
            throw new IllegalArgumentException(
                    "an entity tag is in quotes, unlike what is at " + at);
        }
        return quote;
    }

    /// Where the second quote is that belongs to the one at `quote`.
    static int endQuote(CharSequence text, int quote) {
        for (int i = quote + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (!isTagCharacter(c)) {
                throw new IllegalArgumentException(
                        "no character of an entity tag at " + i + ": 0x" + Integer.toHexString(c));
            }
        }
        throw new IllegalArgumentException("the entity tag's quote at " + quote + " has no end");
    }

    /// `etagc` of RFC 9110: visible, but no quote; bytes beyond ASCII are let be.
    private static boolean isTagCharacter(char c) {
        return c > ' ' && c != '"' && c != 0x7f && c <= 0xff;
    }

    /// Whether both stand for the same bytes: equal, and neither weak (RFC 9110, section 8.8.3.2).
    ///
    /// @param other another tag
    /// @return true if what was had under one may be continued with the other
    public boolean matchesStrongly(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /// Whether both stand for the same or for an equivalent: equal between the quotes.
    ///
    /// @param other another tag
    /// @return true if one can be used in place of the other, as a whole
    public boolean matchesWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /// As it stands in a header.
    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + '"';
    }
}

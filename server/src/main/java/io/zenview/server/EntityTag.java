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
            if (c <= ' ' || c == '"' || c >= 0x7f) {
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

    /// As it stands in a header.
    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + '"';
    }
}

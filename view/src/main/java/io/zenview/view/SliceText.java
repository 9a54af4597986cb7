package io.zenview.view;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the text of one slice.
final class SliceText {
    /// Room for the longest numbers in every dimension that a view can have.
    static final int MAX_LENGTH = 8192;

    private static final Pattern SPAN =
            Pattern.compile("([+-]?[0-9]+)?\\s*:\\s*([+-]?[0-9]+)?\\s*(?::\\s*([+-]?[0-9]+)?)?");
    private static final Pattern INDEX = Pattern.compile("[+-]?[0-9]+");

    private SliceText() {}

    /// @param part the text of one slice, without blanks around it
    /// @param whole the text it was taken from, for error messages
    static Slice read(String part, String whole) {
        try {
            if (part.equals("...")) {
                return Slice.ELLIPSIS;
            }
            if (INDEX.matcher(part).matches()) {
                return Slice.at(Long.parseLong(part));
            }
            Matcher m = SPAN.matcher(part);
            if (m.matches()) {
                return new Slice.Span(number(m.group(1)), number(m.group(2)), number(m.group(3)));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "a number in slice '" + whole + "' does not fit 64 bits", e);
        }
        throw new IllegalArgumentException(
                "not a slice: '"
                        + whole
                        + "'; write start:stop:step, each optional, an index or ..., with commas between"
                        + " dimensions, for example 10:20 or ::2, 3");
    }

    private static @Nullable Long number(@Nullable String digits) {
        return digits == null ? null : Long.valueOf(digits);
    }
}

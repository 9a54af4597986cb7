package io.zenview.cli;

import io.zenview.view.Format;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the two ways in which a user may write a format: that of Python's `struct` and PEP 3118
/// (`<i`, `<I4sh:price:`), and that of NumPy's types (`<i4`, `S5`, `i4,f8`, `float32`).
///
/// They never mean different things. A digit after the letter makes a NumPy type, since a `struct`
/// code has its count before it and none can end in a digit; the comma and the long names exist in
/// NumPy only.
final class FormatSpelling {
    private static final Pattern TYPE =
            Pattern.compile("([<>=|!]?)([a-zA-Z])(\\d{1,9})(\\[[^\\]]*])?|([<>=|!]?)(\\?)");

    private static final Map<String, String> CODES =
            Map.ofEntries(
                    Map.entry("b1", "?"),
                    Map.entry("i1", "b"),
                    Map.entry("i2", "h"),
                    Map.entry("i4", "i"),
                    Map.entry("i8", "q"),
                    Map.entry("u1", "B"),
                    Map.entry("u2", "H"),
                    Map.entry("u4", "I"),
                    Map.entry("u8", "Q"),
                    Map.entry("f2", "e"),
                    Map.entry("f4", "f"),
                    Map.entry("f8", "d"),
                    Map.entry("c8", "Zf"),
                    Map.entry("c16", "Zd"),
                    Map.entry("M8", "q"),
                    Map.entry("m8", "q"));

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("bool", "b1"),
                    Map.entry("int8", "i1"),
                    Map.entry("int16", "i2"),
                    Map.entry("int32", "i4"),
                    Map.entry("int64", "i8"),
                    Map.entry("uint8", "u1"),
                    Map.entry("uint16", "u2"),
                    Map.entry("uint32", "u4"),
                    Map.entry("uint64", "u8"),
                    Map.entry("float16", "f2"),
                    Map.entry("float32", "f4"),
                    Map.entry("float64", "f8"),
                    Map.entry("complex64", "c8"),
                    Map.entry("complex128", "c16"));

    private FormatSpelling() {}

    /// Reads a format in either spelling.
    ///
    /// @throws IllegalArgumentException if it is neither; says what would be
    static ElementType parse(String text) {
        String stripped = text.strip();
        String short_ = NAMES.getOrDefault(stripped, stripped);
        if (Character.isDigit(lastOf(short_)) || short_.indexOf(']') >= 0) {
            String code = code(short_);
            if (code != null) {
                return new ElementType(Format.parse(code), short_);
            }
        }
        if (isList(stripped)) {
            return list(stripped);
        }
        try {
            return new ElementType(Format.parse(stripped), null);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage()
                            + " (NumPy's types are understood as well: <i4, u2, f8, c16, S5, U5, or several with commas"
                            + " between)",
                    e);
        }
    }

    private static char lastOf(String text) {
        return text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    }

    private static boolean isList(String text) {
        return text.indexOf(',') > 0 && !text.contains("(") && !text.contains(":");
    }

    private static ElementType list(String text) {
        String codes =
                Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(part -> {
                            String code = code(NAMES.getOrDefault(part, part));
                            if (code == null) {
                                throw new IllegalArgumentException(
                                        "'"
                                                + part
                                                + "' in '"
                                                + text
                                                + "' is no type of NumPy; write for example i4,f8,S5");
                            }
                            // Such records have no padding, which a bare native code would ask for.
                            return "<>=".indexOf(code.charAt(0)) >= 0 ? code : "^" + code;
                        })
                        .collect(Collectors.joining());
        return new ElementType(Format.parse(codes), null);
    }

    /// The `struct` code of one NumPy type, or null if it is none.
    private static @Nullable String code(String type) {
        Matcher m = TYPE.matcher(type);
        if (!m.matches()) {
            return null;
        }
        if (m.group(6) != null) {
            return "?";
        }
        String order = m.group(1).replace("|", "").replace('!', '>');
        String kind = m.group(2);
        String size = m.group(3);
        boolean isTime = kind.equalsIgnoreCase("M");
        if (isTime != (m.group(4) != null)) {
            return null;
        }
        return switch (kind) {
            case "S", "a", "V" -> size + "s";
            case "U" -> order + size + "w";
            default -> CODES.containsKey(kind + size) ? order + CODES.get(kind + size) : null;
        };
    }
}

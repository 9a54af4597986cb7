package io.zenview.view;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values, keys and memory as the recording scripts write them.
final class PythonText {
    private final String text;
    private int at;

    private PythonText(String text) {
        this.text = text;
    }

    /// A value: `12`, `1.5`, `inf`, `nan`, `T`, `F`, `N`, `xFF00`, `'text` or `"FF00`, `[list]`,
    /// `(tuple)`.
    static @Nullable Object value(String text) {
        PythonText reader = new PythonText(text);
        Object value = reader.value();
        if (reader.at != text.length()) {
            throw new AssertionError("not a value: " + text);
        }
        return value;
    }

    private @Nullable Object value() {
        return switch (text.charAt(at)) {
            case '[', '(' -> list();
            case '\'' -> word().substring(1);
            case '"' -> new String(hex(word()), StandardCharsets.UTF_8);
            case 'x' -> Bytes.copyOf(hex(word()));
            default -> simple(word());
        };
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        at++;
        while ("])".indexOf(text.charAt(at)) < 0) {
            list.add(value());
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return list;
    }

    private static byte[] hex(String word) {
        return HexFormat.of().parseHex(word.substring(1));
    }

    private String word() {
        int start = at;
        while (at < text.length() && ",])".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private static @Nullable Object simple(String word) {
        return switch (word) {
            case "N" -> null;
            case "T" -> true;
            case "F" -> false;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default ->
                    word.indexOf('.') >= 0 || word.indexOf('e') >= 0
                            ? (Object) Double.valueOf(word)
                            : whole(word);
        };
    }

    private static Object whole(String word) {
        BigInteger exact = new BigInteger(word);
        return exact.bitLength() < 64 ? (Object) exact.longValue() : exact;
    }

    /// Numbers with commas between them: `2,3` or nothing.
    static long[] numbers(String text) {
        String inside = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
        if (inside.isEmpty()) {
            return new long[0];
        }
        String[] words = inside.split(",", -1);
        long[] numbers = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Long.parseLong(words[i]);
        }
        return numbers;
    }

    /// A key in its parts: `3`, `1:9:2`, `(0,1)`, `(1:,...)`.
    static Slice[] key(String text) {
        String inside = text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
        return inside.isEmpty() ? new Slice[0] : Slice.parse(inside);
    }

    /// The numbers of a key that has nothing else, or null.
    static long @Nullable [] index(String key) {
        return key.indexOf(':') >= 0 || key.indexOf('.') >= 0
                ? null
                : numbers(key.startsWith("(") ? key.substring(1, key.length() - 1) : key);
    }

    /// Memory: `xHEX`, or `~a,b,n` for the n bytes a, a+b, a+2b, …
    static byte[] memory(String text) {
        if (text.startsWith("x")) {
            return HexFormat.of().parseHex(text.substring(1));
        }
        long[] pattern = numbers(text.substring(1));
        byte[] bytes = new byte[(int) pattern[2]];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (pattern[0] + i * pattern[1]);
        }
        return bytes;
    }

    /// Whether a value is what Python had: formats are alike however they are written, views count
    /// as the list of their elements, NaN is NaN, and the two zeros differ.
    static boolean same(@Nullable Object expected, @Nullable Object actual) {
        if (actual instanceof MemoryView view) {
            return same(expected, view.ndim() == 0 ? view.get() : view.toList());
        }
        if (expected instanceof List<?> list) {
            if (!(actual instanceof List<?> other) || list.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < list.size(); i++) {
                if (!same(list.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (actual instanceof Format format) {
            return format.equals(Format.parse((String) expected));
        }
        return expected == null ? actual == null : expected.equals(actual);
    }
}

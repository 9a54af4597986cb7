package io.zenview.view;

import java.util.Arrays;

/// Bytes as hexadecimal digits, as Python's `hex` and `fromhex` write and read them.
final class HexText {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private HexText() {}

    static String print(byte[] bytes, int length) {
        return print(bytes, length, ' ', 0);
    }

    /// Digits in groups.
    ///
    /// @param group bytes between two separators, counted from the end, or from the start if
    ///   negative; 0 for no separators
    static String print(byte[] bytes, int length, char separator, int group) {
        if (separator > 0x7F) {
            throw new IllegalArgumentException(
                    "the separator "
                            + String.format("U+%04X", (int) separator)
                            + " is not an ASCII character");
        }
        long size = Math.abs((long) group);
        long separators = size == 0 || length == 0 ? 0 : (length - 1) / size;
        long chars = 2L * length + separators;
        if (chars > Bytes.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    length + " bytes take " + chars + " characters, too many for a text");
        }
        StringBuilder out = new StringBuilder((int) chars);
        for (int i = 0; i < length; i++) {
            if (separators > 0 && i > 0 && (group < 0 ? i : length - i) % size == 0) {
                out.append(separator);
            }
            out.append(DIGITS[bytes[i] >> 4 & 0xF]).append(DIGITS[bytes[i] & 0xF]);
        }
        return out.toString();
    }

    /// Reads pairs of digits; ASCII whitespace may stand before, between and after them, not inside
    /// them.
    static byte[] parse(String text) {
        byte[] bytes = new byte[text.length() / 2];
        int n = 0;
        int at = 0;
        while (true) {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return Arrays.copyOf(bytes, n);
            }
            int high = digit(text, at);
            bytes[n++] = (byte) (high << 4 | digit(text, at + 1));
            at += 2;
        }
    }

    private static boolean isBlank(char c) {
        return c < 0x80 && ByteSet.WHITESPACE.has((byte) c);
    }

    private static int digit(String text, int at) {
        if (at == text.length()) {
            throw new IllegalArgumentException(
                    "a second hexadecimal digit is missing at position "
                            + at
                            + ", the end of the text");
        }
        char c = text.charAt(at);
        // Character.digit would take digits of every script.
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException(
                    "not a hexadecimal digit at position "
                            + at
                            + ": "
                            + (c > 0x20 && c < 0x7F
                                    ? "'" + c + "'"
                                    : String.format("U+%04X", (int) c)));
        }
        return digit;
    }
}

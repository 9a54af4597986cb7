package io.zenview.view;

import java.util.Arrays;

/// What Python's methods for bytes do with them as ASCII text: letters changed, ends padded.
final class AsciiText {
    private AsciiText() {}

    static byte[] upper(byte[] bytes, int length) {
        return shifted(bytes, length, 'a', 'z', -0x20);
    }

    static byte[] lower(byte[] bytes, int length) {
        return shifted(bytes, length, 'A', 'Z', 0x20);
    }

    private static byte[] shifted(byte[] bytes, int length, char first, char last, int by) {
        byte[] changed = Arrays.copyOf(bytes, length);
        for (int i = 0; i < length; i++) {
            if (changed[i] >= first && changed[i] <= last) {
                changed[i] += (byte) by;
            }
        }
        return changed;
    }

    static boolean isAscii(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /// How many bytes are lacking to a width, 0 if none.
    static int lacking(int length, long width) {
        return width <= length ? 0 : ByteValues.checkLength(width) - length;
    }

    /// The bytes with others before and after them.
    static byte[] padded(byte[] bytes, int length, int before, int after, byte fill) {
        byte[] wide = new byte[length + before + after];
        Arrays.fill(wide, 0, before, fill);
        System.arraycopy(bytes, 0, wide, before, length);
        Arrays.fill(wide, before + length, wide.length, fill);
        return wide;
    }

    /// Zeros before the digits, but behind the sign.
    static byte[] zeroFilled(byte[] bytes, int length, long width) {
        int lacking = lacking(length, width);
        byte[] wide = padded(bytes, length, lacking, 0, (byte) '0');
        if (lacking > 0 && length > 0 && (bytes[0] == '+' || bytes[0] == '-')) {
            wide[lacking] = '0';
            wide[0] = bytes[0];
        }
        return wide;
    }

    static byte[] translated(byte[] bytes, int length, byte[] table, ByteSet deleted) {
        if (table.length != 256) {
            throw new IllegalArgumentException(
                    "a translation table has 256 bytes, one for each byte, not " + table.length);
        }
        byte[] out = new byte[length];
        int n = 0;
        for (int i = 0; i < length; i++) {
            if (!deleted.has(bytes[i])) {
                out[n++] = table[bytes[i] & 0xFF];
            }
        }
        return n == length ? out : Arrays.copyOf(out, n);
    }
}

package io.zenview.view;

import java.util.Arrays;

/// What [Bytes] and [ByteArray] share: bytes as numbers from 0 to 255, checked, sliced and printed
/// as Python does.
final class ByteValues {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private ByteValues() {}

    static int checkLength(long length) {
        if (length < 0 || length > Bytes.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a length of "
                            + length
                            + " bytes is not between 0 and "
                            + Bytes.MAX_LENGTH
                            + "; for more, map a file or view native memory");
        }
        return (int) length;
    }

    static int checkIndex(long index, int length) {
        long k = index < 0 ? index + length : index;
        if (k < 0 || k >= length) {
            throw new IndexOutOfBoundsException(
                    "index " + index + " is out of bounds for " + length + " bytes");
        }
        return (int) k;
    }

    static byte checkByte(int value) {
        if ((value & ~0xFF) != 0) {
            throw new IllegalArgumentException("value " + value + " is not a byte (0 to 255)");
        }
        return (byte) value;
    }

    private static IllegalArgumentException notAByte(Number value, long position) {
        return new IllegalArgumentException(
                "value " + value + " at position " + position + " is not a byte (0 to 255)");
    }

    static byte[] copyOf(int[] values) {
        byte[] data = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            if ((values[i] & ~0xFF) != 0) {
                throw notAByte(values[i], i);
            }
            data[i] = (byte) values[i];
        }
        return data;
    }

    static byte[] copyOf(Iterable<? extends Number> values) {
        byte[] data = new byte[16];
        int n = 0;
        for (Number value : values) {
            if (n == data.length) {
                data =
                        Arrays.copyOf(
                                data,
                                checkLength(Math.max(n + 1L, Math.min(n * 2L, Bytes.MAX_LENGTH))));
            }
            // Not longValue: it would make a byte of 2.5 and of 2^64.
            double exact = value.doubleValue();
            if (!(exact >= 0 && exact <= 255 && exact == value.longValue())) {
                throw notAByte(value, n);
            }
            data[n] = (byte) value.longValue();
            n++;
        }
        return Arrays.copyOf(data, n);
    }

    static byte[] slice(byte[] data, int length, Slice slice) {
        Slice.Range range = slice.resolve(length);
        int first = (int) range.first();
        int count = (int) range.count();
        if (range.step() == 1) {
            return count == 0 ? new byte[0] : Arrays.copyOfRange(data, first, first + count);
        }
        byte[] taken = new byte[count];
        for (int i = 0; i < count; i++) {
            taken[i] = data[(int) (first + i * range.step())];
        }
        return taken;
    }

    /// `b'…'` as Python prints it: single quotes unless the bytes have one and no double quote.
    static String print(byte[] data, int length) {
        boolean hasSingle = false;
        boolean hasDouble = false;
        for (int i = 0; i < length; i++) {
            hasSingle |= data[i] == '\'';
            hasDouble |= data[i] == '"';
        }
        char quote = hasSingle && !hasDouble ? '"' : '\'';
        StringBuilder out = new StringBuilder(length + 3).append('b').append(quote);
        for (int i = 0; i < length; i++) {
            appendPrinted(out, data[i] & 0xFF, quote);
        }
        return out.append(quote).toString();
    }

    private static void appendPrinted(StringBuilder out, int value, char quote) {
        switch (value) {
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\\' -> out.append("\\\\");
            default -> {
                if (value == quote) {
                    out.append('\\').append(quote);
                } else if (value >= 0x20 && value < 0x7F) {
                    out.append((char) value);
                } else {
                    out.append("\\x").append(HEX[value >> 4]).append(HEX[value & 0xF]);
                }
            }
        }
    }
}

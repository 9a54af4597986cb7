package io.zenview.view;

import java.nio.ByteOrder;

/// Text of up to a number of Unicode code points of four bytes each, `w`, as NumPy stores it: NULs
/// fill the rest.
final class ElementText extends Element {
    private final int codePoints;
    private final RawBits bits;

    ElementText(int codePoints, ByteOrder order) {
        super('w', Math.multiplyExact(codePoints, Integer.BYTES));
        this.codePoints = codePoints;
        this.bits = new RawBits(order);
    }

    @Override
    Object get(Window window, long at) {
        int length = codePoints;
        while (length > 0 && codePoint(window, at, length - 1) == 0) {
            length--;
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int found = codePoint(window, at, i);
            if (!isText(found)) {
                throw new IllegalArgumentException(
                        "memory holds 0x"
                                + Integer.toHexString(found)
                                + " as character "
                                + i
                                + " of format '"
                                + codePoints
                                + "w', which is no Unicode code point; read it as I instead");
            }
            text.appendCodePoint(found);
        }
        return text.toString();
    }

    @Override
    void set(Window window, long at, Object value) {
        if (!(value instanceof String text)) {
            throw wrongType("a String", value);
        }
        int length = text.codePointCount(0, text.length());
        if (length > codePoints) {
            throw new IllegalArgumentException(
                    "a String of "
                            + length
                            + " code points does not fit format '"
                            + codePoints
                            + "w'");
        }
        int[] stored = text.codePoints().toArray();
        for (int i = 0; i < length; i++) {
            if (!isText(stored[i])) {
                throw new IllegalArgumentException(
                        "code point "
                                + i
                                + " of the String is half of a surrogate pair, 0x"
                                + Integer.toHexString(stored[i]));
            }
        }
        for (int i = 0; i < codePoints; i++) {
            bits.set(window, at + (long) i * Integer.BYTES, i < length ? stored[i] : 0);
        }
    }

    private int codePoint(Window window, long at, int i) {
        return bits.getInt(window, at + (long) i * Integer.BYTES);
    }

    /// Halves of surrogate pairs are no text of their own: two of them would read as one code
    /// point.
    private static boolean isText(int codePoint) {
        return Character.isValidCodePoint(codePoint)
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }
}

package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Bytes of a fixed length, `s`, or of a length that their first byte tells, `p`.
///
/// Bytes that are too long are refused, where CPython cuts them off: a value is stored as a whole
/// or not at all.
final class ElementBytes extends Element {
    /// What the first byte of a `p` can count.
    private static final int MAX_COUNTED = 255;

    private final boolean counted;

    ElementBytes(char code, int size) {
        super(code, size);
        this.counted = code == 'p';
    }

    @Override
    Object get(Window window, long at) {
        int start = 0;
        int length = size();
        if (counted && length > 0) {
            start = 1;
            length = Math.min(length - 1, RawBits.getByte(window, at) & 0xFF);
        }
        byte[] bytes = new byte[length];
        MemorySegment.copy(window.memory, ValueLayout.JAVA_BYTE, at + start, bytes, 0, length);
        return Bytes.owning(bytes);
    }

    @Override
    void set(Window window, long at, Object value) {
        if (!(value instanceof Bytes bytes)) {
            throw wrongType("a Bytes", value);
        }
        int room = counted ? Math.min(Math.max(size() - 1, 0), MAX_COUNTED) : size();
        if (bytes.length() > room) {
            throw new IllegalArgumentException(
                    "a Bytes of length "
                            + bytes.length()
                            + " does not fit format '"
                            + size()
                            + code
                            + "', which takes at most "
                            + room
                            + "; slice it first");
        }
        if (size() == 0) {
            return;
        }
        byte[] stored = new byte[size()];
        int length = (int) bytes.length();
        int start = 0;
        if (counted) {
            stored[0] = (byte) length;
            start = 1;
        }
        bytes.copyTo(stored, start);
        MemorySegment.copy(stored, 0, window.memory, ValueLayout.JAVA_BYTE, at, stored.length);
    }
}

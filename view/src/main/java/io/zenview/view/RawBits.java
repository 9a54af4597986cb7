package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Two, four or eight bytes as a number, in one of the two byte orders.
///
/// The layouts are constants, and bytes are swapped by hand: an access through a layout that the
/// JIT compiler cannot see as a constant costs several times as much.
final class RawBits {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final boolean swapped;

    RawBits(ByteOrder order) {
        this.swapped = order != ByteOrder.nativeOrder();
    }

    short getShort(MemorySegment memory, long at) {
        short raw = memory.get(SHORT, at);
        return swapped ? Short.reverseBytes(raw) : raw;
    }

    int getInt(MemorySegment memory, long at) {
        int raw = memory.get(INT, at);
        return swapped ? Integer.reverseBytes(raw) : raw;
    }

    long getLong(MemorySegment memory, long at) {
        long raw = memory.get(LONG, at);
        return swapped ? Long.reverseBytes(raw) : raw;
    }

    void set(MemorySegment memory, long at, short value) {
        memory.set(SHORT, at, swapped ? Short.reverseBytes(value) : value);
    }

    void set(MemorySegment memory, long at, int value) {
        memory.set(INT, at, swapped ? Integer.reverseBytes(value) : value);
    }

    void set(MemorySegment memory, long at, long value) {
        memory.set(LONG, at, swapped ? Long.reverseBytes(value) : value);
    }
}

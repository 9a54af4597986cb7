package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// One, two, four or eight bytes of a window as a number, in one of the two byte orders.
///
/// The layouts are constants, bytes are swapped by hand, and each kind of memory has a call of its
/// own, for the reason that [LongView] gives: an access by a layout that the JIT compiler does not
/// see as a constant, or at a place where it has seen several kinds of memory, costs ten times as
/// much.
final class RawBits {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final boolean swapped;

    RawBits(ByteOrder order) {
        this.swapped = order != ByteOrder.nativeOrder();
    }

    static byte getByte(Window window, long at) {
        MemorySegment n = window.nativeMemory;
        if (n != null) {
            return n.get(BYTE, at);
        }
        MemorySegment b = window.byteArray;
        if (b != null) {
            return b.get(BYTE, at);
        }
        return window.memory.get(BYTE, at);
    }

    static void set(Window window, long at, byte value) {
        MemorySegment n = window.nativeMemory;
        MemorySegment b = window.byteArray;
        if (n != null) {
            n.set(BYTE, at, value);
        } else if (b != null) {
            b.set(BYTE, at, value);
        } else {
            window.memory.set(BYTE, at, value);
        }
    }

    short getShort(Window window, long at) {
        short raw = nativeShort(window, at);
        return swapped ? Short.reverseBytes(raw) : raw;
    }

    void set(Window window, long at, short value) {
        setNative(window, at, swapped ? Short.reverseBytes(value) : value);
    }

    private static short nativeShort(Window window, long at) {
        MemorySegment n = window.nativeMemory;
        if (n != null) {
            return n.get(SHORT, at);
        }
        MemorySegment b = window.byteArray;
        if (b != null) {
            return b.get(SHORT, at);
        }
        return window.memory.get(SHORT, at);
    }

    private static void setNative(Window window, long at, short value) {
        MemorySegment n = window.nativeMemory;
        MemorySegment b = window.byteArray;
        if (n != null) {
            n.set(SHORT, at, value);
        } else if (b != null) {
            b.set(SHORT, at, value);
        } else {
            window.memory.set(SHORT, at, value);
        }
    }

    int getInt(Window window, long at) {
        int raw = nativeInt(window, at);
        return swapped ? Integer.reverseBytes(raw) : raw;
    }

    void set(Window window, long at, int value) {
        setNative(window, at, swapped ? Integer.reverseBytes(value) : value);
    }

    private static int nativeInt(Window window, long at) {
        MemorySegment n = window.nativeMemory;
        if (n != null) {
            return n.get(INT, at);
        }
        MemorySegment b = window.byteArray;
        if (b != null) {
            return b.get(INT, at);
        }
        return window.memory.get(INT, at);
    }

    private static void setNative(Window window, long at, int value) {
        MemorySegment n = window.nativeMemory;
        MemorySegment b = window.byteArray;
        if (n != null) {
            n.set(INT, at, value);
        } else if (b != null) {
            b.set(INT, at, value);
        } else {
            window.memory.set(INT, at, value);
        }
    }

    long getLong(Window window, long at) {
        long raw = nativeLong(window, at);
        return swapped ? Long.reverseBytes(raw) : raw;
    }

    void set(Window window, long at, long value) {
        setNative(window, at, swapped ? Long.reverseBytes(value) : value);
    }

    private static long nativeLong(Window window, long at) {
        MemorySegment n = window.nativeMemory;
        if (n != null) {
            return n.get(LONG, at);
        }
        MemorySegment b = window.byteArray;
        if (b != null) {
            return b.get(LONG, at);
        }
        return window.memory.get(LONG, at);
    }

    private static void setNative(Window window, long at, long value) {
        MemorySegment n = window.nativeMemory;
        MemorySegment b = window.byteArray;
        if (n != null) {
            n.set(LONG, at, value);
        } else if (b != null) {
            b.set(LONG, at, value);
        } else {
            window.memory.set(LONG, at, value);
        }
    }
}

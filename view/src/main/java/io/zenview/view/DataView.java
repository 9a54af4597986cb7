package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Numbers at any byte of a memory, in one byte order: for headers, boxes, messages and records,
/// whose fields differ in type and begin where they like.
///
/// Obtained by [MemoryView#asData]. It is to one memory what `struct.unpack_from` is in Python and
/// `DataView` in JavaScript: every access names a type and an offset, and nothing has to be
/// aligned.
///
/// ```java
/// MemoryView file = MemoryView.map(Path.of("film.mp4"));
/// DataView box = file.asData(ByteOrder.BIG_ENDIAN);
/// long size = Integer.toUnsignedLong(box.getInt(0));
/// int type = box.getInt(4);
/// DataView content = box.part(8, size - 8);       // the same memory, no copy
/// ```
///
/// Offsets, lengths and sizes are **bytes**; a negative offset counts from the end, as in
/// `struct.unpack_from`. Getting and setting copy and allocate nothing beyond the number; numbers
/// that are unsigned come out with the same bits (`Integer.toUnsignedLong` and its kin read them).
/// Each kind of memory (native or mapped, `byte[]`, another array) has its own path, as in
/// [LongView]; arrays of other types than bytes are slow once the JVM has seen several types of
/// them. A loop over many numbers of one type is faster with a typed view.
///
/// Lifetime, memory and threads are those of the [MemoryView] it was made from. A number of several
/// bytes may be seen half written by another thread.
public final class DataView {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final Memory memory;
    private final long offset;
    private final long length;

    private DataView(Memory memory, long offset, long length) {
        this.memory = memory;
        this.offset = offset;
        this.length = length;
    }

    static DataView of(View view, ByteOrder order) {
        TypedAccess access = TypedAccess.bytes(view);
        boolean swapped = Objects.requireNonNull(order, "order") != ByteOrder.nativeOrder();
        long length = view.count() * view.window.itemSize;
        return new DataView(
                new Memory(view.window, access.nativeMemory, swapped), access.offset, length);
    }

    /// What all parts have in common: so that a part is no larger than it must be, as parsers make
    /// many. A field for each kind of memory, for the reason that [LongView] gives.
    private static final class Memory {
        final Export export;
        final @Nullable MemorySegment nativeMemory;
        final @Nullable MemorySegment byteArray;
        final MemorySegment otherArray;
        final boolean readOnly;
        final boolean swapped;

        Memory(Window window, @Nullable MemorySegment nativeMemory, boolean swapped) {
            this.export = window.export;
            this.nativeMemory = nativeMemory;
            this.byteArray = window.byteArray;
            this.otherArray = window.memory;
            this.readOnly = window.readOnly;
            this.swapped = swapped;
        }
    }

    /// Number of bytes.
    ///
    /// @return bytes
    public long length() {
        return length;
    }

    /// The order in which the bytes of a number lie.
    ///
    /// @return the order
    public ByteOrder order() {
        boolean big = memory.swapped == (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
        return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /// A part of the same memory, such as the content of a box or of a message. Copies nothing,
    /// allocates 32 bytes. Unlike a slice it is not clamped: what does not lie inside is an error,
    /// as a length that leads out of its message is one.
    ///
    /// @param offset where the part begins, from the end if negative
    /// @param size bytes
    /// @return numbers at any byte of that part
    /// @throws IndexOutOfBoundsException if the part does not lie inside this memory
    public DataView part(long offset, long size) {
        ensureOpen();
        long from = offset + (length & (offset >> 63));
        if (from < 0 || size < 0 || size > length - from) {
            throw new IndexOutOfBoundsException(
                    size
                            + " bytes at offset "
                            + offset
                            + " do not lie inside of "
                            + length
                            + " bytes");
        }
        return new DataView(memory, this.offset + from, size);
    }

    private void ensureOpen() {
        Export export = memory.export;
        if (export.closed) {
            throw export.closedError();
        }
    }

    private long readable(long at, int size) {
        ensureOpen();
        long k = at + (length & (at >> 63));
        try {
            Objects.checkIndex(k, length - (size - 1));
        } catch (IndexOutOfBoundsException e) {
            throw outside(at, size);
        }
        return offset + k;
    }

    private long writable(long at, int size) {
        if (memory.readOnly) {
            ensureOpen();
            throw Window.readOnlyError();
        }
        return readable(at, size);
    }

    private IndexOutOfBoundsException outside(long at, int size) {
        return new IndexOutOfBoundsException(
                "a number of "
                        + size
                        + (size == 1 ? " byte" : " bytes")
                        + " at offset "
                        + at
                        + " does not lie inside of "
                        + length
                        + " bytes");
    }

    /// The byte at an offset.
    ///
    /// @param at where it is, from the end if negative
    /// @return the byte, signed
    /// @throws IndexOutOfBoundsException if it does not lie inside
    public byte getByte(long at) {
        long k = readable(at, 1);
        MemorySegment n = memory.nativeMemory;
        if (n != null) {
            return n.get(BYTE, k);
        }
        MemorySegment b = memory.byteArray;
        if (b != null) {
            return b.get(BYTE, k);
        }
        return memory.otherArray.get(BYTE, k);
    }

    /// The number of 2 bytes at an offset.
    ///
    /// @param at where it begins, from the end if negative
    /// @return the number, signed
    /// @throws IndexOutOfBoundsException if it does not lie inside
    public short getShort(long at) {
        short bits = shortAt(readable(at, 2));
        return memory.swapped ? Short.reverseBytes(bits) : bits;
    }

    private short shortAt(long k) {
        MemorySegment n = memory.nativeMemory;
        if (n != null) {
            return n.get(SHORT, k);
        }
        MemorySegment b = memory.byteArray;
        if (b != null) {
            return b.get(SHORT, k);
        }
        return memory.otherArray.get(SHORT, k);
    }

    /// The number of 4 bytes at an offset.
    ///
    /// @param at where it begins, from the end if negative
    /// @return the number, signed
    /// @throws IndexOutOfBoundsException if it does not lie inside
    public int getInt(long at) {
        int bits = intAt(readable(at, 4));
        return memory.swapped ? Integer.reverseBytes(bits) : bits;
    }

    private int intAt(long k) {
        MemorySegment n = memory.nativeMemory;
        if (n != null) {
            return n.get(INT, k);
        }
        MemorySegment b = memory.byteArray;
        if (b != null) {
            return b.get(INT, k);
        }
        return memory.otherArray.get(INT, k);
    }

    /// The number of 8 bytes at an offset.
    ///
    /// @param at where it begins, from the end if negative
    /// @return the number, signed
    /// @throws IndexOutOfBoundsException if it does not lie inside
    public long getLong(long at) {
        long bits = longAt(readable(at, 8));
        return memory.swapped ? Long.reverseBytes(bits) : bits;
    }

    private long longAt(long k) {
        MemorySegment n = memory.nativeMemory;
        if (n != null) {
            return n.get(LONG, k);
        }
        MemorySegment b = memory.byteArray;
        if (b != null) {
            return b.get(LONG, k);
        }
        return memory.otherArray.get(LONG, k);
    }

    /// The IEEE 754 number of 4 bytes at an offset.
    ///
    /// @param at where it begins, from the end if negative
    /// @return the number
    /// @throws IndexOutOfBoundsException if it does not lie inside
    public float getFloat(long at) {
        return Float.intBitsToFloat(getInt(at));
    }

    /// The IEEE 754 number of 8 bytes at an offset.
    ///
    /// @param at where it begins, from the end if negative
    /// @return the number
    /// @throws IndexOutOfBoundsException if it does not lie inside
    public double getDouble(long at) {
        return Double.longBitsToDouble(getLong(at));
    }

    /// Stores a byte.
    ///
    /// @param at where, from the end if negative
    /// @param value the byte
    /// @throws IndexOutOfBoundsException if it does not lie inside
    /// @throws java.nio.ReadOnlyBufferException if the memory is read-only
    public void setByte(long at, byte value) {
        long k = writable(at, 1);
        MemorySegment n = memory.nativeMemory;
        MemorySegment b = memory.byteArray;
        if (n != null) {
            n.set(BYTE, k, value);
        } else if (b != null) {
            b.set(BYTE, k, value);
        } else {
            memory.otherArray.set(BYTE, k, value);
        }
    }

    /// Stores a number of 2 bytes.
    ///
    /// @param at where it begins, from the end if negative
    /// @param value the number
    /// @throws IndexOutOfBoundsException if it does not lie inside; nothing is written
    /// @throws java.nio.ReadOnlyBufferException if the memory is read-only
    public void setShort(long at, short value) {
        long k = writable(at, 2);
        short bits = memory.swapped ? Short.reverseBytes(value) : value;
        MemorySegment n = memory.nativeMemory;
        MemorySegment b = memory.byteArray;
        if (n != null) {
            n.set(SHORT, k, bits);
        } else if (b != null) {
            b.set(SHORT, k, bits);
        } else {
            memory.otherArray.set(SHORT, k, bits);
        }
    }

    /// Stores a number of 4 bytes.
    ///
    /// @param at where it begins, from the end if negative
    /// @param value the number
    /// @throws IndexOutOfBoundsException if it does not lie inside; nothing is written
    /// @throws java.nio.ReadOnlyBufferException if the memory is read-only
    public void setInt(long at, int value) {
        long k = writable(at, 4);
        int bits = memory.swapped ? Integer.reverseBytes(value) : value;
        MemorySegment n = memory.nativeMemory;
        MemorySegment b = memory.byteArray;
        if (n != null) {
            n.set(INT, k, bits);
        } else if (b != null) {
            b.set(INT, k, bits);
        } else {
            memory.otherArray.set(INT, k, bits);
        }
    }

    /// Stores a number of 8 bytes.
    ///
    /// @param at where it begins, from the end if negative
    /// @param value the number
    /// @throws IndexOutOfBoundsException if it does not lie inside; nothing is written
    /// @throws java.nio.ReadOnlyBufferException if the memory is read-only
    public void setLong(long at, long value) {
        long k = writable(at, 8);
        long bits = memory.swapped ? Long.reverseBytes(value) : value;
        MemorySegment n = memory.nativeMemory;
        MemorySegment b = memory.byteArray;
        if (n != null) {
            n.set(LONG, k, bits);
        } else if (b != null) {
            b.set(LONG, k, bits);
        } else {
            memory.otherArray.set(LONG, k, bits);
        }
    }

    /// Stores an IEEE 754 number of 4 bytes.
    ///
    /// @param at where it begins, from the end if negative
    /// @param value the number; a NaN keeps its bits
    /// @throws IndexOutOfBoundsException if it does not lie inside; nothing is written
    /// @throws java.nio.ReadOnlyBufferException if the memory is read-only
    public void setFloat(long at, float value) {
        setInt(at, Float.floatToRawIntBits(value));
    }

    /// Stores an IEEE 754 number of 8 bytes.
    ///
    /// @param at where it begins, from the end if negative
    /// @param value the number; a NaN keeps its bits
    /// @throws IndexOutOfBoundsException if it does not lie inside; nothing is written
    /// @throws java.nio.ReadOnlyBufferException if the memory is read-only
    public void setDouble(long at, double value) {
        setLong(at, Double.doubleToRawLongBits(value));
    }

    /// For people: how many bytes, and in which order they are read.
    @Override
    public String toString() {
        String order = order() == ByteOrder.BIG_ENDIAN ? "big-endian" : "little-endian";
        return memory.export.closed
                ? "DataView[closed]"
                : "DataView["
                        + length
                        + " bytes, "
                        + order
                        + (memory.readOnly ? ", read-only]" : ", read-write]");
    }
}

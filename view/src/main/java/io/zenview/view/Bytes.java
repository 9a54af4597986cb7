package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;

/// An immutable sequence of bytes: Python's `bytes`.
///
/// Bytes are read as numbers from 0 to 255. Two sequences are equal when their bytes are, and they
/// sort by their bytes as unsigned numbers. **Slicing copies**, as in Python; a [MemoryView] of a
/// `Bytes` slices without copying.
///
/// ```java
/// Bytes data = Bytes.of(1, 5, 4, 8, 2);
/// data.toString();             // b'\x01\x05\x04\x08\x02'
/// MemoryView.of(data).slice(1);   // a window, no copy
/// ```
///
/// Instances may be shared between threads. Views of them are read-only.
public final class Bytes implements BufferExporter, Comparable<Bytes>, Iterable<Integer> {
    /// The largest number of bytes a sequence can have: what a Java array can hold.
    public static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    /// No bytes.
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] data;

    private Bytes(byte[] data) {
        this.data = data;
    }

    /// Takes an array over without copying it; the caller gives up its own use of it.
    static Bytes owning(byte[] data) {
        return data.length == 0 ? EMPTY : new Bytes(data);
    }

    /// A number of zero bytes: Python's `bytes(4)`.
    ///
    /// @param length bytes
    /// @return the new sequence
    /// @throws IllegalArgumentException if the length is negative or beyond [#MAX_LENGTH]
    public static Bytes zeros(long length) {
        return owning(new byte[ByteValues.checkLength(length)]);
    }

    /// The given bytes: Python's `bytes([1, 5, 4])`.
    ///
    /// @param values numbers from 0 to 255
    /// @return the new sequence
    /// @throws IllegalArgumentException naming the first value that is not a byte, and its position
    public static Bytes of(int... values) {
        return owning(ByteValues.copyOf(values));
    }

    /// The given bytes.
    ///
    /// @param values numbers from 0 to 255
    /// @return the new sequence
    /// @throws IllegalArgumentException naming the first value that is not a byte, and its position
    public static Bytes of(Iterable<? extends Number> values) {
        return owning(ByteValues.copyOf(values));
    }

    /// Text in UTF-8.
    ///
    /// @param text the text
    /// @return the new sequence
    public static Bytes of(String text) {
        return of(text, StandardCharsets.UTF_8);
    }

    /// Text in an encoding of your choice: Python's `bytes(text, encoding)`.
    ///
    /// @param text the text
    /// @param encoding how it becomes bytes
    /// @return the new sequence
    /// @throws IllegalArgumentException if the encoding has no bytes for a character
    public static Bytes of(String text, Charset encoding) {
        return owning(ByteValues.encode(text, encoding));
    }

    /// A copy of an array.
    ///
    /// @param array bytes, signed as Java has them
    /// @return the new sequence
    public static Bytes copyOf(byte[] array) {
        return owning(array.clone());
    }

    /// A copy of what an exporter's memory holds, in the order of its elements.
    ///
    /// @param exporter any exporter
    /// @return the new sequence
    /// @throws BufferException if the exporter refuses
    /// @throws IllegalArgumentException if it holds more than [#MAX_LENGTH] bytes
    public static Bytes copyOf(BufferExporter exporter) {
        if (exporter instanceof Bytes bytes) {
            return bytes;
        }
        try (MemoryView view = MemoryView.of(exporter)) {
            return view.toBytes();
        }
    }

    /// Number of bytes.
    ///
    /// @return bytes
    public long length() {
        return data.length;
    }

    /// Whether there are no bytes.
    ///
    /// @return true if the length is 0
    public boolean isEmpty() {
        return data.length == 0;
    }

    /// The byte at an index.
    ///
    /// @param index byte index, negative from the end
    /// @return 0 to 255
    /// @throws IndexOutOfBoundsException if there is no such byte
    public int get(long index) {
        return data[ByteValues.checkIndex(index, data.length)] & 0xFF;
    }

    /// A copy of the bytes from one on: `b[start:]`.
    ///
    /// @param start first byte, negative from the end, clamped
    /// @return a new sequence; takes time and memory of its length
    public Bytes slice(long start) {
        return slice(Slice.from(start));
    }

    /// A copy of the bytes between two indices: `b[start:stop]`.
    ///
    /// @param start first byte, negative from the end, clamped
    /// @param stop first byte no longer taken, negative from the end, clamped
    /// @return a new sequence; takes time and memory of its length
    public Bytes slice(long start, long stop) {
        return slice(Slice.of(start, stop));
    }

    /// A copy of evenly spaced bytes: `b[start:stop:step]`.
    ///
    /// @param slice which bytes
    /// @return a new sequence; takes time and memory of its length
    public Bytes slice(Slice slice) {
        return owning(ByteValues.slice(data, data.length, slice));
    }

    /// A copy as an array.
    ///
    /// @return a new array, signed as Java has bytes
    public byte[] toByteArray() {
        return data.clone();
    }

    /// Copies all bytes into an array.
    void copyTo(byte[] target, int at) {
        System.arraycopy(data, 0, target, at, data.length);
    }

    /// The text that the bytes stand for.
    ///
    /// @param encoding how they became bytes
    /// @return the text; malformed input becomes replacement characters
    public String decode(Charset encoding) {
        return new String(data, encoding);
    }

    @Override
    public MemoryView acquire(BufferRequest request) {
        return Acquisition.of(this, MemorySegment.ofArray(data), Format.UNSIGNED_BYTE)
                .toReadOnly()
                .acquire(request);
    }

    @Override
    public Iterator<Integer> iterator() {
        return ByteValues.iterator(this::length, this::get);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(data, other.data);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    /// The bytes as Python prints them, for example `b'\x01\x05'`.
    @Override
    public String toString() {
        return ByteValues.print(data, data.length);
    }
}

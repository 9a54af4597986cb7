package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
/// What can be asked of the bytes stands in [ByteSequence]; what can be made of them, in
/// [ByteString].
///
/// Instances may be shared between threads. Views of them are read-only.
///
/// Source of the rules: Python's `bytes`.
public final class Bytes extends ByteString<Bytes> implements Comparable<Bytes> {
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
    /// @throws IllegalArgumentException naming the position of a surrogate without its partner
    public static Bytes of(String text) {
        return of(text, StandardCharsets.UTF_8);
    }

    /// Text in an encoding of your choice: Python's `bytes(text, encoding)`.
    ///
    /// @param text the text
    /// @param encoding how it becomes bytes
    /// @return the new sequence
    /// @throws IllegalArgumentException naming the first character that the encoding has no bytes
    ///   for, and its position
    public static Bytes of(String text, Charset encoding) {
        return owning(TextCoding.encode(text, encoding));
    }

    /// The bytes that hexadecimal digits stand for: Python's `bytes.fromhex(text)`.
    ///
    /// @param text pairs of digits; ASCII whitespace may stand around them, not inside them
    /// @return the new sequence
    /// @throws IllegalArgumentException naming the position of the first character that does not
    ///   belong there
    public static Bytes fromHex(String text) {
        return owning(HexText.parse(text));
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
        if (exporter instanceof ByteArray array) {
            // Without a view, which would lock the array for other threads.
            return owning(array.toByteArray());
        }
        try (MemoryView view = MemoryView.of(exporter)) {
            return view.toBytes();
        }
    }

    /// The array itself, for this package to read and never to change.
    byte[] shared() {
        return data;
    }

    @Override
    <R> R read(Reading<R> reading) {
        return reading.of(data, data.length);
    }

    @Override
    Bytes taking(byte[] bytes) {
        return owning(bytes);
    }

    @Override
    Bytes part(byte[] bytes, int from, int to) {
        return to - from == data.length ? this : owning(Arrays.copyOfRange(bytes, from, to));
    }

    @Override
    public long length() {
        return data.length;
    }

    @Override
    public int get(long index) {
        return data[ByteValues.checkIndex(index, data.length)] & 0xFF;
    }

    /// Copies all bytes into an array.
    void copyTo(byte[] target, int at) {
        System.arraycopy(data, 0, target, at, data.length);
    }

    @Override
    public MemoryView acquire(BufferRequest request) {
        return Acquisition.of(this, MemorySegment.ofArray(data), Format.UNSIGNED_BYTE)
                .toReadOnly()
                .acquire(request);
    }

    /// Compares the bytes as unsigned numbers, from the first on: Python's `<` and its kin.
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(data, other.data);
    }

    /// Whether the other one is a [Bytes], too, and has the same bytes; for other exporters there
    /// is [#contentEquals].
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

package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// A mutable, growable sequence of bytes: Python's `bytearray`.
///
/// Bytes are read and written as numbers from 0 to 255. Slicing copies, as in Python; a
/// [MemoryView] of a `ByteArray` slices without copying and writes through.
///
/// ```java
/// ByteArray data = ByteArray.of("Hello World!");
/// try (MemoryView view = MemoryView.of(data)) {
///     view.slice(6, 12).assign(Bytes.of("Python"));
/// }
/// data.toString();   // bytearray(b'Hello Python')
/// ```
///
/// ## Resize lock
///
/// While a view of it is open, whatever would change its length throws a [BufferException] and
/// changes nothing; bytes may be overwritten all the while. Close views before resizing. A view
/// that became unreachable without being closed ceases to count once the garbage collector has
/// found it.
///
/// ## Threads
///
/// Resizing and lending exclude each other, so the two never corrupt one another. Element reads and
/// writes are not ordered between threads.
public final class ByteArray implements BufferExporter, Iterable<Integer> {
    private byte[] data;
    private int length;

    /// The views that are lent, weakly: a forgotten one must not lock the array for ever.
    private final List<WeakReference<MemoryView>> lent = new ArrayList<>();

    private ByteArray(byte[] data) {
        this.data = data;
        this.length = data.length;
    }

    /// A number of zero bytes: Python's `bytearray(4)`.
    ///
    /// @param length bytes
    /// @return the new array
    /// @throws IllegalArgumentException if the length is negative or beyond [Bytes#MAX_LENGTH]
    public static ByteArray zeros(long length) {
        return new ByteArray(new byte[ByteValues.checkLength(length)]);
    }

    /// The given bytes: Python's `bytearray([10, 20, 15])`.
    ///
    /// @param values numbers from 0 to 255
    /// @return the new array
    /// @throws IllegalArgumentException naming the first value that is not a byte, and its position
    public static ByteArray of(int... values) {
        return new ByteArray(ByteValues.copyOf(values));
    }

    /// The given bytes.
    ///
    /// @param values numbers from 0 to 255
    /// @return the new array
    /// @throws IllegalArgumentException naming the first value that is not a byte, and its position
    public static ByteArray of(Iterable<? extends Number> values) {
        return new ByteArray(ByteValues.copyOf(values));
    }

    /// Text in UTF-8.
    ///
    /// @param text the text
    /// @return the new array
    public static ByteArray of(String text) {
        return of(text, StandardCharsets.UTF_8);
    }

    /// Text in an encoding of your choice: Python's `bytearray(text, encoding)`.
    ///
    /// @param text the text
    /// @param encoding how it becomes bytes
    /// @return the new array
    /// @throws IllegalArgumentException if the encoding has no bytes for a character
    public static ByteArray of(String text, Charset encoding) {
        return new ByteArray(ByteValues.encode(text, encoding));
    }

    /// A copy of an array.
    ///
    /// @param array bytes, signed as Java has them
    /// @return the new array
    public static ByteArray copyOf(byte[] array) {
        return new ByteArray(array.clone());
    }

    /// A copy of what an exporter's memory holds, in the order of its elements.
    ///
    /// @param exporter any exporter
    /// @return the new array
    /// @throws BufferException if the exporter refuses
    /// @throws IllegalArgumentException if it holds more than [Bytes#MAX_LENGTH] bytes
    public static ByteArray copyOf(BufferExporter exporter) {
        return new ByteArray(Bytes.copyOf(exporter).toByteArray());
    }

    /// Number of bytes.
    ///
    /// @return bytes
    public long length() {
        return length;
    }

    /// The byte at an index.
    ///
    /// @param index byte index, negative from the end
    /// @return 0 to 255
    /// @throws IndexOutOfBoundsException if there is no such byte
    public int get(long index) {
        return data[ByteValues.checkIndex(index, length)] & 0xFF;
    }

    /// Overwrites a byte.
    ///
    /// @param index byte index, negative from the end
    /// @param value 0 to 255
    /// @throws IndexOutOfBoundsException if there is no such byte
    /// @throws IllegalArgumentException if the value is not a byte
    public void set(long index, int value) {
        data[ByteValues.checkIndex(index, length)] = ByteValues.checkByte(value);
    }

    /// A copy of the bytes from one on: `b[start:]`.
    ///
    /// @param start first byte, negative from the end, clamped
    /// @return a new array; takes time and memory of its length
    public ByteArray slice(long start) {
        return slice(Slice.from(start));
    }

    /// A copy of the bytes between two indices: `b[start:stop]`.
    ///
    /// @param start first byte, negative from the end, clamped
    /// @param stop first byte no longer taken, negative from the end, clamped
    /// @return a new array; takes time and memory of its length
    public ByteArray slice(long start, long stop) {
        return slice(Slice.of(start, stop));
    }

    /// A copy of evenly spaced bytes: `b[start:stop:step]`.
    ///
    /// @param slice which bytes
    /// @return a new array; takes time and memory of its length
    public synchronized ByteArray slice(Slice slice) {
        return new ByteArray(ByteValues.slice(data, length, slice));
    }

    /// Adds a byte at the end. Amortised constant time.
    ///
    /// @param value 0 to 255
    /// @throws BufferException while a view is open
    /// @throws IllegalArgumentException if the value is not a byte
    public void append(int value) {
        insert(length, value);
    }

    /// Adds a copy of an exporter's bytes at the end.
    ///
    /// @param source any exporter, this array among them
    /// @throws BufferException while a view is open
    public void extend(BufferExporter source) {
        byte[] more = Bytes.copyOf(source).toByteArray();
        synchronized (this) {
            int end = length;
            resize((long) end + more.length);
            System.arraycopy(more, 0, data, end, more.length);
        }
    }

    /// Inserts a byte before an index. Takes time of the bytes behind it.
    ///
    /// @param index byte index, negative from the end, clamped
    /// @param value 0 to 255
    /// @throws BufferException while a view is open
    /// @throws IllegalArgumentException if the value is not a byte
    public synchronized void insert(long index, int value) {
        byte inserted = ByteValues.checkByte(value);
        int old = length;
        int at = Math.clamp(index < 0 ? index + old : index, 0, old);
        resize((long) old + 1);
        System.arraycopy(data, at, data, at + 1, old - at);
        data[at] = inserted;
    }

    /// Removes the last byte.
    ///
    /// @return the byte, 0 to 255
    /// @throws BufferException while a view is open
    /// @throws IndexOutOfBoundsException if there is none
    public int pop() {
        return pop(-1);
    }

    /// Removes the byte at an index. Takes time of the bytes behind it.
    ///
    /// @param index byte index, negative from the end
    /// @return the byte, 0 to 255
    /// @throws BufferException while a view is open
    /// @throws IndexOutOfBoundsException if there is no such byte
    public synchronized int pop(long index) {
        int at = ByteValues.checkIndex(index, length);
        int old = length;
        byte removed = data[at];
        ensureResizable(old - 1);
        System.arraycopy(data, at + 1, data, at, old - at - 1);
        resize((long) old - 1);
        return removed & 0xFF;
    }

    /// Removes all bytes.
    ///
    /// @throws BufferException while a view is open
    public synchronized void clear() {
        resize(0);
    }

    /// Changes the length; new bytes are zero.
    ///
    /// @param newLength bytes
    /// @throws BufferException while a view is open, unless the length stays
    /// @throws IllegalArgumentException if the length is negative or beyond [Bytes#MAX_LENGTH]
    public synchronized void resize(long newLength) {
        int target = ByteValues.checkLength(newLength);
        if (target == length) {
            return;
        }
        ensureResizable(target);
        if (target > data.length) {
            // Half as much again, so that appending byte by byte takes linear time in all.
            long roomy =
                    Math.min(
                            Math.max(target, data.length + (data.length >> 1) + 16L),
                            Bytes.MAX_LENGTH);
            data = Arrays.copyOf(data, (int) roomy);
        } else if (target < length) {
            Arrays.fill(data, target, length, (byte) 0);
        }
        length = target;
    }

    private void ensureResizable(int target) {
        lent.removeIf(view -> view.refersTo(null));
        if (!lent.isEmpty()) {
            throw new BufferException(
                    "a ByteArray of "
                            + length
                            + " bytes cannot be resized to "
                            + target
                            + ": "
                            + lent.size()
                            + (lent.size() == 1 ? " view is" : " views are")
                            + " open on it; close first");
        }
    }

    /// A copy as an array.
    ///
    /// @return a new array, signed as Java has bytes
    public synchronized byte[] toByteArray() {
        return Arrays.copyOf(data, length);
    }

    /// The text that the bytes stand for.
    ///
    /// @param encoding how they became bytes
    /// @return the text; malformed input becomes replacement characters
    public synchronized String decode(Charset encoding) {
        return new String(data, 0, length, encoding);
    }

    /// Whether another exporter holds the same bytes.
    ///
    /// @param other any exporter
    /// @return true if lengths and bytes agree
    public boolean contentEquals(BufferExporter other) {
        try (MemoryView view = MemoryView.of(this)) {
            return view.contentEquals(other);
        }
    }

    @Override
    public synchronized MemoryView acquire(BufferRequest request) {
        MemoryView view =
                Acquisition.of(
                                this,
                                MemorySegment.ofArray(data).asSlice(0, length),
                                Format.UNSIGNED_BYTE)
                        .acquire(request);
        lent.add(new WeakReference<>(view));
        return view;
    }

    @Override
    public synchronized void release(MemoryView view) {
        lent.removeIf(known -> known.refersTo(view));
    }

    @Override
    public Iterator<Integer> iterator() {
        return ByteValues.iterator(this::length, this::get);
    }

    /// The bytes as Python prints them, for example `bytearray(b'\x01\x05')`.
    @Override
    public synchronized String toString() {
        return "bytearray(" + ByteValues.print(data, length) + ")";
    }
}

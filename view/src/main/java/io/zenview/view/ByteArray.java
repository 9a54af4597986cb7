package io.zenview.view;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
/// What can be asked of the bytes stands in [ByteSequence]; what can be made of them, in
/// [ByteString]. Here is what changes them.
///
/// ## Resize lock
///
/// While a view of it is open, whatever would change its length throws a [BufferException] and
/// changes nothing; bytes may be overwritten all the while. What a method asks of its arguments it
/// checks first: an index or value that is wrong is reported as such, locked or not. Close views
/// before resizing. A view that became unreachable without being closed ceases to count once the
/// garbage collector has found it.
///
/// ## Threads
///
/// Each method is one step: threads that call methods of one array do so one after another. Who
/// needs several calls as one step synchronizes on the array. What is written through views is not
/// ordered by that.
///
/// ## Equality
///
/// Two arrays are equal only if they are the same object, as its bytes may change while a map or a
/// set holds it; [#contentEquals] and [#compareContents] compare bytes. (Python compares by value,
/// and leaves out hashing.)
///
/// Source of the rules: Python's `bytearray`, whose order of checks was recorded.
public final class ByteArray extends ByteString<ByteArray> {
    private final ByteStore store;

    private ByteArray(byte[] data) {
        this.store = new ByteStore(data);
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
    /// @throws IllegalArgumentException naming the position of a surrogate without its partner
    public static ByteArray of(String text) {
        return of(text, StandardCharsets.UTF_8);
    }

    /// Text in an encoding of your choice: Python's `bytearray(text, encoding)`.
    ///
    /// @param text the text
    /// @param encoding how it becomes bytes
    /// @return the new array
    /// @throws IllegalArgumentException naming the first character that the encoding has no bytes
    ///   for, and its position
    public static ByteArray of(String text, Charset encoding) {
        return new ByteArray(TextCoding.encode(text, encoding));
    }

    /// The bytes that hexadecimal digits stand for: Python's `bytearray.fromhex(text)`.
    ///
    /// @param text pairs of digits; ASCII whitespace may stand around them, not inside them
    /// @return the new array
    /// @throws IllegalArgumentException naming the position of the first character that does not
    ///   belong there
    public static ByteArray fromHex(String text) {
        return new ByteArray(HexText.parse(text));
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

    @Override
    synchronized <R> R read(Reading<R> reading) {
        return reading.of(store.bytes, store.length);
    }

    @Override
    ByteArray taking(byte[] bytes) {
        return new ByteArray(bytes);
    }

    @Override
    ByteArray part(byte[] bytes, int from, int to) {
        return new ByteArray(Arrays.copyOfRange(bytes, from, to));
    }

    @Override
    public synchronized long length() {
        return store.length;
    }

    @Override
    public synchronized int get(long index) {
        return store.bytes[ByteValues.checkIndex(index, store.length)] & 0xFF;
    }

    /// Overwrites a byte: `b[index] = value`. Constant time.
    ///
    /// @param index byte index, negative from the end
    /// @param value 0 to 255
    /// @throws IndexOutOfBoundsException if there is no such byte
    /// @throws IllegalArgumentException if the value is not a byte
    public synchronized void set(long index, int value) {
        store.bytes[ByteValues.checkIndex(index, store.length)] = ByteValues.checkByte(value);
    }

    /// Overwrites the bytes between two indices with others, fewer or more: `b[start:stop] =
    /// source`. Takes time of what lies behind them if the length changes.
    ///
    /// @param start first byte, negative from the end, clamped
    /// @param stop first byte no longer overwritten, negative from the end, clamped
    /// @param source any exporter, this array among them; copied first
    /// @throws BufferException while a view is open, unless the length stays
    public void setSlice(long start, long stop, BufferExporter source) {
        setSlice(Slice.of(start, stop), source);
    }

    /// Overwrites evenly spaced bytes with others: `b[start:stop:step] = source`. With a step of 1
    /// they may be fewer or more; with another one as many, or none, which deletes them.
    ///
    /// @param slice which bytes
    /// @param source any exporter, this array among them; copied first
    /// @throws BufferException while a view is open, unless the length stays
    /// @throws IllegalArgumentException if the step is not 1 and the numbers of bytes differ
    public void setSlice(Slice slice, BufferExporter source) {
        byte[] content = contentOf(source);
        synchronized (this) {
            Slice.Range range = slice.resolve(store.length);
            int first = (int) range.first();
            if (range.step() == 1) {
                replace(first, first + (int) range.count(), content);
            } else if (content.length == 0) {
                delete(slice);
            } else if (content.length == range.count()) {
                for (int i = 0; i < content.length; i++) {
                    store.bytes[(int) (first + i * range.step())] = content[i];
                }
            } else {
                throw new IllegalArgumentException(
                        "cannot assign "
                                + content.length
                                + " bytes to the "
                                + range.count()
                                + " of slice "
                                + slice
                                + ": with a step the numbers must agree");
            }
        }
    }

    private void replace(int from, int to, byte[] content) {
        store.replace(from, to, content.length);
        System.arraycopy(content, 0, store.bytes, from, content.length);
    }

    /// Removes the bytes between two indices: `del b[start:stop]`. Takes time of what lies behind
    /// them.
    ///
    /// @param start first byte, negative from the end, clamped
    /// @param stop first byte that stays, negative from the end, clamped
    /// @throws BufferException while a view is open, unless there is nothing to remove
    public void delete(long start, long stop) {
        delete(Slice.of(start, stop));
    }

    /// Removes evenly spaced bytes: `del b[start:stop:step]`. Takes time of this array's length.
    ///
    /// @param slice which bytes
    /// @throws BufferException while a view is open; if the step is 1, only if there is something
    ///   to remove
    public synchronized void delete(Slice slice) {
        Slice.Range range = slice.resolve(store.length);
        int first = (int) range.first();
        int count = (int) range.count();
        if (range.step() == 1) {
            store.replace(first, first + count, 0);
            return;
        }
        store.ensureResizable(store.length - count);
        // Walking backwards removes the same bytes as walking forwards from the other end.
        boolean forwards = range.step() > 0;
        long next = forwards ? first : first + (count - 1) * range.step();
        long distance = forwards ? range.step() : -range.step();
        byte[] bytes = store.bytes;
        int kept = 0;
        int removed = 0;
        for (int i = 0; i < store.length; i++) {
            if (i == next && removed < count) {
                next += distance;
                removed++;
            } else {
                bytes[kept++] = bytes[i];
            }
        }
        store.replace(kept, store.length, 0);
    }

    /// Adds a byte at the end. Amortised constant time.
    ///
    /// @param value 0 to 255
    /// @throws BufferException while a view is open
    /// @throws IllegalArgumentException if the value is not a byte
    public synchronized void append(int value) {
        byte added = ByteValues.checkByte(value);
        int at = store.length;
        store.replace(at, at, 1);
        store.bytes[at] = added;
    }

    /// Adds a copy of an exporter's bytes at the end: `b += source`, Python's `b.extend(source)`.
    /// Amortised time of their number.
    ///
    /// @param source any exporter, this array among them
    /// @throws BufferException while a view is open (`source` may be one), unless there is nothing
    ///   to add
    public void extend(BufferExporter source) {
        extend(contentOf(source));
    }

    /// Adds numbers at the end: Python's `b.extend([1, 2])`. Amortised time of their number.
    ///
    /// @param values numbers from 0 to 255
    /// @throws BufferException while a view is open, unless there is nothing to add
    /// @throws IllegalArgumentException naming the first value that is not a byte, and its
    ///   position; nothing is added then
    public void extendWith(Iterable<? extends Number> values) {
        extend(ByteValues.copyOf(values));
    }

    private synchronized void extend(byte[] content) {
        replace(store.length, store.length, content);
    }

    /// Inserts a byte before an index. Takes time of the bytes behind it.
    ///
    /// @param index byte index, negative from the end, clamped
    /// @param value 0 to 255
    /// @throws BufferException while a view is open
    /// @throws IllegalArgumentException if the value is not a byte
    public synchronized void insert(long index, int value) {
        byte inserted = ByteValues.checkByte(value);
        int length = store.length;
        int at = Math.clamp(index < 0 ? index + length : index, 0, length);
        store.replace(at, at, 1);
        store.bytes[at] = inserted;
    }

    /// Removes the last byte. Amortised constant time.
    ///
    /// @return the byte, 0 to 255
    /// @throws BufferException while a view is open
    /// @throws IndexOutOfBoundsException if there is none
    public int pop() {
        return pop(-1);
    }

    /// Removes the byte at an index: Python's `b.pop(index)`, and `del b[index]`. Takes time of the
    /// bytes behind it.
    ///
    /// @param index byte index, negative from the end
    /// @return the byte, 0 to 255
    /// @throws BufferException while a view is open
    /// @throws IndexOutOfBoundsException if there is no such byte
    public synchronized int pop(long index) {
        int at = ByteValues.checkIndex(index, store.length);
        int removed = store.bytes[at] & 0xFF;
        store.replace(at, at + 1, 0);
        return removed;
    }

    /// Removes the first byte of a value: Python's `b.remove(value)`. Takes time of this array's
    /// length.
    ///
    /// @param value 0 to 255
    /// @throws BufferException while a view is open
    /// @throws IllegalArgumentException if the value is not a byte, or does not occur
    public synchronized void removeValue(int value) {
        int at = (int) indexOf(value);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "value " + value + " does not occur among " + store.length + " bytes");
        }
        store.replace(at, at + 1, 0);
    }

    /// Removes all bytes, and gives their memory back.
    ///
    /// @throws BufferException while a view is open, unless there are no bytes
    public void clear() {
        resize(0);
    }

    /// Changes the length; new bytes are zero: `b.resize(length)` in Python 3.14. Memory is given
    /// back when less than half of it is needed.
    ///
    /// @param newLength bytes
    /// @throws BufferException while a view is open, unless the length stays
    /// @throws IllegalArgumentException if the length is negative or beyond [Bytes#MAX_LENGTH]
    public synchronized void resize(long newLength) {
        int target = ByteValues.checkLength(newLength);
        int kept = Math.min(target, store.length);
        store.replace(kept, store.length, target - kept);
    }

    /// Turns the order of the bytes round, in place: Python's `b.reverse()`. Views may be open.
    public synchronized void reverse() {
        byte[] bytes = store.bytes;
        for (int low = 0, high = store.length - 1; low < high; low++, high--) {
            byte b = bytes[low];
            bytes[low] = bytes[high];
            bytes[high] = b;
        }
    }

    @Override
    public synchronized MemoryView acquire(BufferRequest request) {
        return store.lend(this, request);
    }

    @Override
    public synchronized void release(MemoryView view) {
        store.takeBack(view);
    }

    /// The bytes as Python prints them, for example `bytearray(b'\x01\x05')`.
    @Override
    public String toString() {
        return "bytearray(" + read(ByteValues::print) + ")";
    }
}

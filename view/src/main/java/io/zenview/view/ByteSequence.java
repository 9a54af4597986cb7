package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// A sequence of bytes that owns its memory: what can be asked of a [Bytes] and of a [ByteArray].
///
/// Bytes are numbers from 0 to 255, indices and lengths count bytes. Where a method takes a
/// [BufferExporter], anything that lends memory will do (the other kind of sequence, a
/// [MemoryView], your own exporter); what counts are its bytes, in the order of its elements. Bytes
/// that are searched for are copied first, unless they are a [Bytes].
///
/// ## Bounds
///
/// Searches may be confined to the bytes between `start` and `stop`. As in a slice, negative bounds
/// count from the end, and bounds outside the sequence are clamped. Only a start behind the end is
/// special: not even nothing is found there.
///
/// Source of the rules: Python's *Bytes and Bytearray Operations*. Each method names its
/// counterpart. Where Python's `index` and `rindex` fail because there is nothing to be found, the
/// methods here return -1, as `find` and `rfind` do.
public abstract sealed class ByteSequence implements BufferExporter, Iterable<Integer>
        permits ByteString {
    ByteSequence() {}

    /// Something that is made from the bytes. It must neither keep nor change the array, nor call
    /// code from outside: locks may be held.
    interface Reading<R> {
        R of(byte[] bytes, int length);
    }

    /// Reads the bytes at one moment: nobody changes them meanwhile.
    abstract <R> R read(Reading<R> reading);

    /// The bytes of any exporter, not to be changed. Takes no view where it can do without: that
    /// would lock a [ByteArray] for other threads.
    static byte[] contentOf(BufferExporter source) {
        return source instanceof ByteArray array
                ? array.toByteArray()
                : Bytes.copyOf(source).shared();
    }

    /// Number of bytes: Python's `len(b)`. Constant time.
    ///
    /// @return bytes
    public abstract long length();

    /// Whether there are no bytes.
    ///
    /// @return true if the length is 0
    public final boolean isEmpty() {
        return length() == 0;
    }

    /// The byte at an index: `b[index]`. Constant time.
    ///
    /// @param index byte index, negative from the end
    /// @return 0 to 255
    /// @throws IndexOutOfBoundsException if there is no such byte
    public abstract int get(long index);

    /// The bytes, one after another, from 0 to 255. Bytes that are added to a [ByteArray] meanwhile
    /// come up, too.
    @Override
    public final Iterator<Integer> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < length();
            }

            @Override
            public Integer next() {
                int at = next;
                int value = read((bytes, length) -> at < length ? bytes[at] & 0xFF : -1);
                if (value < 0) {
                    throw new NoSuchElementException("all " + at + " bytes were read");
                }
                next++;
                return value;
            }
        };
    }

    /// A copy as an array.
    ///
    /// @return a new array, signed as Java has bytes
    public final byte[] toByteArray() {
        return read(Arrays::copyOf);
    }

    /// The text that the bytes stand for in UTF-8: Python's `b.decode()`.
    ///
    /// @return the text
    /// @throws IllegalArgumentException naming the first byte that is not UTF-8, and its position
    public final String decode() {
        return decode(StandardCharsets.UTF_8);
    }

    /// The text that the bytes stand for: Python's `b.decode(encoding)`, with its error handler
    /// `strict`. For replacement characters instead of errors there is `new String(b.toByteArray(),
    /// encoding)`.
    ///
    /// @param encoding how they became bytes
    /// @return the text
    /// @throws IllegalArgumentException naming the first byte that the encoding has no use for, and
    ///   its position
    public final String decode(Charset encoding) {
        return read((bytes, length) -> TextCoding.decode(bytes, length, encoding));
    }

    /// Two hexadecimal digits for each byte: Python's `b.hex()`.
    ///
    /// @return the digits, in small letters
    /// @throws IllegalArgumentException if there are more bytes than digits fit a `String`
    public final String hex() {
        return read(HexText::print);
    }

    /// Two hexadecimal digits for each byte, in groups: Python's `b.hex(separator, group)`.
    ///
    /// @param separator an ASCII character
    /// @param group bytes between two separators, counted from the end, or from the start if
    ///   negative; 0 for no separators at all
    /// @return the digits, in small letters, and the separators
    /// @throws IllegalArgumentException if the separator is not ASCII, or the text too long for a
    ///   `String`
    public final String hex(char separator, int group) {
        return read((bytes, length) -> HexText.print(bytes, length, separator, group));
    }

    /// Whether all bytes are below 128: Python's `b.isascii()`.
    ///
    /// @return true if they are; also if there are none
    public final boolean isAscii() {
        return read(AsciiText::isAscii);
    }

    /// Whether a byte occurs: `value in b`.
    ///
    /// @param value 0 to 255
    /// @return true if it does
    /// @throws IllegalArgumentException if the value is not a byte
    public final boolean contains(int value) {
        return indexOf(value) >= 0;
    }

    /// Whether some bytes occur, one after another: `wanted in b`.
    ///
    /// @param wanted any exporter; nothing at all occurs everywhere
    /// @return true if they do
    public final boolean contains(BufferExporter wanted) {
        return indexOf(wanted) >= 0;
    }

    /// The first occurrence of a byte: Python's `b.find(value)`, and `index`.
    ///
    /// @param value 0 to 255
    /// @return its index, or -1
    /// @throws IllegalArgumentException if the value is not a byte
    public final long indexOf(int value) {
        return indexOf(value, 0, Long.MAX_VALUE);
    }

    /// The first occurrence of a byte between two indices: Python's `b.find(value, start, stop)`.
    ///
    /// @param value 0 to 255
    /// @param start first index, negative from the end, clamped
    /// @param stop first index no longer looked at, negative from the end, clamped
    /// @return its index in the whole sequence, or -1
    /// @throws IllegalArgumentException if the value is not a byte
    public final long indexOf(int value, long start, long stop) {
        return find(ByteSearch.forwards(single(value)), start, stop);
    }

    /// The first occurrence of some bytes: Python's `b.find(wanted)`, and `index`. Takes time of
    /// this sequence's length, whatever the bytes.
    ///
    /// @param wanted any exporter
    /// @return where it begins, or -1
    public final long indexOf(BufferExporter wanted) {
        return indexOf(wanted, 0, Long.MAX_VALUE);
    }

    /// The first occurrence of some bytes that lies wholly between two indices: Python's
    /// `b.find(wanted, start, stop)`.
    ///
    /// @param wanted any exporter
    /// @param start first index, negative from the end, clamped
    /// @param stop first index no longer looked at, negative from the end, clamped
    /// @return where it begins in the whole sequence, or -1
    public final long indexOf(BufferExporter wanted, long start, long stop) {
        return find(ByteSearch.forwards(contentOf(wanted)), start, stop);
    }

    /// The last occurrence of a byte: Python's `b.rfind(value)`, and `rindex`.
    ///
    /// @param value 0 to 255
    /// @return its index, or -1
    /// @throws IllegalArgumentException if the value is not a byte
    public final long lastIndexOf(int value) {
        return lastIndexOf(value, 0, Long.MAX_VALUE);
    }

    /// The last occurrence of a byte between two indices: Python's `b.rfind(value, start, stop)`.
    ///
    /// @param value 0 to 255
    /// @param start first index, negative from the end, clamped
    /// @param stop first index no longer looked at, negative from the end, clamped
    /// @return its index in the whole sequence, or -1
    /// @throws IllegalArgumentException if the value is not a byte
    public final long lastIndexOf(int value, long start, long stop) {
        return find(ByteSearch.backwards(single(value)), start, stop);
    }

    /// The last occurrence of some bytes: Python's `b.rfind(wanted)`, and `rindex`.
    ///
    /// @param wanted any exporter
    /// @return where it begins, or -1
    public final long lastIndexOf(BufferExporter wanted) {
        return lastIndexOf(wanted, 0, Long.MAX_VALUE);
    }

    /// The last occurrence of some bytes that lies wholly between two indices: Python's
    /// `b.rfind(wanted, start, stop)`.
    ///
    /// @param wanted any exporter
    /// @param start first index, negative from the end, clamped
    /// @param stop first index no longer looked at, negative from the end, clamped
    /// @return where it begins in the whole sequence, or -1
    public final long lastIndexOf(BufferExporter wanted, long start, long stop) {
        return find(ByteSearch.backwards(contentOf(wanted)), start, stop);
    }

    /// How often a byte occurs: Python's `b.count(value)`.
    ///
    /// @param value 0 to 255
    /// @return occurrences
    /// @throws IllegalArgumentException if the value is not a byte
    public final long count(int value) {
        return count(value, 0, Long.MAX_VALUE);
    }

    /// How often a byte occurs between two indices: Python's `b.count(value, start, stop)`.
    ///
    /// @param value 0 to 255
    /// @param start first index, negative from the end, clamped
    /// @param stop first index no longer looked at, negative from the end, clamped
    /// @return occurrences
    /// @throws IllegalArgumentException if the value is not a byte
    public final long count(int value, long start, long stop) {
        return count(ByteSearch.forwards(single(value)), start, stop);
    }

    /// How often some bytes occur, without overlaps: Python's `b.count(wanted)`. Nothing at all
    /// occurs before each byte and at the end.
    ///
    /// @param wanted any exporter
    /// @return occurrences
    public final long count(BufferExporter wanted) {
        return count(wanted, 0, Long.MAX_VALUE);
    }

    /// How often some bytes occur between two indices, without overlaps: Python's `b.count(wanted,
    /// start, stop)`.
    ///
    /// @param wanted any exporter
    /// @param start first index, negative from the end, clamped
    /// @param stop first index no longer looked at, negative from the end, clamped
    /// @return occurrences
    public final long count(BufferExporter wanted, long start, long stop) {
        return count(ByteSearch.forwards(contentOf(wanted)), start, stop);
    }

    private long find(ByteSearch search, long start, long stop) {
        return read(
                (bytes, length) -> search.find(bytes, first(start, length), bound(stop, length)));
    }

    private long count(ByteSearch search, long start, long stop) {
        return read(
                (bytes, length) -> search.count(bytes, first(start, length), bound(stop, length)));
    }

    private static byte[] single(int value) {
        return new byte[] {ByteValues.checkByte(value)};
    }

    private static int bound(long index, int length) {
        return (int) Math.min(index < 0 ? Math.max(index + length, 0) : index, length);
    }

    /// Unlike other bounds, a start behind the end stays there, so that nothing begins at it.
    private static int first(long start, int length) {
        return start > length ? length + 1 : bound(start, length);
    }

    /// Whether the sequence begins with one of these: Python's `b.startswith(prefixes)`.
    ///
    /// @param prefixes any exporters
    /// @return true if it begins with at least one of them
    public final boolean startsWith(BufferExporter... prefixes) {
        return startsWith(0, Long.MAX_VALUE, prefixes);
    }

    /// Whether the bytes between two indices begin with one of these: Python's
    /// `b.startswith(prefixes, start, stop)`.
    ///
    /// @param start first index, negative from the end, clamped
    /// @param stop first index that does not belong to it, negative from the end, clamped
    /// @param prefixes any exporters
    /// @return true if they begin with at least one of them
    public final boolean startsWith(long start, long stop, BufferExporter... prefixes) {
        return Arrays.stream(prefixes).anyMatch(prefix -> borders(start, stop, prefix, true));
    }

    /// Whether the sequence ends with one of these: Python's `b.endswith(suffixes)`.
    ///
    /// @param suffixes any exporters
    /// @return true if it ends with at least one of them
    public final boolean endsWith(BufferExporter... suffixes) {
        return endsWith(0, Long.MAX_VALUE, suffixes);
    }

    /// Whether the bytes between two indices end with one of these: Python's `b.endswith(suffixes,
    /// start, stop)`.
    ///
    /// @param start first index, negative from the end, clamped
    /// @param stop first index that does not belong to it, negative from the end, clamped
    /// @param suffixes any exporters
    /// @return true if they end with at least one of them
    public final boolean endsWith(long start, long stop, BufferExporter... suffixes) {
        return Arrays.stream(suffixes).anyMatch(suffix -> borders(start, stop, suffix, false));
    }

    private boolean borders(long start, long stop, BufferExporter affix, boolean atStart) {
        byte[] wanted = contentOf(affix);
        return read((bytes, length) -> {
            int from = first(start, length);
            int to = bound(stop, length);
            if (wanted.length > to - from) {
                return false;
            }
            int at = atStart ? from : to - wanted.length;
            return Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
        });
    }

    /// Whether another exporter holds the same bytes: Python's `==` for byte sequences.
    ///
    /// Formats play no part: the `int` 1 and its four bytes are the same here. Whoever means the
    /// values of elements takes [MemoryView#contentEquals].
    ///
    /// @param other any exporter; copied only if it is a [ByteArray], or not contiguous
    /// @return true if lengths and bytes agree
    /// @throws BufferException if the exporter refuses
    public final boolean contentEquals(BufferExporter other) {
        if (other instanceof ByteSequence) {
            return sameBytes(contentOf(other));
        }
        try (MemoryView view = MemoryView.of(other)) {
            if (view.byteSize() != length()) {
                return false;
            }
            if (!view.isCContiguous()) {
                return sameBytes(view.toBytes().shared());
            }
            MemorySegment theirs = view.segment();
            return read((bytes, length) ->
                    MemorySegment.ofArray(bytes).asSlice(0, length).mismatch(theirs) < 0);
        }
    }

    private boolean sameBytes(byte[] other) {
        return read((bytes, length) -> Arrays.equals(bytes, 0, length, other, 0, other.length));
    }

    /// Which of two exporters comes first when their bytes are compared as unsigned numbers, from
    /// the first on: Python's `<` and its kin for byte sequences.
    ///
    /// @param other any exporter; copied unless it is a [Bytes]
    /// @return less than, equal to or more than 0, as this comes before, equals or comes after the
    ///   other
    /// @throws BufferException if the exporter refuses
    public final int compareContents(BufferExporter other) {
        byte[] theirs = contentOf(other);
        return read((bytes, length) ->
                Arrays.compareUnsigned(bytes, 0, length, theirs, 0, theirs.length));
    }
}

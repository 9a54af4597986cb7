package io.zenview.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A byte sequence that makes others of its own kind: what [Bytes] and [ByteArray] have in common
/// with text.
///
/// Every method leaves this sequence as it is and returns copies, whose bytes take time and memory
/// of their length. What comes from a [Bytes] is a [Bytes], perhaps the very same; what comes from
/// a [ByteArray] is a new [ByteArray]. A result of more than [Bytes#MAX_LENGTH] bytes is an
/// `IllegalArgumentException`.
///
/// Letters and whitespace are those of ASCII.
///
/// Source of the rules: Python's *Bytes and Bytearray Operations*. Each method names its
/// counterpart.
///
/// @param <S> the kind of sequence
public abstract sealed class ByteString<S extends ByteString<S>> extends ByteSequence
        permits Bytes, ByteArray {
    ByteString() {}

    /// What lies on the two sides of a separator.
    ///
    /// @param <T> what the parts are
    /// @param before the bytes before it
    /// @param separator the separator, empty if there is none
    /// @param after the bytes behind it
    public record Parts<T>(T before, T separator, T after) {}

    /// A sequence of this kind that takes an array over.
    abstract S taking(byte[] bytes);

    /// A sequence of this kind with the bytes between two indices of this one's array.
    abstract S part(byte[] bytes, int from, int to);

    /// A copy of the bytes from one on: `b[start:]`.
    ///
    /// @param start first byte, negative from the end, clamped
    /// @return the copy
    public final S slice(long start) {
        return slice(Slice.from(start));
    }

    /// A copy of the bytes between two indices: `b[start:stop]`.
    ///
    /// @param start first byte, negative from the end, clamped
    /// @param stop first byte no longer taken, negative from the end, clamped
    /// @return the copy
    public final S slice(long start, long stop) {
        return slice(Slice.of(start, stop));
    }

    /// A copy of evenly spaced bytes: `b[start:stop:step]`.
    ///
    /// @param slice which bytes
    /// @return the copy
    public final S slice(Slice slice) {
        return read((bytes, length) -> taking(ByteValues.slice(bytes, length, slice)));
    }

    /// The bytes from the last to the first: `b[::-1]`.
    ///
    /// @return the copy
    public final S reversed() {
        return slice(Slice.every(-1));
    }

    /// These bytes and others behind them: `b + other`.
    ///
    /// @param other any exporter
    /// @return both
    public final S concat(BufferExporter other) {
        byte[] more = contentOf(other);
        return read((bytes, length) -> {
            byte[] both = Arrays.copyOf(bytes, ByteValues.checkLength((long) length + more.length));
            System.arraycopy(more, 0, both, length, more.length);
            return taking(both);
        });
    }

    /// These bytes several times: `b * count`.
    ///
    /// @param count how often; nothing if negative
    /// @return the repetition
    public final S repeat(int count) {
        return read((bytes, length) -> {
            byte[] all = new byte[ByteValues.checkLength(Math.max(count, 0) * (long) length)];
            for (int at = 0; at < all.length; at += length) {
                System.arraycopy(bytes, 0, all, at, length);
            }
            return taking(all);
        });
    }

    /// Some sequences, with these bytes between each two: Python's `b.join(parts)`.
    ///
    /// @param parts any exporters
    /// @return all of them in one
    public final S join(Iterable<? extends BufferExporter> parts) {
        List<byte[]> contents = new ArrayList<>();
        long size = 0;
        for (BufferExporter part : parts) {
            byte[] content = contentOf(part);
            contents.add(content);
            size += content.length;
        }
        long known = size;
        return read((bytes, length) -> {
            long gaps = Math.max(contents.size() - 1, 0) * (long) length;
            byte[] all = new byte[ByteValues.checkLength(known + gaps)];
            int at = 0;
            for (int i = 0; i < contents.size(); i++) {
                if (i > 0) {
                    System.arraycopy(bytes, 0, all, at, length);
                    at += length;
                }
                byte[] content = contents.get(i);
                System.arraycopy(content, 0, all, at, content.length);
                at += content.length;
            }
            return taking(all);
        });
    }

    /// The pieces between separators: Python's `b.split(separator)`.
    ///
    /// @param separator any exporter of at least one byte
    /// @return one piece more than there are separators; pieces may be empty
    /// @throws IllegalArgumentException if the separator is empty
    public final List<S> split(BufferExporter separator) {
        return split(separator, -1);
    }

    /// The pieces between the first separators: Python's `b.split(separator, max)`.
    ///
    /// @param separator any exporter of at least one byte
    /// @param max cuts at most, without limit if negative
    /// @return up to `max` + 1 pieces; the last one holds all that was not cut
    /// @throws IllegalArgumentException if the separator is empty
    public final List<S> split(BufferExporter separator, int max) {
        byte[] between = separatorOf(separator);
        return read((bytes, length) -> pieces(bytes, length).by(between, max));
    }

    /// The pieces between the last separators: Python's `b.rsplit(separator, max)`.
    ///
    /// @param separator any exporter of at least one byte
    /// @param max cuts at most, without limit if negative
    /// @return up to `max` + 1 pieces; the first one holds all that was not cut
    /// @throws IllegalArgumentException if the separator is empty
    public final List<S> splitFromEnd(BufferExporter separator, int max) {
        byte[] between = separatorOf(separator);
        return read((bytes, length) -> pieces(bytes, length).fromEndBy(between, max));
    }

    /// The words between runs of whitespace: Python's `b.split()`.
    ///
    /// @return the words, none of them empty
    public final List<S> splitWords() {
        return splitWords(-1);
    }

    /// The first words between runs of whitespace: Python's `b.split(None, max)`.
    ///
    /// @param max cuts at most, without limit if negative
    /// @return up to `max` words and all that follows them, with the whitespace at its end
    public final List<S> splitWords(int max) {
        return read((bytes, length) -> pieces(bytes, length).atWhitespace(max));
    }

    /// The last words between runs of whitespace: Python's `b.rsplit(None, max)`.
    ///
    /// @param max cuts at most, without limit if negative
    /// @return all that precedes the words, with the whitespace at its start, and up to `max` words
    public final List<S> splitWordsFromEnd(int max) {
        return read((bytes, length) -> pieces(bytes, length).fromEndAtWhitespace(max));
    }

    /// The lines, without their ends: Python's `b.splitlines()`. Lines end with `\n`, `\r` or
    /// `\r\n`.
    ///
    /// @return the lines; what follows the last line end is one if it is not empty
    public final List<S> splitLines() {
        return splitLines(false);
    }

    /// The lines: Python's `b.splitlines(keepEnds)`. Lines end with `\n`, `\r` or `\r\n`.
    ///
    /// @param keepEnds whether the ends stay with their lines
    /// @return the lines; what follows the last line end is one if it is not empty
    public final List<S> splitLines(boolean keepEnds) {
        return read((bytes, length) -> pieces(bytes, length).atLineEnds(keepEnds));
    }

    private ByteSplit<S> pieces(byte[] bytes, int length) {
        return new ByteSplit<>(bytes, length, (from, to) -> part(bytes, from, to));
    }

    /// The bytes before and behind the first separator: Python's `b.partition(separator)`.
    ///
    /// @param separator any exporter of at least one byte
    /// @return the three parts; all is `before` if there is no separator
    /// @throws IllegalArgumentException if the separator is empty
    public final Parts<S> partition(BufferExporter separator) {
        return partition(ByteSearch.forwards(separatorOf(separator)), true);
    }

    /// The bytes before and behind the last separator: Python's `b.rpartition(separator)`.
    ///
    /// @param separator any exporter of at least one byte
    /// @return the three parts; all is `after` if there is no separator
    /// @throws IllegalArgumentException if the separator is empty
    public final Parts<S> partitionAtLast(BufferExporter separator) {
        return partition(ByteSearch.backwards(separatorOf(separator)), false);
    }

    private Parts<S> partition(ByteSearch search, boolean wholeBefore) {
        return read((bytes, length) -> {
            int at = search.find(bytes, 0, length);
            int end = at + search.wantedLength();
            if (at < 0) {
                at = wholeBefore ? length : 0;
                end = at;
            }
            return new Parts<>(part(bytes, 0, at), part(bytes, at, end), part(bytes, end, length));
        });
    }

    private static byte[] separatorOf(BufferExporter separator) {
        byte[] bytes = contentOf(separator);
        if (bytes.length == 0) {
            throw new IllegalArgumentException(
                    "the separator is empty; for words between whitespace there is splitWords()");
        }
        return bytes;
    }

    /// All occurrences of some bytes replaced by others: Python's `b.replace(old, with)`.
    ///
    /// @param old any exporter; nothing at all occurs before each byte and at the end
    /// @param with any exporter
    /// @return the bytes with replacements
    public final S replace(BufferExporter old, BufferExporter with) {
        return replace(old, with, -1);
    }

    /// The first occurrences of some bytes replaced by others: Python's `b.replace(old, with,
    /// max)`.
    ///
    /// @param old any exporter; nothing at all occurs before each byte and at the end
    /// @param with any exporter
    /// @param max replacements at most, without limit if negative
    /// @return the bytes with replacements
    public final S replace(BufferExporter old, BufferExporter with, int max) {
        ByteSearch search = ByteSearch.forwards(contentOf(old));
        byte[] instead = contentOf(with);
        return read((bytes, length) -> {
            byte[] replaced = search.replace(bytes, length, instead, max);
            return replaced == null ? part(bytes, 0, length) : taking(replaced);
        });
    }

    /// The bytes without whitespace at both ends: Python's `b.strip()`.
    ///
    /// @return what is left
    public final S strip() {
        return strip(ByteSet.WHITESPACE, true, true);
    }

    /// The bytes without those of a set at both ends: Python's `b.strip(set)`.
    ///
    /// @param set any exporter: the bytes to be taken off, in any order
    /// @return what is left
    public final S strip(BufferExporter set) {
        return strip(ByteSet.of(contentOf(set)), true, true);
    }

    /// The bytes without whitespace at the start: Python's `b.lstrip()`.
    ///
    /// @return what is left
    public final S stripLeading() {
        return strip(ByteSet.WHITESPACE, true, false);
    }

    /// The bytes without those of a set at the start: Python's `b.lstrip(set)`.
    ///
    /// @param set any exporter: the bytes to be taken off, in any order
    /// @return what is left
    public final S stripLeading(BufferExporter set) {
        return strip(ByteSet.of(contentOf(set)), true, false);
    }

    /// The bytes without whitespace at the end: Python's `b.rstrip()`.
    ///
    /// @return what is left
    public final S stripTrailing() {
        return strip(ByteSet.WHITESPACE, false, true);
    }

    /// The bytes without those of a set at the end: Python's `b.rstrip(set)`.
    ///
    /// @param set any exporter: the bytes to be taken off, in any order
    /// @return what is left
    public final S stripTrailing(BufferExporter set) {
        return strip(ByteSet.of(contentOf(set)), false, true);
    }

    private S strip(ByteSet set, boolean leading, boolean trailing) {
        return read((bytes, length) -> {
            int from = leading ? set.next(bytes, 0, length, false) : 0;
            int to = trailing ? set.previous(bytes, from, length, false) : length;
            return part(bytes, from, to);
        });
    }

    /// The bytes without a prefix, if they begin with it: Python's `b.removeprefix(prefix)`.
    ///
    /// @param prefix any exporter
    /// @return what is left
    public final S removePrefix(BufferExporter prefix) {
        byte[] wanted = contentOf(prefix);
        return read((bytes, length) -> {
            int end = Math.min(wanted.length, length);
            boolean there = Arrays.equals(bytes, 0, end, wanted, 0, wanted.length);
            return part(bytes, there ? end : 0, length);
        });
    }

    /// The bytes without a suffix, if they end with it: Python's `b.removesuffix(suffix)`.
    ///
    /// @param suffix any exporter
    /// @return what is left
    public final S removeSuffix(BufferExporter suffix) {
        byte[] wanted = contentOf(suffix);
        return read((bytes, length) -> {
            int at = Math.max(length - wanted.length, 0);
            boolean there = Arrays.equals(bytes, at, length, wanted, 0, wanted.length);
            return part(bytes, 0, there ? at : length);
        });
    }

    /// The letters `a` to `z` as capitals: Python's `b.upper()`.
    ///
    /// @return the copy
    public final S toUpperCase() {
        return read((bytes, length) -> taking(AsciiText.upper(bytes, length)));
    }

    /// The letters `A` to `Z` as small ones: Python's `b.lower()`.
    ///
    /// @return the copy
    public final S toLowerCase() {
        return read((bytes, length) -> taking(AsciiText.lower(bytes, length)));
    }

    /// Each byte replaced by what a table has in its place: Python's `b.translate(table)`.
    ///
    /// @param table any exporter of 256 bytes
    /// @return the copy
    /// @throws IllegalArgumentException if the table has another length
    public final S translate(BufferExporter table) {
        return translate(table, Bytes.EMPTY);
    }

    /// Some bytes left out, and each of the others replaced by what a table has in its place:
    /// Python's `b.translate(table, deleted)`.
    ///
    /// @param table any exporter of 256 bytes
    /// @param deleted any exporter: the bytes to be left out
    /// @return the copy
    /// @throws IllegalArgumentException if the table has another length
    public final S translate(BufferExporter table, BufferExporter deleted) {
        byte[] to = contentOf(table);
        ByteSet without = ByteSet.of(contentOf(deleted));
        return read((bytes, length) -> taking(AsciiText.translated(bytes, length, to, without)));
    }

    /// The bytes with others before them, up to a width: Python's `b.rjust(width, fill)`.
    ///
    /// @param width bytes
    /// @param fill 0 to 255
    /// @return the copy, longer than `width` if this is
    public final S padStart(long width, int fill) {
        byte filler = ByteValues.checkByte(fill);
        return read((bytes, length) -> {
            int lacking = AsciiText.lacking(length, width);
            return taking(AsciiText.padded(bytes, length, lacking, 0, filler));
        });
    }

    /// The bytes with others behind them, up to a width: Python's `b.ljust(width, fill)`.
    ///
    /// @param width bytes
    /// @param fill 0 to 255
    /// @return the copy, longer than `width` if this is
    public final S padEnd(long width, int fill) {
        byte filler = ByteValues.checkByte(fill);
        return read((bytes, length) -> {
            int lacking = AsciiText.lacking(length, width);
            return taking(AsciiText.padded(bytes, length, 0, lacking, filler));
        });
    }

    /// The bytes with others on both sides, up to a width: Python's `b.center(width, fill)`. Where
    /// the sides cannot be equal, an odd width gets the longer one at the start.
    ///
    /// @param width bytes
    /// @param fill 0 to 255
    /// @return the copy, longer than `width` if this is
    public final S center(long width, int fill) {
        byte filler = ByteValues.checkByte(fill);
        return read((bytes, length) -> {
            int lacking = AsciiText.lacking(length, width);
            int before = lacking / 2 + (int) (lacking & width & 1);
            return taking(AsciiText.padded(bytes, length, before, lacking - before, filler));
        });
    }

    /// A number with zeros before its digits, up to a width: Python's `b.zfill(width)`. A sign
    /// stays at the start.
    ///
    /// @param width bytes
    /// @return the copy, longer than `width` if this is
    public final S zeroFill(long width) {
        return read((bytes, length) -> taking(AsciiText.zeroFilled(bytes, length, width)));
    }
}

package io.zenview.view;

import io.zenview.view.PythonLiteral.Dictionary;
import io.zenview.view.PythonLiteral.Literal;
import io.zenview.view.PythonLiteral.Truth;
import io.zenview.view.PythonLiteral.Tuple;
import io.zenview.view.PythonLiteral.Whole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The bytes before the elements of a `.npy` file: a magic number, a version, a length, and a
/// dictionary in Python's syntax, filled up with spaces and a line feed.
///
/// Nothing that it claims is believed before it was checked: neither its length nor the product of
/// a shape reserves any memory.
final class NpyPreamble {
    /// Longest dictionary that is read, in bytes. NumPy stops at 10000 characters, for fear of
    /// Python's parser; this one takes time and memory in proportion to the length alone, and
    /// records end at the 65,536 characters of a [Format] anyway.
    static final int MAX_LENGTH = 1 << 20;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private final String source;
    private final int textOffset;
    private final String text;
    private final Charset charset;
    private final NpyHeader header;
    private final Tuple extents;

    private NpyPreamble(
            String source,
            int textOffset,
            String text,
            Charset charset,
            NpyHeader header,
            Tuple extents) {
        this.source = source;
        this.textOffset = textOffset;
        this.text = text;
        this.charset = charset;
        this.header = header;
        this.extents = extents;
    }

    /// Reads the beginning of a file.
    ///
    /// @param source its name, for messages
    static NpyPreamble read(FileChannel file, String source) throws IOException {
        return read(
                file.size(),
                (offset, size) -> {
                    ByteBuffer bytes = ByteBuffer.allocate(size);
                    while (bytes.hasRemaining()
                            && file.read(bytes, offset + bytes.position()) >= 0) {}
                    // A file that shrinks at this moment leaves zeros, which are no header.
                    return bytes.array();
                },
                source);
    }

    /// Reads the beginning of an array of bytes.
    static NpyPreamble read(byte[] file, String source) throws IOException {
        return read(
                file.length,
                (offset, size) -> Arrays.copyOfRange(file, (int) offset, (int) offset + size),
                source);
    }

    /// Where the bytes of a file come from.
    private interface Bytes {
        byte[] read(long offset, int size) throws IOException;
    }

    private static NpyPreamble read(long fileSize, Bytes file, String source) throws IOException {
        byte[] start = file.read(0, (int) Math.min(fileSize, MAGIC.length + 6));
        ensureMagic(start, source);
        if (start.length < MAGIC.length + 2) {
            throw endsEarly(source, fileSize, "version at offset 6");
        }
        int major = Byte.toUnsignedInt(start[6]);
        int minor = Byte.toUnsignedInt(start[7]);
        if (major < 1 || major > 3 || minor != 0) {
            throw new IOException(
                    source
                            + " has version "
                            + major
                            + "."
                            + minor
                            + " of the .npy format at offset 6; known are 1.0, 2.0 and 3.0");
        }
        int textOffset = MAGIC.length + 2 + (major == 1 ? 2 : 4);
        if (start.length < textOffset) {
            throw endsEarly(source, fileSize, "length of the header at offset 8");
        }
        long length = 0;
        for (int i = textOffset - 1; i >= MAGIC.length + 2; i--) {
            length = length << 8 | Byte.toUnsignedInt(start[i]);
        }
        if (length > fileSize - textOffset) {
            throw endsEarly(
                    source, fileSize, "header of " + length + " bytes at offset " + textOffset);
        }
        if (length > MAX_LENGTH) {
            throw new IOException(
                    source
                            + " has a header of "
                            + length
                            + " bytes at offset "
                            + textOffset
                            + "; at most "
                            + MAX_LENGTH
                            + " are read");
        }
        return parse(file.read(textOffset, (int) length), textOffset, major, minor, source);
    }

    private static void ensureMagic(byte[] start, String source) throws IOException {
        int wrong = Arrays.mismatch(start, MAGIC);
        if (wrong >= 0 && wrong < MAGIC.length) {
            throw new IOException(
                    source
                            + " is no .npy file: byte "
                            + wrong
                            + (wrong < start.length
                                    ? " is 0x%02x, not 0x%02x".formatted(start[wrong], MAGIC[wrong])
                                    : " of its magic number is missing"));
        }
    }

    private static IOException endsEarly(String source, long size, String what) {
        return new IOException(
                source + " has " + size + " bytes and ends before its " + what + " does");
    }

    private static NpyPreamble parse(
            byte[] dictionary, int textOffset, int major, int minor, String source)
            throws IOException {
        Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        ByteBuffer encoded = ByteBuffer.wrap(dictionary);
        String text;
        try {
            text = charset.newDecoder().decode(encoded).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(
                    source
                            + " has a header of version 3.0 that is not UTF-8 at offset "
                            + (textOffset + encoded.position()),
                    e);
        }
        try {
            Entries entries = Entries.of(PythonLiteral.parse(text, major < 3));
            NpyHeader header =
                    entries.header(text, major, minor, (long) textOffset + dictionary.length);
            return new NpyPreamble(source, textOffset, text, charset, header, entries.extents);
        } catch (ParseException e) {
            String before = text.substring(0, Math.min(e.getErrorOffset(), text.length()));
            throw new IOException(
                    "%s has a header that is not understood, at offset %d: %s"
                            .formatted(
                                    source,
                                    textOffset + before.getBytes(charset).length,
                                    e.getMessage()),
                    e);
        }
    }

    /// The values of the dictionary, of the right kinds.
    private record Entries(Literal descr, boolean fortran, Tuple extents) {
        static Entries of(Literal literal) throws ParseException {
            if (!(literal instanceof Dictionary(Map<String, Literal> entries, int at, int _))) {
                throw new ParseException("expected a dictionary", literal.at());
            }
            Literal descr = entries.get("descr");
            Literal order = entries.get("fortran_order");
            Literal shape = entries.get("shape");
            if (descr == null || order == null || shape == null || entries.size() > 3) {
                throw new ParseException(
                        "expected the keys 'descr', 'fortran_order' and 'shape', found "
                                + entries.keySet().stream()
                                        .limit(10)
                                        .map(key -> PythonLiteral.quote(FormatParser.quoted(key)))
                                        .collect(Collectors.joining(", ", "{", "}")),
                        at);
            }
            if (!(order instanceof Truth(boolean fortran, int _, int _))) {
                throw new ParseException("'fortran_order' is True or False", order.at());
            }
            if (!(shape instanceof Tuple extents)) {
                throw new ParseException("'shape' is a tuple of whole numbers", shape.at());
            }
            return new Entries(descr, fortran, extents);
        }

        NpyHeader header(String text, int major, int minor, long dataOffset) throws ParseException {
            Format format = NpyDescr.read(descr);
            List<Long> shape = NpyDescr.extents(extents, extents.items());
            try {
                return new NpyHeader(
                        major,
                        minor,
                        dataOffset,
                        text.substring(descr.at(), descr.end()),
                        format,
                        fortran ? Order.F : Order.C,
                        shape);
            } catch (IllegalArgumentException e) {
                throw new ParseException(e.getMessage(), extents.at());
            }
        }
    }

    NpyHeader header() {
        return header;
    }

    /// Bytes to be written over those of a file.
    record Change(long offset, ByteBuffer bytes) {}

    /// What turns the first dimension into another number: all else stays as it is, whoever wrote
    /// it, and no element moves, because the spaces at the end give way.
    ///
    /// @throws IOException if there are too few spaces, or there is no dimension
    Change withFirstExtent(long extent) throws IOException {
        List<Literal> items = extents.items();
        if (items.isEmpty() || !(items.getFirst() instanceof Whole first)) {
            throw new IOException(source + " holds an array without dimensions, which cannot grow");
        }
        String changed =
                (text.substring(0, first.at()) + extent + text.substring(first.end()))
                        .stripTrailing();
        int room = text.endsWith("\n") ? text.length() - 1 : text.length();
        if (changed.length() > room) {
            throw new IOException(
                    source
                            + " has a header with no room for "
                            + extent
                            + " rows: "
                            + changed.length()
                            + " characters in place of "
                            + room
                            + " at offset "
                            + textOffset
                            + "; write the file anew with Npy.write, which leaves room");
        }
        byte[] before = text.getBytes(charset);
        byte[] after =
                (changed + " ".repeat(room - changed.length()) + text.substring(room))
                        .getBytes(charset);
        int from = Math.max(Arrays.mismatch(before, after), 0);
        int to = after.length;
        while (to > from && before[to - 1] == after[to - 1]) {
            to--;
        }
        return new Change(textOffset + from, ByteBuffer.wrap(after, from, to - from));
    }
}

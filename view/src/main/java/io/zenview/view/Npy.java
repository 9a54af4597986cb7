package io.zenview.view;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/// Files of NumPy, `.npy`: opened in place, written, created and grown.
///
/// ```java
/// try (MemoryView prices = Npy.open(Path.of("prices.npy"))) {
///     prices.get(-1, 0);        // no other element is read
/// }
/// Npy.write(Path.of("squares.npy"), MemoryView.of(new long[] {1, 4, 9}));
/// Npy.append(Path.of("squares.npy"), MemoryView.of(new long[] {16, 25}));
/// ```
///
/// Opening a file maps it: it takes the same time and memory for a kilobyte and a terabyte. Arrays
/// in Fortran order are views in Fortran order; nothing is rearranged. Bytes after the last element
/// are ignored, as NumPy does.
///
/// ## Types
///
/// | NumPy | format | elements |
/// |---|---|---|
/// | `b1` | `?` | `Boolean` |
/// | `i1` `i2` `i4` `i8` | `b` `h` `i` `l` | `Long`; of foreign byte order `>h` `>i` `>q` |
/// | `u1` `u2` `u4` `u8` | `B` `H` `I` `L` | `Long` or `BigInteger`; of foreign byte order `>H` `>I` `>Q` |
/// | `f2` `f4` `f8` | `e` `f` `d` | `Double` |
/// | `c8` `c16` | `Zf` `Zd`, records of `real` and `imag` | `List` of two `Double` |
/// | `S5` (`a5`), `V5` | `5s` | [Bytes] of length 5, zeros at the end included |
/// | `U5` | `5w` | `String`, without zeros at the end |
/// | `M8[…]`, `m8[…]` | `q` | `Long`: a count of the unit, which [NpyHeader#descr] names; NaT is `Long.MIN_VALUE` |
/// | list of fields | record | `List` of values; nested records and subarrays are nested lists |
///
/// Titles of fields are skipped, and void without a name is padding. Python objects (`O`) are
/// refused: they are stored as a pickle, a program that builds them, and a program from a file is
/// never run here. Extended reals (`f16`, `c32`) are refused because the JVM has none, elements of
/// 0 bytes because there is nothing to view.
///
/// Writing goes from right to left in that table: `c` is written as `S1`, `q` and `n` as `i8`, `P`
/// as `u8`, `s` as `S`. A record of two equal reals called `real` and `imag` is written as complex
/// numbers. Pascal strings, `p`, have no type in NumPy. What is written is the very bytes that
/// NumPy would write.
///
/// ## Headers
///
/// Versions 1.0, 2.0 and 3.0, and at most 1 MiB of header (NumPy itself reads 10000 characters
/// unless told otherwise). The header is Python source; of Python only texts, whole numbers,
/// `True`, `False`, tuples, lists and one dictionary are understood. Keys that are missing, unknown
/// or there twice are errors.
///
/// A header that makes no sense, and a file shorter than its header says, is an [IOException] that
/// names the file, the offset and the numbers. It is found before anything is mapped or allocated.
///
/// Source of the rules: NEP 1 and NumPy 2.4.
public final class Npy {
    private Npy() {}

    /// Reads a file's header. The elements behind it are not looked at, nor need they be there.
    ///
    /// @param file a `.npy` file
    /// @return what the header says
    /// @throws IOException if the file cannot be read, or is no `.npy` file that can be viewed
    public static NpyHeader header(Path file) throws IOException {
        try (FileChannel channel = channel(file, StandardOpenOption.READ)) {
            return NpyPreamble.read(channel, file.toString()).header();
        }
    }

    /// Maps the array in a file for reading.
    ///
    /// @param file a `.npy` file of any size
    /// @return a read-only view of the array's shape, in the file's own order; closing it unmaps
    ///   the file. No element is read before it is looked at
    /// @throws IOException if the file cannot be read, is no `.npy` file that can be viewed, or is
    ///   shorter than its header says
    public static MemoryView open(Path file) throws IOException {
        return open(file, MapMode.READ_ONLY);
    }

    /// Maps the array in a file.
    ///
    /// @param file a `.npy` file of any size
    /// @param mode read-only; read-write, where what is written reaches the file; or private, where
    ///   it does not
    /// @return a view of the array's shape, writable unless the mode is read-only
    /// @throws IOException if the file cannot be opened, is no `.npy` file that can be viewed, or
    ///   is shorter than its header says
    public static MemoryView open(Path file, MapMode mode) throws IOException {
        Objects.requireNonNull(mode, "mode");
        StandardOpenOption[] options =
                mode.equals(MapMode.READ_ONLY)
                        ? new StandardOpenOption[] {StandardOpenOption.READ}
                        : new StandardOpenOption[] {
                            StandardOpenOption.READ, StandardOpenOption.WRITE
                        };
        try (FileChannel channel = channel(file, options)) {
            NpyHeader header = NpyPreamble.read(channel, file.toString()).header();
            // A mapping for writing would lengthen the file.
            ensureComplete(file, channel.size(), header);
            return map(
                    channel,
                    mode,
                    file,
                    header.dataOffset(),
                    header.format(),
                    header.order(),
                    header.extents());
        }
    }

    /// Opens a file that is there. Some systems open folders, too, and say later, without a name,
    /// that they cannot be read.
    static FileChannel channel(Path file, StandardOpenOption... options) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; only a file can be mapped");
        }
        return FileChannel.open(file, options);
    }

    /// Refuses a file that is shorter than its header says.
    static void ensureComplete(Path file, long size, NpyHeader header) throws IOException {
        if (header.byteSize() > size - header.dataOffset()) {
            throw new IOException(
                    file
                            + " is cut short: shape "
                            + Layout.describe(header.extents())
                            + " of "
                            + FormatParser.quoted(header.descr())
                            + " needs "
                            + header.byteSize()
                            + " bytes at offset "
                            + header.dataOffset()
                            + ", and there are "
                            + (size - header.dataOffset()));
        }
    }

    @SuppressWarnings(
            "MustBeClosedChecker") // the arena lives as long as the view's export, which closes it
    private static MemoryView map(
            FileChannel channel,
            MapMode mode,
            Path file,
            long offset,
            Format format,
            Order order,
            long[] shape)
            throws IOException {
        Layout layout = Layout.contiguous(format.itemSize(), order, shape.clone());
        long size = Layout.byteSize(format.itemSize(), shape);
        Arena arena = Arena.ofShared();
        try {
            MemorySegment memory = channel.map(mode, offset, size, arena);
            Export export = new Export(file, new Export.Lease(arena::close));
            return View.of(new Window(export, memory, format), 0, layout);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /// Creates a file with an array of zeros in C order, and maps it for reading and writing.
    ///
    /// @param file the file, which must not exist
    /// @param format what its elements are
    /// @param shape elements in each dimension
    /// @return a writable view; closing it unmaps the file
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists; it is left as it is
    /// @throws IOException if the file cannot be created
    /// @throws IllegalArgumentException if NumPy has no type like the format, or the shape is
    ///   negative, has more than 64 dimensions or more than 2^63 - 1 bytes
    public static MemoryView create(Path file, Format format, long... shape) throws IOException {
        return create(file, format, Order.C, shape);
    }

    /// Creates a file with an array of zeros, and maps it for reading and writing: for arrays that
    /// are larger than memory.
    ///
    /// File systems that can leave out the zeros do, and take up space as elements are written; if
    /// it runs out, the JVM reports an `InternalError` where the element is written. What was
    /// written is in the file as soon as another program looks, and on the disk after
    /// `view.segment().force()`.
    ///
    /// @param file the file, which must not exist
    /// @param format what its elements are
    /// @param order [Order#C] or [Order#F]
    /// @param shape elements in each dimension
    /// @return a writable view; closing it unmaps the file
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists; it is left as it is
    /// @throws IOException if the file cannot be created
    /// @throws IllegalArgumentException if the order is [Order#ANY], NumPy has no type like the
    ///   format, or the shape is negative, has more than 64 dimensions or more than 2^63 - 1 bytes
    public static MemoryView create(Path file, Format format, Order order, long... shape)
            throws IOException {
        if (order == Order.ANY) {
            throw new IllegalArgumentException("a new array lies in order C or F");
        }
        long size = Layout.byteSize(format.itemSize(), shape);
        byte[] preamble = NpyPreambleText.of(format, order, shape);
        if (size > Long.MAX_VALUE - preamble.length) {
            throw new IllegalArgumentException(
                    "shape "
                            + Layout.describe(shape)
                            + " of '"
                            + format
                            + "' and a header need more than 2^63 - 1 bytes");
        }
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            try {
                // The mapping gives the file its length. The header comes last: until it is there,
                // the file is none.
                MemoryView view =
                        map(
                                channel,
                                MapMode.READ_WRITE,
                                file,
                                preamble.length,
                                format,
                                order,
                                shape);
                try {
                    writeFully(channel.position(0), ByteBuffer.wrap(preamble));
                    return view;
                } catch (IOException | RuntimeException e) {
                    view.close();
                    throw e;
                }
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw new IOException(
                        "cannot create "
                                + file
                                + " with "
                                + size
                                + " bytes behind a header of "
                                + preamble.length
                                + ": "
                                + e.getMessage(),
                        e);
            } catch (RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
    }

    /// Writes an array as a file, as a whole or not at all.
    ///
    /// The bytes go to a new file in the same folder, and from there to the disk; then it takes the
    /// name. Whoever opens the name meanwhile, and after a crash, finds the old file or the new
    /// one, complete. Views of the old file keep showing what it was. The new file has the
    /// permissions of any new file.
    ///
    /// Arrays that are F-contiguous and not C-contiguous are written in Fortran order, all others
    /// in C order, as NumPy does; none is copied in memory as a whole.
    ///
    /// @param file where to; replaced if it exists, and where it is a symbolic link the file that
    ///   it points to is
    /// @param array what to write, of any shape and layout
    /// @throws IOException if writing fails; a file of that name is as it was
    /// @throws IllegalArgumentException if NumPy has no type like the format
    public static void write(Path file, BufferExporter array) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new IOException(file + " is a directory");
        }
        Path part =
                target.resolveSibling(
                        ".zenview-%016x.part".formatted(ThreadLocalRandom.current().nextLong()));
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(channel, array);
                channel.force(true);
            }
            Files.move(
                    part,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Writes an array to a stream, header and elements.
    ///
    /// @param stream where to; stays open
    /// @param array what to write, of any shape and layout
    /// @throws IOException if writing fails; a part may have been written
    /// @throws IllegalArgumentException if NumPy has no type like the format; nothing was written
    ///   then
    public static void write(OutputStream stream, BufferExporter array) throws IOException {
        write(Channels.newChannel(stream), array);
    }

    /// Writes an array to a channel in blocking mode, header and elements.
    ///
    /// @param channel where to; stays open
    /// @param array what to write, of any shape and layout
    /// @throws IOException if writing fails; a part may have been written
    /// @throws IllegalArgumentException if NumPy has no type like the format; nothing was written
    ///   then
    public static void write(WritableByteChannel channel, BufferExporter array) throws IOException {
        try (MemoryView view = MemoryView.of(array)) {
            boolean fortran = view.isFContiguous() && !view.isCContiguous();
            byte[] preamble =
                    NpyPreambleText.of(view.format(), fortran ? Order.F : Order.C, view.shape());
            writeFully(channel, ByteBuffer.wrap(preamble));
            // Fortran order is C order with the dimensions turned round.
            writeElements(channel, fortran ? view.transpose() : view);
        }
    }

    /// Writes all elements in C order: as they lie where they can be, through one small buffer
    /// elsewhere.
    static void writeElements(WritableByteChannel channel, MemoryView view) throws IOException {
        long written = view.writeTo(channel);
        if (written < view.byteSize()) {
            throw new IOException(
                    "the channel took "
                            + written
                            + " of "
                            + view.byteSize()
                            + " bytes and no more now; give one that blocks");
        }
    }

    static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// Adds rows to the array in a file, along its first dimension. No element that is there moves:
    /// the time grows with the rows that are added, and with two waits for the disk, so many rows
    /// at once are better than one.
    ///
    /// The rows are on the disk before the header counts them. Whatever happens in between, the
    /// file is the old array or the new one; bytes that nothing counts are ignored by every reader
    /// and overwritten by the next append. Two programs that append at the same time do not mix:
    /// the second is refused.
    ///
    /// Views of the file stay as they are; open it anew to see the rows.
    ///
    /// @param file a `.npy` file in C order whose header has room to grow, as those of NumPy from
    ///   1.24 on and of [#write] have
    /// @param rows elements of the same type, with as many dimensions and the same shape from the
    ///   second dimension on
    /// @throws IOException if the file cannot be written, is no `.npy` file that can be viewed, is
    ///   in Fortran order, has no dimensions or no room, or another program is appending to it
    /// @throws IllegalArgumentException if type or shape of the rows differ; the file is as it was
    public static void append(Path file, BufferExporter rows) throws IOException {
        try (MemoryView view = MemoryView.of(rows);
                NpyAppend append = NpyAppend.open(file)) {
            append.write(view);
            append.publish();
        }
    }
}

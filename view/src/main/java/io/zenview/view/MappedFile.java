package io.zenview.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file whose bytes are memory, and which can grow: what a [ByteArray] is on the heap.
///
/// ```java
/// try (MappedFile file = MappedFile.create(path, 1 << 20)) {
///     try (MemoryView view = MemoryView.of(file)) {
///         view.cast("<i").setLong(0, 42);      // reaches the file
///     }
///     file.append(Bytes.of("one more line\n"));
/// }
/// ```
///
/// [MemoryView#map(Path)] is enough for a file that keeps its size.
///
/// ## Resize lock
///
/// While a view is open, [#resize], [#append] and [#close] throw a [BufferException] and change
/// nothing. A view that became unreachable without being closed ceases to count once the garbage
/// collector has found it.
///
/// ## Space
///
/// A page of a sparse file gets its place on the disk when it is first written. If the disk is full
/// at that moment there is no call that could fail: it is a fault in the middle of an element
/// access. So [#create], [#resize] and [#append] write what they add, zeros or contents, and a full
/// disk is an [IOException] of theirs, after which the file is as it was. That takes the time of
/// writing. [#createSparse] does without; a file that was sparse before it was opened stays so.
///
/// ## When another program cuts the file
///
/// The pages behind the new end are gone. Nothing in this library crashes the JVM then:
/// - transfers (`readFrom`, `writeTo`, the streams) throw an [IOException] that names the file, its
///   size and what was mapped; they look at the size when they are done, too, because a page that
///   lost only its end reads as zeros;
/// - element access throws the JVM's `InternalError` ("a fault occurred in an unsafe memory access
///   operation"). Compiled code gets it late: at the end of the loop or method, having read zeros
///   or anything else until then.
///
/// A segment or buffer taken out of a view is in the hands of the JDK: comparing it
/// (`MemorySegment.mismatch`), or giving it to `CRC32`, `CRC32C`, `Adler32` or `Deflater`, does end
/// the JVM when a page is gone.
///
/// ## Threads
///
/// Resizing and lending exclude each other. Element reads and writes are not ordered between
/// threads, nor between processes.
public final class MappedFile implements BufferExporter, AutoCloseable {
    private final Mapping mapping;
    private final boolean reserve;

    private MappedFile(Mapping mapping, boolean reserve) {
        this.mapping = mapping;
        this.reserve = reserve;
    }

    /// Opens a file for reading and writing.
    ///
    /// @param file a regular file, which must exist; any size
    /// @return the file, wholly mapped; no byte is read
    /// @throws IOException if it does not exist, or cannot be opened or mapped
    public static MappedFile open(Path file) throws IOException {
        return new MappedFile(Mapping.open(file, false), true);
    }

    /// Opens a file for reading: its views are read-only.
    ///
    /// @param file a regular file, which must exist; any size
    /// @return the file, wholly mapped; no byte is read
    /// @throws IOException if it does not exist, or cannot be opened or mapped
    public static MappedFile openReadOnly(Path file) throws IOException {
        return new MappedFile(Mapping.open(file, true), true);
    }

    /// Creates a file of zeros, whose space on the disk is reserved by writing them.
    ///
    /// @param file where; must not exist
    /// @param size bytes
    /// @return the file, wholly mapped
    /// @throws java.nio.file.FileAlreadyExistsException if there is a file already
    /// @throws IOException if it cannot be written, a full disk included; no file is left behind
    /// @throws IllegalArgumentException if the size is negative
    public static MappedFile create(Path file, long size) throws IOException {
        return create(file, size, true);
    }

    /// Creates a file of zeros that takes no space on the disk before it is written to. Constant
    /// time. When it is written to and the disk is full, that is a fault, see above.
    ///
    /// @param file where; must not exist
    /// @param size bytes
    /// @return the file, wholly mapped; [#resize] keeps it sparse
    /// @throws java.nio.file.FileAlreadyExistsException if there is a file already
    /// @throws IOException if it cannot be created; no file is left behind
    /// @throws IllegalArgumentException if the size is negative
    public static MappedFile createSparse(Path file, long size) throws IOException {
        return create(file, size, false);
    }

    private static MappedFile create(Path file, long size, boolean reserve) throws IOException {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " must not be negative");
        }
        Files.createFile(file);
        try {
            Mapping.provide(file, size, reserve);
            return new MappedFile(Mapping.open(file, false), reserve);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            if (e instanceof IOException) {
                throw new IOException(
                        file + " cannot be created with " + size + " bytes: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /// Where the file is.
    ///
    /// @return the path that it was opened with
    public Path path() {
        return mapping.file();
    }

    /// Size of the file, as this object made or found it. What other programs do to the size
    /// meanwhile is not noticed.
    ///
    /// @return bytes
    /// @throws IllegalStateException after [#close]
    public long size() {
        return mapping.size();
    }

    /// Whether views are read-only.
    ///
    /// @return true for [#openReadOnly]
    public boolean isReadOnly() {
        return mapping.readOnly();
    }

    /// Changes the size of the file; new bytes are zero. Takes the time of writing what is new, and
    /// constant time for a sparse file and for a smaller size.
    ///
    /// @param newSize bytes
    /// @throws BufferException while a view is open, unless the size stays; nothing has changed
    /// @throws IOException if the file cannot change its size, a full disk included; it has its old
    ///   size then
    /// @throws IllegalArgumentException if the size is negative
    /// @throws java.nio.ReadOnlyBufferException if the file was opened read-only
    public void resize(long newSize) throws IOException {
        mapping.resize(newSize, reserve);
    }

    /// Adds a copy of an exporter's elements at the end, in C order.
    ///
    /// The bytes are written to the file through a bounded buffer and mapped with the next view:
    /// many small appends cost a write each, and no mapping. The file never has more bytes than
    /// were appended.
    ///
    /// @param source any exporter but this file
    /// @return where the bytes begin in the file, in bytes
    /// @throws BufferException while a view is open; nothing has changed
    /// @throws IOException if they cannot be written, a full disk included; the file has its old
    ///   size then
    /// @throws java.nio.ReadOnlyBufferException if the file was opened read-only
    public long append(BufferExporter source) throws IOException {
        return mapping.append(source);
    }

    /// Waits until everything written so far is on the disk, and not just in the memory of the
    /// operating system.
    ///
    /// @throws IOException if the device reports an error
    public void force() throws IOException {
        mapping.force();
    }

    /// Lends the file's bytes, format `B`. Maps what was appended since the last time.
    ///
    /// @throws java.io.UncheckedIOException if that cannot be mapped
    /// @throws IllegalStateException after [#close]
    @Override
    public MemoryView acquire(BufferRequest request) {
        return mapping.lend(this, request);
    }

    @Override
    public void release(MemoryView view) {
        mapping.takeBack(view);
    }

    /// Unmaps the file and closes it. Does nothing the second time. A segment or buffer that was
    /// taken out of a view fails from now on.
    ///
    /// @throws BufferException while a view is open, or a transfer is running in another thread;
    ///   nothing has changed
    /// @throws IOException if the file cannot be closed
    @Override
    public void close() throws IOException {
        mapping.close();
    }

    Mapping mapping() {
        return mapping;
    }

    /// For people: path and size.
    @Override
    public String toString() {
        return "MappedFile["
                + path()
                + (mapping.isClosed() ? ", closed]" : ", " + size() + " bytes]");
    }
}

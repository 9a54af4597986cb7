package io.zenview.view;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Memory with a name that several processes on this machine look at: POSIX shared memory, on
/// Linux.
///
/// ```java
/// try (SharedMemory memory = SharedMemory.create("prices", 8 << 20);
///         MemoryView view = MemoryView.of(memory)) {
///     view.cast("d").setDouble(0, 1.5);        // Python: SharedMemory("prices").buf[:8]
/// }
/// ```
///
/// ## Layout
///
/// The memory is the file `/dev/shm/NAME` and nothing else: byte 0 of the file is byte 0 of the
/// memory, there is no header, and the file is as long as the memory. That is what
/// `shm_open("/NAME")` opens and what Python's `multiprocessing.shared_memory.SharedMemory("NAME")`
/// creates and opens. The size may be rounded up by other programs, but not here. For a type and a
/// shape that travel along, write a `.npy` into it.
///
/// ## Life
///
/// The memory exists until its name is removed and the last process has closed it, or until the
/// machine stops. The process that created it removes the name when it closes it; after a crash the
/// name stays, and [#remove] removes it. Processes that have it open keep what they have.
///
/// Python before 3.13 removes the name of every shared memory that a process had open when that
/// process ends, even if it had not created it (its resource tracker); from 3.13 on `track=False`
/// keeps it from that.
///
/// ## Access
///
/// The file belongs to the user and has the permissions `rw-------`: other users cannot open it.
/// Nothing orders accesses between processes.
///
/// ## Space
///
/// [#create] writes zeros, so all the memory is there: if there is less than that, creating fails.
/// If another process cuts the memory, transfers and element access fail as for a [MappedFile].
///
/// Where there is no `/dev/shm` (macOS, Windows), use a [MappedFile] at a path that both sides
/// know.
public final class SharedMemory implements BufferExporter, AutoCloseable {
    private static final Path FOLDER = Path.of("/dev/shm");

    /// What Linux allows for the name of a file.
    private static final int LONGEST_NAME = 255;

    private final String name;
    private final Mapping mapping;

    /// The identity of the file that this process has created, whose name it removes.
    private final @Nullable Object created;

    private SharedMemory(String name, Mapping mapping, @Nullable Object created) {
        this.name = name;
        this.mapping = mapping;
        this.created = created;
    }

    /// Creates shared memory, all zeros. Nobody sees it before it is complete.
    ///
    /// @param name what others open it by: 1 to 255 bytes in UTF-8, without `/` and NUL, not `.` or
    ///   `..`
    /// @param size bytes
    /// @return the memory; closing it removes the name
    /// @throws FileAlreadyExistsException if the name is taken
    /// @throws IOException if there is not as much memory, or no `/dev/shm`
    /// @throws IllegalArgumentException if the name is not such a name, or the size is negative
    public static SharedMemory create(String name, long size) throws IOException {
        return create(FOLDER, name, size);
    }

    static SharedMemory create(Path folder, String name, long size) throws IOException {
        Path file = file(folder, name);
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " must not be negative");
        }
        if (Files.exists(file)) {
            throw taken(name, file);
        }
        // Under another name first: whoever opens the name finds all the bytes. A link, other than
        // a move, fails if the name was taken meanwhile.
        Path unfinished = folder.resolve(".zenview-" + UUID.randomUUID());
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Mapping.provide(unfinished, size, true);
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException e) {
            throw taken(name, file);
        } catch (IOException e) {
            throw new IOException(
                    "shared memory "
                            + name
                            + " of "
                            + size
                            + " bytes cannot be created in "
                            + folder
                            + ": "
                            + e.getMessage(),
                    e);
        } finally {
            Files.delete(unfinished);
        }
        return new SharedMemory(name, Mapping.open(file, false), identity(file));
    }

    private static FileAlreadyExistsException taken(String name, Path file) {
        return new FileAlreadyExistsException(
                file.toString(),
                null,
                "shared memory " + name + " exists already; open it, or remove it");
    }

    /// Opens shared memory that some process created, for reading and writing.
    ///
    /// @param name its name
    /// @return the memory; closing it leaves the name
    /// @throws NoSuchFileException if nobody has created it
    /// @throws IOException if it cannot be opened, or there is no `/dev/shm`
    /// @throws IllegalArgumentException if the name cannot be one
    public static SharedMemory open(String name) throws IOException {
        return open(FOLDER, name);
    }

    static SharedMemory open(Path folder, String name) throws IOException {
        Path file = file(folder, name);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, "there is no shared memory " + name);
        }
        return new SharedMemory(name, Mapping.open(file, false), null);
    }

    /// Removes a name, for example one that a crashed process left. Processes that have the memory
    /// open keep it.
    ///
    /// @param name the name
    /// @return whether there was shared memory of that name
    /// @throws IOException if it cannot be removed, or there is no `/dev/shm`
    /// @throws IllegalArgumentException if the name cannot be one
    public static boolean remove(String name) throws IOException {
        return Files.deleteIfExists(file(FOLDER, name));
    }

    private static Path file(Path folder, String name) throws IOException {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0
                || bytes > LONGEST_NAME
                || name.indexOf('/') >= 0
                || name.indexOf('\0') >= 0
                || name.equals(".")
                || name.equals("..")) {
            throw new IllegalArgumentException(
                    "'"
                            + name
                            + "' is no name for shared memory: it must have 1 to "
                            + LONGEST_NAME
                            + " bytes (it has "
                            + bytes
                            + "), no '/' and no NUL, and not be . or ..");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "there is no "
                            + folder
                            + " on this machine, where Linux has shared memory; use a MappedFile at"
                            + " a path that both sides know");
        }
        return folder.resolve(name);
    }

    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /// What others open it by.
    ///
    /// @return the name
    public String name() {
        return name;
    }

    /// Size of the memory.
    ///
    /// @return bytes
    /// @throws IllegalStateException after [#close]
    public long size() {
        return mapping.size();
    }

    /// Lends the memory, format `B`.
    ///
    /// @throws IllegalStateException after [#close]
    @Override
    public MemoryView acquire(BufferRequest request) {
        return mapping.lend(this, request);
    }

    @Override
    public void release(MemoryView view) {
        mapping.takeBack(view);
    }

    /// Gives the memory back, and removes its name if this object created it and no other memory
    /// has the name by now. Does nothing the second time.
    ///
    /// @throws BufferException while a view is open, or a transfer is running in another thread;
    ///   nothing has changed
    /// @throws IOException if the name cannot be removed; the memory is closed all the same
    @Override
    public void close() throws IOException {
        if (mapping.isClosed()) {
            return;
        }
        mapping.close();
        if (created != null && Files.exists(mapping.file())) {
            if (created.equals(identity(mapping.file()))) {
                Files.deleteIfExists(mapping.file());
            }
        }
    }

    Mapping mapping() {
        return mapping;
    }

    /// For people: name and size.
    @Override
    public String toString() {
        return "SharedMemory["
                + name
                + (mapping.isClosed() ? ", closed]" : ", " + size() + " bytes]");
    }
}

package io.zenview.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A file under a provisional name beside the one that it gets when it is complete.
///
/// The provisional file is locked, so that two processes never write into the same one; the lock
/// ends with the process.
final class Target implements AutoCloseable {
    private final Path file;
    private final Path part;
    private final boolean replace;
    private final FileChannel channel;
    private final StateFile state;

    /// Whether an earlier run was killed just after the file got its name.
    private final boolean published;

    private Target(Path file, Path part, boolean replace, FileChannel channel, boolean published) {
        this.published = published;
        this.file = file;
        this.part = part;
        this.replace = replace;
        this.channel = channel;
        this.state = new StateFile(part.resolveSibling(part.getFileName() + ".json"));
    }

    /// Opens the provisional file, new or left by an earlier run.
    ///
    /// @param replace whether a file of the final name may be replaced
    static Target open(Path file, boolean replace) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "This is a directory");
        }
        if (!replace && Files.exists(file) && !isSame(file, part)) {
            throw exists(file);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        // Two names of one file: the next run would write into what is complete.
        boolean isNamedTwice = Files.exists(file) && isSame(file, part);
        if (isNamedTwice) {
            Files.delete(part);
        }
        boolean published = isNamedTwice && !replace;
        FileChannel channel =
                FileChannel.open(
                        published ? file : part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            lock(channel, part);
            // Between opening and locking another one may have finished: then this is its file.
            if (!published && Files.notExists(part)) {
                throw new FileSystemException(
                        part.toString(), null, "Another download has just finished with it");
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new Target(file, part, replace, channel, published);
    }

    private static void lock(FileChannel channel, Path part) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException _) {
            lock = null;
        }
        if (lock == null) {
            throw new FileSystemException(
                    part.toString(), null, "Another download is writing to it");
        }
    }

    private static FileAlreadyExistsException exists(Path file) {
        return new FileAlreadyExistsException(file.toString());
    }

    /// The two names are one file when a run was killed between giving it the second and taking
    /// away the first.
    private static boolean isSame(Path file, Path part) throws IOException {
        return Files.exists(part) && Files.isSameFile(file, part);
    }

    FileChannel channel() {
        return channel;
    }

    boolean isPublished() {
        return published;
    }

    StateFile state() {
        return state;
    }

    Path part() {
        return part;
    }

    /// Throws away what an earlier run left.
    void startAnew() throws IOException {
        state.delete();
        channel.truncate(0);
    }

    /// Makes sure that so many more bytes have room, as far as the file system tells.
    void reserve(long bytes) throws IOException {
        // A FileStore would have to find the mount point first, and in a chroot there may be none.
        long usable = part.toFile().getUsableSpace();
        if (usable < bytes) {
            throw new FileSystemException(
                    part.toString(),
                    null,
                    "No room: "
                            + bytes
                            + " bytes are missing and "
                            + usable
                            + " are free; make room and run the same again");
        }
    }

    /// Writes everything to the disk and gives the file its final name, in one step.
    void publish() throws IOException {
        channel.force(true);
        if (replace) {
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } else {
            // A link fails where a move would replace a file that has come into being meanwhile.
            link();
        }
        syncFolder();
        state.delete();
    }

    private void link() throws IOException {
        try {
            Files.createLink(file, part);
            Files.delete(part);
        } catch (FileAlreadyExistsException _) {
            throw exists(file);
        } catch (UnsupportedOperationException | FileSystemException _) {
            if (Files.exists(file)) {
                throw exists(file);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void syncFolder() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /// Puts a file whose bytes are wrong out of the way, for whoever wants to look at it.
    Path setAside() throws IOException {
        Path corrupt = file.resolveSibling(file.getFileName() + ".corrupt");
        state.delete();
        Files.move(part, corrupt, StandardCopyOption.REPLACE_EXISTING);
        return corrupt;
    }

    /// Leaves nothing behind that has no use.
    void discardIfEmpty() throws IOException {
        if (!published && channel.isOpen() && channel.size() == 0) {
            Files.deleteIfExists(part);
            state.delete();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package io.zenview.server;

import io.zenview.transfer.DiskFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Files whose bytes and names are on the disk when a method returns.
final class DurableFiles {
    private DurableFiles() {}

    /// Writes the names in a directory to the disk: without that, a renamed file may have its old
    /// name after a power cut.
    static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Replaces a file as a whole: whoever reads it, after a crash at any point too, finds the old
    /// bytes or the new ones.
    static void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            fresh,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(fresh);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        Path directory = file.getParent();
        if (directory != null) {
            forceDirectory(directory);
        }
    }

    /// Whether a failure means that the disk, or a quota, is full.
    ///
    /// The JDK passes on nothing but the C library's text, which is translated in some locales; so
    /// a disk without space left counts as well.
    static boolean isFull(IOException failure, Path near) {
        if (failure instanceof DiskFullException) {
            return true;
        }
        String text =
                failure instanceof FileSystemException file
                        ? file.getReason()
                        : failure.getMessage();
        if (text != null
                && (text.contains("No space left on device")
                        || text.contains("Disk quota exceeded"))) {
            return true;
        }
        long free = freeBytes(near);
        return free >= 0 && free < 4096;
    }

    /// How much space there is.
    ///
    /// @return bytes, or -1 if that is not to be known
    static long freeBytes(Path near) {
        try {
            return Files.getFileStore(near).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }
}

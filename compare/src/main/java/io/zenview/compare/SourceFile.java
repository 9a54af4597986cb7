package io.zenview.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/// The file that is sent, or mapped.
///
/// @param path where it is
/// @param size bytes
/// @param isTemporary whether it is ours, and deleted by [#close]
/// @param deletion deletes it
record SourceFile(Path path, long size, boolean isTemporary, AtExit.Obligation deletion)
        implements AutoCloseable {
    /// Large enough for full speed, small enough for any heap.
    private static final int BLOCK = 4 << 20;

    /// Fixed, so that every run sends the same bytes.
    private static final long SEED = 20230717;

    /// Somebody's own file.
    static SourceFile existing(Path path) throws IOException, InterruptedException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isRegularFile(path)) {
            throw new FileSystemException(
                    path.toString(), null, "is no regular file; only a regular file can be sent");
        }
        long size = Files.size(path);
        if (size == 0) {
            throw new FileSystemException(
                    path.toString(), null, "is empty; there is nothing to compare");
        }
        return new SourceFile(path, size, false, AtExit.to(() -> {}));
    }

    /// A temporary file of random bytes, all of them in the page cache and on the disk.
    ///
    /// The talk makes its file by `truncate`: that one is a hole, whose reading costs less than
    /// that of any real file. And it is forced to the disk here because the system would otherwise
    /// write it there during the measurement.
    static SourceFile random(Path directory, long size) throws IOException, InterruptedException {
        Path path = Files.createTempFile(directory, "zenview-compare-", ".bin");
        AtExit.Obligation deletion = AtExit.to(() -> delete(path));
        return filled(path, new byte[0], size, deletion);
    }

    /// A film whose media are random bytes, alone in a temporary directory as a library of films
    /// has it; otherwise as [#random].
    static SourceFile film(Path directory, long size) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(directory, "zenview-compare-");
        Path path = folder.resolve("film.mp4");
        AtExit.Obligation deletion =
                AtExit.to(() -> {
                    delete(path);
                    delete(folder);
                });
        return filled(path, FilmHeader.of(size), size, deletion);
    }

    private static SourceFile filled(Path path, byte[] head, long size, AtExit.Obligation deletion)
            throws IOException {
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] random = new byte[(int) Math.min(BLOCK, size)];
            new Random(SEED).nextBytes(random);
            ByteBuffer block = ByteBuffer.allocateDirect(random.length).put(random);
            for (long left = size; left > 0; ) {
                block.clear().limit((int) Math.min(block.capacity(), left));
                left -= channel.write(block);
            }
            ByteBuffer first = ByteBuffer.wrap(head);
            while (first.hasRemaining()) {
                channel.write(first, first.position());
            }
            channel.force(true);
            return new SourceFile(path, size, true, deletion);
        } catch (IOException | RuntimeException e) {
            deletion.close();
            throw e;
        }
    }

    /// What it is, for reports.
    String description() {
        return isTemporary ? "a temporary file of random bytes" : "the file " + path.getFileName();
    }

    @Override
    public void close() {
        deletion.close();
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.zenview.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A file on its way into a directory: written under a name that ends in `.part`, renamed when it
/// is complete, deleted when it is not. A file without that ending is complete.
///
/// Creating the `.part` file reserves the final name among all receivers that write to the
/// directory, in this process and in others.
final class PartFile implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path part;
    private final Path complete;
    private final FileChannel channel;
    private boolean kept;

    private PartFile(Path part, Path complete, FileChannel channel) {
        this.part = part;
        this.complete = complete;
        this.channel = channel;
    }

    /// Creates `received-<UTC time>-<number>.bin.part` with the lowest number, from 1, that was
    /// free.
    static PartFile create(Path directory, Instant now) throws IOException {
        for (int number = 1; ; number++) {
            String name =
                    String.format(Locale.ROOT, "received-%s-%04d.bin", TIME.format(now), number);
            Path complete = directory.resolve(name);
            Path part = directory.resolve(name + ".part");
            FileChannel channel;
            try {
                channel =
                        FileChannel.open(
                                part,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            PartFile file = new PartFile(part, complete, channel);
            // Looked up only now that the name is reserved: before, another receiver could be just
            // finishing with it.
            if (Files.notExists(complete)) {
                return file;
            }
            file.close();
        }
    }

    FileChannel channel() {
        return channel;
    }

    Path part() {
        return part;
    }

    /// Gives the file its final name. The data is in the page cache then, not necessarily on the
    /// disk.
    Path keep() throws IOException {
        channel.close();
        Files.move(part, complete);
        kept = true;
        return complete;
    }

    /// Closes the file, and deletes it unless it was kept.
    @Override
    public void close() throws IOException {
        channel.close();
        if (!kept) {
            Files.deleteIfExists(part);
        }
    }
}

package io.zenview.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/// A file to be sent, open, and what it was like when it was opened.
final class SourceFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final Instant modified;
    private final String key;

    private SourceFile(Path path, FileChannel channel, BasicFileAttributes attributes) {
        this.path = path;
        this.channel = channel;
        this.size = attributes.size();
        this.modified = attributes.lastModifiedTime().toInstant();
        this.key = String.valueOf(attributes.fileKey());
    }

    static SourceFile open(Path path) throws IOException {
        // Before opening, because opening a pipe waits for its writer.
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(
                    path.toString(), null, "This is no regular file; only such a one can be sent");
        }
        return new SourceFile(path, FileChannel.open(path, StandardOpenOption.READ), attributes);
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    long size() {
        return size;
    }

    /// When it was changed last, to the nanosecond where the file system has it.
    String modified() {
        return modified.toString();
    }

    /// The device and number of the file, where it has such a thing.
    String key() {
        return key;
    }

    /// Fails if another program has changed or replaced the file meanwhile.
    void requireUnchanged() throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        boolean isSame =
                now.size() == size
                        && now.lastModifiedTime().toInstant().equals(modified)
                        && String.valueOf(now.fileKey()).equals(key);
        if (!isSame) {
            throw new SourceChangedException(
                    path
                            + " changed while it was being sent: it had "
                            + size
                            + " bytes of "
                            + modified
                            + " and has "
                            + now.size()
                            + " of "
                            + now.lastModifiedTime()
                            + "; the same command sends it anew");
        }
    }

    /// All of it is there to be read.
    Prefix prefix() {
        return new Prefix() {
            @Override
            public long await(long hashed) {
                return size;
            }

            @Override
            public boolean isEnd(long at) {
                return at == size;
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package io.zenview.server;

import io.netty.util.AsciiString;
import io.zenview.transfer.FileRegion;
import io.zenview.transfer.RootDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/// An open file with what was known of it when it was opened, shared by all answers that send from
/// it and closed when the last of them is done and nobody keeps it for the next.
final class OpenFile {
    private final Path path;
    private final FileChannel channel;
    private final BasicFileAttributes attributes;
    private final FileRegion region;
    private final EntityTag etag;
    private final AsciiString etagText;
    private final AsciiString lastModifiedText;
    private final String mediaType;
    private int users = 1;

    /// Belongs to its maker, who releases it.
    OpenFile(Path path, FileChannel channel, BasicFileAttributes attributes) {
        this.path = path;
        this.channel = channel;
        this.attributes = attributes;
        this.region = new FileRegion(path.toString(), channel, 0, attributes.size());
        this.etag = FileTag.of(attributes);
        this.etagText = new AsciiString(etag.toString());
        this.lastModifiedText =
                new AsciiString(HttpDate.format(attributes.lastModifiedTime().toInstant()));
        this.mediaType = MediaTypes.of(path.getFileName().toString());
    }

    /// Whether it can be used for what the path names now.
    boolean isStill(BasicFileAttributes now) {
        return RootDirectory.isSame(now, attributes);
    }

    /// Fails if the file was written to since it was opened. One that was replaced is still there
    /// for whoever has it open, and is as it was.
    void requireUnchanged() throws IOException {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException _) {
            return;
        }
        if (Objects.equals(now.fileKey(), attributes.fileKey()) && !isStill(now)) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "changed while it was being sent: it had %d bytes of %s, and has %d of %s"
                            .formatted(
                                    attributes.size(),
                                    attributes.lastModifiedTime(),
                                    now.size(),
                                    now.lastModifiedTime()));
        }
    }

    /// Takes part in it.
    ///
    /// @return false if it is closed already
    synchronized boolean retain() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    synchronized void release() {
        if (--users == 0) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close " + path, e);
            }
        }
    }

    FileRegion region() {
        return region;
    }

    BasicFileAttributes attributes() {
        return attributes;
    }

    EntityTag etag() {
        return etag;
    }

    AsciiString etagText() {
        return etagText;
    }

    AsciiString lastModifiedText() {
        return lastModifiedText;
    }

    String mediaType() {
        return mediaType;
    }
}

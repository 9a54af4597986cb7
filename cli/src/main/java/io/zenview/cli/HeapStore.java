package io.zenview.cli;

import io.zenview.server.Content;
import io.zenview.server.ContentPath;
import io.zenview.server.ContentStore;
import io.zenview.server.EntityTag;
import io.zenview.server.Listing;
import io.zenview.transfer.Payload;
import io.zenview.view.MemoryView;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Serves chunks of a file as a server would that knows nothing but reading: each is read into a
/// new array. For comparison only.
final class HeapStore implements ContentStore, AutoCloseable {
    private static final Pattern TARGET = Pattern.compile("/heap/(\\d{1,18})-(\\d{1,9})");

    /// The JDK keeps native memory of a step's size for every thread that reads into arrays.
    private static final int STEP = 1 << 20;

    private final String name;
    private final FileChannel file;
    private final Instant begun = Instant.now();

    private HeapStore(String name, FileChannel file) {
        this.name = name;
        this.file = file;
    }

    static HeapStore of(Path file) throws IOException {
        return new HeapStore(file.toString(), FileChannel.open(file, StandardOpenOption.READ));
    }

    static String target(long offset, int size) {
        return "/heap/" + offset + '-' + size;
    }

    @Override
    public Found find(ContentPath path) throws IOException {
        Matcher target = TARGET.matcher(path.encoded());
        if (!target.matches()) {
            throw new NoSuchFileException(path.encoded());
        }
        long offset = Long.parseLong(target.group(1));
        byte[] bytes = read(offset, Integer.parseInt(target.group(2)));
        EntityTag tag = EntityTag.strong(offset + "-" + bytes.length);
        return new Chunk(Payload.of(MemoryView.of(bytes)), tag, begun);
    }

    private byte[] read(long offset, int size) throws IOException {
        if (size > file.size() - offset) {
            throw new NoSuchFileException(
                    name,
                    null,
                    "has %d bytes: there are no %d at offset %d"
                            .formatted(file.size(), size, offset));
        }
        byte[] bytes = new byte[size];
        ByteBuffer chunk = ByteBuffer.wrap(bytes);
        while (chunk.position() < size) {
            chunk.limit(Math.min(size, chunk.position() + STEP));
            if (file.read(chunk, offset + chunk.position()) < 0) {
                throw new EOFException(name + " was cut while it was read");
            }
        }
        return bytes;
    }

    private record Chunk(Payload payload, EntityTag etag, Instant lastModified) implements Content {
        @Override
        public String mediaType() {
            return "application/octet-stream";
        }

        @Override
        public void close() {
            // An array is given back by nobody looking at it any more.
        }
    }

    @Override
    public Listing list(ContentPath path) throws IOException {
        throw new NotDirectoryException(path.encoded());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

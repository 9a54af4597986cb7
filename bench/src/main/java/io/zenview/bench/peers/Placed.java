package io.zenview.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Copies of bytes in the kinds of memory that a JVM has.
final class Placed {
    static final String NATIVE = "native";
    static final String MAPPED = "mapped";
    static final String ARRAY = "byte[]";

    private Placed() {}

    static MemorySegment segment(String kind, byte[] content) {
        MemorySegment segment =
                switch (kind) {
                    case NATIVE -> Arena.ofAuto().allocate(content.length, 8);
                    case MAPPED -> mappedSegment(content.length);
                    case ARRAY -> MemorySegment.ofArray(new byte[content.length]);
                    default -> throw new IllegalArgumentException(kind);
                };
        return segment.copyFrom(MemorySegment.ofArray(content));
    }

    /// Buffers as one gets them without segments: those that a segment gives away check its
    /// lifetime, too.
    static ByteBuffer buffer(String kind, byte[] content) {
        ByteBuffer buffer =
                switch (kind) {
                    case NATIVE -> ByteBuffer.allocateDirect(content.length);
                    case MAPPED -> mapped(content.length);
                    case ARRAY -> ByteBuffer.allocate(content.length);
                    default -> throw new IllegalArgumentException(kind);
                };
        return buffer.put(0, content);
    }

    private static ByteBuffer mapped(int size) {
        try (FileChannel channel = temporary()) {
            return channel.map(MapMode.READ_WRITE, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MemorySegment mappedSegment(int size) {
        try (FileChannel channel = temporary()) {
            return channel.map(MapMode.READ_WRITE, 0, size, Arena.ofAuto());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel temporary() throws IOException {
        Path file = Files.createTempFile("zenview-peers", ".bin");
        return FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }
}

package io.zenview.cli;

import io.zenview.compare.ChunkServer;
import io.zenview.media.VideoLibrary;
import io.zenview.server.OriginServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// The server of `zenview serve` with a film, and beside it the chunks that are read into the heap.
final class ComparedServer implements ChunkServer {
    private final VideoLibrary library;
    private final HeapStore heap;
    private final OriginServer server;
    private final String id;

    private ComparedServer(VideoLibrary library, HeapStore heap, String id) throws IOException {
        this.library = library;
        this.heap = heap;
        this.id = id;
        this.server =
                OriginServer.builder()
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .store(heap)
                        .videos(library)
                        .start();
    }

    static ChunkServer start(Path film) throws IOException {
        Path folder = Objects.requireNonNullElse(film.getParent(), Path.of(""));
        HeapStore heap = HeapStore.of(film);
        try {
            return start(VideoLibrary.of(folder), heap);
        } catch (IOException | RuntimeException e) {
            try (heap) {
                throw e;
            }
        }
    }

    private static ChunkServer start(VideoLibrary library, HeapStore heap) throws IOException {
        try {
            return new ComparedServer(library, heap, library.films().getFirst().id());
        } catch (IOException | RuntimeException e) {
            try (library) {
                throw e;
            }
        }
    }

    @Override
    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public String target(boolean throughHeap, long offset, int size) {
        return throughHeap
                ? HeapStore.target(offset, size)
                : "/videos/%s/chunk?offset=%d&size=%d"
                        .formatted(URLEncoder.encode(id, StandardCharsets.UTF_8), offset, size);
    }

    @Override
    public void close() throws IOException {
        try (library;
                heap;
                server) {
            // Nothing but closing them, the server first.
        }
    }
}

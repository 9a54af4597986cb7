package io.zenview.server.page;

import io.zenview.media.VideoLibrary;
import io.zenview.server.OriginServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/// A server of films, and of the page.
///
/// @param origin the server
/// @param library what it serves
record PageServer(OriginServer origin, VideoLibrary library) implements AutoCloseable {

    static PageServer of(Path films) throws IOException {
        VideoLibrary library = VideoLibrary.of(films);
        OriginServer origin =
                OriginServer.builder()
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .directory(films)
                        .videos(library)
                        .start();
        return new PageServer(origin, library);
    }

    String address() {
        return "http://127.0.0.1:" + origin.port() + "/";
    }

    @Override
    public void close() {
        origin.close();
        library.close();
    }
}

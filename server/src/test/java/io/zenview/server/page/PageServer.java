package io.zenview.server.page;

import io.zenview.media.VideoLibrary;
import io.zenview.server.OriginServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// A server of films, and of the page.
///
/// @param origin the server
/// @param library what it serves
record PageServer(OriginServer origin, VideoLibrary library) implements AutoCloseable {

    static PageServer of(Path films) throws IOException, InterruptedException {
        VideoLibrary library = VideoLibrary.of(films);
        OriginServer origin =
                OriginServer.builder()
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .directory(films)
                        .start();
        PageServer server = new PageServer(origin, library);
        server.requirePage();
        return server;
    }

    /// Until the origin serves films, there is no page to be tested.
    private void requirePage() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "api/videos")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                close();
            }
            Assumptions.assumeTrue(status == 200, "the origin serves no films yet");
        }
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

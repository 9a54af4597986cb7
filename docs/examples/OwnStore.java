/// A store of one's own: a header from memory and a mapped file behind it, served as one thing with ranges, by an origin.

import io.zenview.server.*;
import io.zenview.transfer.Payload;
import io.zenview.view.*;
import java.net.InetSocketAddress;
import java.net.http.*;
import java.time.Instant;

/// Knows one name. The views stay open as long as the store does, so a content has nothing to give back.
class Shelf implements ContentStore, AutoCloseable {
    private final MemoryView header = MemoryView.of(Bytes.of("header: "));
    private final MemoryView film;
    private final Instant begun = Instant.now();

    Shelf(Path file) throws IOException {
        film = MemoryView.map(file);
    }

    @Override
    public Found find(ContentPath path) throws IOException {
        return switch (path.encoded()) {
            case "/" -> new Directory();
            case "/film" -> new Film(Payload.concat(Payload.of(header), Payload.of(film)), begun);
            default -> throw new NoSuchFileException(path.encoded()); // answered by 404
        };
    }

    @Override
    public Listing list(ContentPath path) {
        return new Listing(List.of(new Listing.Entry("film", false, header.byteSize() + film.byteSize(), begun)), true);
    }

    @Override
    public boolean answersAtOnce() {
        return true; // nothing here waits for a disk or a network
    }

    @Override
    public void close() {
        film.close();
        header.close();
    }
}

record Film(Payload payload, Instant lastModified) implements Content {
    @Override
    public EntityTag etag() {
        return EntityTag.strong("film-1"); // must differ whenever the bytes do
    }

    @Override
    public String mediaType() {
        return "video/mp4";
    }

    @Override
    public void close() {}
}

void main() throws Exception {
    Path file = Files.createTempFile("film", ".bin");
    Files.writeString(file, "the part that is wanted");

    try (Shelf shelf = new Shelf(file);
            OriginServer server =
                    OriginServer.builder().store(shelf).address(new InetSocketAddress("127.0.0.1", 0)).start();
            HttpClient client = HttpClient.newHttpClient()) {
        URI film = URI.create("http://127.0.0.1:" + server.port() + "/film");

        HttpResponse<String> part = ask(client, HttpRequest.newBuilder(film).header("Range", "bytes=4-15"));
        IO.println(part.statusCode() + " '" + part.body() + "' " + part.headers().firstValue("Content-Range").get());
        //> 206 'er: the part' bytes 4-15/31

        HttpResponse<String> tail = ask(client, HttpRequest.newBuilder(film).header("Range", "bytes=-6"));
        IO.println(tail.body() + ", " + tail.headers().firstValue("Content-Type").get());
        //> wanted, video/mp4

        IO.println(ask(client, HttpRequest.newBuilder(film.resolve("/other"))).statusCode());
        //> 404
    }
    Files.delete(file);
}

HttpResponse<String> ask(HttpClient client, HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
}

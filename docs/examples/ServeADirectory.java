/// A directory served over HTTP by the program itself, and read by the JDK's own client: whole, in part, and with its digest.

import io.zenview.server.OriginServer;
import java.net.InetSocketAddress;
import java.net.http.*;

void main() throws Exception {
    Path films = Files.createTempDirectory("films");
    Files.writeString(films.resolve("hello.txt"), "Hello World!");

    try (OriginServer server =
                    OriginServer.builder()
                            .directory(films)
                            .address(new InetSocketAddress("127.0.0.1", 0))
                            .start();
            HttpClient client = HttpClient.newHttpClient()) {
        URI file = URI.create("http://127.0.0.1:" + server.port() + "/hello.txt");

        HttpResponse<String> part = ask(client, HttpRequest.newBuilder(file).header("Range", "bytes=6-10"));
        IO.println(part.statusCode() + " " + part.body() + " " + part.headers().firstValue("Content-Range").get());
        //> 206 World bytes 6-10/12

        String etag = part.headers().firstValue("ETag").get();
        IO.println(ask(client, HttpRequest.newBuilder(file).header("If-None-Match", etag)).statusCode());
        //> 304

        HttpResponse<String> whole = ask(client, HttpRequest.newBuilder(file).header("Want-Repr-Digest", "sha-256=10"));
        IO.println(whole.body() + " " + whole.headers().firstValue("Repr-Digest").get());
        //> Hello World! sha-256=:f4OxZX/x/FO5LcGBSKHWXfwtSx+j1ncoSt3SABJtkGk=:
    }
    Files.delete(films.resolve("hello.txt"));
    Files.delete(films);
}

HttpResponse<String> ask(HttpClient client, HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
}

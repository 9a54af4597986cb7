/// Downloads and uploads over HTTP that can be resumed and are verified.
///
/// ```java
/// Path film = Path.of("film.mp4");
/// Download.builder(URI.create("https://example.org/film.mp4"), film).build().run();
/// Upload.builder(film, URI.create("http://127.0.0.1:8080/films/")).build().run();
/// ```
///
/// A file has its name when all of it is there and its digest was compared; parts of two versions
/// are never put together. Run again after whatever broke off, it goes on.
///
/// Begin with [io.zenview.client.Download] and [io.zenview.client.Upload]. The guide is
/// `docs/fetch-and-put.md`. The server at the other end may be any; `io.zenview.server` is one that
/// does its part.
module io.zenview.client {
    requires static org.jspecify;
    requires transitive io.zenview.transfer;
    requires transitive java.net.http;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires structured.fields;
    requires tools.jackson.core;

    exports io.zenview.client;
}

/// An HTTP/1.1 origin on Netty: ranges by `sendfile`, uploads that can be resumed, films by
/// timecode, metrics.
///
/// Serves a directory, or a store of one's own, whole and in ranges, without taking a byte of a
/// file into the JVM.
///
/// ```java
/// try (OriginServer server = OriginServer.builder().directory(Path.of("files")).start()) {
///     System.out.println("http://localhost:" + server.port() + "/");
///     server.awaitStop();
/// }
/// ```
///
/// Netty's epoll and `splice` are native: start Java with
/// `--enable-native-access=io.zenview.transfer,io.netty.common,io.netty.transport.unix.common,io.netty.transport.classes.epoll`
/// and `--add-exports java.base/sun.nio.ch=io.zenview.transfer`. Without them it works all the
/// same, with a warning of the JVM's and through buffers.
///
/// Begin with [io.zenview.server.OriginServer]; the page of the package [io.zenview.server] names
/// the others in reading order. The guides are `docs/serve.md` and `docs/deploy.md`. The module
/// `io.zenview.client` fetches and puts.
module io.zenview.server {
    requires static org.jspecify;
    requires transitive io.zenview.view;
    requires transitive io.zenview.transfer;
    requires transitive io.zenview.media;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires transitive micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.slf4j;
    requires structured.fields;
    requires tools.jackson.core;

    exports io.zenview.server;
}

/// Payloads of file and memory regions, and the cheapest way for them to and from a socket.
///
/// A payload is a window on bytes that lie in files and in memory. It is sliced and put together
/// without copying, and sent over TCP by a named method, whose copies are counted: `sendfile` needs
/// none. Nothing else goes over the wire, so that any program can be on the other side.
///
/// ```java
/// InetSocketAddress address = new InetSocketAddress("127.0.0.1", 8082);
/// try (Payload film = Payload.of(Path.of("film.mp4"))) {
///     SendReport report = Sender.builder(address).build().send(film.slice(0, 1 << 20));
///     report.bytesThroughUserSpace();                // none: the kernel sent them from its cache
/// }
/// ```
///
/// Receiving by `splice` calls Linux through `java.lang.foreign`. For that start Java with
/// `--enable-native-access=io.zenview.transfer` and `--add-exports
/// java.base/sun.nio.ch=io.zenview.transfer`; without them, and elsewhere, bytes go through a
/// buffer.
///
/// Begin with [io.zenview.transfer.Payload]; the page of the package [io.zenview.transfer] names
/// the others in reading order. The guide is `docs/transfer.md`. Over HTTP the same payloads are
/// served by `io.zenview.server`.
module io.zenview.transfer {
    requires static org.jspecify;
    requires transitive io.zenview.view;

    exports io.zenview.transfer;
}

package io.zenview.cli;

import io.zenview.server.OriginServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/// Goes once through what happens at every start, for the JVM to take notes from.
///
/// The launcher runs it when it makes the AOT cache. It prints nothing, leaves nothing behind and
/// takes a second or two. Of the work itself only the server's is rehearsed, some hundred requests
/// over the loopback interface to a directory of its own: somebody waits for its first answer.
final class Rehearsal {
    private static final int REQUESTS = 300;
    private static final int FILE = 64 << 10;

    private Rehearsal() {}

    /// Rehearses, and ends normally whatever it hears.
    public static void main(String[] args) {
        rehearse(List.of("--version"));
        rehearse(List.of("--help"));
        rehearse(List.of("--no-such-option"));
        rehearse(List.of());
        CommandLine root = commandLine();
        root.getSubcommands().keySet().forEach(name -> rehearse(List.of(name, "--help")));
        try {
            serve();
        } catch (IOException | RuntimeException e) {
            // No place to write or to listen: then the first answer takes a little longer.
        }
    }

    private static void serve() throws IOException {
        Path directory = Files.createTempDirectory("zenview-rehearsal");
        try {
            Files.write(directory.resolve("file.bin"), new byte[FILE]);
            // As the command does, but for the port.
            try (OriginServer server =
                            OriginServer.builder()
                                    .directory(directory)
                                    .takeUploads()
                                    .address(
                                            new InetSocketAddress(
                                                    InetAddress.getLoopbackAddress(), 0))
                                    .start();
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(2000);
                for (int i = 0; i < REQUESTS; i++) {
                    ask(
                            socket,
                            "GET /file.bin HTTP/1.1\r\nHost: localhost\r\nRange: bytes="
                                    + i
                                    + "-4999\r\n\r\n");
                }
                ask(socket, "GET /file.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
                ask(socket, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                ask(socket, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
                ask(
                        socket,
                        "PUT /new HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
                ask(socket, "GET /new HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            }
        } finally {
            delete(directory);
        }
    }

    /// Sends a request and waits for the answer's first bytes; the rest is read with the next one.
    private static void ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[FILE * 2];
        if (socket.getInputStream().read(answer) < 0) {
            throw new EOFException("the server closed the connection");
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(directory)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    private static void rehearse(List<String> args) {
        commandLine().execute(args.toArray(String[]::new));
    }

    private static CommandLine commandLine() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return Zenview.commandLine(Terminal.ofThisProcess()).setOut(nowhere).setErr(nowhere);
    }
}

package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zenview.transfer.Splice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** `zenview send` and `zenview receive` against each other, and what they say when they cannot. */
@Timeout(60)
class TransferCommandsTest {
    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final byte[] bytes = new byte[100_000];
    private Path file;

    @BeforeEach
    void writeAFile() throws IOException {
        new Random(1).nextBytes(bytes);
        file = Files.write(directory.resolve("file"), bytes);
    }

    private int run(String... args) {
        return Zenview.commandLine(new Terminal(false, false, 80, false))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    /** A receive command on a free port, and what it says. */
    private final class RunningReceiver {
        final FutureTask<Integer> status;
        final BufferedReader lines;
        final String address;

        RunningReceiver(String... options) throws IOException {
            PipedWriter writer = new PipedWriter();
            lines = new BufferedReader(new PipedReader(writer));
            String[] args =
                    Stream.concat(Stream.of("receive", "--port", "0", "--once"), Stream.of(options))
                            .toArray(String[]::new);
            status =
                    new FutureTask<>(() ->
                            Zenview.commandLine(new Terminal(false, false, 80, false))
                                    .setOut(new PrintWriter(writer))
                                    .setErr(new PrintWriter(err))
                                    .execute(args));
            Thread.ofPlatform().daemon().start(status);
            String first = lines.readLine();
            address = first.substring(first.indexOf("127.0.0.1:")).replace("\"}", "");
        }

        int exitStatus() throws Exception {
            return status.get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "buffered", "mapped", "sendfile"})
    void aFileGoesFromOneToTheOther(String method) throws Exception {
        Path inbox = Files.createDirectory(directory.resolve("inbox"));
        RunningReceiver receiver =
                new RunningReceiver("--to", inbox.toString(), "--digest", "crc32c");

        assertThat(
                        run(
                                "send",
                                file.toString(),
                                receiver.address,
                                "--via",
                                method,
                                "--digest",
                                "CRC32C"))
                .isEqualTo(Zenview.DONE);

        assertThat(receiver.exitStatus()).isEqualTo(Zenview.DONE);
        try (Stream<Path> kept = Files.list(inbox)) {
            assertThat(kept).singleElement().satisfies(f -> assertThat(f).hasBinaryContent(bytes));
        }
        assertThat(out.toString())
                .contains(
                        "97.7 KiB (100000 bytes) of " + file,
                        "via " + method,
                        "wall",
                        "through user space");
        String line = receiver.lines.readLine();
        assertThat(line).contains("100000 bytes", "/s", "crc32c:", ".bin");
        String hex = line.substring(line.indexOf("crc32c:") + 7, line.indexOf("crc32c:") + 15);
        assertThat(out.toString()).contains(hex);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "splice", "buffered", "mapped"})
    void everyWayOfReceiving(String method) throws Exception {
        boolean auto = method.equals("auto");
        if (auto || method.equals("splice")) {
            assumeThat(Splice.unavailability()).as("splice").isEmpty();
        }
        Path inbox = Files.createDirectory(directory.resolve("inbox"));
        RunningReceiver receiver = new RunningReceiver("--to", inbox.toString(), "--via", method);

        assertThat(run("send", file.toString(), receiver.address)).isEqualTo(Zenview.DONE);

        assertThat(receiver.exitStatus()).isEqualTo(Zenview.DONE);
        assertThat(receiver.lines.readLine()).contains("via " + (auto ? "splice" : method));
        try (Stream<Path> kept = Files.list(inbox)) {
            assertThat(kept).singleElement().satisfies(f -> assertThat(f).hasBinaryContent(bytes));
        }
    }

    @Test
    void spliceThatCannotBeSaysWhyInOneSentence() {
        System.setProperty("zenview.splice", "off");
        try {
            assertFails(
                    "Receiving by splice cannot be done here: it is switched off by"
                            + " -Dzenview.splice=off, or choose another method",
                    "receive",
                    "--to",
                    directory.toString(),
                    "--via",
                    "splice");
        } finally {
            System.clearProperty("zenview.splice");
        }
    }

    @Test
    void jsonHasExactNumbers() throws Exception {
        RunningReceiver receiver = new RunningReceiver("--discard", "--json");

        assertThat(
                        run(
                                "send",
                                file.toString(),
                                receiver.address,
                                "--offset",
                                "1K",
                                "--length",
                                "2000",
                                "--json"))
                .isEqualTo(Zenview.DONE);

        assertThat(receiver.exitStatus()).isEqualTo(Zenview.DONE);
        assertThat(receiver.lines.readLine())
                .startsWith("{")
                .endsWith("}")
                .contains("\"bytes\":2000", "\"method\":\"buffered\"");
        assertThat(out.toString().strip())
                .startsWith("{")
                .endsWith("}")
                .contains("\"bytes\":2000", "\"bytesThroughUserSpace\":0", "\"confirmed\":true");
    }

    @Test
    void aReceptionThatFailsIsASentenceAndAStatus() throws Exception {
        RunningReceiver receiver = new RunningReceiver();
        int port = Integer.parseInt(receiver.address.substring("127.0.0.1:".length()));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(1);
            socket.setSoLinger(true, 0);
        }

        assertThat(receiver.exitStatus()).isEqualTo(Zenview.FAILED);
        assertThat(err.toString()).contains("zenview receive: The sender 127.0.0.1:", "went away");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void receivingFromElsewhereIsSaidLoudly() throws Exception {
        FutureTask<Integer> status =
                new FutureTask<>(
                        () -> run("receive", "--bind", "0.0.0.0", "--port", "0", "--once"));
        Thread.ofPlatform().daemon().start(status);
        while (!out.toString().contains(System.lineSeparator())) {
            Thread.sleep(5);
        }
        assertThat(out.toString()).startsWith("Listening on 0.0.0.0:");
        assertThat(err.toString())
                .startsWith("WARNING: 0.0.0.0 can be reached from other machines");
        int port = Integer.parseInt(out.toString().strip().replaceFirst(".*:", ""));
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(Zenview.DONE);
    }

    @Test
    void failuresAreOneSentenceAndStatus1() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertFails("Cannot listen on 127.0.0.1:" + port, "receive", "--port", "" + port);
        }
        assertFails(
                "Nobody listens at 127.0.0.1:" + port,
                "send",
                file.toString(),
                "127.0.0.1:" + port);
        assertFails("There is no file '" + directory + "/missing'", "send", directory + "/missing");
        assertFails("'" + directory + "': this is a directory", "send", directory.toString());
        assertFails(
                "The host 'no-such-host.invalid' is unknown",
                "send",
                file.toString(),
                "no-such-host.invalid");
        assertFails("There is no directory", "receive", "--to", directory + "/missing");
        assertFails("'" + file + "' is not a directory", "receive", "--to", file.toString());
    }

    private void assertFails(String sentence, String... args) {
        err.getBuffer().setLength(0);
        assertThat(run(args)).isEqualTo(Zenview.FAILED);
        assertThat(err.toString()).startsWith("zenview " + args[0] + ": " + sentence);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void misuseIsStatus2() {
        List<String[]> misuses =
                List.of(
                        new String[] {"send"},
                        new String[] {"send", file.toString(), "::1:8082"},
                        new String[] {"send", file.toString(), "--via", "pigeon"},
                        new String[] {"send", file.toString(), "--chunk", "0"},
                        new String[] {"send", file.toString(), "--chunk", "2G"},
                        new String[] {"send", file.toString(), "--offset", "100001"},
                        new String[] {
                            "send", file.toString(), "--offset", "1", "--length", "100000"
                        },
                        new String[] {"send", file.toString(), "--digest", "md5"},
                        new String[] {"receive", "--port", "65536"},
                        new String[] {"receive", "--via", "pigeon"},
                        new String[] {"receive", "--to", ".", "--discard"});
        for (String[] misuse : misuses) {
            assertThat(run(misuse)).as(String.join(" ", misuse)).isEqualTo(Zenview.MISUSED);
        }
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "host:1, host, 1",
        "host, host, 8082",
        ":99, 127.0.0.1, 99",
        "[::1]:7, ::1, 7",
        "[::1], ::1, 8082",
        "10.0.0.1:65535, 10.0.0.1, 65535"
    })
    void addresses(String text, String host, int port) {
        assertThat(Address.parse(text)).isEqualTo(new Address(host, port));
    }
}

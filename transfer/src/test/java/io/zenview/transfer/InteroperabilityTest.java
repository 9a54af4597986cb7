package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against programs that are not ours: the talk's in Python, and nc. */
@Timeout(60)
class InteroperabilityTest {
    private static final int SIZE = 3_000_001;

    @TempDir Path directory;

    private Path file;

    @BeforeEach
    void writeTheFile() throws IOException {
        file = Patterns.file(directory, SIZE);
    }

    private static void require(String program) {
        boolean there =
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there) {
            System.out.println(
                    "SKIPPED: InteroperabilityTest needs "
                            + program
                            + ", which is not on the PATH");
        }
        assumeThat(there).as(program + " on the PATH").isTrue();
    }

    private Path script(String name) throws IOException {
        Path script = directory.resolve(name);
        try (InputStream in = InteroperabilityTest.class.getResourceAsStream("talk/" + name)) {
            Files.copy(in, script);
        }
        return script;
    }

    private static Process start(Path output, Object... command) throws IOException {
        String[] words = Stream.of(command).map(Object::toString).toArray(String[]::new);
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile())
                .start();
    }

    private static void assertEndsWell(Process process) throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendingToTheServerOfTheTalk(SendMethod method) throws Exception {
        require("python3");
        Process server =
                new ProcessBuilder("python3", script("receiving_server.py").toString(), "0", "2")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
                Payload payload = Payload.of(file)) {
            String started = out.readLine();
            assertThat(started).startsWith("Start server on port ");
            int port = Integer.parseInt(started.substring(started.lastIndexOf(' ') + 1));
            Sender sender =
                    Sender.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                            .method(method)
                            .build();
            for (Payload each : new Payload[] {payload, payload.slice(1000, 2000)}) {
                assertThat(sender.send(each).confirmed()).isTrue();
                assertThat(out.readLine()).isEqualTo("Done receiving data");
                assertThat(out.readLine()).isEqualTo("Total size: " + each.size());
            }
            assertEndsWell(server);
        } finally {
            server.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"traditional_client.py", "zerocopy_client.py"})
    void receivingFromTheClientsOfTheTalk(String client) throws Exception {
        require("python3");
        Path script = script(client);
        assertArrives(port -> start(directory.resolve("out"), "python3", script, port, file));
    }

    @Test
    void receivingFromNc() throws Exception {
        require("nc");
        assertArrives(port ->
                new ProcessBuilder("nc", "-N", "127.0.0.1", Integer.toString(port))
                        .redirectInput(file.toFile())
                        .start());
    }

    private interface Client {
        Process start(int port) throws IOException;
    }

    private void assertArrives(Client client) throws Exception {
        Path into = Files.createDirectory(directory.resolve("into"));
        BlockingQueue<Reception> receptions = new LinkedBlockingQueue<>();
        try (Receiver receiver =
                Receiver.builder()
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .directory(into)
                        .onReception(receptions::add)
                        .start()) {
            Process process = client.start(receiver.port());
            assertEndsWell(process);
            Reception reception = receptions.poll(20, TimeUnit.SECONDS);
            assertThat(reception).isNotNull();
            assertThat(reception.failure()).isEmpty();
            assertThat(reception.file().orElseThrow()).hasBinaryContent(Patterns.bytes(SIZE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendingToNc(SendMethod method) throws Exception {
        require("nc");
        int port = freePort();
        Path received = directory.resolve("received");
        // nc's standard input is a pipe that stays open, as it is in a terminal.
        Process nc = start(received, "nc", "-l", "127.0.0.1", port);
        try (Payload payload = Payload.of(file)) {
            Sender sender =
                    Sender.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                            .method(method)
                            .closeWait(Duration.ofMillis(500))
                            .build();
            Optional<SendReport> report = Optional.empty();
            while (report.isEmpty()) {
                try {
                    report = Optional.of(sender.send(payload));
                } catch (java.net.ConnectException e) {
                    assertThat(nc.isAlive()).as("nc listens or is about to").isTrue();
                    Thread.sleep(10);
                }
            }
            assertThat(report.get().bytes()).isEqualTo(SIZE);
            nc.getOutputStream().close();
            assertEndsWell(nc);
            assertThat(received).hasBinaryContent(Patterns.bytes(SIZE));
        } finally {
            nc.destroy();
        }
    }
}

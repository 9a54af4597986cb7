package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// What goes wrong with files, clients and the server itself while an answer is on its way.
class OriginFaultsTest extends AgainstOrigin {
    /// Far more than the system takes on behalf of a client that does not read.
    private static final long SIZE = 64 << 20;

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(200);

    /// Asks for a large file, and reads no more than the head of the answer.
    private WireClient midway(OriginServer server, String target) throws IOException {
        WireClient client = connectSlowly(server);
        WireAnswer head = client.request("GET", target).answerHead();
        assertThat(head.field("Content-Length")).isEqualTo("" + SIZE);
        client.read(1);
        return client;
    }

    private static void expectCutOff(WireClient client) throws IOException {
        assertThat(client.drain()).isLessThan(SIZE - 1);
    }

    private static void expectWhole(WireClient client) throws IOException {
        client.skip(SIZE - 1);
        assertThat(client.get("/small").body()).hasSize(10);
    }

    private OriginServer serving() throws IOException {
        sparse("large", SIZE);
        file("small", 10);
        return start(builder().eventLoops(1));
    }

    private static long loopCpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith("zenview-loop")) {
                sum += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
            }
        }
        return sum;
    }

    @Test
    void aFileCutShortEndsTheConnection() throws Exception {
        OriginServer server = serving();
        for (long left : new long[] {0, 1, 40 << 20, SIZE - 1}) {
            sparse("large", SIZE);
            WireClient client = midway(server, "/large");
            try (FileChannel file =
                    FileChannel.open(root.resolve("large"), StandardOpenOption.WRITE)) {
                file.truncate(left);
            }
            expectCutOff(client);
            assertThat(connect(server).get("/small").body()).hasSize(10);
        }
    }

    @Test
    void aFileCutShortMakesNobodySpin() throws Exception {
        OriginServer server = serving();
        WireClient client = midway(server, "/large");
        try (FileChannel file = FileChannel.open(root.resolve("large"), StandardOpenOption.WRITE)) {
            file.truncate(1 << 20);
        }
        long before = loopCpuNanos();
        // Nobody reads, so nobody can have anything to do.
        Thread.sleep(1000);
        assertThat(loopCpuNanos() - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
        expectCutOff(client);
        before = loopCpuNanos();
        Thread.sleep(500);
        assertThat(loopCpuNanos() - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(250));
    }

    @Test
    void aClientThatStallsOrHalfClosesMakesNobodySpin() throws Exception {
        OriginServer server = serving();
        List<WireClient> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            WireClient client = midway(server, "/large");
            if (i % 2 == 0) {
                client.socket().shutdownOutput();
            } else {
                client.send("GET /small HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200));
            }
            clients.add(client);
        }
        assertThat(connect(server).get("/small").body()).hasSize(10);
        long before = loopCpuNanos();
        Thread.sleep(1000);
        assertThat(loopCpuNanos() - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
        WireClient halfClosed = clients.getFirst();
        halfClosed.skip(SIZE - 1);
        halfClosed.expectEnd();
    }

    @Test
    void aFileWrittenToEndsTheConnection() throws Exception {
        OriginServer server = serving();
        WireClient client = midway(server, "/large");
        Path large = root.resolve("large");
        try (FileChannel file = FileChannel.open(large, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), SIZE / 2);
        }
        // The clock of a file system may stand still for some milliseconds.
        Files.setLastModifiedTime(large, FileTime.from(Instant.now().plusSeconds(5)));
        expectCutOff(client);
        assertThat(connect(server).get("/small").body()).hasSize(10);
    }

    @Test
    void aFileThatGrowsEndsTheConnection() throws Exception {
        OriginServer server = serving();
        WireClient client = midway(server, "/large");
        Files.write(root.resolve("large"), new byte[100], StandardOpenOption.APPEND);
        expectCutOff(client);
    }

    @Test
    void aReplacedFileIsSentAsItWas() throws Exception {
        OriginServer server = serving();
        WireClient client = midway(server, "/large");
        Path next = Files.write(temporary.resolve("next"), new byte[] {1, 2, 3});
        Files.move(next, root.resolve("large"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(connect(server).get("/large").body()).containsExactly(1, 2, 3);
        expectWhole(client);
    }

    @Test
    void aDeletedFileIsSentAsItWas() throws Exception {
        OriginServer server = serving();
        WireClient client = midway(server, "/large");
        Files.delete(root.resolve("large"));
        assertThat(connect(server).get("/large").status()).isEqualTo(404);
        expectWhole(client);
    }

    @Test
    void aFileWhoseDirectoryGoesIsSentAsItWas() throws Exception {
        Files.createDirectory(root.resolve("d"));
        sparse("d/large", SIZE);
        OriginServer server = serving();
        WireClient client = midway(server, "/d/large");
        Files.delete(root.resolve("d/large"));
        Files.delete(root.resolve("d"));
        Files.write(root.resolve("d"), new byte[1]);
        expectWhole(client);
    }

    @Test
    void clientsThatLeaveAreForgotten() throws Exception {
        OriginServer server = serving();
        for (int i = 0; i < 50; i++) {
            WireClient client = midway(server, "/large");
            if (i % 2 == 0) {
                client.reset();
            } else {
                client.close();
            }
        }
        WireClient observer = connect(server);
        await("one connection is open", () -> openConnections(observer).equals("1.0"));
    }

    private static String openConnections(WireClient observer) {
        try {
            return figure(observer, "zenview_connections_open");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String figure(WireClient observer, String name) throws IOException {
        for (String line : observer.get("/metrics").text().split("\n", -1)) {
            if (line.startsWith(name + " ")) {
                return line.substring(name.length() + 1);
            }
        }
        return "none";
    }

    @Test
    void whoTakesTooLongIsCutOff() throws Exception {
        sparse("large", SIZE);
        file("small", 10);
        Limits limits = Limits.DEFAULT.withGraceTime(Duration.ZERO);
        OriginServer stalls = start(builder().limits(limits.withTimes(LONG, LONG, SHORT)));
        OriginServer heads = start(builder().limits(limits.withTimes(SHORT, LONG, LONG)));
        OriginServer idles = start(builder().limits(limits.withTimes(LONG, SHORT, LONG)));

        WireClient stalling = midway(stalls, "/large");
        WireClient unaffected = connect(stalls);
        WireClient dripping = connect(heads);
        WireClient waiting = connect(heads);
        WireClient silent = connect(idles);
        WireClient idle = connect(idles);
        assertThat(idle.get("/small").body()).hasSize(10);
        WireClient owing = connect(idles);
        owing.send("GET /small HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
        assertThat(owing.answer("GET").body()).hasSize(10);

        CompletableFuture<Integer> dripped =
                CompletableFuture.supplyAsync(
                        () -> drip(dripping), Thread.ofPlatform().daemon()::start);
        await("the stalled body is noticed", () -> hasCutOffABody(unaffected));
        expectCutOff(stalling);
        assertThat(unaffected.get("/small").body()).hasSize(10);
        WireAnswer late = dripping.answer("GET");
        assertThat(late.status()).isEqualTo(408);
        assertThat(late.closes()).isTrue();
        dripping.expectEnd();
        assertThat(dripped.get(20, TimeUnit.SECONDS)).isLessThan(100);
        // It has begun no request, and may go on.
        assertThat(waiting.get("/small").body()).hasSize(10);
        silent.expectEnd();
        idle.expectEnd();
        // One that does not send what it has announced is no better.
        owing.expectEnd();
    }

    private static boolean hasCutOffABody(WireClient observer) {
        try {
            return observer.get("/metrics").text().contains("reason=\"stalled body\"} 1.0");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// How many bytes of a head could be sent, one after the other.
    private static int drip(WireClient client) {
        byte[] head =
                ("GET /small HTTP/1.1\r\nX: " + "x".repeat(100))
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < head.length; i++) {
            try {
                client.send(new byte[] {head[i]});
                Thread.sleep(100);
            } catch (IOException _) {
                return i;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return head.length;
    }

    @Test
    void thereAreNoMoreConnectionsThanAllowed() throws Exception {
        file("small", 10);
        OriginServer server =
                start(
                        builder()
                                .limits(
                                        Limits.DEFAULT
                                                .withMaxConnections(3)
                                                .withGraceTime(Duration.ZERO)));
        List<WireClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            WireClient client = connect(server);
            assertThat(client.get("/small").body()).hasSize(10);
            clients.add(client);
        }
        connect(server).expectEnd();
        connect(server).expectEnd();
        for (WireClient client : clients) {
            assertThat(client.get("/small").body()).hasSize(10);
        }
        clients.getFirst().close();
        await("there is room again", () -> openConnections(clients.get(1)).equals("2.0"));
        assertThat(connect(server).get("/small").body()).hasSize(10);
    }

    @Test
    void aStoppingServerFinishesBodies() throws Exception {
        sparse("large", SIZE);
        file("small", 10);
        OriginServer server = start(builder().limits(Limits.DEFAULT.withGraceTime(LONG)));
        WireClient client = midway(server, "/large");
        WireClient idle = connect(server);
        assertThat(idle.get("/small").body()).hasSize(10);
        Thread closing = Thread.ofPlatform().daemon().start(server::close);
        idle.expectEnd();
        await("no connection is taken", () -> isRefused(server));
        assertThat(closing.isAlive()).isTrue();
        client.skip(SIZE - 1);
        client.expectEnd();
        closing.join(20_000);
        assertThat(closing.isAlive()).isFalse();
        server.awaitStop();
    }

    private static boolean isRefused(OriginServer server) {
        try (WireClient _ = WireClient.to(server.port())) {
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aServerWithoutGraceCutsBodiesOff() throws Exception {
        for (int i = 0; i < 5; i++) {
            OriginServer server = serving();
            WireClient client = midway(server, "/large");
            WireClient busy = midway(server, "/large");
            Thread reader = Thread.ofPlatform().daemon().start(() -> drainQuietly(busy));
            server.close();
            expectCutOff(client);
            reader.join();
            assertThat(isRefused(server)).isTrue();
            server.close();
        }
    }

    private static void drainQuietly(WireClient client) {
        try {
            client.drain();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        OriginServer server = serving();
        Path log = temporary.resolve("log");
        OriginServer.Builder second = builder().address(server.address()).accessLog(log);
        assertThatThrownBy(second::start)
                .isInstanceOf(java.net.BindException.class)
                .hasMessageContaining(":" + server.port());
        assertThat(connect(server).get("/small").body()).hasSize(10);
    }

    @Test
    void thousandsOfIdleConnectionsDisturbNobody() throws Exception {
        int count = 5000;
        long limit =
                ((com.sun.management.UnixOperatingSystemMXBean)
                                ManagementFactory.getOperatingSystemMXBean())
                        .getMaxFileDescriptorCount();
        Assumptions.assumeTrue(
                limit > 2 * count + 500,
                () -> "both ends of 5,000 connections do not fit into " + limit + " descriptors");
        byte[] bytes = file("f", 1 << 20);
        OriginServer server = start(builder().eventLoops(1));
        for (int i = 0; i < count; i++) {
            closing(WireClient.plainTo(server.port()));
        }
        WireClient working = connect(server);
        await("all are open", () -> openConnections(working).equals(count + 1 + ".0"));
        long begun = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertThat(working.get("/f").body()).hasSize(bytes.length);
        }
        // Milliseconds each; the bound is for machines with a great deal else to do.
        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(20));
    }
}

package io.zenview.server;

import static io.zenview.server.Uploads.assertNothingLeft;
import static io.zenview.server.Uploads.bytes;
import static io.zenview.server.Uploads.leftovers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.epoll.Epoll;
import io.zenview.server.RawConnection.Response;
import io.zenview.transfer.Splice;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Uploads over real connections, by each of the ways in which bytes come in.
@Timeout(60)
@ParameterizedClass
@EnumSource(UploadServerTest.Way.class)
class UploadServerTest {
    private static final int SIZE = 3_000_000;

    enum Way {
        SPLICE,
        /// By epoll, and the file system takes no spliced bytes.
        REFUSED,
        EPOLL,
        NIO
    }

    @Parameter private Way way;

    @TempDir private Path root;

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private OriginServer server;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(way == Way.NIO || Epoll.isAvailable(), "no epoll on this system");
        OriginServer.Builder builder =
                OriginServer.builder()
                        .directory(root)
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .transport(way == Way.NIO ? Transport.NIO : Transport.EPOLL)
                        .metrics(registry)
                        .takeUploads();
        switch (way) {
            case SPLICE -> assumeTrue(Splice.isAvailable(), () -> "" + Splice.unavailability());
            case REFUSED ->
                    builder.splicing(file -> {
                        throw new FileSystemException(file.toString(), null, "takes none");
                    });
            case EPOLL, NIO -> builder.withoutSplice();
        }
        server = builder.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private RawConnection connect() throws IOException {
        return new RawConnection(server.port());
    }

    private Response progress(String location) throws IOException {
        try (RawConnection connection = connect()) {
            return connection.head("HEAD " + location + " HTTP/1.1").nextWithoutBody();
        }
    }

    private Response append(String location, long offset, byte[] bytes, boolean last)
            throws IOException {
        try (RawConnection connection = connect()) {
            return connection
                    .head(
                            "PATCH " + location + " HTTP/1.1",
                            "Content-Type: application/partial-upload",
                            "Content-Length: " + bytes.length,
                            "Upload-Offset: " + offset,
                            "Upload-Complete: " + (last ? "?1" : "?0"))
                    .send(bytes)
                    .next();
        }
    }

    /// Begins an upload and stays connected, with some of the bytes sent.
    private RawConnection begin(byte[] bytes, int sent, String[] location) throws IOException {
        RawConnection connection = connect();
        connection.head(
                "PUT /f HTTP/1.1", "Content-Length: " + bytes.length, "Upload-Complete: ?1");
        Response announced = connection.next();
        assertThat(announced.status()).isEqualTo(104);
        location[0] = announced.field("Location");
        return connection.send(Arrays.copyOf(bytes, sent));
    }

    @Test
    void bytesComeByTheWayTheySayTheyDo() throws Exception {
        byte[] bytes = bytes(8, SIZE);
        try (RawConnection connection = connect()) {
            Response put =
                    connection
                            .head("PUT /f HTTP/1.1", "Content-Length: " + bytes.length)
                            .send(bytes)
                            .next();
            assertThat(put.status()).isEqualTo(201);
        }
        assertThat(root.resolve("f")).hasBinaryContent(bytes);
        double spliced = received("splice");
        assertThat(spliced + received("buffered")).isEqualTo(bytes.length);
        assertThat(spliced > 0).isEqualTo(way == Way.SPLICE);
        assertThat(server.splices()).isEqualTo(way == Way.SPLICE || way == Way.REFUSED);
    }

    private double received(String path) {
        return registry.get("zenview.received").tag("path", path).counter().count();
    }

    @Test
    void oneConnectionTakesManyUploads() throws Exception {
        try (RawConnection connection = connect()) {
            for (int i = 0; i < 5; i++) {
                byte[] bytes = bytes(i, i * 300_000);
                Response put =
                        connection
                                .head("PUT /d/f HTTP/1.1", "Content-Length: " + bytes.length)
                                .send(bytes)
                                .next();
                assertThat(put.status()).isEqualTo(i == 0 ? 201 : 204);
                Response get = connection.head("GET /d/f HTTP/1.1").next();
                assertThat(get.body()).isEqualTo(bytes);
                assertThat(get.field("ETag")).isEqualTo(put.field("ETag"));
            }
        }
        assertNothingLeft(root);
    }

    @Test
    void chunksOfAnySize() throws Exception {
        byte[] bytes = bytes(1, 500_000);
        Random random = new Random(2);
        try (RawConnection connection = connect()) {
            connection.head("PUT /f HTTP/1.1", "Transfer-Encoding: chunked");
            for (int at = 0; at < bytes.length; ) {
                int n = Math.min(bytes.length - at, 1 + random.nextInt(60_000));
                connection.send((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.UTF_8));
                connection.send(Arrays.copyOfRange(bytes, at, at + n));
                connection.send("\r\n".getBytes(StandardCharsets.UTF_8));
                at += n;
            }
            connection.send("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(connection.next().status()).isEqualTo(201);
        }
        assertThat(root.resolve("f")).hasBinaryContent(bytes);
    }

    @Test
    void brokenOffSeveralTimesAndResumed() throws Exception {
        byte[] bytes = bytes(3, SIZE);
        String[] location = {""};
        begin(bytes, 1_000_000, location).reset();
        long offset = Long.parseLong(progress(location[0]).field("Upload-Offset"));
        assertThat(offset).isLessThanOrEqualTo(1_000_000);
        for (int i = 0; i < 5; i++) {
            try (RawConnection connection = connect()) {
                connection
                        .head(
                                "PATCH " + location[0] + " HTTP/1.1",
                                "Content-Type: application/partial-upload",
                                "Content-Length: " + (SIZE - offset),
                                "Upload-Offset: " + offset,
                                "Upload-Complete: ?1")
                        .send(Arrays.copyOfRange(bytes, (int) offset, (int) offset + 200_000))
                        .reset();
            }
            Response now = progress(location[0]);
            assertThat(now.field("Upload-Complete")).isEqualTo("?0");
            long next = Long.parseLong(now.field("Upload-Offset"));
            assertThat(next).isBetween(offset, offset + 200_000);
            offset = next;
        }
        Response done = finish(location[0], bytes);
        assertThat(done.status()).isEqualTo(201);
        assertThat(done.field("Upload-Complete")).isEqualTo("?1");
        assertThat(root.resolve("f")).hasBinaryContent(bytes);
        assertThat(progress(location[0]).field("ETag")).isEqualTo(done.field("ETag"));
    }

    /// Appends what is missing, as a client does: a request whose connection was reset may still be
    /// on its way through the server, and take over after the offset was told. Then this one is
    /// refused, or its own connection is ended.
    private Response finish(String location, byte[] bytes) throws IOException {
        IOException broken = new IOException("refused 10 times");
        for (int tries = 0; tries < 10; tries++) {
            int offset = Integer.parseInt(progress(location).field("Upload-Offset"));
            try {
                byte[] rest = Arrays.copyOfRange(bytes, offset, SIZE);
                Response done = append(location, offset, rest, true);
                if (done.status() != 409) {
                    return done;
                }
            } catch (EOFException | SocketException e) {
                broken = e;
            }
        }
        throw broken;
    }

    @Test
    void theLastPartBringsTheDigestOfTheWhole() throws Exception {
        byte[] bytes = bytes(6, SIZE);
        String right = "sha-256=:" + Base64.getEncoder().encodeToString(sha256(bytes)) + ":";
        String wrong = "sha-256=:" + Base64.getEncoder().encodeToString(sha256(new byte[1])) + ":";
        assertThat(completed(bytes, wrong)).isEqualTo(400);
        assertNothingLeft(root);
        assertThat(root.resolve("f")).doesNotExist();
        assertThat(completed(bytes, right)).isEqualTo(201);
        assertThat(root.resolve("f")).hasBinaryContent(bytes);
    }

    private int completed(byte[] bytes, String digest) throws IOException {
        try (RawConnection connection = connect()) {
            String location =
                    connection
                            .head("PUT /f HTTP/1.1", "Content-Length: 0", "Upload-Complete: ?0")
                            .next()
                            .field("Location");
            connection
                    .head(
                            "PATCH " + location + " HTTP/1.1",
                            "Content-Type: application/partial-upload",
                            "Content-Length: " + bytes.length,
                            "Upload-Offset: 0",
                            "Upload-Complete: ?0")
                    .send(bytes)
                    .next();
            return connection
                    .head(
                            "PATCH " + location + " HTTP/1.1",
                            "Content-Type: application/partial-upload",
                            "Content-Length: 0",
                            "Upload-Offset: " + bytes.length,
                            "Upload-Complete: ?1",
                            "Repr-Digest: " + digest)
                    .next()
                    .status();
        }
    }

    private static byte[] sha256(byte[] bytes) throws IOException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aStalledConnectionIsEndedByWhoComesBack() throws Exception {
        byte[] bytes = bytes(4, SIZE);
        String[] location = {""};
        try (RawConnection stalled = begin(bytes, 1_500_000, location)) {
            long offset = Long.parseLong(progress(location[0]).field("Upload-Offset"));
            byte[] rest = Arrays.copyOfRange(bytes, (int) offset, SIZE);
            assertThat(append(location[0], offset, rest, true).status()).isEqualTo(201);
            stalled.awaitEnd();
        }
        assertThat(root.resolve("f")).hasBinaryContent(bytes);
    }

    @Test
    void cancellingEndsTheConnection() throws Exception {
        String[] location = {""};
        try (RawConnection sending = begin(bytes(5, SIZE), 100_000, location);
                RawConnection other = connect()) {
            Response gone = other.head("DELETE " + location[0] + " HTTP/1.1").next();
            assertThat(gone.status()).isEqualTo(204);
            sending.awaitEnd();
        }
        assertThat(progress(location[0]).status()).isEqualTo(404);
        assertNothingLeft(root);
    }

    @Test
    void aBrokenPlainPutLeavesNothing() throws Exception {
        Files.writeString(root.resolve("f"), "old");
        try (RawConnection connection = connect()) {
            connection.head("PUT /f HTTP/1.1", "Content-Length: " + SIZE).send(bytes(6, 500_000));
            awaitLeftovers(1);
            connection.reset();
        }
        awaitLeftovers(0);
        assertThat(root.resolve("f")).hasContent("old");
    }

    private void awaitLeftovers(int count) throws Exception {
        for (int i = 0; i < 2_000 && leftovers(root).size() != count; i++) {
            Thread.sleep(5);
        }
        assertThat(leftovers(root)).hasSize(count);
    }

    @Test
    void whoAsksBeforeSendingIsRefusedBeforeSending() throws Exception {
        Files.writeString(root.resolve("f"), "old");
        String[] head = {
            "PUT /f HTTP/1.1", "Content-Length: 3", "Expect: 100-continue", "If-None-Match: *"
        };
        try (RawConnection connection = connect()) {
            assertThat(connection.head(head).next().status()).isEqualTo(412);
        }
        Files.delete(root.resolve("f"));
        try (RawConnection connection = connect()) {
            assertThat(connection.head(head).next().status()).isEqualTo(100);
            assertThat(connection.send(new byte[3]).next().status()).isEqualTo(201);
        }
    }

    @Test
    void aPartOfAFileIsNoPut() throws Exception {
        try (RawConnection connection = connect()) {
            Response refused =
                    connection
                            .head(
                                    "PUT /f HTTP/1.1",
                                    "Content-Length: 3",
                                    "Content-Range: bytes 0-2/6")
                            .send(new byte[3])
                            .next();
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.field("Content-Type")).isEqualTo("application/problem+json");
        }
        assertThat(root.resolve("f")).doesNotExist();
    }
}

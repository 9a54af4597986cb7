package io.zenview.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zenview.client.TestServer.Handler;
import io.zenview.client.TestServer.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the server does, the file exists only complete and verified. */
@Timeout(60)
class DownloadFaultTest {
    private static final int SIZE = 1_000_001;

    @TempDir Path here;
    private final byte[] bytes = new byte[SIZE];
    private Path file;
    private TestServer server;

    @BeforeEach
    void begin() {
        new Random(7).nextBytes(bytes);
        file = here.resolve("file");
    }

    @AfterEach
    void end() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private Download.Builder from(Handler handler) throws IOException {
        server = new TestServer(handler);
        return again();
    }

    private Download.Builder again() {
        return Download.builder(server.uri("/file"), file)
                .pieceSize(1 << 17)
                .pause(Duration.ofMillis(1));
    }

    private String digest() {
        return UploadServer.digest(bytes);
    }

    /** A server as it should be. */
    private void serve(Request request, String... fields) throws IOException {
        String[] always = {"ETag: \"v1\"", "Accept-Ranges: bytes", "Repr-Digest: " + digest()};
        serveWith(request, concat(always, fields));
    }

    private void serveWith(Request request, String... fields) throws IOException {
        if (request.method().equals("HEAD")) {
            request.head("200 OK", concat(fields, "Content-Length: " + SIZE));
        } else if (request.from() < 0) {
            request.head("200 OK", concat(fields, "Content-Length: " + SIZE));
            request.out().write(bytes);
        } else {
            int from = (int) request.from();
            int to = (int) request.to();
            head206(request, from, to, fields);
            request.out().write(bytes, from, to - from);
        }
    }

    private static void head206(Request request, int from, int to, String... fields)
            throws IOException {
        request.head(
                "206 Partial Content",
                concat(
                        fields,
                        "Content-Range: bytes " + from + "-" + (to - 1) + "/" + SIZE,
                        "Content-Length: " + (to - from)));
    }

    private static String[] concat(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private void assertComplete() {
        assertThat(file).hasBinaryContent(bytes);
        assertThat(here).isDirectoryNotContaining("glob:**.part*");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64})
    void theServersDigestIsCompared(int streams) throws Exception {
        List<String> wanted = new CopyOnWriteArrayList<>();
        GetReport report =
                from(
                                request -> {
                                    wanted.add(request.field("want-repr-digest"));
                                    serve(request);
                                })
                        .streams(streams)
                        .build()
                        .run();

        assertComplete();
        assertThat(report.verified()).isTrue();
        assertThat(wanted).contains("sha-256=10");
    }

    @Test
    void aWrongDigestPutsTheBytesAside() {
        assertThatThrownBy(() ->
                        from(
                                        request -> {
                                            serveWith(
                                                    request,
                                                    "ETag: \"v1\"",
                                                    "Accept-Ranges: bytes",
                                                    "Repr-Digest: "
                                                            + UploadServer.digest(new byte[1]));
                                        })
                                .build()
                                .run())
                .isInstanceOf(DigestMismatchException.class)
                .hasMessageContaining("the server promised");
        assertThat(file).doesNotExist();
        assertThat(here.resolve("file.corrupt")).hasSize(SIZE);
        assertThat(here).isDirectoryNotContaining("glob:**.part*");
    }

    @Test
    void aDigestThatIsKnownOnlyAfterwardsIsAskedFor() throws Exception {
        AtomicInteger heads = new AtomicInteger();
        GetReport report =
                from(
                                request -> {
                                    boolean isLate =
                                            request.method().equals("HEAD")
                                                    && heads.getAndIncrement() > 0;
                                    serveWith(
                                            request,
                                            "ETag: \"v1\"",
                                            "Accept-Ranges: bytes",
                                            isLate ? "Repr-Digest: " + digest() : "X-Not: yet");
                                })
                        .build()
                        .run();

        assertThat(report.verified()).isTrue();
    }

    @Test
    void withoutAMarkOfTheVersionItIsFetchedAsAWhole() throws Exception {
        GetReport report = from(r -> serveWith(r, "Accept-Ranges: bytes")).build().run();

        assertComplete();
        assertThat(report.verified()).isFalse();
        assertThat(report.streams()).isEqualTo(1);
        assertThat(server.count("GET")).isEqualTo(1);
    }

    @Test
    void aServerThatIgnoresRangesGivesAllAtOnce() throws Exception {
        GetReport report =
                from(
                                request -> {
                                    String[] fields = {"ETag: \"v1\"", "Accept-Ranges: bytes"};
                                    request.head(
                                            "200 OK", concat(fields, "Content-Length: " + SIZE));
                                    if (request.method().equals("GET")) {
                                        request.out().write(bytes);
                                    }
                                })
                        .build()
                        .run();

        assertComplete();
        assertThat(report.notes()).singleElement().asString().contains("no parts");
    }

    @Test
    void chunksArriveWithoutALength() throws Exception {
        GetReport report = from(this::chunked).build().run();

        assertComplete();
        assertThat(report.bytes()).isEqualTo(SIZE);
        assertThat(report.verified()).isFalse();
    }

    private void chunked(Request request) throws IOException {
        request.head("200 OK", "Transfer-Encoding: chunked");
        if (request.method().equals("GET")) {
            for (int at = 0; at < SIZE; at += 100_000) {
                int n = Math.min(100_000, SIZE - at);
                request.out()
                        .write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.UTF_8));
                request.out().write(bytes, at, n);
                request.out().write("\r\n".getBytes(StandardCharsets.UTF_8));
            }
            request.out().write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerWithoutAnEndIsBelievedOnlyIfTheDigestFits(boolean hasDigest) throws Exception {
        Download.Builder download =
                from(request -> {
                    if (request.method().equals("HEAD")) {
                        request.empty("405 Method Not Allowed");
                        return;
                    }
                    request.head("200 OK", "Connection: close");
                    request.out().write(bytes);
                    request.socket().shutdownOutput();
                    throw new IOException("end");
                });
        if (hasDigest) {
            download.digest(DigestField.sha256(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .build()
                    .run();
            assertComplete();
        } else {
            assertThatThrownBy(() -> download.build().run()).hasMessageContaining("--digest");
            assertThat(here).isEmptyDirectory();
        }
    }

    @Test
    void aRefusedHeadIsFollowedByAGet() throws Exception {
        GetReport report =
                from(
                                request -> {
                                    if (request.method().equals("HEAD")) {
                                        request.empty("405 Method Not Allowed");
                                    } else {
                                        serve(request);
                                    }
                                })
                        .build()
                        .run();

        assertComplete();
        assertThat(report.streams()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410, 416})
    void aRefusalIsAFailureAtOnce(int status) {
        assertThatThrownBy(() ->
                        from(
                                        request -> {
                                            byte[] problem =
                                                    "{\"title\":\"No\"}"
                                                            .getBytes(StandardCharsets.UTF_8);
                                            request.head(
                                                    status + " No",
                                                    "Content-Type: application/problem+json",
                                                    "Content-Length: " + problem.length);
                                            if (request.method().equals("GET")) {
                                                request.out().write(problem);
                                            }
                                        })
                                .build()
                                .run())
                .isInstanceOfSatisfying(
                        HttpFailureException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessageContaining(server.uri("/file").toString());
        assertThat(here).isEmptyDirectory();
        assertThat(server.requests).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"500, 4", "503, 4"})
    void aServerInTroubleIsAskedAgain(int status, int times) throws Exception {
        AtomicInteger heads = new AtomicInteger(times);
        AtomicInteger gets = new AtomicInteger(times);
        from(
                        request -> {
                            AtomicInteger left = request.method().equals("HEAD") ? heads : gets;
                            if (left.getAndDecrement() > 0) {
                                request.empty(status + " Oh", "Retry-After: 0");
                            } else {
                                serve(request);
                            }
                        })
                .streams(1)
                .build()
                .run();

        assertComplete();
    }

    @Test
    void itGivesUpOnAServerThatStaysInTrouble() {
        assertThatThrownBy(() -> from(r -> r.empty("503 Oh")).build().run())
                .isInstanceOf(HttpFailureException.class)
                .hasMessageContaining("503");
        assertThat(server.requests).hasSize(Backoff.TRIES);
    }

    @Test
    void aServerThatWantsALongRestGetsIt() {
        assertThatThrownBy(() -> from(r -> r.empty("503 Oh", "Retry-After: 7200")).build().run())
                .isInstanceOf(HttpFailureException.class);
        assertThat(server.requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void connectionsThatEndEarlyAreReplacedWhereTheyEnded(int streams) throws Exception {
        Random random = new Random(8);
        List<Long> starts = new CopyOnWriteArrayList<>();
        from(
                        request -> {
                            if (request.method().equals("HEAD")) {
                                serve(request);
                                return;
                            }
                            int from = (int) request.from();
                            int to = (int) request.to();
                            starts.add(request.from());
                            head206(request, from, to, "ETag: \"v1\"");
                            int n = to - from;
                            int sent = n > 100 ? 1 + random.nextInt(Math.min(n, 90_000)) : n;
                            request.out().write(bytes, from, sent);
                            request.out().flush();
                            if (sent < n) {
                                request.socket().shutdownOutput();
                                throw new IOException("cut");
                            }
                        })
                .streams(streams)
                .build()
                .run();

        assertComplete();
        assertThat(starts).doesNotHaveDuplicates().hasSizeGreaterThan(10);
    }

    @Test
    void theWholeThatBreaksOffBeginsAnew() throws Exception {
        AtomicInteger gets = new AtomicInteger();
        from(
                        request -> {
                            if (request.method().equals("GET") && gets.getAndIncrement() < 3) {
                                request.head("200 OK", "Content-Length: " + SIZE);
                                request.out().write(new byte[SIZE / 2]);
                                request.reset();
                                throw new IOException("cut");
                            }
                            serveWith(request, "X-Nothing: 1");
                        })
                .build()
                .run();

        assertComplete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 1-100/1000001",
                "bytes 0-999999999/1000001",
                "bytes 5-3/1000001",
                "bytes 0-131071/*x",
                "items 0-131071/1000001",
                ""
            })
    void aWrongRangeIsAFailure(String range) {
        assertThatThrownBy(() ->
                        from(
                                        request -> {
                                            if (request.method().equals("HEAD")) {
                                                serve(request);
                                                return;
                                            }
                                            request.head(
                                                    "206 Partial Content",
                                                    "ETag: \"v1\"",
                                                    range.isEmpty()
                                                            ? "X: 1"
                                                            : "Content-Range: " + range,
                                                    "Content-Length: 100");
                                            request.out().write(new byte[100]);
                                        })
                                .build()
                                .run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Content-Range");
        assertThat(file).doesNotExist();
    }

    @Test
    void lessThanAskedForIsTaken() throws Exception {
        from(
                        request -> {
                            if (request.method().equals("HEAD")) {
                                serve(request);
                                return;
                            }
                            int from = (int) request.from();
                            int to = Math.min((int) request.to(), from + 50_000);
                            head206(request, from, to, "ETag: \"v1\"");
                            request.out().write(bytes, from, to - from);
                        })
                .build()
                .run();

        assertComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "206", "412", "416"})
    void aSourceThatChangesMeanwhileIsRefused(String status) {
        AtomicInteger gets = new AtomicInteger();
        assertThatThrownBy(() ->
                        from(
                                        request -> {
                                            if (request.method().equals("HEAD")
                                                    || gets.getAndIncrement() < 2) {
                                                serve(request);
                                                return;
                                            }
                                            assertThat(request.field("if-range"))
                                                    .isEqualTo("\"v1\"");
                                            request.empty(
                                                    status + " X",
                                                    "ETag: \"v2\"",
                                                    "Content-Range: bytes */5");
                                        })
                                .build()
                                .run())
                .isInstanceOf(SourceChangedException.class)
                .hasMessageContainingAll("\"v1\"", "\"v2\"", "--restart");
        assertThat(file).doesNotExist();
    }

    @Test
    void redirectsAreFollowedAndTheTokenStays() throws Exception {
        List<String> tokens = new CopyOnWriteArrayList<>();
        try (TestServer other =
                new TestServer(request -> {
                    tokens.add("other" + request.field("authorization"));
                    serve(request);
                })) {
            from(
                            request -> {
                                tokens.add(request.field("authorization"));
                                if (request.path().equals("/file")) {
                                    request.empty("302 Found", "Location: /next");
                                } else {
                                    request.empty(
                                            "307 Temporary Redirect",
                                            "Location: " + other.uri("/there"));
                                }
                            })
                    .token("secret")
                    .build()
                    .run();

            assertComplete();
            assertThat(tokens)
                    .contains("Bearer secret", "other")
                    .doesNotContain("otherBearer secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file", "ftp://x/y", "http://[", ""})
    void redirectsThatLeadNowhereAreAFailure(String location) {
        assertThatThrownBy(() ->
                        from(request ->
                                        request.empty(
                                                "302 Found",
                                                location.isEmpty()
                                                        ? "X: 1"
                                                        : "Location: " + location))
                                .build()
                                .run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/file");
        assertThat(here).isEmptyDirectory();
        assertThat(server.requests).hasSizeLessThan(100);
    }

    @Test
    void moreThanWasAnnouncedIsNotWritten() {
        assertThatThrownBy(() ->
                        from(
                                        request -> {
                                            if (request.method().equals("HEAD")) {
                                                serve(request);
                                                return;
                                            }
                                            int from = (int) request.from();
                                            int to = (int) request.to();
                                            request.head(
                                                    "206 Partial Content",
                                                    "ETag: \"v1\"",
                                                    "Content-Range: bytes %d-%d/%d"
                                                            .formatted(from, to - 1, SIZE),
                                                    "Content-Length: " + 2 * SIZE);
                                            request.out().write(new byte[2 * SIZE]);
                                        })
                                .build()
                                .run())
                .isInstanceOf(IOException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void aServerThatSaysNothingMoreIsLeft() {
        assertThatThrownBy(() ->
                        from(
                                        request -> {
                                            if (request.method().equals("HEAD")) {
                                                serve(request);
                                                return;
                                            }
                                            head206(
                                                    request,
                                                    (int) request.from(),
                                                    (int) request.to(),
                                                    "ETag: \"v1\"");
                                            sleep();
                                            throw new IOException("end");
                                        })
                                .stall(Duration.ofMillis(100))
                                .streams(1)
                                .build()
                                .run())
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("Nothing came");
        assertThat(file).doesNotExist();
    }

    @Test
    void whateverTheServerDoesTheFileIsCompleteOrNotThere() throws Exception {
        Random random = new Random(9);
        server = new TestServer(request -> misbehave(request, random));
        int complete = 0;
        for (int i = 0; i < 60; i++) {
            try {
                Download.builder(server.uri("/file"), file)
                        .streams(1 + i % 4)
                        .pieceSize(1 << 17)
                        .pause(Duration.ofMillis(1))
                        .stall(Duration.ofMillis(500))
                        .restart(i % 5 == 0)
                        .build()
                        .run();
                assertThat(file).hasBinaryContent(bytes);
                Files.delete(file);
                complete++;
            } catch (IOException _) {
                assertThat(file).doesNotExist();
            }
        }
        // Neither too kind nor too cruel to show anything.
        assertThat(complete).isBetween(1, 59);
    }

    private void misbehave(Request request, Random random) throws IOException {
        int kind;
        int cut;
        synchronized (random) {
            kind = random.nextInt(request.method().equals("HEAD") ? 60 : 24);
            cut = random.nextInt(130_000);
        }
        switch (kind) {
            case 0 -> request.reset();
            case 1 -> request.empty("500 Oh");
            case 2 -> request.empty("503 Oh", "Retry-After: 0");
            case 3 -> request.empty("404 Gone for now");
            case 4 -> request.out().write(new byte[] {1, 2, 3, '\n', '\n'});
            case 5 -> {
                // The right head, and too little.
                request.head(
                        "206 Partial Content",
                        "ETag: \"v1\"",
                        "Content-Range: bytes " + request.from() + "-1000000/" + SIZE,
                        "Content-Length: " + (SIZE - request.from()));
                request.out().write(new byte[100]);
                request.reset();
            }
            case 6 -> request.empty("206 Partial Content", "Content-Range: bytes 0-0/1");
            case 7 -> request.empty("302 Found", "Location: /file?" + cut);
            case 8 -> {
                // Rotten bytes, which only the digest can tell.
                if (request.from() >= 0) {
                    head206(request, (int) request.from(), (int) request.to(), "ETag: \"v1\"");
                    request.out().write(new byte[(int) (request.to() - request.from())]);
                } else {
                    serve(request);
                }
            }
            case 9, 10, 11, 12, 13 -> {
                if (request.from() < 0) {
                    serve(request);
                } else {
                    int from = (int) request.from();
                    int to = (int) request.to();
                    head206(request, from, to, "ETag: \"v1\"");
                    request.out().write(bytes, from, Math.min(to - from, cut));
                    request.reset();
                }
            }
            default -> serve(request);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDamagedRecordBeginsAnew() throws Exception {
        Files.write(here.resolve("file.part"), new byte[SIZE]);
        for (String record :
                List.of(
                        "",
                        "{",
                        "[]",
                        "{\"size\":1000001,\"etag\":\"\\\"v1\\\"\",\"done\":[[0,99999999]]}",
                        "{\"size\":1000001,\"etag\":\"\\\"v1\\\"\",\"done\":[[7,3]]}")) {
            Files.writeString(here.resolve("file.part.json"), record);
            Download.Builder download = server == null ? from(this::serve) : again();

            assertThat(download.build().run().resumedFrom()).isZero();

            assertComplete();
            Files.delete(file);
        }
    }

    @Test
    void aPartThatIsTooShortBeginsAnew() throws Exception {
        Files.write(here.resolve("file.part"), new byte[10]);
        Files.writeString(
                here.resolve("file.part.json"),
                "{\"size\":1000001,\"etag\":\"\\\"v1\\\"\",\"done\":[[0,131072]]}");

        GetReport report = from(this::serve).build().run();

        assertComplete();
        assertThat(report.notes()).singleElement().asString().contains("shorter");
    }

    @Test
    void nobodyThereIsToldAtOnce() throws Exception {
        server = new TestServer(_ -> {});
        server.close();

        assertThatThrownBy(() -> again().build().run())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("127.0.0.1:" + server.uri("/").getPort());
        assertThatThrownBy(() ->
                        Download.builder(URI.create("http://nosuch.invalid/x"), file).build().run())
                .isInstanceOf(UnknownHostException.class);
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsMissingIsAFailure() {
        assertThatThrownBy(() ->
                        Download.builder(
                                        URI.create("http://127.0.0.1:1/x"), here.resolve("no/file"))
                                .build()
                                .run())
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFullDiskKeepsWhatIsThere() throws Exception {
        Path small = here.resolve("small");
        assumeTrue(mount(small), "only root can mount a small file system");
        try {
            Path target = small.resolve("file");
            server =
                    new TestServer(request -> {
                        // The file system's word was asked for already: now it breaks it.
                        if (request.from() >= 0) {
                            Files.write(small.resolve("filler"), new byte[700_000]);
                        }
                        serve(request);
                    });
            Download download =
                    Download.builder(server.uri("/file"), target)
                            .streams(1)
                            .pieceSize(1 << 17)
                            .build();

            assertThatThrownBy(download::run)
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContainingAll("file.part", "at offset", "goes on");
            assertThat(target).doesNotExist();
            assertThat(small.resolve("file.part.json")).exists();

            assertThatThrownBy(download::run).hasMessageContainingAll("No room", "are free");
            Files.delete(small.resolve("filler"));
            server.close();
            server = new TestServer(this::serve);
            // It is the same file at another port, which its tag says.
            GetReport report = Download.builder(server.uri("/file"), target).build().run();
            assertThat(report.resumedFrom()).isPositive();
            assertThat(target).hasBinaryContent(bytes);
        } finally {
            assertThat(run("umount", small.toString())).isTrue();
        }
    }

    private static boolean mount(Path folder) throws Exception {
        Files.createDirectories(folder);
        return run("mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", folder.toString());
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}

package io.zenview.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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

/** Uploads to a server that fails in every way. */
@Timeout(60)
class UploadTest {
    private static final int SIZE = 9_000_001;

    @TempDir Path here;
    private Path file;
    private Path states;
    private byte[] bytes;
    private UploadServer server;

    @BeforeEach
    void begin() throws IOException {
        bytes = new byte[SIZE];
        new Random(4).nextBytes(bytes);
        file = Files.write(here.resolve("ein schöner Film"), bytes);
        states = here.resolve("states");
        server = new UploadServer();
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    private Upload.Builder upload() {
        return upload("/films/one");
    }

    private Upload.Builder upload(String path) {
        return Upload.builder(file, server.uri(path))
                .stateFolder(states)
                .pause(Duration.ofMillis(1));
    }

    private byte[] stored() {
        return server.files.get("/films/one");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileArrives(boolean epoll) throws Exception {
        assumeTrue(!epoll || Epoll.isAvailable(), "epoll does not load here");

        PutReport report = upload().epoll(epoll).build().run();

        assertThat(stored()).isEqualTo(bytes);
        assertThat(report.bytes()).isEqualTo(SIZE);
        assertThat(report.resumedFrom()).isZero();
        assertThat(report.etag()).contains("\"made\"");
        assertThat(report.verified()).isTrue();
        assertThat(report.resumable()).isTrue();
        assertThat(report.viaSendfile()).isTrue();
        assertThat(report.notes()).isEmpty();
        assertThat(states).isEmptyDirectory();
        assertThat(server.requests())
                .containsExactly(
                        "OPTIONS /films/one",
                        "PUT /films/one",
                        "PATCH /uploads/1",
                        "PATCH /uploads/1",
                        "HEAD /films/one");
    }

    @Test
    void anAddressThatEndsWithASlashGetsTheName() throws Exception {
        PutReport report = upload("/films/").build().run();

        assertThat(report.target().getRawPath()).isEqualTo("/films/ein%20sch%C3%B6ner%20Film");
        assertThat(server.files).containsKey("/films/ein%20sch%C3%B6ner%20Film");
    }

    @Test
    void nothingIsSentAsAnEmptyFile() throws Exception {
        Files.write(file, new byte[0]);

        upload().build().run();

        assertThat(stored()).isEmpty();
    }

    @Test
    void whatTheServerTakesAtOnceIsRespected() throws Exception {
        server.limits = "max-append-size=2000000";

        upload().build().run();

        assertThat(stored()).isEqualTo(bytes);
        assertThat(server.patches)
                .allSatisfy(p ->
                        assertThat(Long.parseLong(p.get("content-length")))
                                .isLessThanOrEqualTo(2_000_000));
    }

    @Test
    void aFileLargerThanTheServerTakesIsNotSent() {
        server.limits = "max-size=1000";

        assertThatThrownBy(() -> upload().build().run())
                .isInstanceOf(HttpFailureException.class)
                .hasMessageContainingAll("1000", String.valueOf(SIZE));
        assertThat(server.count("PATCH")).isZero();
        assertThat(server.openUploads()).isZero();
    }

    @Test
    void aConnectionThatIsLostIsReplaced() throws Exception {
        Random random = new Random(5);
        AtomicInteger cuts = new AtomicInteger();
        server.fault =
                request -> {
                    if (request.method().equals("PATCH") && cuts.getAndIncrement() < 8) {
                        server.cut = 1 + random.nextInt(1_000_000);
                    }
                    return false;
                };

        PutReport report = upload().build().run();

        assertThat(stored()).isEqualTo(bytes);
        assertThat(server.count("HEAD")).isEqualTo(9);
        assertThat(report.verified()).isTrue();
    }

    @Test
    void itGivesUpWhenNothingMoves() {
        server.fault =
                request -> {
                    if (request.method().equals("PATCH")) {
                        request.reset();
                        throw new IOException("reset");
                    }
                    return false;
                };

        assertThatThrownBy(() -> upload().build().run())
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(server.uri("/films/one").toString(), "at 0");
        assertThat(server.count("PATCH")).isEqualTo(Backoff.TRIES);
        assertThat(server.files).isEmpty();
        assertThat(states).isNotEmptyDirectory();
    }

    @Test
    void theNextRunGoesOn() throws Exception {
        failAfter(3_000_000);

        PutReport report = upload().build().run();

        assertThat(report.resumedFrom()).isEqualTo(3_000_000);
        assertThat(report.bytes()).isEqualTo(SIZE - 3_000_000);
        assertThat(stored()).isEqualTo(bytes);
        assertThat(server.count("PUT")).isEqualTo(1);
        assertThat(states).isEmptyDirectory();
    }

    /** Leaves an upload that has so many bytes. */
    private void failAfter(int stored) {
        server.cut = stored;
        server.fault =
                request -> {
                    // After the first, which is cut.
                    if (request.method().equals("HEAD")) {
                        request.empty("403 Forbidden");
                        return true;
                    }
                    return false;
                };
        assertThatThrownBy(() -> upload().build().run()).isInstanceOf(HttpFailureException.class);
        server.fault = _ -> false;
    }

    @Test
    void aChangedSourceBeginsAnewAndSaysSo() throws Exception {
        failAfter(3_000_000);
        bytes[0]++;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));

        PutReport report = upload().build().run();

        assertThat(stored()).isEqualTo(bytes);
        assertThat(report.resumedFrom()).isZero();
        assertThat(report.notes()).singleElement().asString().contains("has changed");
        assertThat(server.openUploads()).isZero();
    }

    @Test
    void aForgottenUploadBeginsAnewAndSaysSo() throws Exception {
        failAfter(3_000_000);
        server.forget();

        PutReport report = upload().build().run();

        assertThat(stored()).isEqualTo(bytes);
        assertThat(report.notes()).singleElement().asString().contains("forgotten");
    }

    @Test
    void restartForgetsWhatWasThere() throws Exception {
        failAfter(3_000_000);

        assertThat(upload().restart(true).build().run().resumedFrom()).isZero();
        assertThat(server.openUploads()).isZero();
    }

    @Test
    void anotherOffsetThanExpectedIsTaken() throws Exception {
        AtomicInteger patches = new AtomicInteger();
        server.fault =
                request -> {
                    if (request.method().equals("PATCH") && patches.getAndIncrement() == 0) {
                        request.empty("409 Conflict", "Upload-Offset: 0");
                        return true;
                    }
                    return false;
                };

        upload().build().run();

        assertThat(stored()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"413, PATCH", "507, PATCH", "401, PATCH", "409, PUT", "412, PUT", "403, PUT"})
    void aRefusalEndsItAtOnceWithTheServersReason(int status, String method) {
        server.fault =
                request -> {
                    if (request.method().equals(method)) {
                        byte[] problem =
                                "{\"type\":\"x\",\"x\":[{}],\"title\":\"No\",\"detail\":\"not today\"}"
                                        .getBytes(StandardCharsets.UTF_8);
                        request.head(
                                status + " No",
                                "Content-Type: application/problem+json",
                                "Content-Length: " + problem.length);
                        request.out().write(problem);
                        // The rest of the body is not read.
                        request.socket().shutdownOutput();
                        pause();
                        throw new IOException("closed");
                    }
                    return false;
                };

        assertThatThrownBy(() -> upload().build().run())
                .isInstanceOfSatisfying(
                        HttpFailureException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessageContainingAll("No, not today", server.uri("/").getAuthority());
        assertThat(server.files).isEmpty();
        assertThat(server.count(method)).isEqualTo(1);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServerInTroubleIsAskedAgain() throws Exception {
        AtomicInteger left = new AtomicInteger(3);
        server.fault =
                request -> {
                    if (left.getAndDecrement() > 0) {
                        request.empty("503 Service Unavailable", "Retry-After: 0");
                        return true;
                    }
                    return false;
                };

        upload().build().run();

        assertThat(stored()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLostLastAnswerIsFoundOut(boolean isForgotten) throws Exception {
        server.completion =
                request -> {
                    if (isForgotten) {
                        server.forget();
                    }
                    request.reset();
                    return true;
                };

        PutReport report = upload().build().run();

        assertThat(report.verified()).isTrue();
        assertThat(stored()).isEqualTo(bytes);
        assertThat(states).isEmptyDirectory();
        assertThat(server.count("PUT")).isEqualTo(1);
    }

    @Test
    void aFileThatChangesMeanwhileIsNotCompleted() {
        server.fault =
                request -> {
                    if (request.method().equals("PATCH")) {
                        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
                    }
                    return false;
                };

        assertThatThrownBy(() -> upload().build().run())
                .isInstanceOf(SourceChangedException.class)
                .hasMessageContaining(file.toString());
        assertThat(server.files).isEmpty();
        assertThat(server.openUploads()).isZero();
    }

    @Test
    void aFileThatShrinksMeanwhileIsNotCompleted() {
        server.fault =
                request -> {
                    if (request.method().equals("PUT")) {
                        try (FileChannel channel =
                                FileChannel.open(file, StandardOpenOption.WRITE)) {
                            channel.truncate(5_000_000);
                        }
                    }
                    return false;
                };

        assertThatThrownBy(() -> upload().build().run()).isInstanceOf(SourceChangedException.class);
        assertThat(server.files).isEmpty();
    }

    @Test
    void aServerThatKnowsNothingBetterGetsAPlainPut() throws Exception {
        server.resumable = false;

        PutReport report = upload().build().run();

        assertThat(stored()).isEqualTo(bytes);
        assertThat(report.resumable()).isFalse();
        assertThat(report.verified()).isTrue();
        assertThat(report.etag()).contains("\"plain\"");
        assertThat(server.requests())
                .containsExactly("OPTIONS /films/one", "PUT /films/one", "HEAD /films/one");
    }

    @Test
    void aPlainPutThatNobodyAllowsIsSentAfterAWhile() throws Exception {
        server.resumable = false;
        server.digests = false;
        server.fault =
                request -> {
                    if (!request.method().equals("PUT")) {
                        return false;
                    }
                    server.files.put(request.path(), request.body().readAllBytes());
                    request.empty("204 No Content");
                    return true;
                };

        PutReport report = upload().build().run();

        assertThat(stored()).isEqualTo(bytes);
        assertThat(report.verified()).isFalse();
    }

    @Test
    void aPlainPutIsRefusedBeforeItsBodyIsSent() {
        server.resumable = false;
        server.fault =
                request -> {
                    if (request.method().equals("PUT")) {
                        request.empty("401 Unauthorized", "Connection: close");
                        throw new IOException("closed");
                    }
                    return false;
                };

        assertThatThrownBy(() -> upload().build().run())
                .isInstanceOf(HttpFailureException.class)
                .hasMessageContaining("401");
    }

    @Test
    void whatExistsIsKeptWhenAskedFor() throws Exception {
        server.files.put("/films/one", new byte[] {1});

        assertThatThrownBy(() -> upload().ifAbsent().build().run())
                .isInstanceOf(HttpFailureException.class)
                .hasMessageContaining("412");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void aTokenGoesToItsServerOnly() throws Exception {
        try (UploadServer other = new UploadServer()) {
            List<String> seen = new CopyOnWriteArrayList<>();
            server.fault =
                    request -> {
                        seen.add(request.field("authorization"));
                        request.empty("307 Temporary Redirect", "Location: " + other.uri("/x"));
                        return true;
                    };
            other.fault =
                    request -> {
                        seen.add("other" + request.field("authorization"));
                        return false;
                    };

            upload().token("secret").build().run();

            assertThat(other.files.get("/x")).isEqualTo(bytes);
            assertThat(seen)
                    .contains("Bearer secret", "other")
                    .doesNotContain("otherBearer secret");
        }
    }

    @Test
    void somethingElseOnTheServerIsAFailure() {
        server.completion =
                request -> {
                    server.files.put("/films/one", new byte[] {1});
                    return false;
                };

        assertThatThrownBy(() -> upload().build().run())
                .isInstanceOf(DigestMismatchException.class)
                .hasMessageContaining("after the upload");
    }

    @Test
    void anAnswerThatIsNoHttpIsAFailure() {
        server.fault =
                request -> {
                    request.out().write("SSH-2.0-what\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    return true;
                };

        assertThatThrownBy(() -> upload().build().run()).isInstanceOf(IOException.class);
    }

    @Test
    void aServerThatSaysNothingIsLeft() {
        server.fault =
                _ -> {
                    pause();
                    pause();
                    return true;
                };

        assertThatThrownBy(() -> upload().stall(Duration.ofMillis(150)).build().run())
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("Nothing moved");
    }

    @Test
    void nobodyThereIsToldAtOnce() throws Exception {
        server.close();

        assertThatThrownBy(() -> upload().build().run())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("nobody listens");
    }

    @Test
    void aListenerMayEndIt() {
        assertThatThrownBy(() ->
                        upload().onProgress(
                                        (_, _) -> {
                                            throw new IllegalStateException("enough");
                                        })
                                .build()
                                .run())
                .hasStackTraceContaining("enough");
    }

    @Test
    void whatIsNotThereOrNoFileIsAFailure() {
        Path missing = here.resolve("missing");
        assertThatThrownBy(() -> Upload.builder(missing, server.uri("/x")).build().run())
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Upload.builder(here, server.uri("/x")).build().run())
                .hasMessageContaining("no regular file");
    }

    @Test
    void killedAtAnyTimeItGoesOn() throws Exception {
        Random random = new Random(6);
        server.pausePerChunk = 1;
        String[] args = {file.toString(), server.uri("/films/one").toString(), states.toString()};
        int kills = 0;
        for (int i = 1; i <= 6 && stored() == null; i++) {
            Process process =
                    DownloadProcess.command(UploadProcess.class, args)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            long place = (long) i * (SIZE / 8) + random.nextInt(SIZE / 8);
            while (process.isAlive() && server.largestUpload() < place) {
                Thread.sleep(1);
            }
            process.destroyForcibly().waitFor();
            kills++;
        }
        assertThat(kills).isEqualTo(6);
        server.pausePerChunk = 0;

        Process last = DownloadProcess.command(UploadProcess.class, args).start();
        String resumedFrom =
                new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(last.waitFor()).isZero();
        assertThat(Long.parseLong(resumedFrom.strip())).isGreaterThan(SIZE / 2);
        assertThat(stored()).isEqualTo(bytes);
        assertThat(server.count("PUT")).isEqualTo(1);
        assertThat(states).isEmptyDirectory();
    }
}

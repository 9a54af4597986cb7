package io.zenview.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from a real server. */
@Timeout(60)
class DownloadNginxTest {
    private static final int SIZE = 5_000_001;

    @TempDir static Path folder;
    private static Nginx nginx;
    private static final byte[] BYTES = new byte[SIZE];

    @TempDir Path here;

    @BeforeAll
    static void start() throws Exception {
        nginx = Nginx.start(folder);
        new Random(2).nextBytes(BYTES);
        Files.write(nginx.root.resolve("film.bin"), BYTES);
        Files.write(nginx.root.resolve("empty"), new byte[0]);
        Files.writeString(nginx.root.resolve("ein schöner Film.txt"), "Äpfel");
    }

    @AfterAll
    static void stop() throws Exception {
        if (nginx != null) {
            nginx.close();
        }
    }

    private Download.Builder of(String path) {
        return of(nginx.uri(path), "file");
    }

    private Download.Builder of(URI uri, String name) {
        return Download.builder(uri, here.resolve(name)).pieceSize(1 << 20);
    }

    private static Digest sha256(byte[] bytes) throws Exception {
        return new Digest(
                DigestAlgorithm.SHA_256,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @ParameterizedTest
    @CsvSource({"1, /film.bin", "4, /film.bin", "7, /moved/film.bin", "4, /whole/film.bin"})
    void aFileArrives(int streams, String path) throws Exception {
        GetReport report = of(path).streams(streams).build().run();

        assertThat(here.resolve("file")).hasBinaryContent(BYTES);
        assertThat(report.bytes()).isEqualTo(SIZE);
        assertThat(report.digest()).isEqualTo(sha256(BYTES));
        assertThat(report.verified()).isFalse();
        assertThat(report.etag()).isPresent();
        assertThat(report.source())
                .isEqualTo(path.startsWith("/moved") ? nginx.uri("/film.bin") : nginx.uri(path));
        assertThat(here).isDirectoryNotContaining("glob:**part*");
    }

    @Test
    void rangesAreFetchedSideBySide() throws Exception {
        GetReport report = of("/film.bin").streams(3).build().run();

        assertThat(report.streams()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("access.log"))).contains("\" 206 1048576 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void nothingArrivesAsAnEmptyFile(int streams) throws Exception {
        GetReport report = of("/empty").streams(streams).build().run();

        assertThat(here.resolve("file")).isEmptyFile();
        assertThat(report.digest()).isEqualTo(sha256(new byte[0]));
    }

    @Test
    void aDigestOfTheCallersIsCompared() throws Exception {
        assertThat(of("/film.bin").digest(sha256(BYTES)).build().run().verified()).isTrue();

        Digest other = sha256(new byte[1]);
        assertThatThrownBy(() -> of(nginx.uri("/film.bin"), "other").digest(other).build().run())
                .isInstanceOf(DigestMismatchException.class)
                .hasMessageContainingAll(other.hex(), sha256(BYTES).hex(), "other.corrupt");
        assertThat(here.resolve("other")).doesNotExist();
        assertThat(here.resolve("other.part")).doesNotExist();
        assertThat(here.resolve("other.corrupt")).hasBinaryContent(BYTES);
    }

    @Test
    void namesMayHaveBlanksAndLetters() throws Exception {
        URI uri = nginx.uri("/ein%20sch%C3%B6ner%20Film.txt");
        String name = HttpAddress.fileName(uri).orElseThrow();
        assertThat(name).isEqualTo("ein schöner Film.txt");

        of(uri, name).build().run();

        assertThat(here.resolve(name)).hasContent("Äpfel");
    }

    @Test
    void whatExistsIsNotReplacedUnlessAllowed() throws Exception {
        Path file = Files.writeString(here.resolve("file"), "mine");

        assertThatThrownBy(() -> of("/film.bin").build().run())
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
        assertThat(here).isDirectoryNotContaining("glob:**part*");

        of("/film.bin").replace(true).build().run();
        assertThat(file).hasBinaryContent(BYTES);
    }

    @Test
    void whatIsNotThereIsAFailureThatLeavesNothing() {
        assertThatThrownBy(() -> of("/nothing").build().run())
                .isInstanceOfSatisfying(
                        HttpFailureException.class, e -> assertThat(e.status()).isEqualTo(404))
                .hasMessageContaining(nginx.uri("/nothing").toString());
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void aStoppedDownloadGoesOnAndAChangedSourceIsRefused() throws Exception {
        Path source = Files.write(nginx.root.resolve("changing"), BYTES);
        interrupt("/changing");
        long part = Files.size(here.resolve("file.part"));
        assertThat(part).isPositive();

        Files.setLastModifiedTime(source, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
        assertThatThrownBy(() -> of("/changing").build().run())
                .isInstanceOf(SourceChangedException.class)
                .hasMessageContainingAll("ETag", "--restart", "file.part")
                .message()
                .satisfies(m -> assertThat(m.split("ETag", -1)).hasSize(3));
        assertThat(here.resolve("file")).doesNotExist();
        assertThat(here.resolve("file.part")).exists();

        GetReport report = of("/changing").restart(true).build().run();
        assertThat(report.resumedFrom()).isZero();
        assertThat(here.resolve("file")).hasBinaryContent(BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void onlyTheRestIsFetched(int streams) throws Exception {
        interrupt("/film.bin");

        GetReport report = of("/film.bin").streams(streams).build().run();

        assertThat(report.resumedFrom()).isGreaterThanOrEqualTo(1 << 20);
        assertThat(here.resolve("file")).hasBinaryContent(BYTES);
        assertThat(report.digest()).isEqualTo(sha256(BYTES));
    }

    /** Ends a download after its first piece. */
    private void interrupt(String path) {
        URI uri = nginx.uri(path);
        Path state = here.resolve("file.part.json");
        // Ten times a second at most: slow enough for one call after a piece.
        assertThatThrownBy(() ->
                        of(uri.resolve("/slow" + path), "file")
                                .streams(1)
                                .onProgress((sent, _) -> {
                                    if (sent > 1 << 20) {
                                        throw new IllegalStateException("enough");
                                    }
                                })
                                .build()
                                .run())
                .hasStackTraceContaining("enough");
        assertThat(state).exists();
    }

    @Test
    void killedAtAnyTimeItGoesOn() throws Exception {
        Random random = new Random(3);
        Path file = here.resolve("file");
        String url = nginx.uri("/slow/film.bin").toString();
        StateFile state = new StateFile(here.resolve("file.part.json"));
        for (int i = 0; i < 10; i++) {
            Process process =
                    DownloadProcess.command(DownloadProcess.class, url, file.toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            long place = (long) i * (SIZE / 12) + random.nextInt(SIZE / 12);
            while (process.isAlive() && recorded(state) < place) {
                Thread.sleep(random.nextInt(1, 10));
            }
            process.destroyForcibly().waitFor();
            assertThat(file).doesNotExist();
        }

        Process last = DownloadProcess.command(DownloadProcess.class, url, file.toString()).start();
        String resumedFrom =
                new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(last.waitFor()).isZero();
        assertThat(file).hasBinaryContent(BYTES);
        assertThat(Long.parseLong(resumedFrom.strip())).isGreaterThan(SIZE / 2);
        assertThat(here.resolve("file.part")).doesNotExist();
    }

    private static long recorded(StateFile state) throws IOException {
        return state.read().stream()
                .flatMap(content -> content.ranges().stream())
                .mapToLong(span -> span.to() - span.from())
                .sum();
    }

    @Test
    void twoDownloadsDoNotShareAPart() throws IOException {
        try (Target _ = Target.open(here.resolve("file"), false)) {
            assertThatThrownBy(() -> of("/film.bin").build().run())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Another download");
        }
    }

    @Test
    void aRunThatWasKilledBetweenItsTwoNamesIsFinishedByTheNext() throws Exception {
        Path part = Files.write(here.resolve("file.part"), BYTES);
        Files.createLink(here.resolve("file"), part);

        GetReport report = of("/film.bin").digest(sha256(BYTES)).build().run();

        assertThat(report.resumedFrom()).isEqualTo(SIZE);
        assertThat(here.resolve("file")).hasBinaryContent(BYTES);
        assertThat(part).doesNotExist();
    }
}

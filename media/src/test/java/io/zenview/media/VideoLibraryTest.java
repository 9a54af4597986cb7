package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zenview.transfer.Payload;
import io.zenview.view.BufferException;
import io.zenview.view.BufferExporter;
import io.zenview.view.BufferRequest;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VideoLibraryTest {
    private static final Path SAMPLES = Path.of("src/test/resources/io/zenview/media/films");
    private static final String RATE_30 = "rate-30.mp4";
    private static final String RATE_25 = "rate-25.mp4";
    private static final long LATER = TimeUnit.MILLISECONDS.toNanos(250);

    @TempDir Path temporary;

    private final AtomicLong clock = new AtomicLong();
    private Path root;
    private VideoLibrary library;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temporary.resolve("films")).toRealPath();
        library = library(128);
    }

    private VideoLibrary library(int maxKept) throws IOException {
        return VideoLibrary.of(root, maxKept, TimeUnit.HOURS.toNanos(1), clock::get);
    }

    @AfterEach
    void nothingIsLeftOpen() throws IOException {
        library.close();
        assertThat(openOrMapped("")).isEmpty();
    }

    private Path film(String sample, String place) throws IOException {
        Path file = root.resolve(place);
        Files.createDirectories(file.getParent());
        return Files.copy(SAMPLES.resolve(sample), file, StandardCopyOption.REPLACE_EXISTING);
    }

    /// What this process has of the films, by descriptor or by mapping.
    private List<String> openOrMapped(String place) throws IOException {
        List<String> found = new ArrayList<>(mappings(place));
        String start = root.resolve(place).toString();
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.exists(descriptors)) {
            try (var entries = Files.newDirectoryStream(descriptors)) {
                for (Path entry : entries) {
                    try {
                        String link = Files.readSymbolicLink(entry).toString();
                        if (link.startsWith(start)) {
                            found.add(link);
                        }
                    } catch (NoSuchFileException _) {
                        // The one that reads the directory.
                    }
                }
            }
        }
        return found;
    }

    private List<String> mappings(String place) throws IOException {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.exists(maps)) {
            return List.of();
        }
        String start = root.resolve(place).toString();
        return Files.readAllLines(maps).stream().filter(line -> line.contains(start)).toList();
    }

    private static byte[] bytes(MemoryView view) {
        return view.toArray(byte[].class);
    }

    private byte[] bytes(Payload payload) throws IOException {
        Path copy = Files.createTempFile(temporary, "payload", "");
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            payload.writeTo(channel);
        }
        return Files.readAllBytes(copy);
    }

    @Test
    void filmsAreThoseThatCanBeOpenedAndNoOthers() throws IOException {
        film(RATE_30, "b.mp4");
        film(RATE_30, "a/deep/er/c.MOV");
        film(RATE_30, "a.m4v");
        film(RATE_30, "a/til~de ~1.mp4");
        film(RATE_30, "ümläut 影片.3gp");
        film(RATE_30, ".hidden.mp4");
        film(RATE_30, ".folder/x.mp4");
        film(RATE_30, "back\\slash.mp4");
        film(RATE_30, "line\nbreak.mp4");
        film(RATE_30, "not.txt");
        film(RATE_30, "mp4");
        Files.createDirectory(root.resolve("folder.mp4"));
        Path outside = Files.copy(SAMPLES.resolve(RATE_30), temporary.resolve("outside.mp4"));
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.copy(outside, elsewhere.resolve("y.mp4"));
        Files.createSymbolicLink(root.resolve("out.mp4"), outside);
        Files.createSymbolicLink(root.resolve("outfolder"), elsewhere);
        Files.createSymbolicLink(root.resolve("tohidden.mp4"), root.resolve(".hidden.mp4"));
        Files.createSymbolicLink(root.resolve("tonothing.mp4"), root.resolve("nothing.mp4"));
        Files.createSymbolicLink(root.resolve("in.mp4"), Path.of("a/deep/er/c.MOV"));
        Files.createSymbolicLink(root.resolve("a/deep/circle"), root.resolve("a"));
        Files.createSymbolicLink(root.resolve("self.mp4"), root.resolve("self.mp4"));

        List<VideoLibrary.Entry> films = library.films();
        assertThat(films)
                .extracting(VideoLibrary.Entry::id)
                .containsExactly(
                        "a.m4v",
                        "a~1deep~1er~1c.MOV",
                        "a~1til~0de ~01.mp4",
                        "b.mp4",
                        "in.mp4",
                        "ümläut 影片.3gp");
        for (VideoLibrary.Entry film : films) {
            assertThat(film.size()).isEqualTo(Files.size(film.file()));
            assertThat(film.lastModified())
                    .isEqualTo(Files.getLastModifiedTime(film.file()).toInstant());
            try (Video video = library.open(film.id())) {
                assertThat(video.id()).isEqualTo(film.id());
                assertThat(video.file()).isEqualTo(film.file());
                assertThat(video.index().frameCount()).isPositive();
            }
        }
    }

    @Test
    void idsLeadNowhereElse() throws IOException {
        film(RATE_30, "a/b.mp4");
        film(RATE_30, ".hidden.mp4");
        film(RATE_30, "back\\slash.mp4");
        Path outside = Files.copy(SAMPLES.resolve(RATE_30), temporary.resolve("outside.mp4"));
        Files.createSymbolicLink(root.resolve("link.mp4"), outside);
        Files.createSymbolicLink(root.resolve("up"), temporary);
        List<String> hostile =
                List.of(
                        "",
                        "~",
                        "~1",
                        "~2",
                        "a/b.mp4",
                        "a~1b.mp4~",
                        "a~1b.mp4~1",
                        "~1a~1b.mp4",
                        "a~1~1b.mp4",
                        "a~1.~1b.mp4",
                        "a~1..~1a~1b.mp4",
                        "..~1outside.mp4",
                        "../outside.mp4",
                        "..\\outside.mp4",
                        "..~1films~1a~1b.mp4",
                        "%2e%2e~1outside.mp4",
                        "..%2foutside.mp4",
                        "up~1outside.mp4",
                        "link.mp4",
                        ".hidden.mp4",
                        "back\\slash.mp4",
                        "a~1b.mp4\0",
                        "a~1b.mp4\0.mp4",
                        "a~1b\n.mp4",
                        "\ud800.mp4",
                        "\ufffd.mp4",
                        "a",
                        "a~1b",
                        "a~1b.mp4~1c.mp4",
                        "a~1B.mp4",
                        "x".repeat(300) + ".mp4",
                        "x~1".repeat(3000) + "y.mp4",
                        outside.toString().replace("/", "~1"),
                        outside.toString());
        for (String id : hostile) {
            assertThatThrownBy(() -> library.open(id).close())
                    .as(id)
                    .isInstanceOf(NoSuchFileException.class);
        }
        assertThat(library.keptFilms()).isZero();
        library.open("a~1b.mp4").close();
    }

    @Test
    void aPipeIsNoFilm() throws Exception {
        Process made = new ProcessBuilder("mkfifo", root.resolve("pipe.mp4").toString()).start();
        assumeThat(made.waitFor()).as("mkfifo's exit status").isZero();
        assertThat(library.films()).isEmpty();
        assertThatThrownBy(() -> library.open("pipe.mp4").close())
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFolderThatCannotBeReadHidesNoFilmBesideIt() throws IOException {
        film(RATE_30, "a/locked/x.mp4");
        film(RATE_30, "z.mp4");
        Path locked = root.resolve("a/locked");
        var before = Files.getPosixFilePermissions(locked);
        Files.setPosixFilePermissions(locked, java.util.Set.of());
        try {
            assertThat(library.films()).extracting(VideoLibrary.Entry::id).contains("z.mp4");
        } finally {
            Files.setPosixFilePermissions(locked, before);
        }
    }

    @Test
    void theTalksTwoFunctions() throws IOException {
        Path file = film(RATE_30, "folder/film.mp4");
        byte[] all = Files.readAllBytes(file);
        String id = "folder~1film.mp4";
        long offset = library.timecodeToIndex(id, "00:00:00:20");
        try (Mp4Index index = Mp4Index.open(file)) {
            assertThat(offset).isEqualTo(index.frameAt("00:00:00:20").sample().offset());
        }
        byte[] expected = Arrays.copyOfRange(all, (int) offset, (int) offset + 100);
        try (Payload chunk = library.requestChunk(id, offset, 100);
                MemoryView view = library.viewChunk(id, offset, 100)) {
            assertThat(bytes(chunk)).isEqualTo(expected);
            assertThat(bytes(view)).isEqualTo(expected);
            assertThat(view.isReadOnly()).isTrue();
            assertThat(view.format().toString()).isEqualTo("B");
        }
        assertThatThrownBy(() -> library.timecodeToIndex(id, "00:00:00:30"))
                .isInstanceOf(TimecodeException.class);
        assertThatThrownBy(() -> library.timecodeToIndex(id, "00:59:00:00"))
                .isInstanceOf(TimecodeException.class)
                .hasMessageContaining("folder/film.mp4")
                .hasMessageNotContaining(root.toString());
    }

    @Test
    void chunksEndWhereTheFilmDoes() throws IOException {
        byte[] all = Files.readAllBytes(film(RATE_30, "f.mp4"));
        int size = all.length;
        try (Video video = library.open("f.mp4")) {
            assertThat(bytes(video.payload())).isEqualTo(all);
            for (int from : new int[] {0, 1, size - 1, size}) {
                for (long length : new long[] {0, 1, size, Long.MAX_VALUE}) {
                    int to = (int) Math.min(size, from + Math.min(length, size));
                    byte[] expected = Arrays.copyOfRange(all, from, to);
                    assertThat(bytes(video.chunk(from, length))).isEqualTo(expected);
                    assertThat(bytes(video.view(from, length))).isEqualTo(expected);
                }
            }
        }
        for (long[] none : new long[][] {{-1, 5}, {size + 1L, 5}, {0, -1}, {Long.MAX_VALUE, 1}}) {
            assertThatThrownBy(() -> library.requestChunk("f.mp4", none[0], none[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining(size + " bytes");
            assertThatThrownBy(() -> library.viewChunk("f.mp4", none[0], none[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void whoseMemoryAChunkIsLendsIt() throws IOException {
        assumeThat(Path.of("/proc/self/maps")).exists();
        byte[] all = Files.readAllBytes(film(RATE_30, "f.mp4"));
        MemoryView chunk = library.viewChunk("f.mp4", 10, 100);
        BufferExporter owner = (BufferExporter) chunk.owner();
        MemoryView whole = MemoryView.of(owner);
        MemoryView plain = MemoryView.of(owner, BufferRequest.SIMPLE);
        assertThatThrownBy(() -> MemoryView.of(owner, BufferRequest.WRITABLE))
                .isInstanceOf(BufferException.class);
        library.close();
        chunk.close();
        assertThatThrownBy(() -> chunk.getLong(0)).isInstanceOf(IllegalStateException.class);
        assertThat(bytes(whole)).isEqualTo(all);
        whole.close();
        assertThat(bytes(plain)).isEqualTo(all);
        plain.close();
        assertThat(openOrMapped("f.mp4")).isEmpty();
        assertThatThrownBy(() -> MemoryView.of(owner))
                .isInstanceOf(BufferException.class)
                .hasMessageContaining("f.mp4 was closed");
    }

    @Test
    void whatIsLentHoldsAfterTheLibraryIsClosed() throws IOException {
        assumeThat(Path.of("/proc/self/maps")).exists();
        byte[] all = Files.readAllBytes(film(RATE_30, "f.mp4"));
        Video video = library.open("f.mp4");
        Payload payload = library.requestChunk("f.mp4", 0, 1000);
        MemoryView view = library.viewChunk("f.mp4", 0, 1000);
        library.close();
        assertThat(mappings("f.mp4")).hasSize(1);
        assertThat(bytes(payload)).isEqualTo(Arrays.copyOf(all, 1000));
        payload.close();
        payload.close();
        assertThat(bytes(view)).isEqualTo(Arrays.copyOf(all, 1000));
        view.close();
        view.close();
        try (MemoryView part = video.view(10, 10)) {
            assertThat(part.getLong(0)).isEqualTo(all[10] & 0xff);
        }
        assertThat(video.index().frameCount()).isPositive();
        assertThat(mappings("f.mp4")).hasSize(1);
        video.close();
        video.close();
        assertThat(openOrMapped("f.mp4")).isEmpty();
        assertThatThrownBy(video::payload)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("f.mp4");
        assertThatThrownBy(() -> library.open("f.mp4"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aFilmThatIsReplacedStaysWhatItWasForWhoHasIt() throws IOException {
        byte[] old = Files.readAllBytes(film(RATE_30, "f.mp4"));
        byte[] changed = Files.readAllBytes(SAMPLES.resolve(RATE_25));
        try (Video before = library.open("f.mp4");
                MemoryView view = before.view(0, old.length)) {
            Path next = Files.write(temporary.resolve("next.mp4"), changed);
            Files.move(
                    next,
                    root.resolve("f.mp4"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            try (Video same = library.open("f.mp4")) {
                assertThat(same.attributes().size()).isEqualTo(old.length);
            }
            clock.addAndGet(LATER);
            try (Video after = library.open("f.mp4")) {
                assertThat(bytes(after.payload())).isEqualTo(changed);
                assertThat(after.index().frameRate()).isEqualTo(FrameRate.of(25));
                after.requireUnchanged();
            }
            assertThat(bytes(before.payload())).isEqualTo(old);
            assertThat(bytes(view)).isEqualTo(old);
            assertThat(before.index().frameRate()).isEqualTo(FrameRate.of(30));
            before.requireUnchanged();
        }
    }

    @Test
    void aFilmThatIsWrittenToIsNoticed() throws IOException {
        Path file = film(RATE_30, "f.mp4");
        long size = Files.size(file);
        try (Video video = library.open("f.mp4")) {
            video.requireUnchanged();
            Files.write(file, new byte[8], StandardOpenOption.APPEND);
            assertThatThrownBy(video::requireUnchanged)
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("had " + size + " bytes")
                    .hasMessageContaining("has " + (size + 8));
            clock.addAndGet(LATER);
            try (Video now = library.open("f.mp4")) {
                assertThat(now.payload().size()).isEqualTo(size + 8);
                now.requireUnchanged();
                Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
                assertThatThrownBy(now::requireUnchanged).isInstanceOf(FileSystemException.class);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(100);
            }
            assertThatThrownBy(video::requireUnchanged).hasMessageContaining("has 100");
            clock.addAndGet(LATER);
            assertThatThrownBy(() -> library.open("f.mp4"))
                    .isInstanceOf(MalformedFilmException.class);
        }
    }

    @Test
    void aFilmThatIsDeletedIsGoneAndComesBack() throws IOException {
        Path file = film(RATE_30, "f.mp4");
        try (Video video = library.open("f.mp4")) {
            Files.delete(file);
            clock.addAndGet(LATER);
            assertThat(library.films()).isEmpty();
            assertThatThrownBy(() -> library.open("f.mp4"))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining("f.mp4");
            assertThat(library.keptFilms()).isZero();
            assertThat(video.index().frameCount()).isPositive();
            video.requireUnchanged();
        }
        assertThat(openOrMapped("f.mp4")).isEmpty();
        film(RATE_25, "f.mp4");
        assertThat(library.films()).hasSize(1);
        library.open("f.mp4").close();
    }

    @Test
    void aBrokenFilmLeavesNothingOpenAndCanBeMended() throws IOException {
        for (byte[] broken : List.of(new byte[0], new byte[3], new byte[5000])) {
            Files.write(root.resolve("f.mp4"), broken);
            assertThatThrownBy(() -> library.open("f.mp4"))
                    .isInstanceOf(MalformedFilmException.class)
                    .hasMessageContaining("f.mp4")
                    .hasMessageNotContaining(root.toString());
            assertThat(openOrMapped("f.mp4")).isEmpty();
        }
        film(RATE_30, "f.mp4");
        library.open("f.mp4").close();
    }

    @Test
    void manyWhoWantAFilmAtOnceOpenItOnce() throws Exception {
        assumeThat(Path.of("/proc/self/maps")).exists();
        film(RATE_30, "f.mp4");
        int users = 16;
        CountDownLatch all = new CountDownLatch(users);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(users)) {
            List<Future<Long>> offsets = new ArrayList<>();
            for (int i = 0; i < users; i++) {
                offsets.add(
                        threads.submit(() -> {
                            try (Video video = library.open("f.mp4")) {
                                all.countDown();
                                end.await();
                                return video.index().timecodeToIndex("00:00:00:10");
                            }
                        }));
            }
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(mappings("f.mp4")).hasSize(1);
            library.close();
            end.countDown();
            for (Future<Long> offset : offsets) {
                assertThat(offset.get()).isEqualTo(offsets.getFirst().get());
            }
        }
    }

    @Test
    void threadsFindWhatTheyShouldWhileFilmsAreReplacedAndDropped() throws Exception {
        library.close();
        library = VideoLibrary.of(root, 2, TimeUnit.HOURS.toNanos(1), System::nanoTime);
        List<byte[]> versions = new ArrayList<>();
        List<String> samples = List.of(RATE_25, RATE_30, "pyramid.mp4", "fragments.mp4");
        for (String sample : samples) {
            versions.add(Files.readAllBytes(SAMPLES.resolve(sample)));
        }
        for (int i = 0; i < 5; i++) {
            film(RATE_25, i + ".mp4");
        }
        CountDownLatch stop = new CountDownLatch(1);
        Callable<Long> reader =
                () -> {
                    long rounds = 0;
                    while (stop.getCount() > 0 || rounds < 100) {
                        String id = rounds % 5 + ".mp4";
                        try (Video video = library.open(id);
                                MemoryView view = library.viewChunk(id, 0, Long.MAX_VALUE)) {
                            byte[] mine = bytes(video.view(0, Long.MAX_VALUE));
                            byte[] other = bytes(view);
                            assertThat(versions).anyMatch(v -> Arrays.equals(v, mine));
                            assertThat(versions).anyMatch(v -> Arrays.equals(v, other));
                            Mp4Index index = video.index();
                            assertThat(index.timecodeToIndex(index.start().toString()))
                                    .isNotNegative();
                        }
                        rounds++;
                    }
                    return rounds;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(reader));
            }
            for (int i = 0; i < 200; i++) {
                Path next = temporary.resolve("next.mp4");
                Files.write(next, versions.get(i % versions.size()));
                Files.move(
                        next,
                        root.resolve(i % 5 + ".mp4"),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            stop.countDown();
            for (Future<Long> each : readers) {
                assertThat(each.get()).isGreaterThanOrEqualTo(100);
            }
        }
    }

    @Test
    void onlySoManyFilmsAreKeptAndThoseInUseStayOpenForTheirUsers() throws IOException {
        library.close();
        library = library(3);
        List<Video> open = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clock.incrementAndGet();
            film(RATE_30, i + ".mp4");
            open.add(library.open(i + ".mp4"));
            assertThat(library.keptFilms()).isLessThanOrEqualTo(3);
        }
        for (Video video : open) {
            assertThat(video.index().frameCount()).isPositive();
            assertThat(bytes(video.chunk(0, 10))).hasSize(10);
        }
        open.forEach(Video::close);
        for (int i = 0; i < 8; i++) {
            assertThat(openOrMapped(i + ".mp4").isEmpty()).as("film %d", i).isEqualTo(i < 5);
        }
        // The one that was used last survives the next one.
        clock.incrementAndGet();
        library.open("5.mp4").close();
        clock.incrementAndGet();
        library.open("0.mp4").close();
        assertThat(openOrMapped("5.mp4")).isNotEmpty();
        assertThat(openOrMapped("6.mp4")).isEmpty();
    }

    @Test
    void aThousandFilms() throws IOException {
        Path first = film(RATE_30, "0/0.mp4");
        for (int i = 1; i < 1000; i++) {
            Path link = root.resolve(i / 100 + "/" + i + ".mp4");
            Files.createDirectories(link.getParent());
            Files.createLink(link, first);
        }
        List<VideoLibrary.Entry> films = library.films();
        assertThat(films).hasSize(1000).isSortedAccordingTo((a, b) -> a.file().compareTo(b.file()));
        long offset = library.timecodeToIndex("0~10.mp4", "00:00:00:10");
        for (VideoLibrary.Entry film : films) {
            assertThat(library.timecodeToIndex(film.id(), "00:00:00:10")).isEqualTo(offset);
        }
        assertThat(library.keptFilms()).isEqualTo(128);
    }

    @Test
    void aFilmThatNobodyWantsIsClosedAfterAWhile() throws Exception {
        library.close();
        library = VideoLibrary.of(root, 128, TimeUnit.MILLISECONDS.toNanos(20), System::nanoTime);
        film(RATE_30, "f.mp4");
        Video video = library.open("f.mp4");
        for (int i = 0; i < 2000 && library.keptFilms() > 0; i++) {
            Thread.sleep(5);
        }
        assertThat(library.keptFilms()).isZero();
        assertThat(video.index().frameCount()).isPositive();
        video.close();
        assertThat(openOrMapped("f.mp4")).isEmpty();
    }

    @Test
    void anInterruptDoesNotTakeTheFilmFromTheNextOne() throws Exception {
        byte[] all = Files.readAllBytes(film(RATE_30, "f.mp4"));
        Thread victim =
                new Thread(() -> {
                    Thread.currentThread().interrupt();
                    try (Payload payload = library.requestChunk("f.mp4", 0, 100)) {
                        bytes(payload);
                    } catch (IOException _) {
                        // The file is closed under it, for all who send from it.
                    }
                });
        library.open("f.mp4").close();
        victim.start();
        victim.join();
        try (Video video = library.open("f.mp4")) {
            assertThat(bytes(video.payload())).isEqualTo(all);
        }
    }

    @Test
    void clipsEndBeforeTheirLastLabel() throws IOException {
        film(RATE_30, "f.mp4");
        try (Video video = library.open("f.mp4")) {
            Mp4Index index = video.index();
            String end = index.start().plus(index.frameCount()).toString();
            Path copy =
                    Files.write(temporary.resolve("c.mp4"), bytes(video.clip("00:00:00:03", end)));
            try (Mp4Index clip = Mp4Index.open(copy)) {
                assertThat(clip.frameCount()).isEqualTo(index.frameCount() - 3);
                // The film has no timecode track, so neither has the clip.
                assertThat(clip.start().toString()).isEqualTo("00:00:00:00");
            }
            for (String to : List.of("00:00:00:03", "00:00:00:02")) {
                assertThatThrownBy(() -> video.clip("00:00:00:03", to))
                        .isInstanceOf(TimecodeException.class)
                        .hasMessageContaining(to)
                        .satisfies(e ->
                                assertThat(((TimecodeException) e).next()).contains("00:00:00:04"));
            }
            String beyond = index.start().plus(index.frameCount() + 1).toString();
            assertThatThrownBy(() -> video.clip("00:00:00:03", beyond))
                    .isInstanceOf(TimecodeException.class);
            assertThatThrownBy(() -> video.clip(end, end)).isInstanceOf(TimecodeException.class);
        }
    }

    @Test
    void aFilmWhoseIdIsLongerThanASegmentIsNoFilm() throws IOException {
        assertThat(library.isEmpty()).isTrue();
        String folder = "f".repeat(120);
        Files.createDirectory(root.resolve(folder));
        String longest = "n".repeat(255 - 120 - 2 - 4) + ".mp4";
        film(RATE_30, folder + "/" + longest);
        film(RATE_30, folder + "/n" + longest);
        assertThat(library.films())
                .extracting(VideoLibrary.Entry::id)
                .containsExactly(folder + "~1" + longest);
        library.open(folder + "~1" + longest).close();
        assertThatThrownBy(() -> library.open(folder + "~1n" + longest))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(library.isEmpty()).isFalse();
    }

    @Test
    void aLibraryIsADirectory() throws IOException {
        Path file = film(RATE_30, "f.mp4");
        assertThatThrownBy(() -> VideoLibrary.of(file)).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> VideoLibrary.of(root.resolve("none")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("no such directory");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), root);
        try (VideoLibrary linked = VideoLibrary.of(link)) {
            assertThat(linked.films()).hasSize(1);
        }
    }
}

package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.media.Video;
import io.zenview.media.VideoLibrary;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The comparisons that happen in memory, with small numbers.
class MemoryComparisonsTest {
    @TempDir Path directory;
    private Settings settings;

    @BeforeEach
    void small() throws Exception {
        settings =
                Settings.defaults()
                        .withRounds(3)
                        .withSize(1 << 20)
                        .withDirectory(directory)
                        .withPython(Python.find())
                        .withMemorySizes(List.of(500, 1000, 2000), 1 << 16, 1 << 12, 1000);
    }

    @Test
    void walksThroughSlices() throws Exception {
        SlicesResult result = (SlicesResult) Comparison.SLICES.run(settings, Progress.silent());

        assertThat(result.rounds()).isEqualTo(SlicesRun.MAX_ROUNDS);
        SlicesResult.Walk copies = result.walk(Language.JAVA, true).orElseThrow();
        SlicesResult.Walk views = result.walk(Language.JAVA, false).orElseThrow();
        assertThat(copies.type()).isEqualTo("Bytes");
        assertThat(views.type()).isEqualTo("MemoryView");
        assertThat(views.lengths()).containsExactly(500, 1000, 2000);
        assertThat(views.seconds()).hasSize(3).allMatch(seconds -> seconds.min() > 0);
        assertThat(result.table().rows()).hasSize(6);
        assertThat(result.readings().getFirst())
                .contains(copies.growth().toString(), views.growth().toString());
    }

    @Test
    void takesChunks() throws Exception {
        ChunkResult result = (ChunkResult) Comparison.CHUNK.run(settings, Progress.silent());

        ChunkResult.Cut copy = result.cut(Language.JAVA, true).orElseThrow();
        ChunkResult.Cut view = result.cut(Language.JAVA, false).orElseThrow();
        assertThat(copy.allocatedBytes()).isBetween(1L << 12, (1L << 12) + 500);
        assertThat(view.allocatedBytes()).isBetween(1L, 100L);
        assertThat(copy.seconds().values()).hasSize(3);
        assertThat(result.offset() % 2).isEqualTo(1);
    }

    @Test
    void takesAndSendsChunksOfAFilm() throws Exception {
        ChunkResult result = (ChunkResult) Comparison.CHUNK.run(settings, Progress.silent());

        assertThat(result.fileSize()).isEqualTo(1 << 20);
        assertThat(result.fileChunks())
                .extracting(FilmChunk::way)
                .containsExactly(
                        FilmChunk.Way.COPY,
                        FilmChunk.Way.VIEW,
                        FilmChunk.Way.SENT_FROM_HEAP,
                        FilmChunk.Way.SENT_BY_SENDFILE);
        for (FilmChunk chunk : result.fileChunks()) {
            assertThat(chunk.seconds().values()).as(chunk.way().toString()).hasSize(3);
            assertThat(chunk.cpuSeconds().values()).as(chunk.way().toString()).hasSize(3);
            assertThat(chunk.seconds().min()).as(chunk.way().toString()).isPositive();
            boolean takesItAll = chunk.allocatedBytes() >= 1 << 12;
            assertThat(takesItAll).as(chunk.toString()).isEqualTo(chunk.way().copies());
        }
        assertThat(result.table().rows()).hasSize(6);
        assertThat(result.table().text().lines()).allMatch(line -> line.length() <= 100);
        assertThat(result.readings())
                .anyMatch(text -> text.startsWith("Out of a film's file of 1 MiB"))
                .anyMatch(text -> text.startsWith("Sent over loopback"));
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aDrainSaysTheLastByteOfEachChunkAndEndsWithItsSender() throws Exception {
        Drain drain = Drain.of(3);
        try (drain) {
            drain.socket().write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}));
            assertThat(drain.awaitArrival()).isEqualTo(3);
            drain.socket().write(ByteBuffer.wrap(new byte[] {-6}));
            assertThat(drain.awaitArrival()).isEqualTo(250);
        }
        assertThat(drain.socket().isOpen()).isFalse();
    }

    @Test
    void theFilmIsOneThatALibraryOpens() throws Exception {
        long size = 100_000;
        try (SourceFile film = SourceFile.film(directory, size);
                VideoLibrary library = VideoLibrary.of(film.path().getParent());
                Video video = library.open("film.mp4")) {
            long first = video.index().timecodeToIndex("00:00:00:00");

            assertThat(Files.size(film.path())).isEqualTo(size);
            assertThat(video.index().frameCount()).isEqualTo(1);
            assertThat(first).isEqualTo(FilmHeader.of(size).length);
            assertThat(video.index().frame(0).sample().size()).isEqualTo(size - first);
        }
    }

    @Test
    void doublesNumbers() throws Exception {
        NumbersResult result = (NumbersResult) Comparison.NUMBERS.run(settings, Progress.silent());

        assertThat(result.first()).containsExactly(0L, 2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L, 18L);
        assertThat(result.doublings().stream().filter(d -> d.language() == Language.JAVA))
                .extracting(NumbersResult.Doubling::way)
                .containsExactly(NumbersResult.Way.values());
        assertThat(result.readings()).anyMatch(text -> text.contains("[0 2 4 6 8 10 12 14 16 18]"));
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void hasNoColumnsForAPythonThatIsNotThere() throws Exception {
        Settings without = settings.withPython(Python.none("switched off"));

        for (Comparison comparison :
                List.of(Comparison.SLICES, Comparison.CHUNK, Comparison.NUMBERS)) {
            Result result = comparison.run(without, Progress.silent());

            assertThat(result.table().columns())
                    .noneMatch(column -> column.name().contains("Python"));
            assertThat(result.readings()).noneMatch(text -> text.startsWith("In Python"));
            assertThat(result.pythonAbsence()).contains("Without Python's columns: switched off.");
        }
    }
}

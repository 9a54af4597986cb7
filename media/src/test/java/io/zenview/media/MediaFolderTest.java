package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zenview.media.FilmRecording.Stream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Opens every film in the folder that `ZENVIEW_MEDIA` names, and holds it against the ffprobe of
/// this machine, packet by packet.
class MediaFolderTest {
    private static final long MOST_BYTES = 64 << 20;

    @TempDir Path folder;

    /// The films; `null` alone if there are none, so that the reason is printed.
    static List<Path> films() throws IOException {
        String named = System.getenv("ZENVIEW_MEDIA");
        List<Path> found = new ArrayList<>();
        if (named != null) {
            try (java.util.stream.Stream<Path> files = Files.walk(Path.of(named))) {
                files.filter(MediaFolderTest::isFilm).sorted().forEach(found::add);
            }
        }
        if (found.isEmpty()) {
            found.add(null);
        }
        return found;
    }

    private static boolean isFilm(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file)
                && name.matches(".*\\.(mp4|m4v|mov|m4a|m4b|3gp|3g2|ismv|cmfv|cmfa|qt)");
    }

    @ParameterizedTest
    @MethodSource("films")
    void everyFilmIsReadAsFfprobeReadsIt(Path film) throws IOException, InterruptedException {
        assumeTrue(film != null, "no films: ZENVIEW_MEDIA names no folder with films");
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean opened = open(film);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated")
                .isLessThan(MOST_BYTES);
        if (!LiveProbe.available()) {
            return;
        }
        List<LiveProbe.Answer> answers = new ArrayList<>();
        List<Stream> streams = LiveProbe.streams(film, folder, answers);
        boolean understood =
                answers.getFirst().exit() == 0
                        && answers.getFirst().errors().isEmpty()
                        && !streams.isEmpty();
        if (understood) {
            assertThat(opened).as("opens, as ffprobe does").isTrue();
            try (Mp4Index index = Mp4Index.open(film)) {
                PacketAgreement.check(index, streams);
            }
        } else {
            System.out.printf(
                    "%s: opens: %s; ffprobe: %s%n",
                    film.getFileName(),
                    opened,
                    answers.getFirst().errors().lines().findFirst().orElse("nothing"));
        }
    }

    /// Also asks everything there is to ask.
    private static boolean open(Path film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film)) {
            FilmProbing.probe(index);
            return true;
        } catch (MalformedFilmException e) {
            assertThat(e).hasMessageContaining(film.toString());
            return false;
        }
    }
}

package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.media.WrittenTrack.Edit;
import io.zenview.media.WrittenTrack.Keys;
import io.zenview.media.WrittenTrack.Sizes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small films, one byte of whose boxes is wrong, or that are cut off anywhere: everything that can
/// be asked has an answer or the documented exception, and costs little.
///
/// What a film weighs is held strictly, by what the thread allocates. Time is only held so that an
/// endless loop is a failure: the machine may be busy.
class MutatedFilmsTest {
    private static final long MOST_BYTES = 64 << 20;
    private static final Duration MOST_TIME_EACH = Duration.ofSeconds(10);

    private final Map<String, AssertionError> failures = new TreeMap<>();

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    static List<String> recorded() {
        return List.of(
                "one-frame.mp4",
                "fragments-every-frame.mp4",
                "delayed.mp4",
                "mjpeg.mov",
                "fragments-hybrid.mp4",
                "hevc-hev1.mp4",
                "av1.mp4",
                "vp9.mp4",
                "audiobook.m4b",
                "subtitles-and-chapters.mp4");
    }

    static List<String> written() {
        return List.of("tables", "compact", "fragments", "random-1", "random-2", "random-3");
    }

    private static byte[] film(String name) {
        Mp4Writer film = new Mp4Writer();
        switch (name) {
            case "tables" -> {
                WrittenTrack video = film.video(25, 30).uniform(1, 3).keyEvery(7).reorder(0);
                video.sizes[3] = 7;
                video.edits = List.of(new Edit(100, -1), new Edit(400, 2), new Edit(500, 15));
                film.audio(8000, 10).uniform(1024, 4).largeOffsets = true;
                film.timecode(video, 0, 25, 1, 25, 90_000);
            }
            case "compact" -> {
                WrittenTrack video = film.video(30_000, 20).uniform(1001, 3).keyEvery(4).reorder(1);
                video.sizeTable = Sizes.STZ2_4;
                video.editVersion = 1;
                video.edits = List.of(new Edit(500, 1001));
                video.chunks = new int[] {1, 3};
                video.sampleEntries = 2;
                film.timecode(video, 1, 30_000, 1001, 30, 1798);
                WrittenTrack audio = film.audio(8000, 9).uniform(1024, 4);
                audio.keyTable = Keys.NO_TABLE;
                audio.sizeTable = Sizes.UNIFORM;
                film.largeSizes = true;
                film.moovLast = true;
            }
            case "fragments" -> {
                WrittenTrack video = film.video(25, 30).uniform(1, 3).keyEvery(5);
                video.inMoov = 10;
                Random random = new Random(4);
                for (int i = 10; i < 30; i += 5) {
                    film.fragments.add(
                            new WrittenFragment()
                                    .add(new WrittenFragment.Part(video, i, i + 5).any(random)));
                }
                film.sidxVersion = 1;
                film.mfra = true;
            }
            default -> {
                RandomFilms films = new RandomFilms(name.hashCode());
                byte[] bytes;
                do {
                    bytes = films.next().toBytes();
                } while (bytes.length > 3000);
                return bytes;
            }
        }
        return film.toBytes();
    }

    private static byte[] recordedFilm(String name) throws IOException {
        Path file = FilmRecording.folder().resolve(name);
        return Files.readAllBytes(file);
    }

    /// Everything but what is in an `mdat`, whose bytes nobody looks at but those of timecodes.
    private static List<Integer> places(byte[] film) {
        List<Integer> places = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(film);
        for (long at = 0; at + 8 <= film.length; ) {
            long size = bytes.getInt((int) at) & 0xFFFF_FFFFL;
            boolean data = bytes.getInt((int) at + 4) == 0x6D646174;
            size = size == 1 ? bytes.getLong((int) at + 8) : size == 0 ? film.length - at : size;
            long end = data ? Math.min(at + 20, at + size) : at + size;
            for (long i = at; i < end; i++) {
                places.add((int) i);
            }
            at += size;
        }
        return places;
    }

    @ParameterizedTest
    @MethodSource("written")
    void anyByteOfAWrittenFilm(String name) {
        mutate(name, film(name), 1);
    }

    /// These are larger, so a part of their bytes, with a seed.
    @ParameterizedTest
    @MethodSource("recorded")
    void bytesOfARecordedFilm(String name) throws IOException {
        byte[] film = recordedFilm(name);
        mutate(name, film, Math.max(1, places(film).size() / 600));
    }

    private void mutate(String name, byte[] film, int step) {
        assertThat(cheaply(film, name)).isTrue();
        Random random = new Random(name.hashCode());
        List<Integer> places = places(film);
        int opened = 0;
        int refused = 0;
        for (int p = random.nextInt(step);
                p < places.size();
                p += 1 + random.nextInt(2 * step - 1)) {
            int place = places.get(p);
            byte was = film[place];
            for (byte value : new byte[] {0, -1, (byte) ~was}) {
                if (value != was) {
                    film[place] = value;
                    if (cheaply(film, "%s with byte %d set to %d".formatted(name, place, value))) {
                        opened++;
                    } else {
                        refused++;
                    }
                }
            }
            film[place] = was;
        }
        assertThat(opened).as("films that open all the same").isPositive();
        assertThat(refused).as("films that do not").isPositive();
    }

    @ParameterizedTest
    @MethodSource("written")
    void aWrittenFilmCutOffAnywhere(String name) {
        byte[] film = film(name);
        for (int length = 0; length < film.length; length++) {
            cheaply(Arrays.copyOf(film, length), name + " cut off at " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordedFilmCutOffAnywhere(String name) throws IOException {
        byte[] film = recordedFilm(name);
        List<Integer> places = places(film);
        int step = Math.max(1, places.size() / 250);
        for (int i = 0; i < places.size(); i += step) {
            int length = places.get(i);
            cheaply(Arrays.copyOf(film, length), name + " cut off at " + length);
        }
    }

    /// Numbers that are worst, at every place where a number may be.
    @ParameterizedTest
    @MethodSource("written")
    void anyNumberOfAWrittenFilm(String name) {
        byte[] film = film(name);
        int[] worst = {0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 1};
        for (int place : places(film)) {
            if (place % 2 == 0 && place + 4 <= film.length) {
                ByteBuffer bytes = ByteBuffer.wrap(film);
                int was = bytes.getInt(place);
                for (int value : worst) {
                    bytes.putInt(place, value);
                    cheaply(film, "%s with %08x at %d".formatted(name, value, place));
                }
                bytes.putInt(place, was);
            }
        }
    }

    /// What went wrong and where in our own code.
    private static String kind(Throwable e) {
        String at =
                Arrays.stream(e.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("io.zenview."))
                        .findFirst()
                        .map(StackTraceElement::toString)
                        .orElse("");
        String asked =
                Arrays.stream(e.getStackTrace())
                        .filter(frame -> frame.getClassName().endsWith("FilmProbing"))
                        .findFirst()
                        .map(StackTraceElement::toString)
                        .orElse("");
        return e.getClass().getSimpleName() + " " + at + " < " + asked;
    }

    @AfterEach
    void nothingFailed() {
        AssertionError all = new AssertionError(String.join("\n", failures.keySet()));
        failures.values().forEach(all::addSuppressed);
        if (!failures.isEmpty()) {
            throw all;
        }
    }

    /// @return whether it opened
    private boolean cheaply(byte[] film, String name) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long begun = System.nanoTime();
        boolean opened;
        try {
            opened = FilmProbing.probe(film);
        } catch (Throwable e) {
            // One of each kind is enough to know, and all kinds are worth knowing.
            failures.computeIfAbsent(kind(e), kind -> new AssertionError(name, e));
            return true;
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > MOST_BYTES) {
            throw new AssertionError(name + ": " + allocated + " bytes allocated");
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        if (taken.compareTo(MOST_TIME_EACH) > 0) {
            throw new AssertionError(name + ": " + taken);
        }
        return opened;
    }
}

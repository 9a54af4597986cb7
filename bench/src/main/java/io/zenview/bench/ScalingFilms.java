package io.zenview.bench;

import io.zenview.media.Mp4Index;
import io.zenview.media.Video;
import io.zenview.media.VideoLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What films cost as they get longer: opening, the heap that an open one keeps, finding a picture
/// by its label, and the header of a clip. 60 pictures a second, a chunk or a fragment for each, or
/// a fragment for each second; the pictures are holes.
final class ScalingFilms {
    private static final int TIMESCALE = 15_360;
    private static final int TICKS = 256;
    private static final int RATE = TIMESCALE / TICKS;
    private static final int LABELS = 1024;
    private static final int KEPT_OPEN = 16;
    private static final int CLIP_SECONDS = 30;
    private static final String NAME = "film.mp4";

    private final Path folder;
    private final Pacer pacer = new Pacer(30_000_000);

    private ScalingFilms(Path folder) {
        this.folder = folder;
    }

    /// A way to write films.
    private enum Kind {
        IN_ORDER("in order", false, 0, 600),
        REORDERED("reordered", true, 0, 600),
        FRAGMENT_A_SECOND("a fragment per second", true, RATE, 600),
        FRAGMENT_A_PICTURE("a fragment per picture", false, 1, 120);

        final String name;
        final boolean reordered;
        final int perFragment;
        final int mostMinutes;

        Kind(String name, boolean reordered, int perFragment, int mostMinutes) {
            this.name = name;
            this.reordered = reordered;
            this.perFragment = perFragment;
            this.mostMinutes = mostMinutes;
        }

        BenchFilm film(int minutes) {
            return new BenchFilm(minutes * 60 * RATE, TIMESCALE, TICKS, reordered, perFragment);
        }
    }

    /// Measures and prints.
    ///
    /// @param args a folder for films, rounds, and the minutes that films take
    public static void main(String[] args) throws IOException {
        ScalingFilms films = new ScalingFilms(Path.of(args[0]));
        int rounds = Integer.parseInt(args[1]);
        // Everything once before anything counts: films share their code.
        for (int i = 0; i < 3; i++) {
            for (Kind kind : Kind.values()) {
                films.measure(kind, 1, 1, false);
            }
        }
        for (int i = 2; i < args.length; i++) {
            int minutes = Integer.parseInt(args[i]);
            for (Kind kind : Kind.values()) {
                if (minutes <= kind.mostMinutes) {
                    films.measure(kind, minutes, rounds, true);
                }
            }
        }
    }

    private void measure(Kind kind, int minutes, int rounds, boolean print) throws IOException {
        Path file = folder.resolve(NAME);
        try {
            long tables = kind.film(minutes).write(file);
            List<Runnable> rows = new ArrayList<>();
            add(rows, "tables", kind, minutes, (double) tables);
            add(rows, "heap", kind, minutes, heapKept(file));
            for (int round = 0; round < rounds; round++) {
                Pacer.Cost opening = pacer.of(() -> opened(file));
                add(rows, "open", kind, minutes, opening.seconds());
                measureOpen(rows, kind, minutes);
            }
            if (print) {
                rows.forEach(Runnable::run);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void add(
            List<Runnable> rows, String figure, Kind kind, int minutes, double value) {
        rows.add(() -> ScalingRow.print(figure, kind.name, minutes, value));
    }

    private static Object opened(Path file) throws IOException {
        try (Mp4Index index = Mp4Index.open(file)) {
            return index.frameCount();
        }
    }

    private void measureOpen(List<Runnable> rows, Kind kind, int minutes) throws IOException {
        try (VideoLibrary library = VideoLibrary.of(folder);
                Video video = library.open(NAME)) {
            Mp4Index index = video.index();
            String[] labels = labels(index);
            int[] next = {0};
            Pacer.Cost lookUp =
                    pacer.of(() -> index.timecodeToIndex(labels[next[0]++ & (LABELS - 1)]));
            add(rows, "look-up", kind, minutes, lookUp.seconds());
            long from = index.frameCount() / 3;
            String clipFrom = index.timecode(from).toString();
            String clipTo = index.timecode(from + (long) CLIP_SECONDS * RATE).toString();
            Pacer.Cost clip = pacer.of(() -> video.clip(clipFrom, clipTo));
            add(rows, "clip", kind, minutes, clip.seconds());
            add(rows, "clip allocated", kind, minutes, clip.allocated());
            long header = video.clip(clipFrom, clipTo).regions().getFirst().size();
            add(rows, "clip header", kind, minutes, (double) header);
        }
    }

    private static String[] labels(Mp4Index index) {
        Random random = new Random(1);
        String[] labels = new String[LABELS];
        for (int i = 0; i < LABELS; i++) {
            labels[i] = index.timecode(random.nextLong(index.frameCount())).toString();
        }
        return labels;
    }

    private static double heapKept(Path file) throws IOException {
        opened(file);
        List<Mp4Index> open = new ArrayList<>();
        try {
            long before = used();
            for (int i = 0; i < KEPT_OPEN; i++) {
                open.add(Mp4Index.open(file));
            }
            return (double) (used() - before) / KEPT_OPEN;
        } finally {
            for (Mp4Index index : open) {
                index.close();
            }
        }
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

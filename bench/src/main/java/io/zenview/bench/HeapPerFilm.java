package io.zenview.bench;

import io.zenview.media.Mp4Index;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How much heap an open film keeps, and how long it takes to open one: what a benchmark of
/// nanoseconds can't tell.
public final class HeapPerFilm {
    private static final int FILMS = 64;

    private HeapPerFilm() {}

    public static void main(String[] args) throws IOException {
        for (boolean reordered : new boolean[] {false, true}) {
            print("6 min", reordered, BenchFilm.sixMinutes(reordered));
            print("2 h", reordered, BenchFilm.twoHours(reordered));
        }
    }

    private static void print(String name, boolean reordered, BenchFilm film) throws IOException {
        Path file = Files.createTempFile("zenview-film", ".mp4");
        try {
            film.write(file);
            long fastest = Long.MAX_VALUE;
            List<Mp4Index> open = new ArrayList<>();
            for (int i = 0; i < FILMS; i++) {
                open.add(Mp4Index.open(file));
                open.removeLast().close();
            }
            long before = used();
            for (int i = 0; i < FILMS; i++) {
                long start = System.nanoTime();
                open.add(Mp4Index.open(file));
                long took = System.nanoTime() - start;
                fastest = Math.min(fastest, took);
            }
            long kept = (used() - before) / FILMS;
            System.out.printf(
                    "%s%s: opened in %.2f ms (best of %d), keeps %d B of heap%n",
                    name, reordered ? ", reordered" : "", fastest / 1e6, FILMS, kept);
            for (Mp4Index index : open) {
                index.close();
            }
        } finally {
            Files.delete(file);
        }
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

package io.zenview.compare;

import com.sun.management.ThreadMXBean;
import io.zenview.view.Bytes;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// [Comparison#CHUNK] at work.
final class ChunkRun {
    /// As many as in the talk.
    private static final int COPIES = 100;

    /// So many that a round takes milliseconds.
    private static final int VIEWS = 1_000_000;

    /// A single one is too short for the clock.
    private static final int VIEWS_AT_A_TIME = 10_000;

    /// Python's views cost more, and it says so itself.
    private static final int PYTHON_VIEWS = 200_000;

    /// How many views are kept at a time; a power of two.
    private static final int KEPT_VIEWS = 64;

    /// What every byte of the film is.
    private static final byte FILM = 1;

    /// What lies here others could see, so it must be made.
    @SuppressWarnings("unused")
    private static volatile Object[] sink = {};

    private final Settings settings;
    private final Progress progress;
    private final PythonSide python;
    private final long offset;
    private final Tally copies = new Tally();
    private final Tally views = new Tally();
    private final Tally pythonCopies = new Tally();
    private final Tally pythonViews = new Tally();

    ChunkRun(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.python = new PythonSide(settings.python());
        // Somewhere in the film, and at an odd byte: a timecode knows no pages.
        this.offset = settings.filmSize() / 3 | 1;
    }

    private static final class Tally {
        final List<Double> seconds = new ArrayList<>();
        long bytes;

        void add(double secondsPerCall, long bytesPerCall) {
            seconds.add(secondsPerCall);
            bytes = bytesPerCall;
        }

        ChunkResult.Cut result(Language language, boolean copies, int calls) {
            return new ChunkResult.Cut(language, copies, new Samples(seconds), bytes, calls);
        }
    }

    ChunkResult run() throws IOException, InterruptedException {
        long fileSize = settings.filmFileSize();
        Room.requireCache(fileSize, settings.filmSize() + 2L * settings.chunkSize());
        Room.requireDisk(fileSize, settings.directory());
        KindsOfMemory.meet(settings.directory());
        List<FilmChunk> chunks;
        progress.begins(
                new Progress.Step(Comparison.CHUNK, "preparing the file", 0, settings.rounds(), 0));
        try (SourceFile file = SourceFile.film(settings.directory(), fileSize);
                FilmRun ofFile = FilmRun.open(file, settings.chunkSize(), settings.server());
                Arena arena = Arena.ofConfined()) {
            MemorySegment film = arena.allocate(settings.filmSize());
            film.fill(FILM);
            List<Rounds.Way> ways = ways(MemoryView.of(film));
            ways.addAll(ofFile.ways());
            new Rounds(Comparison.CHUNK, settings.rounds(), progress).run(ways);
            chunks = ofFile.results();
        }
        sink = new Object[0];
        List<ChunkResult.Cut> cuts = new ArrayList<>();
        cuts.add(copies.result(Language.JAVA, true, COPIES));
        cuts.add(views.result(Language.JAVA, false, VIEWS));
        if (python.python().isPresent()) {
            cuts.add(pythonCopies.result(Language.PYTHON, true, COPIES));
            cuts.add(pythonViews.result(Language.PYTHON, false, PYTHON_VIEWS));
        }
        return new ChunkResult(
                settings.filmSize(),
                offset,
                settings.chunkSize(),
                settings.rounds(),
                cuts,
                fileSize,
                chunks,
                python.python());
    }

    private List<Rounds.Way> ways(MemoryView film) {
        List<Rounds.Way> ways = new ArrayList<>();
        ways.add(new Rounds.Way("copies", 2, counted -> copy(film, counted)));
        ways.add(new Rounds.Way("views", 1, counted -> view(film, counted)));
        if (python.python().isPresent()) {
            ways.add(new Rounds.Way("Python", 2, this::askPython));
        }
        return ways;
    }

    private void copy(MemoryView film, boolean counted) {
        // One at a time: a copy that is still kept when the next is made is twice the memory.
        Bytes[] kept = new Bytes[1];
        long end = offset + settings.chunkSize();
        measure(
                counted ? copies : null,
                COPIES,
                1,
                () -> kept[0] = film.slice(offset, end).toBytes());
        verify(kept[0].get(-1));
        sink = kept;
    }

    private void view(MemoryView film, boolean counted) {
        // A new array each round is young, and so cheap for the garbage collector to watch; a
        // static field would cost more than the slice.
        MemoryView[] kept = new MemoryView[KEPT_VIEWS];
        long end = offset + settings.chunkSize();
        measure(
                counted ? views : null,
                VIEWS / VIEWS_AT_A_TIME,
                VIEWS_AT_A_TIME,
                () -> {
                    for (int i = 0; i < VIEWS_AT_A_TIME; i++) {
                        kept[i & (KEPT_VIEWS - 1)] = film.slice(offset, end);
                    }
                });
        for (MemoryView view : kept) {
            verify((int) view.getLong(-1));
        }
        sink = kept;
    }

    private static void measure(@Nullable Tally tally, int times, int callsEach, Runnable calls) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        double seconds = Stopwatch.median(times, calls);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        if (tally != null) {
            tally.add(seconds / callsEach, allocated / ((long) times * callsEach));
        }
    }

    private static void verify(int lastByte) {
        if (lastByte != FILM) {
            throw new IllegalStateException("the chunk ends in " + lastByte + ", not " + FILM);
        }
    }

    private void askPython(boolean counted) throws IOException, InterruptedException {
        var answer =
                python.ask(
                        "chunk.py",
                        settings.filmSize(),
                        offset,
                        settings.chunkSize(),
                        COPIES,
                        PYTHON_VIEWS);
        if (answer.isPresent() && counted) {
            Answer told = answer.get();
            pythonCopies.add(told.number("copy_seconds"), (long) told.number("copy_bytes"));
            pythonViews.add(told.number("view_seconds"), (long) told.number("view_bytes"));
        }
    }
}

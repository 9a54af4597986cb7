package io.zenview.compare;

import io.zenview.view.Bytes;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// [Comparison#SLICES] at work.
final class SlicesRun {
    /// Copying takes half a minute a round with the talk's numbers, and a curve over five lengths
    /// needs no five points each.
    static final int MAX_ROUNDS = 2;

    /// A warm-up need not be quadratic: at a fifth of the length it costs a twenty-fifth.
    private static final int WARM_UP = 5;

    /// How often a view's walk is repeated in a round, for the median of these: at a millisecond
    /// each, whatever the system does in between would show in a single one.
    static final int VIEW_WALKS = 25;

    @SuppressWarnings("unused") // Written so that the walks have a result.
    private static volatile long sink;

    private final Settings settings;
    private final Progress progress;
    private final int rounds;
    private final PythonSide python;
    private final List<List<Double>> copies;
    private final List<List<Double>> views;
    private final List<List<Double>> pythonCopies;
    private final List<List<Double>> pythonViews;

    SlicesRun(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.rounds = Math.min(MAX_ROUNDS, settings.rounds());
        this.python = new PythonSide(settings.python());
        this.copies = perLength();
        this.views = perLength();
        this.pythonCopies = perLength();
        this.pythonViews = perLength();
    }

    private List<List<Double>> perLength() {
        List<List<Double>> all = new ArrayList<>();
        settings.lengths().forEach(_ -> all.add(new ArrayList<>()));
        return all;
    }

    SlicesResult run() throws IOException, InterruptedException {
        KindsOfMemory.meet(settings.directory());
        new Rounds(Comparison.SLICES, rounds, progress).run(ways());
        List<SlicesResult.Walk> walks = new ArrayList<>();
        walks.add(walk(Language.JAVA, true, "Bytes", copies));
        walks.add(walk(Language.JAVA, false, "MemoryView", views));
        if (python.python().isPresent()) {
            walks.add(walk(Language.PYTHON, true, "bytes", pythonCopies));
            walks.add(walk(Language.PYTHON, false, "memoryview", pythonViews));
        }
        return new SlicesResult(walks, rounds, python.python());
    }

    private SlicesResult.Walk walk(
            Language language, boolean copies, String type, List<List<Double>> seconds) {
        return new SlicesResult.Walk(
                language,
                copies,
                type,
                settings.lengths(),
                seconds.stream().map(Samples::new).toList());
    }

    private List<Rounds.Way> ways() {
        List<Rounds.Way> ways = new ArrayList<>();
        for (int i = 0; i < settings.lengths().size(); i++) {
            int at = i;
            int length = settings.lengths().get(i);
            // What a copy costs grows with the square of the length.
            double weight = (double) length * length;
            ways.add(
                    new Rounds.Way(
                            Quantity.count(length) + " slices",
                            weight,
                            counted -> {
                                if (counted) {
                                    copies.get(at).add(copying(length));
                                    views.get(at).add(viewing(length));
                                } else {
                                    warmUp(length / WARM_UP);
                                }
                            }));
            if (python.python().isPresent()) {
                ways.add(
                        new Rounds.Way(
                                Quantity.count(length) + " slices in Python",
                                weight,
                                counted -> {
                                    if (counted) {
                                        askPython(length, at);
                                    }
                                }));
            }
        }
        return ways;
    }

    private void askPython(int length, int at) throws IOException, InterruptedException {
        var answer = python.ask("slices.py", length);
        if (answer.isPresent()) {
            pythonCopies.get(at).add(answer.get().number("copies"));
            pythonViews.get(at).add(answer.get().number("views"));
        }
    }

    private static void warmUp(int length) {
        copying(length);
        viewing(length);
    }

    private static double copying(int length) {
        Bytes b = data(length);
        long start = System.nanoTime();
        while (!b.isEmpty()) {
            b = b.slice(1);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        sink = b.length();
        return seconds;
    }

    private static double viewing(int length) {
        Bytes data = data(length);
        return Stopwatch.median(VIEW_WALKS, () -> walk(MemoryView.of(data)));
    }

    private static void walk(MemoryView whole) {
        MemoryView b = whole;
        while (b.length() > 0) {
            b = b.slice(1);
        }
        sink = b.length();
    }

    private static Bytes data(int length) {
        byte[] data = new byte[length];
        Arrays.fill(data, (byte) 'x');
        return Bytes.copyOf(data);
    }
}

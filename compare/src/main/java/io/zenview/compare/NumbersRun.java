package io.zenview.compare;

import io.zenview.compare.NumbersResult.Doubling;
import io.zenview.compare.NumbersResult.Way;
import io.zenview.view.LongView;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// [Comparison#NUMBERS] at work.
final class NumbersRun {
    /// How many times all numbers are doubled in a round: a pass takes a tenth of a millisecond,
    /// and a hundred of them outlast what the system does in between.
    static final int PASSES = 100;

    /// The compiler is done with a loop of a million steps after a few; the rest lets the processor
    /// reach its speed.
    private static final int WARM_UP_PASSES = 200;

    private static final int VERIFIED = 10;

    private final Settings settings;
    private final Progress progress;
    private final int count;
    private final PythonSide python;
    private final Map<Way, List<Double>> ofJava = new EnumMap<>(Way.class);
    private final Map<Way, List<Double>> ofPython = new EnumMap<>(Way.class);
    private String pythonLibrary = "";

    NumbersRun(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.count = settings.numbers();
        this.python = new PythonSide(settings.python());
    }

    NumbersResult run() throws IOException, InterruptedException {
        KindsOfMemory.meet(settings.directory());
        long[] raw = new long[count];
        long[] owner = new long[count];
        try (Arena arena = Arena.ofConfined();
                SourceFile file =
                        SourceFile.random(settings.directory(), (long) count * Long.BYTES);
                MemoryView mapped = MemoryView.map(file.path(), MapMode.READ_WRITE)) {
            MemorySegment inPlace = arena.allocate(ValueLayout.JAVA_LONG, count);
            MemorySegment copied = arena.allocate(ValueLayout.JAVA_LONG, count);
            MemoryView ofNative = MemoryView.of(inPlace).cast("l");

            List<Subject> subjects =
                    List.of(
                            new Subject(
                                    Way.ARRAY,
                                    MemoryView.of(raw).asLongs(),
                                    () -> doubleArray(raw)),
                            inPlace(Way.VIEW_OF_ARRAY, MemoryView.of(owner)),
                            inPlace(Way.VIEW_OF_NATIVE, ofNative),
                            inPlace(Way.VIEW_OF_FILE, mapped.cast("l")),
                            new Subject(
                                    Way.COPY,
                                    MemoryView.of(copied).cast("l").asLongs(),
                                    () -> doubleByCopy(copied)));
            subjects.forEach(Subject::verify);
            List<Long> first = subjects.getLast().firstTen();
            new Rounds(Comparison.NUMBERS, settings.rounds(), progress).run(ways(subjects));
            return result(first);
        }
    }

    /// The numbers in some memory, and a way to double them.
    private record Subject(Way way, LongView numbers, Runnable doubling) {
        /// Starts from 0, 1, 2, … and looks at what one doubling makes of them.
        void verify() {
            for (long i = 0; i < numbers.length(); i++) {
                numbers.set(i, i);
            }
            doubling.run();
            List<Long> expected = LongStream.range(0, VERIFIED).mapToObj(i -> 2 * i).toList();
            if (!firstTen().equals(expected)) {
                throw new IllegalStateException(
                        way + ": the first numbers are " + firstTen() + ", not " + expected);
            }
        }

        List<Long> firstTen() {
            return LongStream.range(0, VERIFIED).mapToObj(numbers::get).toList();
        }
    }

    private static Subject inPlace(Way way, MemoryView view) {
        LongView numbers = view.asLongs();
        return new Subject(way, numbers, () -> doubleInPlace(numbers));
    }

    private static void doubleArray(long[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= 2;
        }
    }

    /// One loop for every kind of memory, as a program would have it.
    private static void doubleInPlace(LongView numbers) {
        for (long i = 0; i < numbers.length(); i++) {
            numbers.set(i, numbers.get(i) * 2);
        }
    }

    private static void doubleByCopy(MemorySegment memory) {
        long[] copy = memory.toArray(ValueLayout.JAVA_LONG);
        doubleArray(copy);
        MemorySegment.copy(copy, 0, memory, ValueLayout.JAVA_LONG, 0, copy.length);
    }

    private List<Rounds.Way> ways(List<Subject> subjects) {
        List<Rounds.Way> ways = new ArrayList<>();
        for (Subject subject : subjects) {
            ways.add(
                    new Rounds.Way(
                            subject.way.toString(),
                            1,
                            counted -> {
                                double seconds =
                                        Stopwatch.median(
                                                counted ? PASSES : WARM_UP_PASSES,
                                                subject.doubling);
                                if (counted) {
                                    add(ofJava, subject.way, seconds);
                                }
                            }));
        }
        if (python.python().isPresent()) {
            // Its loops take as long as a hundred of the others'.
            ways.add(new Rounds.Way("Python", 5, this::askPython));
        }
        return ways;
    }

    private void askPython(boolean counted) throws IOException, InterruptedException {
        var answer = python.ask("numbers.py", count);
        if (answer.isPresent() && counted) {
            Answer told = answer.get();
            add(ofPython, Way.ARRAY, told.number("array_seconds"));
            add(ofPython, Way.VIEW_OF_ARRAY, told.number("view_seconds"));
            add(ofPython, Way.COPY, told.number("copy_seconds"));
            pythonLibrary = told.text("library");
        }
    }

    private static void add(Map<Way, List<Double>> tallies, Way way, double seconds) {
        tallies.computeIfAbsent(way, _ -> new ArrayList<>()).add(seconds);
    }

    private NumbersResult result(List<Long> first) {
        List<Doubling> doublings = new ArrayList<>();
        ofJava.forEach((way, seconds) ->
                doublings.add(new Doubling(Language.JAVA, way, new Samples(seconds))));
        if (python.python().isPresent()) {
            ofPython.forEach((way, seconds) ->
                    doublings.add(new Doubling(Language.PYTHON, way, new Samples(seconds))));
        }
        return new NumbersResult(
                count, settings.rounds(), first, doublings, python.python(), pythonLibrary);
    }
}

package io.zenview.compare;

import io.zenview.transfer.SendMethod;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Results as they are with the usual sizes, and such as are the longest to write. Nothing is
/// measured.
final class MeasuredElsewhere {
    static final Machine MACHINE =
            new Machine(
                    "Debian GNU/Linux 13 (trixie)",
                    "Linux 6.18.5+deb13-cloud-amd64",
                    "amd64",
                    "AMD EPYC 7B13 64-Core Processor",
                    2,
                    8_330_000_000L,
                    "JDK 25.0.1+8-LTS, Eclipse Adoptium",
                    ZonedDateTime.parse("2026-03-04T05:06:07+01:00"));

    private static final Python PYTHON =
            new Python(Optional.of(Path.of("/usr/bin/python3")), "Python 3.13.0");
    private static final Python NONE = Python.none("switched off by --no-python");

    private MeasuredElsewhere() {}

    /// All four, with Python.
    static List<Result> usual() {
        return results(PYTHON, 5, 1, 2L << 30);
    }

    /// All four, quick, in one round and without Python.
    static List<Result> smallest() {
        return results(NONE, 1, 1e-4, 1000);
    }

    /// All four, slow.
    static List<Result> largest() {
        return results(PYTHON, 1000, 777.7, (3L << 40) + 12345);
    }

    private static List<Result> results(Python python, int rounds, double slow, long size) {
        boolean beside = python.isPresent();
        return List.of(
                transfer(python, beside, rounds, slow, size),
                slices(python, beside, Math.min(2, rounds), slow),
                chunk(python, beside, rounds, slow),
                numbers(python, beside, rounds, slow));
    }

    /// A median with a range around it that is narrow to one side and wide to the other.
    private static Samples around(double median, int rounds) {
        return switch (rounds) {
            case 1 -> Samples.of(median);
            case 2 -> Samples.of(median * 0.97, median * 1.03);
            default -> Samples.of(median * 0.58, median, median * 1.29);
        };
    }

    private static TransferResult transfer(
            Python python, boolean beside, int rounds, double slow, long size) {
        List<TransferResult.Send> sends = new ArrayList<>();
        double[] wall = {3.38, 0.636, 0.701, 1.10};
        double[] cpu = {3.38, 0.64, 0.53, 0.79};
        long[] peak = {2_201_000_000L, 53_800_000, 56_700_000, 52_200_000};
        for (int i = 0; i < wall.length; i++) {
            SendMethod method = List.of(SendMethod.values()).get(i);
            sends.add(
                    new TransferResult.Send(
                            Language.JAVA,
                            method,
                            size,
                            around(wall[i] * slow, rounds),
                            around(cpu[i] * slow, rounds),
                            OptionalLong.of(peak[i]),
                            method == SendMethod.SENDFILE ? 0 : size));
        }
        if (beside) {
            for (SendMethod method : List.of(SendMethod.WHOLE, SendMethod.SENDFILE)) {
                boolean copies = method == SendMethod.WHOLE;
                sends.add(
                        new TransferResult.Send(
                                Language.PYTHON,
                                method,
                                size,
                                around((copies ? 3.58 : 0.799) * slow, rounds),
                                around((copies ? 3.46 : 0.724) * slow, rounds),
                                OptionalLong.of(copies ? 2_158_000_000L : 14_700_000),
                                copies ? size : 0));
            }
        }
        return new TransferResult(size, "a temporary file of random bytes", rounds, sends, python);
    }

    private static SlicesResult slices(Python python, boolean beside, int rounds, double slow) {
        List<SlicesResult.Walk> walks = new ArrayList<>();
        walks.add(walk(Language.JAVA, true, "Bytes", rounds, 2.1e-11 * slow, 2));
        walks.add(walk(Language.JAVA, false, "MemoryView", rounds, 4.7e-9 * slow, 1));
        if (beside) {
            walks.add(walk(Language.PYTHON, true, "bytes", rounds, 2.4e-11 * slow, 2));
            walks.add(walk(Language.PYTHON, false, "memoryview", rounds, 8.1e-8 * slow, 1));
        }
        return new SlicesResult(walks, rounds, python);
    }

    private static SlicesResult.Walk walk(
            Language language, boolean copies, String type, int rounds, double factor, int power) {
        List<Integer> lengths = List.of(100_000, 200_000, 300_000, 400_000, 500_000);
        return new SlicesResult.Walk(
                language,
                copies,
                type,
                lengths,
                lengths.stream().map(n -> around(factor * Math.pow(n, power), rounds)).toList());
    }

    private static ChunkResult chunk(Python python, boolean beside, int rounds, double slow) {
        List<ChunkResult.Cut> cuts = new ArrayList<>();
        cuts.add(cut(Language.JAVA, true, rounds, 4.93e-3 * slow, (20 << 20) + 16));
        cuts.add(cut(Language.JAVA, false, rounds, 4.6e-9 * slow, 56));
        if (beside) {
            cuts.add(cut(Language.PYTHON, true, rounds, 4.9e-3 * slow, (20 << 20) + 33));
            cuts.add(cut(Language.PYTHON, false, rounds, 81e-9 * slow, 184));
        }
        double[] wall = {6.1e-3, 1.27e-6, 14.6e-3, 8.9e-3};
        double[] cpu = {6.0e-3, 1.25e-6, 9.7e-3, 3.1e-3};
        long[] allocated = {(20 << 20) + 400, 384, (21 << 20) + 96, 912};
        List<FilmChunk> chunks = new ArrayList<>();
        for (int i = 0; i < wall.length; i++) {
            FilmChunk.Way way = List.of(FilmChunk.Way.values()).get(i);
            chunks.add(
                    new FilmChunk(
                            way,
                            around(wall[i] * slow, rounds),
                            around(cpu[i] * slow, rounds),
                            allocated[i],
                            1000));
        }
        return new ChunkResult(
                256 << 20, 89_478_485, 20 << 20, rounds, cuts, 1 << 30, chunks, python);
    }

    private static ChunkResult.Cut cut(
            Language language, boolean copies, int rounds, double seconds, long bytes) {
        return new ChunkResult.Cut(
                language, copies, around(seconds, rounds), bytes, copies ? 100 : 1_000_000);
    }

    private static NumbersResult numbers(Python python, boolean beside, int rounds, double slow) {
        double[] seconds = {3.1e-4, 3.2e-4, 3.1e-4, 3.4e-4, 1.9e-3};
        List<NumbersResult.Doubling> doublings = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            NumbersResult.Way way = List.of(NumbersResult.Way.values()).get(i);
            doublings.add(
                    new NumbersResult.Doubling(
                            Language.JAVA, way, around(seconds[i] * slow, rounds)));
        }
        if (beside) {
            doublings.add(
                    new NumbersResult.Doubling(
                            Language.PYTHON,
                            NumbersResult.Way.VIEW_OF_ARRAY,
                            around(0.0874 * slow, rounds)));
            doublings.add(
                    new NumbersResult.Doubling(
                            Language.PYTHON,
                            NumbersResult.Way.COPY,
                            around(0.0912 * slow, rounds)));
        }
        return new NumbersResult(
                1_000_000,
                rounds,
                List.of(0L, 2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L, 18L),
                doublings,
                python,
                beside ? "array.array" : "");
    }
}

package io.zenview.bench;

import io.zenview.view.Conversion;
import io.zenview.view.LongView;
import io.zenview.view.MemoryView;
import io.zenview.view.Slice;
import java.util.LinkedHashMap;
import java.util.Map;

/// The work of `peers/numpy_views.py`, done by views: prints a name and the best time in ns an
/// element, a line each. `views-vs-numpy.sh` runs both in turns.
///
/// The JVM has seen every kind of memory before anything is measured.
final class BesideNumPy {
    private static final int COUNT = 1_000_000;
    private static final int SIDE = 1000;
    private static final int ROUNDS = 150;

    /// Where results go, so that nobody computes them for nothing.
    private static volatile double sink;

    private BesideNumPy() {}

    public static void main(String[] args) {
        Memories.pollute();
        Map<String, Runnable> work = work();
        // Everything once before anything is measured: kernels are shared.
        work.values().forEach(Runnable::run);
        work.forEach((name, run) -> {
            int elements = name.contains("every second") ? COUNT / 2 : COUNT;
            System.out.printf("%s\t%.4f%n", name, best(run) / elements);
        });
    }

    private static Map<String, Runnable> work() {
        MemoryView longs = MemoryView.of(new long[COUNT]);
        MemoryView doubles = MemoryView.of(new double[COUNT]);
        MemoryView floats = MemoryView.of(new float[COUNT]);
        MemoryView big = MemoryView.of(new byte[8 * COUNT]).cast(">q");
        MemoryView records = MemoryView.of(new byte[10 * COUNT]).cast("<I:id:4s:symbol:h:price:");
        for (int i = 0; i < COUNT; i++) {
            longs.setLong(i, i % 100);
            doubles.setDouble(i, i % 100);
            floats.setDouble(i, i % 100);
            big.setLong(i, i % 100);
        }
        MemoryView matrix = doubles.reshape(SIDE, SIDE);
        MemoryView other = MemoryView.of(new double[COUNT]);
        LongView typed = longs.asLongs();
        LongView.Strided strided = LongView.Strided.of(longs.slice(Slice.every(2)));
        Map<String, Runnable> work = new LinkedHashMap<>();
        work.put("double longs in place", () -> longs.numbers().scale(2));
        work.put("double longs in place (a loop over the typed view)", () -> Loops.doubled(typed));
        work.put("sum of longs", () -> sink = longs.numbers().sumLong());
        work.put("sum of big-endian longs", () -> sink = big.numbers().sumLong());
        work.put(
                "sum of every second long",
                () -> sink = longs.slice(Slice.every(2)).numbers().sumLong());
        work.put(
                "sum of every second long (a loop over the typed view)",
                () -> sink = Loops.sum(strided));
        work.put(
                "sum of every second double",
                () -> sink = doubles.slice(Slice.every(2)).numbers().sumDouble());
        work.put(
                "sum of every second float",
                () -> sink = floats.slice(Slice.every(2)).numbers().sumDouble());
        work.put(
                "sum of a record's field (int16 in 10 bytes)",
                () -> sink = records.field("price").numbers().sumLong());
        work.put("sum of doubles", () -> sink = doubles.numbers().sumDouble());
        work.put("least double", () -> sink = doubles.numbers().minDouble());
        work.put("add doubles in place", () -> other.numbers().add(doubles));
        MemoryView turned = MemoryView.of(new double[COUNT]).reshape(SIDE, SIDE);
        work.put(
                "transposed copy to an array that is there",
                () -> turned.copyFrom(matrix.transpose()));
        work.put(
                "transposed copy to a new array",
                () -> sink = matrix.transpose().toArray(double[].class)[1]);
        work.put(
                "doubles from ints of 8 bytes, to an array that is there",
                () -> {
                    other.copyFrom(longs, Conversion.LOSSY);
                    sink = other.getDouble(1);
                });
        work.put(
                "doubles from ints of 8 bytes, to a new array",
                () -> {
                    MemoryView target = MemoryView.of(new double[COUNT]);
                    target.copyFrom(longs, Conversion.LOSSY);
                    sink = target.getDouble(1);
                });
        return work;
    }

    private static double best(Runnable run) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            run.run();
            best = Math.min(best, (double) (System.nanoTime() - start));
        }
        return best;
    }
}

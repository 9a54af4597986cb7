package io.zenview.bench;

import io.zenview.view.Format;
import io.zenview.view.LongView;
import io.zenview.view.MemoryView;
import io.zenview.view.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What views cost as they get longer: adding up longs in native memory, slicing, and making a
/// list. The JVM has seen every kind of memory before anything is measured.
final class ScalingElements {
    /// A list holds an object for each element; longer ones are no use to anybody.
    private static final long LONGEST_LIST = 1_000_000;

    private static final Slice EVERY_THIRD = Slice.every(3);

    private final int rounds;
    private final Pacer pacer = new Pacer(20_000_000);
    private long sums;

    private ScalingElements(int rounds) {
        this.rounds = rounds;
    }

    /// Measures and prints.
    ///
    /// @param args rounds, and how many elements at most
    public static void main(String[] args) {
        int rounds = Integer.parseInt(args[0]);
        long most = Long.parseLong(args[1]);
        Memories.pollute();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(most * Long.BYTES, Long.BYTES);
            MemoryView all = MemoryView.of(memory, Format.LONG);
            for (long i = 0; i < most; i++) {
                all.setLong(i, 1 + (i & 0xff));
            }
            ScalingElements elements = new ScalingElements(rounds);
            for (boolean print : new boolean[] {false, true}) {
                for (long n = 1; n <= (print ? most : Math.min(most, 10_000)); n *= 10) {
                    elements.measure(
                            MemoryView.of(memory.asSlice(0, n * 8), Format.LONG), n, print);
                }
            }
            if (elements.sums == 0) {
                throw new IllegalStateException("nothing was added up");
            }
        }
    }

    private void measure(MemoryView view, long n, boolean print) {
        LongView typed = view.asLongs();
        for (int i = 0; i < rounds; i++) {
            Pacer.Cost loop = pacer.of(() -> added(Loops.sum(typed)));
            Pacer.Cost kernel = pacer.of(() -> added(view.numbers().sumLong()));
            Pacer.Cost slice = pacer.of(() -> view.slice(n / 2, n));
            Pacer.Cost strided = pacer.of(() -> view.slice(EVERY_THIRD));
            Pacer.Cost list = n <= LONGEST_LIST ? pacer.of(view::toList) : null;
            if (!print) {
                continue;
            }
            pass("loop over LongView", n, loop);
            pass("numbers().sumLong", n, kernel);
            slice("upper half", n, slice);
            slice("every third", n, strided);
            if (list != null) {
                pass("toList", n, list);
                ScalingRow.print("list", "toList", n, list.allocated());
            }
        }
    }

    /// Takes a sum without making an object of it, which would be counted.
    private Object added(long sum) {
        sums += sum;
        return this;
    }

    private static void pass(String series, long n, Pacer.Cost cost) {
        ScalingRow.print("pass", series, n, cost.seconds());
        ScalingRow.print("element", series, n, cost.seconds() / n);
        if (!series.equals("toList")) {
            ScalingRow.print("allocated", series, n, cost.allocated());
        }
    }

    private static void slice(String series, long n, Pacer.Cost cost) {
        ScalingRow.print("slice", series, n, cost.seconds());
        ScalingRow.print("allocated", series, n, cost.allocated());
    }
}

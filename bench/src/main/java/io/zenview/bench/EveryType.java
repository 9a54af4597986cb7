package io.zenview.bench;

import java.util.ArrayList;
import java.util.List;

/// All loops of [PrimitiveBenchmark] in one JVM: prints type, memory, loop, the best time in ns an
/// element, and how many times the raw array's that is. `every-type.sh` runs it in many JVMs,
/// because what the compiler makes of a loop differs from one to the next.
final class EveryType {
    private static final String[] TYPES = {
        "byte", "short", "char", "int", "long", "float", "double"
    };
    private static final String[] MEMORIES = {"native", "mapped", "byte[]", "own array"};
    private static final int ROUNDS = 120;

    /// Where sums go, so that nobody computes them for nothing.
    private static volatile double sink;

    private EveryType() {}

    public static void main(String[] args) {
        Memories.pollute();
        for (String type : args.length == 0 ? TYPES : args) {
            List<PrimitiveLoops> loops = new ArrayList<>();
            for (String memory : MEMORIES) {
                loops.add(PrimitiveLoops.of(type, memory));
            }
            PrimitiveLoops first = loops.getFirst();
            double doubled = best(first::doubledRaw);
            double sum = best(() -> sink = first.sumRaw());
            print(type, "raw array", "doubled", doubled, doubled);
            print(type, "raw array", "sum", sum, sum);
            for (int i = 0; i < MEMORIES.length; i++) {
                PrimitiveLoops in = loops.get(i);
                print(type, MEMORIES[i], "doubled", best(in::doubledView), doubled);
                print(type, MEMORIES[i], "sum", best(() -> sink = in.sumView()), sum);
                print(type, MEMORIES[i], "doubled, swapped", best(in::doubledSwapped), doubled);
                print(type, MEMORIES[i], "sum, swapped", best(() -> sink = in.sumSwapped()), sum);
                print(
                        type,
                        MEMORIES[i],
                        "sum, strided",
                        2 * best(() -> sink = in.sumStrided()),
                        sum);
            }
        }
    }

    private static void print(String type, String memory, String loop, double ns, double raw) {
        System.out.printf("%s\t%s\t%s\t%.4f\t%.3f%n", type, memory, loop, ns, ns / raw);
    }

    private static double best(Runnable run) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            run.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return (double) best / PrimitiveLoops.COUNT;
    }
}

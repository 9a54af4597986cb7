package io.zenview.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What an element of each primitive type costs in a user's loop, in ns, against the raw array of
/// that type: doubling in place and adding up a million elements, in native and in swapped byte
/// order, over each kind of memory, all seen by one JVM.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PrimitiveLoops.COUNT)
@Warmup(iterations = 3, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class PrimitiveBenchmark {
    @Param({"byte", "short", "char", "int", "long", "float", "double"})
    String type;

    @Param({"native", "mapped", "byte[]", "own array"})
    String memory;

    private PrimitiveLoops loops;

    @Setup
    public void pollute() {
        Memories.pollute();
        loops = PrimitiveLoops.of(type, memory);
    }

    @Benchmark
    public void doubledRaw() {
        loops.doubledRaw();
    }

    @Benchmark
    public void doubledView() {
        loops.doubledView();
    }

    @Benchmark
    public void doubledSwapped() {
        loops.doubledSwapped();
    }

    @Benchmark
    public double sumRaw() {
        return loops.sumRaw();
    }

    @Benchmark
    public double sumView() {
        return loops.sumView();
    }

    @Benchmark
    public double sumSwapped() {
        return loops.sumSwapped();
    }

    @Benchmark
    @OperationsPerInvocation(PrimitiveLoops.COUNT / 2)
    public double sumStrided() {
        return loops.sumStrided();
    }
}

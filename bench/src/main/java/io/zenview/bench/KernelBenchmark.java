package io.zenview.bench;

import io.zenview.view.Conversion;
import io.zenview.view.Format;
import io.zenview.view.MemoryView;
import io.zenview.view.Numbers;
import io.zenview.view.Slice;
import java.lang.foreign.MemorySegment;
import java.util.List;
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

/// What an element costs in bulk work, in ns: a million elements of a general view, over each kind
/// of memory, all seen by one JVM. The loops over raw arrays to compare with are those of
/// [PrimitiveBenchmark].
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Memories.COUNT)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class KernelBenchmark {
    private static final int SEEN = 20_000;

    @Param({"b", "B", "h", "i", "q", "f", "d", ">h", ">i", ">q", ">f", ">d"})
    String format;

    @Param({"native", "mapped", "byte[]"})
    String memory;

    private MemorySegment segment;
    private MemorySegment otherSegment;
    private MemoryView view;
    private MemoryView other;
    private MemoryView strided;
    private MemoryView turned;
    private boolean real;

    @Setup
    public void pollute() {
        for (int round = 0; round < 20; round++) {
            for (String code :
                    List.of("b", "h", "i", "q", "f", "d", ">h", ">i", ">q", ">f", ">d")) {
                for (String kind : List.of("native", "confined", "mapped", "byte[]")) {
                    work(MemoryView.of(Memories.sized(kind, SEEN * 8L), Format.parse(code)));
                }
            }
            work(MemoryView.of(new short[SEEN]));
            work(MemoryView.of(new int[SEEN]));
            work(MemoryView.of(new long[SEEN]));
            work(MemoryView.of(new float[SEEN]));
            work(MemoryView.of(new double[SEEN]));
        }
        Format parsed = Format.parse(format);
        real = "efd".indexOf(parsed.code()) >= 0;
        long bytes = (long) parsed.itemSize() * Memories.COUNT;
        segment = Memories.sized(memory, bytes);
        otherSegment = Memories.sized(memory, bytes);
        view = MemoryView.of(segment, parsed);
        other = MemoryView.of(otherSegment, parsed);
        strided = MemoryView.of(Memories.sized(memory, 2 * bytes), parsed).slice(Slice.every(2));
        turned = other.reshape(1000, 1000).transpose();
    }

    /// Every kernel over a view, contiguous and not.
    private static void work(MemoryView all) {
        for (MemoryView v : List.of(all, all.slice(Slice.every(2)), all.slice(Slice.every(5)))) {
            Numbers numbers = v.numbers();
            numbers.sumDouble();
            numbers.minDouble();
            numbers.scale(1);
            numbers.add(1);
            numbers.add(v);
            v.fill(v.get(0));
            v.indexOf(77);
            v.slice(1).copyFrom(v.slice(0, v.length() - 1), Conversion.LOSSY);
        }
    }

    @Benchmark
    public double sum() {
        return real ? view.numbers().sumDouble() : view.numbers().sumLong();
    }

    @Benchmark
    public double sumStrided() {
        return real ? strided.numbers().sumDouble() : strided.numbers().sumLong();
    }

    @Benchmark
    public double min() {
        return real ? view.numbers().minDouble() : view.numbers().minLong();
    }

    @Benchmark
    public void scale() {
        view.numbers().scale(1);
    }

    @Benchmark
    public void scaleStrided() {
        strided.numbers().scale(1);
    }

    @Benchmark
    public void addOther() {
        view.numbers().add(other);
    }

    @Benchmark
    public void fill() {
        view.fill(real ? (Object) 1.0 : (Object) 1L);
    }

    @Benchmark
    public void fillSegment() {
        segment.fill((byte) 1);
    }

    @Benchmark
    public void copy() {
        view.copyFrom(other);
    }

    @Benchmark
    public void copySegment() {
        segment.copyFrom(otherSegment);
    }

    @Benchmark
    public void copyStrided() {
        view.copyFrom(strided);
    }

    @Benchmark
    public void copyTransposed() {
        view.reshape(1000, 1000).copyFrom(turned);
    }

    @Benchmark
    public long mismatch() {
        return view.mismatch(other);
    }

    @Benchmark
    public long mismatchSegment() {
        return segment.mismatch(otherSegment);
    }

    @Benchmark
    public long indexOf() {
        return view.indexOf(77);
    }
}

package io.zenview.bench;

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

/// What an element costs in bulk work, in ns: a million elements of a general view, in a JVM that
/// has worked on every kind of memory and format before, and the same over a raw array.
///
/// The memory `own` is an array of the elements' own Java type; where the machine has another byte
/// order than the elements it is as good as any other array. Raw loops know no byte order: those
/// for `>q` are those for `l`.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Memories.COUNT)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(5)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class KernelBenchmark {
    /// Elements of what is worked on before: what the JDK's accessors have seen counts, not for how
    /// long. Work that is not compiled yet takes a microsecond for each.
    private static final int SEEN = 500;

    private static final int ROUNDS = 4;

    private static final int SIDE = 1000;

    @Param({"h", "i", "l", "f", "d", ">h", ">i", ">q", ">d"})
    String format;

    @Param({"native", "mapped", "byte[]", "own"})
    String memory;

    private RawKernels raw;
    private MemorySegment segment;
    private MemorySegment otherSegment;
    private MemoryView view;
    private MemoryView other;
    private MemoryView bits;
    private MemoryView otherBits;
    private MemoryView strided;
    private MemoryView field;
    private MemoryView square;
    private MemoryView turned;
    private boolean real;

    @Setup
    public void prepare() {
        pollute();
        Format parsed = Format.parse(format);
        real = "fd".indexOf(parsed.code()) >= 0;
        raw = RawKernels.of(parsed, Memories.COUNT);
        segment = memory(memory, parsed, Memories.COUNT);
        otherSegment = memory(memory, parsed, Memories.COUNT);
        view = MemoryView.of(segment, parsed);
        other = MemoryView.of(otherSegment, parsed);
        // Equal contents, which take a comparison from end to end; as bits, since reals are
        // compared
        // by value.
        Format whole = wholeOf(parsed);
        bits = MemoryView.of(segment, whole);
        otherBits = MemoryView.of(otherSegment, whole);
        strided =
                MemoryView.of(memory(memory, parsed, 2 * Memories.COUNT), parsed)
                        .slice(Slice.every(2));
        Format record = Format.parse("<h:first:d:second:");
        MemorySegment records =
                Memories.sized(
                        memory.equals("own") ? "byte[]" : memory,
                        (long) record.itemSize() * Memories.COUNT);
        field = MemoryView.of(records, record).field("first");
        square = view.reshape(SIDE, SIDE);
        turned = other.reshape(SIDE, SIDE).transpose();
    }

    /// The format of whole numbers of the same size.
    private static Format wholeOf(Format format) {
        return Format.parse(
                switch (format.itemSize()) {
                    case 2 -> "h";
                    case 4 -> "i";
                    default -> "q";
                });
    }

    private static MemorySegment memory(String kind, Format format, int count) {
        if (!kind.equals("own")) {
            return Memories.sized(kind, (long) format.itemSize() * count);
        }
        return RawKernels.of(format, count).memory();
    }

    /// Every kernel over every kind of memory.
    private static void pollute() {
        for (String code : List.of("h", "i", "l", "f", "d", ">h", ">i", ">q", ">f", ">d")) {
            Format format = Format.parse(code);
            for (String kind : List.of("native", "confined", "mapped", "byte[]", "own")) {
                MemoryView all = MemoryView.of(memory(kind, format, SEEN), format);
                MemoryView copy = MemoryView.of(memory(kind, format, SEEN), format);
                for (int round = 0; round < ROUNDS; round++) {
                    work(all, copy);
                }
            }
        }
    }

    private static void work(MemoryView all, MemoryView copy) {
        for (MemoryView v : List.of(all, all.slice(Slice.every(2)), all.slice(Slice.every(5)))) {
            Numbers numbers = v.numbers();
            numbers.sumDouble();
            numbers.minDouble();
            numbers.scale(1);
            numbers.add(v);
            v.fill(v.get(0));
        }
        copy.reshape(20, SEEN / 20).copyFrom(all.reshape(SEEN / 20, 20).transpose());
        copy.mismatch(all);
    }

    private static double sum(MemoryView view, boolean real) {
        return real ? view.numbers().sumDouble() : view.numbers().sumLong();
    }

    @Benchmark
    public double sum() {
        return sum(view, real);
    }

    @Benchmark
    public double sumRaw() {
        return raw.sum();
    }

    @Benchmark
    public double sumStrided() {
        return sum(strided, real);
    }

    /// Whole numbers of 2 bytes, 10 bytes apart, whatever the format.
    @Benchmark
    public double sumField() {
        return sum(field, false);
    }

    @Benchmark
    public double min() {
        return real ? view.numbers().minDouble() : view.numbers().minLong();
    }

    @Benchmark
    public double minRaw() {
        return raw.min();
    }

    @Benchmark
    public void scale() {
        view.numbers().scale(1);
    }

    @Benchmark
    public void scaleRaw() {
        raw.scale();
    }

    @Benchmark
    public void addOther() {
        view.numbers().add(other);
    }

    @Benchmark
    public void fill() {
        view.fill(real ? (Object) 0.0 : (Object) 0L);
    }

    @Benchmark
    public void fillSegment() {
        segment.fill((byte) 0);
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
    public void copyTransposed() {
        square.copyFrom(turned);
    }

    @Benchmark
    public long mismatch() {
        return bits.mismatch(otherBits);
    }

    @Benchmark
    public long mismatchSegment() {
        return segment.mismatch(otherSegment);
    }
}

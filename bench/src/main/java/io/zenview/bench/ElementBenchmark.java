package io.zenview.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zenview.view.Format;
import io.zenview.view.LongView;
import io.zenview.view.MemoryView;
import io.zenview.view.Slice;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

/// What an element costs in a user's loop, in ns: doubling (`doubled…`) and adding up (`sum…`) a
/// million longs by index, through each kind of view, the raw array and the JDK's own classes, over
/// each kind of memory, all seen by one JVM.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Memories.COUNT)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class ElementBenchmark {
    @Param({"native", "mapped", "byte[]", "long[]"})
    String memory;

    private final long[] raw = new long[Memories.COUNT];
    private MemorySegment segment;
    private ByteBuffer buffer;
    private ByteBuf netty;
    private MemoryView view;
    private LongView typed;
    private TidiedView tidied;
    private LongView.Strided strided;
    private LongView.Swapped swapped;

    @Setup
    public void pollute() {
        Memories.pollute();
        for (int i = 0; i < 20; i++) {
            Loops.doubled(raw);
            Loops.doubledEverySecond(raw);
        }
        segment = Memories.of(memory);
        // A long[] has no ByteBuffer; the heap one stands in for it.
        buffer =
                (memory.equals("long[]")
                                ? ByteBuffer.allocate(8 * Memories.COUNT)
                                : segment.asByteBuffer())
                        .order(ByteOrder.nativeOrder());
        // Netty has no buffer over a mapped segment of its own: it wraps the ByteBuffer.
        netty = Unpooled.wrappedBuffer(buffer);
        view = MemoryView.of(segment, Format.LONG);
        typed = view.asLongs();
        tidied = new TidiedView(segment);
        strided = LongView.Strided.of(MemoryView.of(segment, Format.LONG).slice(Slice.every(2)));
        swapped = LongView.Swapped.of(MemoryView.of(segment, Memories.bigEndian()));
    }

    @Benchmark
    public void doubledRawArray() {
        Loops.doubled(raw);
    }

    @Benchmark
    public void doubledLongView() {
        Loops.doubled(typed);
    }

    /// The same accessors with one call for all kinds of memory: why the typed views repeat
    /// themselves.
    @Benchmark
    public void doubledTidiedView() {
        Loops.doubled(tidied);
    }

    @Benchmark
    public void doubledBigEndian() {
        Loops.doubled(swapped);
    }

    @Benchmark
    public void doubledMemorySegment() {
        Loops.doubled(segment);
    }

    @Benchmark
    public void doubledByteBuffer() {
        Loops.doubled(buffer);
    }

    @Benchmark
    public void doubledByteBuf() {
        Loops.doubled(netty);
    }

    @Benchmark
    public long sumByteBuf() {
        return Loops.sum(netty);
    }

    @Benchmark
    public void doubledGeneralView() {
        Loops.doubled(view);
    }

    @Benchmark
    @OperationsPerInvocation(Memories.COUNT / 2)
    public void doubledStridedView() {
        Loops.doubled(strided);
    }

    @Benchmark
    @OperationsPerInvocation(Memories.COUNT / 2)
    public void doubledStridedRawArray() {
        Loops.doubledEverySecond(raw);
    }

    @Benchmark
    public long sumRawArray() {
        return Loops.sum(raw);
    }

    @Benchmark
    public long sumLongView() {
        return Loops.sum(typed);
    }

    @Benchmark
    public long sumBigEndian() {
        return Loops.sum(swapped);
    }

    @Benchmark
    public long sumMemorySegment() {
        return Loops.sum(segment);
    }

    @Benchmark
    public long sumByteBuffer() {
        return Loops.sum(buffer);
    }

    @Benchmark
    @OperationsPerInvocation(Memories.COUNT / 2)
    public long sumStridedView() {
        return Loops.sum(strided);
    }
}

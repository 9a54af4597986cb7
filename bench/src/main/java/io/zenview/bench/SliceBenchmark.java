package io.zenview.bench;

import io.zenview.view.Bytes;
import io.zenview.view.Format;
import io.zenview.view.MemoryView;
import io.zenview.view.Slice;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a slice costs, in ns: one slice, the talk's walk `b = b[1:]` per step, and its chunk of 20
/// MiB out of a film.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
// Slices are allocated. On pages that the system has yet to provide, that measures the system.
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class SliceBenchmark {
    private static final int STEPS = 100_000;
    private static final int FILM = 256 << 20;
    private static final int CHUNK = 20 << 20;
    private static final Slice EVERY_THIRD = Slice.every(3);

    private MemoryView view;
    private MemorySegment segment;
    private ByteBuffer buffer;
    private Bytes bytes;
    private byte[] film;
    private MemoryView filmView;
    private MemorySegment filmSegment;
    private int offset;
    private MemoryView records;
    private MemoryView prices;
    private MemoryView matrix;

    @Setup
    public void pollute() {
        Memories.pollute();
        byte[] data = new byte[STEPS];
        bytes = Bytes.copyOf(data);
        for (MemorySegment memory :
                new MemorySegment[] {
                    Memories.of("native"),
                    Memories.of("mapped"),
                    Memories.of("long[]"),
                    MemorySegment.ofArray(data)
                }) {
            for (int i = 0; i < 200; i++) {
                view = MemoryView.of(memory);
                segment = memory;
                walkMemoryView(view.slice(0, 1000));
                walkMemorySegment(segment.asSlice(0, 1000));
            }
        }
        buffer = ByteBuffer.wrap(data);
        for (int i = 0; i < 200; i++) {
            walkByteBuffer(buffer.slice(0, 1000));
            walkByteBuffer(ByteBuffer.allocateDirect(1000));
        }
        film = new byte[FILM];
        filmView = MemoryView.of(film);
        filmSegment = MemorySegment.ofArray(film);
        offset = 123_456_789;
        records = MemoryView.of(new byte[1000 * 10]).cast("<I4sh:price:");
        prices = records.field("price");
        matrix = MemoryView.of(new long[100 * 100]).reshape(100, 100);
    }

    private static MemoryView walkMemoryView(MemoryView from) {
        MemoryView b = from;
        while (b.length() > 0) {
            b = b.slice(1);
        }
        return b;
    }

    private static MemorySegment walkMemorySegment(MemorySegment from) {
        MemorySegment b = from;
        while (b.byteSize() > 0) {
            b = b.asSlice(1);
        }
        return b;
    }

    private static ByteBuffer walkByteBuffer(ByteBuffer from) {
        ByteBuffer b = from;
        while (b.remaining() > 0) {
            b = b.slice(1, b.remaining() - 1);
        }
        return b;
    }

    @Benchmark
    public MemoryView sliceMemoryView() {
        return view.slice(10, 1000);
    }

    @Benchmark
    public MemorySegment sliceMemorySegment() {
        return segment.asSlice(10, 990);
    }

    @Benchmark
    public ByteBuffer sliceByteBuffer() {
        return buffer.slice(10, 990);
    }

    @Benchmark
    public Bytes sliceBytes() {
        return bytes.slice(10, 1000);
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public MemoryView walkMemoryView() {
        return walkMemoryView(view);
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public MemorySegment walkMemorySegment() {
        return walkMemorySegment(segment);
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public ByteBuffer walkByteBuffer() {
        return walkByteBuffer(buffer);
    }

    @Benchmark
    public MemoryView chunkMemoryView() {
        return filmView.slice(offset, offset + CHUNK);
    }

    @Benchmark
    public MemorySegment chunkMemorySegment() {
        return filmSegment.asSlice(offset, CHUNK);
    }

    /// An allocation of one view is 32 B: `-prof gc` shows it, and shows none for elements.
    @Benchmark
    public MemoryView castMemoryView() {
        return view.cast(Format.INT);
    }

    @Benchmark
    public MemoryView fieldMemoryView() {
        return records.field("price");
    }

    @Benchmark
    public MemoryView rowMemoryView() {
        return matrix.at(7);
    }

    @Benchmark
    public MemoryView rangeMemoryView() {
        return view.slice(EVERY_THIRD);
    }

    @Benchmark
    public long elementOfMatrix() {
        return matrix.getLong(7, -3);
    }

    @Benchmark
    public long elementOfField() {
        return prices.getLong(11);
    }

    @Benchmark
    public byte[] chunkCopy() {
        return Arrays.copyOfRange(film, offset, offset + CHUNK);
    }
}

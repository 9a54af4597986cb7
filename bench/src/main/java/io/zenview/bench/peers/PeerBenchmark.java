package io.zenview.bench.peers;

import io.zenview.bench.Memories;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The same work through views and through what people use instead, in ns for each element, slice,
/// record or, where bytes move in bulk, MiB.
///
/// Before anything is measured, every peer has done everything in every kind of memory that it has,
/// and all of them got the same. `peers.sh views` runs one JVM for each round (`-f 0`); run by
/// itself, each benchmark gets JVMs of its own.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-Xms1g",
            "-Xmx1g",
            "-XX:+AlwaysPreTouch",
            // Agrona, and Arrow.
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED"
        })
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class PeerBenchmark {
    private static final int ELEMENTS = 1_000_000;
    private static final int ROWS = 100_000;
    private static final int MIB = 1 << 20;
    private static final int OFFSETS = 4096;
    private static final int WALKS = 100;

    private static final Material MATERIAL = new Material(ELEMENTS, ROWS, MIB);

    private static boolean polluted;

    /// `ByteBuf+Unsafe` wants a JVM of its own, see [Library].
    @Param({
        "typed view",
        "MemoryView",
        "ByteBuffer",
        "MemorySegment",
        "UnsafeBuffer",
        "ByteBuf",
        "ArrowBuf"
    })
    String peer;

    /// `native`, `mapped` or `byte[]`; `ArrowBuf` is always native.
    @Param("native")
    String memory;

    private final byte[] target = new byte[MIB];
    private Peer worker;

    @Setup
    public void setUp() {
        if (!polluted) {
            polluted = true;
            Memories.pollute();
            Pollution.run();
        }
        worker = Library.named(peer).over(memory, MATERIAL);
        MATERIAL.check(worker);
    }

    @TearDown
    public void close() {
        worker.close();
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public long sumOfLongs() {
        return worker.sumOfLongs();
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public void doubleLongs() {
        worker.doubleLongs();
    }

    @Benchmark
    @OperationsPerInvocation(OFFSETS)
    public long intsAtAnyByte() {
        return worker.sumOfIntsAt(MATERIAL.offsets);
    }

    @Benchmark
    @OperationsPerInvocation(OFFSETS)
    public long slices() {
        return worker.sumOfSlices(MATERIAL.offsets);
    }

    @Benchmark
    @OperationsPerInvocation(WALKS * Material.DEPTH)
    public long nestedMessage() {
        long sum = 0;
        for (int i = 0; i < WALKS; i++) {
            sum += worker.walk();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public long sumOfBigEndianInts() {
        return worker.sumOfBigEndianInts();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double sumOfPrices() {
        return worker.sumOfPrices();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double sumOfRecords() {
        return worker.sumOfRecords();
    }

    @Benchmark
    public byte[] copyOut() {
        worker.copyTo(target);
        return target;
    }

    @Benchmark
    public void clear() {
        worker.clear();
    }

    @Benchmark
    public boolean compare() {
        return worker.sameBytes();
    }
}

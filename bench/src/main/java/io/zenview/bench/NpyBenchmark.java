package io.zenview.bench;

import io.zenview.view.Format;
import io.zenview.view.MemoryView;
import io.zenview.view.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Opening a sparse `.npy` file of 10 GiB, reading its last element and closing it, in ms. With
/// `-prof gc` it shows the heap that this takes.
@BenchmarkMode({Mode.AverageTime, Mode.SingleShotTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class NpyBenchmark {
    private static final long ELEMENTS = 10L << 27;

    private Path file;

    @Setup
    public void create() throws IOException {
        file = Files.createTempDirectory("zenview-bench").resolve("large.npy");
        try (MemoryView array = Npy.create(file, Format.DOUBLE, ELEMENTS)) {
            array.setDouble(-1, 42);
        }
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
        Files.delete(file.getParent());
    }

    @Benchmark
    public double lastElement() throws IOException {
        try (MemoryView array = Npy.open(file)) {
            return array.getDouble(-1);
        }
    }
}

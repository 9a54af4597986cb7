package io.zenview.bench;

import io.zenview.view.DoubleView;
import io.zenview.view.Format;
import io.zenview.view.MemoryView;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
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

/// A row-major double loop over 1000 × 1000 doubles, in ns an element: the typed matrix against a
/// `double[][]`.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MatrixBenchmark.SIDE * MatrixBenchmark.SIDE)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class MatrixBenchmark {
    static final int SIDE = 1000;

    @Param({"native", "mapped", "byte[]", "double[]"})
    String memory;

    private final double[][] raw = new double[SIDE][SIDE];
    private DoubleView.Matrix matrix;

    @Setup
    public void pollute() {
        Memories.pollute();
        for (int round = 0; round < 10; round++) {
            for (String seen :
                    new String[] {"native", "mapped", "byte[]", "double[]", "confined"}) {
                DoubleView.Matrix m = matrix(seen);
                doubled(m);
                sum(m);
            }
        }
        matrix = matrix(memory);
    }

    private static DoubleView.Matrix matrix(String memory) {
        MemorySegment segment =
                memory.equals("double[]")
                        ? MemorySegment.ofArray(new double[SIDE * SIDE])
                        : Memories.sized(memory, 8L * SIDE * SIDE);
        return DoubleView.Matrix.of(MemoryView.of(segment, Format.DOUBLE).reshape(SIDE, SIDE));
    }

    @Benchmark
    public void doubledRaw() {
        doubled(raw);
    }

    @Benchmark
    public void doubledMatrix() {
        doubled(matrix);
    }

    @Benchmark
    public double sumRaw() {
        return sum(raw);
    }

    @Benchmark
    public double sumMatrix() {
        return sum(matrix);
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    static void doubled(double[][] m) {
        for (int i = 0; i < m.length; i++) {
            for (int j = 0; j < m[i].length; j++) {
                m[i][j] = m[i][j] * 2;
            }
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    static void doubled(DoubleView.Matrix m) {
        for (long i = 0; i < m.rows(); i++) {
            for (long j = 0; j < m.columns(); j++) {
                m.set(i, j, m.get(i, j) * 2);
            }
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    static double sum(double[][] m) {
        double sum = 0;
        for (int i = 0; i < m.length; i++) {
            for (int j = 0; j < m[i].length; j++) {
                sum += m[i][j];
            }
        }
        return sum;
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    static double sum(DoubleView.Matrix m) {
        double sum = 0;
        for (long i = 0; i < m.rows(); i++) {
            for (long j = 0; j < m.columns(); j++) {
                sum += m.get(i, j);
            }
        }
        return sum;
    }
}

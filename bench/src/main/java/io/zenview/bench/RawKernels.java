package io.zenview.bench;

import io.zenview.view.Format;
import java.lang.foreign.MemorySegment;

/// The loops over a raw array with which the kernels are compared: as plain as they can be written,
/// but for the sums of reals, which take eight partial sums as the kernels do.
abstract sealed class RawKernels {
    /// The factor. Not final: multiplying by a constant 1 is nothing, and the compiler knows.
    @SuppressWarnings("FieldCanBeFinal")
    private static int one = 1;

    /// Loops over a new array, of the Java type that has the elements of a format.
    static RawKernels of(Format format, int count) {
        return switch (format.code()) {
            case 'h' -> new Shorts(new short[count]);
            case 'i' -> new Ints(new int[count]);
            case 'f' -> new Floats(new float[count]);
            case 'd' -> new Doubles(new double[count]);
            default -> new Longs(new long[count]);
        };
    }

    /// The array as memory.
    abstract MemorySegment memory();

    abstract double sum();

    abstract double min();

    abstract void scale();

    private static final class Shorts extends RawKernels {
        private final short[] array;

        Shorts(short[] array) {
            this.array = array;
        }

        @Override
        MemorySegment memory() {
            return MemorySegment.ofArray(array);
        }

        @Override
        double sum() {
            long sum = 0;
            for (short x : array) {
                sum += x;
            }
            return sum;
        }

        @Override
        double min() {
            int min = array[0];
            for (short x : array) {
                min = Math.min(min, x);
            }
            return min;
        }

        @Override
        void scale() {
            short by = (short) one;
            for (int i = 0; i < array.length; i++) {
                array[i] *= by;
            }
        }
    }

    private static final class Ints extends RawKernels {
        private final int[] array;

        Ints(int[] array) {
            this.array = array;
        }

        @Override
        MemorySegment memory() {
            return MemorySegment.ofArray(array);
        }

        @Override
        double sum() {
            long sum = 0;
            for (int x : array) {
                sum += x;
            }
            return sum;
        }

        @Override
        double min() {
            int min = array[0];
            for (int x : array) {
                min = Math.min(min, x);
            }
            return min;
        }

        @Override
        void scale() {
            int by = one;
            for (int i = 0; i < array.length; i++) {
                array[i] *= by;
            }
        }
    }

    private static final class Longs extends RawKernels {
        private final long[] array;

        Longs(long[] array) {
            this.array = array;
        }

        @Override
        MemorySegment memory() {
            return MemorySegment.ofArray(array);
        }

        @Override
        double sum() {
            long sum = 0;
            for (long x : array) {
                sum += x;
            }
            return sum;
        }

        @Override
        double min() {
            long min = array[0];
            for (long x : array) {
                min = Math.min(min, x);
            }
            return min;
        }

        @Override
        void scale() {
            long by = (long) one;
            for (int i = 0; i < array.length; i++) {
                array[i] *= by;
            }
        }
    }

    private static final class Floats extends RawKernels {
        private final float[] array;

        Floats(float[] array) {
            this.array = array;
        }

        @Override
        MemorySegment memory() {
            return MemorySegment.ofArray(array);
        }

        @Override
        double sum() {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            double e = 0;
            double f = 0;
            double g = 0;
            double h = 0;
            for (int i = 0; i < array.length - 7; i += 8) {
                a += array[i];
                b += array[i + 1];
                c += array[i + 2];
                d += array[i + 3];
                e += array[i + 4];
                f += array[i + 5];
                g += array[i + 6];
                h += array[i + 7];
            }
            return ((a + b) + (c + d)) + ((e + f) + (g + h));
        }

        @Override
        double min() {
            float min = array[0];
            for (float x : array) {
                min = Math.min(min, x);
            }
            return min;
        }

        @Override
        void scale() {
            float by = (float) one;
            for (int i = 0; i < array.length; i++) {
                array[i] *= by;
            }
        }
    }

    private static final class Doubles extends RawKernels {
        private final double[] array;

        Doubles(double[] array) {
            this.array = array;
        }

        @Override
        MemorySegment memory() {
            return MemorySegment.ofArray(array);
        }

        @Override
        double sum() {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            double e = 0;
            double f = 0;
            double g = 0;
            double h = 0;
            for (int i = 0; i < array.length - 7; i += 8) {
                a += array[i];
                b += array[i + 1];
                c += array[i + 2];
                d += array[i + 3];
                e += array[i + 4];
                f += array[i + 5];
                g += array[i + 6];
                h += array[i + 7];
            }
            return ((a + b) + (c + d)) + ((e + f) + (g + h));
        }

        @Override
        double min() {
            double min = array[0];
            for (double x : array) {
                min = Math.min(min, x);
            }
            return min;
        }

        @Override
        void scale() {
            double by = (double) one;
            for (int i = 0; i < array.length; i++) {
                array[i] *= by;
            }
        }
    }
}

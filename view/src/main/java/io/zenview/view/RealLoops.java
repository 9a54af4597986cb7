package io.zenview.view;

import java.lang.foreign.MemorySegment;

/// Loops over reals in arrays of their own type.
///
/// C2 makes no vectors of reals that it reads from a segment, so floats in other memory are moved
/// through an array. Whoever wants the least or greatest real compares bits instead, see
/// [Ordering].
///
/// @param <A> `float[]` or `double[]`
abstract sealed class RealLoops<A> {
    static final RealLoops<float[]> FLOATS = new Floats();
    static final RealLoops<double[]> DOUBLES = new Doubles();

    /// A new array.
    abstract A block(int length);

    /// An array as memory.
    abstract MemorySegment memory(A array);

    /// The sum: of eight partial sums, to each of which every eighth element was added.
    abstract double sum(A array, int from, int n);

    /// Multiplies each element; the factor is a number of the element type.
    abstract void scale(A array, int from, int n, double factor);

    /// Adds to each element; the addend is a number of the element type.
    abstract void add(A array, int from, int n, double addend);

    /// Adds the elements of another array at the same indices. Were the indices others, the
    /// compiler would have to expect that the arrays overlap, and make no vectors.
    abstract void addAll(A array, int from, int n, A addends);

    abstract void widen(A array, int n, double[] to);

    /// Rounds to the nearest number of the element type.
    abstract void narrow(double[] from, int n, A array);

    private static final class Floats extends RealLoops<float[]> {
        @Override
        float[] block(int length) {
            return new float[length];
        }

        @Override
        MemorySegment memory(float[] array) {
            return MemorySegment.ofArray(array);
        }

        @Override
        double sum(float[] x, int from, int n) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            double e = 0;
            double f = 0;
            double g = 0;
            double h = 0;
            int end = from + n;
            int i = from;
            for (; i < end - 7; i += 8) {
                a += x[i];
                b += x[i + 1];
                c += x[i + 2];
                d += x[i + 3];
                e += x[i + 4];
                f += x[i + 5];
                g += x[i + 6];
                h += x[i + 7];
            }
            for (; i < end; i++) {
                a += x[i];
            }
            return ((a + b) + (c + d)) + ((e + f) + (g + h));
        }

        @Override
        void scale(float[] array, int from, int n, double factor) {
            float by = (float) factor;
            for (int i = from; i < from + n; i++) {
                array[i] *= by;
            }
        }

        @Override
        void add(float[] array, int from, int n, double addend) {
            float by = (float) addend;
            for (int i = from; i < from + n; i++) {
                array[i] += by;
            }
        }

        @Override
        void addAll(float[] array, int from, int n, float[] addends) {
            for (int i = from; i < from + n; i++) {
                array[i] += addends[i];
            }
        }

        @Override
        void widen(float[] array, int n, double[] to) {
            for (int i = 0; i < n; i++) {
                to[i] = array[i];
            }
        }

        @Override
        void narrow(double[] from, int n, float[] array) {
            for (int i = 0; i < n; i++) {
                array[i] = (float) from[i];
            }
        }
    }

    private static final class Doubles extends RealLoops<double[]> {
        @Override
        double[] block(int length) {
            return new double[length];
        }

        @Override
        MemorySegment memory(double[] array) {
            return MemorySegment.ofArray(array);
        }

        @Override
        double sum(double[] x, int from, int n) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            double e = 0;
            double f = 0;
            double g = 0;
            double h = 0;
            int end = from + n;
            int i = from;
            for (; i < end - 7; i += 8) {
                a += x[i];
                b += x[i + 1];
                c += x[i + 2];
                d += x[i + 3];
                e += x[i + 4];
                f += x[i + 5];
                g += x[i + 6];
                h += x[i + 7];
            }
            for (; i < end; i++) {
                a += x[i];
            }
            return ((a + b) + (c + d)) + ((e + f) + (g + h));
        }

        @Override
        void scale(double[] array, int from, int n, double factor) {
            for (int i = from; i < from + n; i++) {
                array[i] *= factor;
            }
        }

        @Override
        void add(double[] array, int from, int n, double addend) {
            for (int i = from; i < from + n; i++) {
                array[i] += addend;
            }
        }

        @Override
        void addAll(double[] array, int from, int n, double[] addends) {
            for (int i = from; i < from + n; i++) {
                array[i] += addends[i];
            }
        }

        @Override
        void widen(double[] array, int n, double[] to) {
            System.arraycopy(array, 0, to, 0, n);
        }

        @Override
        void narrow(double[] from, int n, double[] array) {
            System.arraycopy(from, 0, array, 0, n);
        }
    }
}

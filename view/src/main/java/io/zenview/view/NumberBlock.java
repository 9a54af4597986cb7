package io.zenview.view;

import java.lang.foreign.MemorySegment;

/// Moves numbers of any format between memory and blocks of `long` or `double`, with the
/// conversions between them.
///
/// @param <A> the array type in which the elements are staged
final class NumberBlock<A> {
    /// Elements that are moved at once: their blocks of all types together stay in the first cache.
    static final int LENGTH = 1024;

    private static final double TWO_63 = 0x1p63;

    private final Window window;
    private final char code;
    private final ElementLoops<A> loops;
    private final A raw;
    private final long[] bits = new long[LENGTH];
    private final float[] floats = new float[LENGTH];
    private final double[] doubles = new double[LENGTH];
    private final MemorySegment rawMemory;

    private NumberBlock(Window window, ElementLoops<A> loops) {
        this.window = window;
        this.code = window.format.code();
        this.loops = loops;
        this.raw = loops.block(LENGTH);
        this.rawMemory = loops.memory(raw);
    }

    static NumberBlock<?> of(Window window) {
        return of(window, ElementLoops.of(window));
    }

    private static <A> NumberBlock<A> of(Window window, ElementLoops<A> loops) {
        return new NumberBlock<>(window, loops);
    }

    /// Whether a format holds whole numbers; truth values count as 0 and 1.
    static boolean isWhole(Format format) {
        return "bBhHiIlLqQnNP?".indexOf(format.code()) >= 0;
    }

    static boolean isReal(Format format) {
        return "efd".indexOf(format.code()) >= 0;
    }

    static boolean isUnsigned(Format format) {
        return "BHILQNP".indexOf(format.code()) >= 0;
    }

    private void readRaw(long at, long stride, int n) {
        if (stride == loops.size) {
            loops.read(window.memory, at, n, raw, 0);
        } else {
            loops.readSpaced(window.memory, at, stride, n, raw, 0);
        }
    }

    private void writeRaw(long at, long stride, int n) {
        if (stride == loops.size) {
            loops.write(window.memory, at, n, raw, 0);
        } else {
            loops.writeSpaced(window.memory, at, stride, n, raw, 0);
        }
    }

    /// Reads whole numbers; those of `Q` beyond 2^63 - 1 as their bits.
    ///
    /// @param n at most [#LENGTH]
    void readLongs(long at, long stride, int n, long[] to) {
        readRaw(at, stride, n);
        loops.widen(raw, n, isUnsigned(window.format) ? Ordering.mask(loops.size) : -1, to);
        if (code == '?') {
            for (int i = 0; i < n; i++) {
                to[i] = to[i] == 0 ? 0 : 1;
            }
        }
    }

    /// Reads numbers, rounding whole ones of more than 53 bits.
    void readDoubles(long at, long stride, int n, double[] to) {
        if (!isReal(window.format)) {
            readLongs(at, stride, n, bits);
            boolean unsigned = loops.size == 8 && isUnsigned(window.format);
            for (int i = 0; i < n; i++) {
                to[i] = bits[i];
            }
            if (unsigned) {
                for (int i = 0; i < n; i++) {
                    to[i] = unsignedToDouble(bits[i]);
                }
            }
            return;
        }
        readRaw(at, stride, n);
        switch (code) {
            case 'd' ->
                    MemorySegment.copy(rawMemory, 0, MemorySegment.ofArray(to), 0, (long) n << 3);
            case 'f' -> {
                MemorySegment.copy(rawMemory, 0, MemorySegment.ofArray(floats), 0, (long) n << 2);
                RealLoops.FLOATS.widen(floats, n, to);
            }
            default -> {
                loops.widen(raw, n, -1, bits);
                for (int i = 0; i < n; i++) {
                    to[i] = Float.float16ToFloat((short) bits[i]);
                }
            }
        }
    }

    /// Writes whole numbers: into narrower formats their lowest bits, into reals the nearest real,
    /// into truth values whether they differ from 0.
    ///
    /// @param unsigned whether negative ones stand for numbers beyond 2^63 - 1
    void writeLongs(long at, long stride, int n, long[] from, boolean unsigned) {
        switch (code) {
            case '?' -> {
                for (int i = 0; i < n; i++) {
                    bits[i] = from[i] == 0 ? 0 : 1;
                }
                loops.narrow(bits, n, raw);
            }
            case 'd' -> {
                // Two loops and not one with a branch, of reals and not of their bits: C2 makes
                // vectors of the first.
                if (unsigned) {
                    for (int i = 0; i < n; i++) {
                        doubles[i] = unsignedToDouble(from[i]);
                    }
                } else {
                    for (int i = 0; i < n; i++) {
                        doubles[i] = from[i];
                    }
                }
                setRaw(doubles, n);
            }
            case 'f' -> {
                // Straight to float: through double it would be rounded twice.
                if (unsigned) {
                    for (int i = 0; i < n; i++) {
                        floats[i] = unsignedToFloat(from[i]);
                    }
                } else {
                    for (int i = 0; i < n; i++) {
                        floats[i] = from[i];
                    }
                }
                setRaw(floats, n);
            }
            case 'e' -> {
                // What a double rounds is far beyond the greatest half.
                for (int i = 0; i < n; i++) {
                    bits[i] = half(unsigned ? unsignedToDouble(from[i]) : (double) from[i]);
                }
                loops.narrow(bits, n, raw);
            }
            default -> loops.narrow(from, n, raw);
        }
        writeRaw(at, stride, n);
    }

    /// Writes reals: into narrower ones rounded, into whole numbers without their fraction and
    /// clamped to what the format holds (NaN becomes 0), into truth values whether they differ from
    /// 0.
    void writeDoubles(long at, long stride, int n, double[] from) {
        switch (code) {
            case 'd' -> setRaw(from, n);
            case 'f' -> {
                RealLoops.FLOATS.narrow(from, n, floats);
                setRaw(floats, n);
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    bits[i] = bits(from[i]);
                }
                loops.narrow(bits, n, raw);
            }
        }
        writeRaw(at, stride, n);
    }

    private void setRaw(double[] from, int n) {
        MemorySegment.copy(MemorySegment.ofArray(from), 0, rawMemory, 0, (long) n << 3);
    }

    private void setRaw(float[] from, int n) {
        MemorySegment.copy(MemorySegment.ofArray(from), 0, rawMemory, 0, (long) n << 2);
    }

    private long bits(double value) {
        if (code == 'e') {
            return half(value);
        }
        if (code == '?') {
            return value != 0 ? 1 : 0;
        }
        int valueBits = 8 * loops.size;
        if (!isUnsigned(window.format)) {
            long greatest = Long.MAX_VALUE >> (64 - valueBits);
            return Math.clamp((long) value, -greatest - 1, greatest);
        }
        if (valueBits < 64) {
            return Math.clamp((long) value, 0L, (1L << valueBits) - 1);
        }
        if (value < TWO_63) {
            return Math.max((long) value, 0);
        }
        return value >= 2 * TWO_63
                ? -1
                : Double.isNaN(value) ? 0 : (long) (value - TWO_63) ^ Long.MIN_VALUE;
    }

    static double unsignedToDouble(long raw) {
        // Halved, with the lost bit kept in the last one so that it is rounded as it should be.
        return raw >= 0 ? (double) raw : (double) ((raw >>> 1) | (raw & 1)) * 2;
    }

    private static float unsignedToFloat(long raw) {
        return raw >= 0 ? (float) raw : (float) ((raw >>> 1) | (raw & 1)) * 2;
    }

    private static short half(double value) {
        // Through float the value would be rounded twice; rounding to odd first makes the second
        // rounding exact.
        float near = (float) value;
        if (near != value
                && !Double.isNaN(value)
                && !Float.isInfinite(near)
                && (Float.floatToRawIntBits(near) & 1) == 0) {
            near = near < value ? Math.nextUp(near) : Math.nextDown(near);
        }
        return Float.floatToFloat16(near);
    }
}

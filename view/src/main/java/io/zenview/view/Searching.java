package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Looks for a value among elements, by Python's equality: 1, 1.0 and true are equal, NaN equals
/// nothing, -0.0 equals 0.0.
final class Searching {
    /// Elements that are counted at once before the place is looked for.
    private static final int STEP = 1024;

    private Searching() {}

    /// What the bits of an element must be to equal a value, where the mask has ones; null if no
    /// element can.
    private record Wanted(long bits, long mask) {}

    /// How many elements of a view equal a value.
    static long count(View view, Object value) {
        long count = 0;
        for (Placement part : Placement.all(view)) {
            count += count(part, value);
        }
        return count;
    }

    /// The place, in C order, of the first element of a view that equals a value, or -1.
    static long indexOf(View view, Object value) {
        long before = 0;
        for (Placement part : Placement.all(view)) {
            long found = indexOf(part, value);
            if (found >= 0) {
                return before + found;
            }
            before += part.count();
        }
        return -1;
    }

    /// How many elements equal a value.
    static long count(Placement layout, Object value) {
        long[] count = new long[1];
        MappedMemory.guarded(layout.window(), () -> count[0] = counted(layout, value));
        return count[0];
    }

    private static long counted(Placement layout, Object value) {
        Format format = layout.window().format;
        if (!comparesBits(format, value)) {
            return countValues(layout, value);
        }
        Wanted wanted = wanted(format, value);
        if (wanted == null) {
            return 0;
        }
        long[] count = new long[1];
        Runs.of(layout)
                .read((loops, m, at, n) ->
                        count[0] += loops.count(m, at, n, wanted.bits, wanted.mask));
        return count[0];
    }

    /// The place, in C order, of the first element that equals a value, or -1.
    static long indexOf(Placement layout, Object value) {
        long[] found = new long[1];
        MappedMemory.guarded(layout.window(), () -> found[0] = find(layout, value));
        return found[0];
    }

    private static long find(Placement layout, Object value) {
        Window window = layout.window();
        if (!comparesBits(window.format, value)) {
            return indexOfValue(layout, value);
        }
        Wanted wanted = wanted(window.format, value);
        return wanted == null ? -1 : indexOf(layout, ElementLoops.of(window), wanted);
    }

    private static <A> long indexOf(Placement layout, ElementLoops<A> loops, Wanted wanted) {
        MemorySegment m = layout.window().memory;
        A block = loops.block(STEP);
        MemorySegment blockMemory = loops.memory(block);
        ElementLoops<A> inBlock = loops.forBlocks();
        // Why mapped memory is copied first: see Runs#read.
        boolean inPlace = !m.isMapped();
        Traversal t = Traversal.inOrder(layout);
        long before = 0;
        while (t.next()) {
            for (long i = 0; i < t.count(); i += STEP) {
                int n = (int) Math.min(STEP, t.count() - i);
                long at = t.at(0) + i * t.stride(0);
                int found;
                if (inPlace && t.stride(0) == loops.size) {
                    found = first(loops, m, at, n, wanted);
                } else {
                    loops.readSpaced(m, at, t.stride(0), n, block, 0);
                    found = first(inBlock, blockMemory, 0, n, wanted);
                }
                if (found >= 0) {
                    return before + i + found;
                }
            }
            before += t.count();
        }
        return -1;
    }

    /// The first of some elements: a search that does not stop at every element, and bisection
    /// where there is one.
    private static int first(
            ElementLoops<?> loops, MemorySegment m, long at, int n, Wanted wanted) {
        if (loops.count(m, at, n, wanted.bits, wanted.mask) == 0) {
            return -1;
        }
        int low = 0;
        int length = n;
        while (length > 1) {
            int half = length / 2;
            long start = at + (long) low * loops.size;
            if (loops.count(m, start, half, wanted.bits, wanted.mask) == 0) {
                low += half;
                length -= half;
            } else {
                length = half;
            }
        }
        return low;
    }

    /// Whether equality with the value is equality of bits: so for numbers but truth values, of
    /// which any byte but 0 is true.
    private static boolean comparesBits(Format format, Object value) {
        return format.code() != '?'
                && (NumberBlock.isWhole(format) || NumberBlock.isReal(format))
                && (value instanceof Number || value instanceof Boolean);
    }

    private static @Nullable Wanted wanted(Format format, Object value) {
        int size = format.itemSize();
        BigDecimal exact = exact(value);
        if (NumberBlock.isReal(format)) {
            return wantedReal(size, value, exact);
        }
        if (exact == null || (exact.signum() != 0 && exact.stripTrailingZeros().scale() > 0)) {
            return null;
        }
        // A number of huge exponent would be written out in full.
        if (exact.signum() != 0 && exact.precision() - (long) exact.scale() > 20) {
            return null;
        }
        BigInteger integer = exact.signum() == 0 ? BigInteger.ZERO : exact.toBigIntegerExact();
        boolean unsigned = NumberBlock.isUnsigned(format);
        boolean fits =
                unsigned
                        ? integer.signum() >= 0 && integer.bitLength() <= 8 * size
                        : integer.bitLength() < 8 * size;
        return fits ? new Wanted(integer.longValue(), Ordering.mask(size)) : null;
    }

    private static @Nullable Wanted wantedReal(int size, Object value, @Nullable BigDecimal exact) {
        double real =
                value instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) value).doubleValue();
        boolean held = size == 8 || (float) real == real;
        if (Double.isNaN(real) || !held) {
            return null;
        }
        if (exact != null
                && (Double.isInfinite(real) || new BigDecimal(real).compareTo(exact) != 0)) {
            return null;
        }
        long bits;
        if (size == 8) {
            bits = Double.doubleToRawLongBits(real);
        } else if (size == 4) {
            bits = Float.floatToRawIntBits((float) real);
        } else {
            short half = Float.floatToFloat16((float) real);
            if (Float.float16ToFloat(half) != real) {
                return null;
            }
            bits = half;
        }
        long mask = Ordering.mask(size);
        // Both zeros are wanted: the sign does not matter.
        return new Wanted(bits, real == 0 ? mask >>> 1 : mask);
    }

    /// The number, or null for infinities and NaN.
    private static @Nullable BigDecimal exact(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? BigDecimal.ONE : BigDecimal.ZERO;
            case BigInteger big -> new BigDecimal(big);
            case BigDecimal big -> big;
            case Double d -> Double.isFinite(d) ? new BigDecimal(d) : null;
            case Float f -> Float.isFinite(f) ? new BigDecimal(f) : null;
            default -> BigDecimal.valueOf(((Number) value).longValue());
        };
    }

    private static long countValues(Placement layout, Object value) {
        Window window = layout.window();
        Element element = window.format.element();
        Object wanted = widened(value);
        Traversal t = Traversal.inAnyOrder(layout);
        long count = 0;
        while (t.next()) {
            for (long i = 0; i < t.count(); i++) {
                if (Values.equal(element.get(window, t.at(0) + i * t.stride(0)), wanted)) {
                    count++;
                }
            }
        }
        return count;
    }

    private static long indexOfValue(Placement layout, Object value) {
        Window window = layout.window();
        Element element = window.format.element();
        Object wanted = widened(value);
        Traversal t = Traversal.inOrder(layout);
        long before = 0;
        while (t.next()) {
            for (long i = 0; i < t.count(); i++) {
                if (Values.equal(element.get(window, t.at(0) + i * t.stride(0)), wanted)) {
                    return before + i;
                }
            }
            before += t.count();
        }
        return -1;
    }

    /// A number in the type that elements are read as.
    private static Object widened(Object value) {
        return switch (value) {
            case Integer v -> (Object) v.longValue();
            case Short v -> v.longValue();
            case Byte v -> v.longValue();
            case Float v -> v.doubleValue();
            default -> value;
        };
    }
}

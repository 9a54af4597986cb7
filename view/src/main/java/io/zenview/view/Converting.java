package io.zenview.view;

import java.lang.foreign.Arena;
import java.util.Arrays;

/// Copies elements between formats.
final class Converting {
    private Converting() {}

    /// Copies all elements of a view, converted; right however the two overlap.
    ///
    /// @throws IllegalArgumentException if shapes differ, or the conversion is not among those that
    ///   are allowed
    static void copy(View from, View to, Conversion allowed) {
        if (!from.indirect() && !to.indirect()) {
            copy(Placement.of(from), Placement.of(to), allowed);
            return;
        }
        check(from, to, allowed, "copy");
        try (Arena arena = Arena.ofConfined()) {
            scatter(Copying.gathered(from, arena), to, allowed);
        }
    }

    private static void scatter(Placement from, View to, Conversion allowed) {
        if (!to.indirect()) {
            copy(from, Placement.of(to), allowed);
            return;
        }
        for (long i = 0; i < to.extent(0); i++) {
            scatter(from.row(i), to.row(i), allowed);
        }
    }

    /// Copies all elements, converted; right however the two overlap.
    ///
    /// @throws IllegalArgumentException if shapes differ, or the conversion is not among those that
    ///   are allowed
    static void copy(Placement from, Placement to, Conversion allowed) {
        check(from, to, allowed);
        if (sameBits(from.window().format, to.window().format)) {
            Copying.copy(from, to);
        } else if (from.mayBeOverwrittenBy(to)) {
            try (Arena arena = Arena.ofConfined()) {
                Placement staged = from.fresh(arena.allocate(Math.max(from.byteSize(), 1), 8));
                Copying.copy(from, staged);
                convert(staged, to);
            }
        } else {
            convert(from, to);
        }
    }

    private static void check(Placement from, Placement to, Conversion allowed) {
        check(from.shape(), from.window(), to.shape(), to.window(), allowed, "copy");
    }

    static void check(View from, View to, Conversion allowed, String action) {
        check(
                Placement.shapeOf(from),
                from.window,
                Placement.shapeOf(to),
                to.window,
                allowed,
                action);
    }

    private static void check(
            long[] shape,
            Window from,
            long[] targetShape,
            Window to,
            Conversion allowed,
            String action) {
        if (!Arrays.equals(shape, targetShape)) {
            throw new IllegalArgumentException(
                    "cannot "
                            + action
                            + " elements of shape "
                            + Arrays.toString(shape)
                            + " to elements of shape "
                            + Arrays.toString(targetShape)
                            + ": shapes must agree; broadcastTo stretches one");
        }
        Format source = from.format;
        Format target = to.format;
        if (!converts(source, target, allowed)) {
            throw new IllegalArgumentException(
                    "cannot "
                            + action
                            + " elements of format '"
                            + source
                            + "' to elements of format '"
                            + target
                            + "'"
                            + (allowed == Conversion.LOSSLESS
                                            && isNumber(source)
                                            && isNumber(target)
                                    ? ": values could be lost; Conversion.LOSSY allows that"
                                    : ": there is no conversion"));
        }
    }

    /// Whether elements of one format can be copied to another.
    static boolean converts(Format from, Format to, Conversion allowed) {
        if (from.equals(to) || (from.code() == to.code() && from.itemSize() == to.itemSize())) {
            return true;
        }
        if (!isNumber(from) || !isNumber(to)) {
            return false;
        }
        return allowed == Conversion.LOSSY || losesNothing(from, to);
    }

    private static boolean losesNothing(Format from, Format to) {
        if (from.code() == '?' || to.code() == '?') {
            return from.code() == '?';
        }
        if (NumberBlock.isReal(from)) {
            return NumberBlock.isReal(to) && from.itemSize() <= to.itemSize();
        }
        // Bits beside the sign.
        int bits = 8 * from.itemSize() - (NumberBlock.isUnsigned(from) ? 0 : 1);
        if (NumberBlock.isReal(to)) {
            return bits <= (to.itemSize() == 2 ? 11 : to.itemSize() == 4 ? 24 : 53);
        }
        boolean signKept = NumberBlock.isUnsigned(from) || !NumberBlock.isUnsigned(to);
        return signKept && bits <= 8 * to.itemSize() - (NumberBlock.isUnsigned(to) ? 0 : 1);
    }

    private static boolean isNumber(Format format) {
        return NumberBlock.isWhole(format) || NumberBlock.isReal(format);
    }

    /// Whether elements of both formats hold the same value in the same bytes.
    private static boolean sameBits(Format a, Format b) {
        if (a.equals(b)) {
            return true;
        }
        boolean sameOrder =
                a.itemSize() == b.itemSize()
                        && (a.itemSize() == 1 || a.byteOrder() == b.byteOrder());
        boolean sameKind =
                a.code() == b.code()
                        || (a.code() != '?'
                                && b.code() != '?'
                                && NumberBlock.isWhole(a)
                                && NumberBlock.isWhole(b));
        return sameOrder && sameKind;
    }

    private static void convert(Placement from, Placement to) {
        NumberBlock<?> reader = NumberBlock.of(from.window());
        NumberBlock<?> writer = NumberBlock.of(to.window());
        Format source = from.window().format;
        boolean real = NumberBlock.isReal(source);
        boolean unsigned = NumberBlock.isUnsigned(source);
        long[] longs = new long[NumberBlock.LENGTH];
        double[] doubles = new double[NumberBlock.LENGTH];
        Traversal t = Traversal.inAnyOrder(to, from);
        while (t.next()) {
            for (long i = 0; i < t.count(); i += NumberBlock.LENGTH) {
                int n = (int) Math.min(NumberBlock.LENGTH, t.count() - i);
                long fromAt = t.at(1) + i * t.stride(1);
                long toAt = t.at(0) + i * t.stride(0);
                if (real) {
                    reader.readDoubles(fromAt, t.stride(1), n, doubles);
                    writer.writeDoubles(toAt, t.stride(0), n, doubles);
                } else {
                    reader.readLongs(fromAt, t.stride(1), n, longs);
                    writer.writeLongs(toAt, t.stride(0), n, longs, unsigned);
                }
            }
        }
    }
}

package io.zenview.view;

import java.lang.foreign.Arena;
import java.nio.ByteOrder;
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
        if (from.window().format.code() == 'w'
                && !from.window().format.equals(to.window().format)) {
            copy(codePoints(from), codePoints(to), allowed);
        } else if (sameBits(from.window().format, to.window().format)) {
            Copying.copy(from, to);
        } else if (from.mayBeOverwrittenBy(to)) {
            try (Arena arena = Arena.ofConfined()) {
                Placement staged = from.fresh(arena.allocate(Math.max(from.byteSize(), 1), 8));
                Copying.copy(from, staged);
                guardedly(staged, to);
            }
        } else {
            guardedly(from, to);
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
        if (from.equals(to) || isSameText(from, to) || isSameRecord(from, to)) {
            return true;
        }
        if (!isNumber(from) || !isNumber(to)) {
            return false;
        }
        return allowed == Conversion.LOSSY || losesNothing(from, to);
    }

    /// Whether both hold as many code points, in whatever byte order.
    private static boolean isSameText(Format from, Format to) {
        return from.code() == 'w' && to.code() == 'w' && from.itemSize() == to.itemSize();
    }

    /// Whether both are records of the same values in the same places, whatever the names. The same
    /// size is not enough: what is a number here may be text there.
    private static boolean isSameRecord(Format from, Format to) {
        RecordLayout a = from.layout();
        RecordLayout b = to.layout();
        if (a == null
                || b == null
                || a.size() != b.size()
                || a.fields().size() != b.fields().size()) {
            return false;
        }
        for (int i = 0; i < a.fields().size(); i++) {
            Format.Field x = a.fields().get(i);
            Format.Field y = b.fields().get(i);
            if (x.offset() != y.offset()
                    || !x.shape().equals(y.shape())
                    || !isSameValue(x.format(), y.format())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSameValue(Format a, Format b) {
        return a.equals(b)
                || isSameRecord(a, b)
                || (a.layout() == null
                        && a.code() == b.code()
                        && a.itemSize() == b.itemSize()
                        && a.byteOrder() == b.byteOrder());
    }

    /// Text as whole numbers, one for each code point, along a further dimension.
    private static Placement codePoints(Placement texts) {
        Window window = texts.window();
        int rank = texts.rank();
        long[] shape = Arrays.copyOf(texts.shape(), rank + 1);
        long[] strides = Arrays.copyOf(texts.strides(), rank + 1);
        shape[rank] = window.itemSize / Integer.BYTES;
        strides[rank] = Integer.BYTES;
        boolean little = window.format.byteOrder() == ByteOrder.LITTLE_ENDIAN;
        Format number = Format.parse(little ? "<I" : ">I");
        return new Placement(window.withFormat(number), texts.offset(), shape, strides);
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
        if (a.equals(b) || isSameRecord(a, b)) {
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

    private static void guardedly(Placement from, Placement to) {
        MappedMemory.guarded(
                from.window(), () -> MappedMemory.guarded(to.window(), () -> convert(from, to)));
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

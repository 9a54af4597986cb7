package io.zenview.view;

/// Compares elements by value, as Python does: across formats, with NaN equal to nothing and -0.0
/// equal to 0.0.
final class Comparing {
    private static final int LENGTH = NumberBlock.LENGTH;

    private Comparing() {}

    /// The place, in C order, of the first element in which two views of the same shape differ, or
    /// -1.
    static long mismatch(View a, View b) {
        if (!a.indirect() && !b.indirect()) {
            return mismatch(Placement.of(a), Placement.of(b));
        }
        for (long i = 0; i < a.extent(0); i++) {
            View row = a.row(i);
            long found = mismatch(row, b.row(i));
            if (found >= 0) {
                return i * row.count() + found;
            }
        }
        return -1;
    }

    /// The place, in C order, of the first element in which two layouts of the same shape differ,
    /// or -1.
    static long mismatch(Placement a, Placement b) {
        Window window = a.window();
        Format format = window.format;
        boolean sameBits = format.equals(b.window().format) && Values.sameBitsMeanEqual(format);
        if (sameBits && a.contiguous() && b.contiguous()) {
            long bytes = a.byteSize();
            long found = MappedMemory.mismatch(window, a.offset(), b.window(), b.offset(), bytes);
            return found < 0 ? -1 : found / window.itemSize;
        }
        long[] found = new long[1];
        MappedMemory.guarded(
                window, () -> MappedMemory.guarded(b.window(), () -> found[0] = byValue(a, b)));
        return found[0];
    }

    private static long byValue(Placement a, Placement b) {
        Blocks blocks = blocks(a.window(), b.window());
        Traversal t = Traversal.inOrder(a, b);
        long before = 0;
        while (t.next()) {
            for (long i = 0; i < t.count(); i += LENGTH) {
                int n = (int) Math.min(LENGTH, t.count() - i);
                int found =
                        blocks.mismatch(
                                t.at(0) + i * t.stride(0),
                                t.stride(0),
                                t.at(1) + i * t.stride(1),
                                t.stride(1),
                                n);
                if (found >= 0) {
                    return before + i + found;
                }
            }
            before += t.count();
        }
        return -1;
    }

    /// Compares up to `LENGTH` elements.
    private interface Blocks {
        int mismatch(long at, long stride, long otherAt, long otherStride, int n);
    }

    private static Blocks blocks(Window a, Window b) {
        boolean whole = NumberBlock.isWhole(a.format) && NumberBlock.isWhole(b.format);
        boolean real = NumberBlock.isReal(a.format) && NumberBlock.isReal(b.format);
        // Up to 4 bytes a whole number is exactly a double.
        boolean mixed = isExactlyDouble(a.format) && isExactlyDouble(b.format);
        return whole ? wholeBlocks(a, b) : real || mixed ? realBlocks(a, b) : values(a, b);
    }

    private static boolean isExactlyDouble(Format format) {
        return NumberBlock.isReal(format)
                || (NumberBlock.isWhole(format) && format.itemSize() <= 4);
    }

    private static Blocks wholeBlocks(Window a, Window b) {
        NumberBlock<?> left = NumberBlock.of(a);
        NumberBlock<?> right = NumberBlock.of(b);
        long[] x = new long[LENGTH];
        long[] y = new long[LENGTH];
        // The same bits stand for -1 here and for 2^64 - 1 there.
        boolean signsDiffer = NumberBlock.isUnsigned(a.format) != NumberBlock.isUnsigned(b.format);
        return (at, stride, otherAt, otherStride, n) -> {
            left.readLongs(at, stride, n, x);
            right.readLongs(otherAt, otherStride, n, y);
            for (int i = 0; i < n; i++) {
                if (x[i] != y[i] || (signsDiffer && x[i] < 0)) {
                    return i;
                }
            }
            return -1;
        };
    }

    private static Blocks realBlocks(Window a, Window b) {
        NumberBlock<?> left = NumberBlock.of(a);
        NumberBlock<?> right = NumberBlock.of(b);
        double[] x = new double[LENGTH];
        double[] y = new double[LENGTH];
        return (at, stride, otherAt, otherStride, n) -> {
            left.readDoubles(at, stride, n, x);
            right.readDoubles(otherAt, otherStride, n, y);
            for (int i = 0; i < n; i++) {
                if (x[i] != y[i]) {
                    return i;
                }
            }
            return -1;
        };
    }

    /// Any formats: element by element, as objects.
    private static Blocks values(Window a, Window b) {
        Element left = a.format.element();
        Element right = b.format.element();
        return (at, stride, otherAt, otherStride, n) -> {
            for (int i = 0; i < n; i++) {
                Object x = left.get(a, at + i * stride);
                if (!Values.equal(x, right.get(b, otherAt + i * otherStride))) {
                    return i;
                }
            }
            return -1;
        };
    }
}

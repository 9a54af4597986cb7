package io.zenview.view;

/// The same memory read as elements of another format, under Python's rules: one of the two formats
/// is a byte format, the memory is contiguous, and no byte is lost or gained.
final class Casting {
    private Casting() {}

    /// The memory of a view in one dimension.
    static View flat(View view, Format format) {
        long bytes = checkedSize(view, format, Order.C);
        if (format.itemSize() == 0 || bytes % format.itemSize() != 0) {
            throw new IllegalArgumentException(
                    "cannot cast "
                            + bytes
                            + " bytes to '"
                            + format
                            + "': not a multiple of its "
                            + format.itemSize()
                            + " bytes an element");
        }
        if (view.rank() > 1) {
            refuseEmpty(view);
        }
        return new ContiguousView(
                view.window.withFormat(format), view.offset, bytes / format.itemSize());
    }

    /// The memory of a view in any number of dimensions.
    static View shaped(View view, Format format, Order order, long... shape) {
        long bytes = checkedSize(view, format, order);
        refuseEmpty(view);
        if (view.rank() != 1 && shape.length != 1) {
            throw new IllegalArgumentException(
                    "cannot cast from "
                            + view.rank()
                            + " to "
                            + shape.length
                            + " dimensions: one side must have one; cast to bytes first, or use reshape");
        }
        for (int d = 0; d < shape.length; d++) {
            if (shape[d] <= 0) {
                throw new IllegalArgumentException(
                        "cannot cast to shape "
                                + Layout.describe(shape)
                                + ": dimension "
                                + d
                                + " must be greater than 0");
            }
        }
        long wanted = Layout.byteSize(format.itemSize(), shape);
        if (wanted != bytes) {
            throw new IllegalArgumentException(
                    "cannot cast "
                            + bytes
                            + " bytes to shape "
                            + Layout.describe(shape)
                            + " of '"
                            + format
                            + "', which takes "
                            + wanted
                            + " bytes");
        }
        return View.of(
                view.window.withFormat(format),
                view.offset,
                Layout.contiguous(format.itemSize(), order, shape.clone()));
    }

    private static void refuseEmpty(View view) {
        if (view.count() == 0) {
            throw new IllegalArgumentException(
                    "cannot cast a view without elements, shape "
                            + Layout.describe(view.layout().shape)
                            + ", to or from several dimensions");
        }
    }

    private static long checkedSize(View view, Format format, Order order) {
        Format present = view.window.format;
        if (!format.isByte() && !present.isByte()) {
            throw new IllegalArgumentException(
                    "cannot cast from '"
                            + present
                            + "' to '"
                            + format
                            + "': one of the two must be a byte format (b, B or c); cast to B first");
        }
        if (order != Order.F || !view.contiguous(Order.F)) {
            view.ensureContiguous("cast");
        }
        return view.count() * view.window.itemSize;
    }
}

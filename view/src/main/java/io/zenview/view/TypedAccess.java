package io.zenview.view;

import java.nio.ByteOrder;

/// What a view must be for a typed view to stand on it.
final class TypedAccess {
    private TypedAccess() {}

    /// The window of a view whose elements follow one another.
    ///
    /// @param view the view
    /// @param codes the format codes that the typed view reads
    /// @param carrier the Java type of its elements
    /// @param order the byte order it reads
    static Window contiguous(View view, String codes, Class<?> carrier, ByteOrder order) {
        Window window = typed(view, codes, carrier, order);
        view.ensureContiguous("read in a typed loop");
        return window;
    }

    /// The window of a view of one dimension, with any stride.
    static Window strided(View view, String codes, Class<?> carrier, ByteOrder order) {
        Window window = typed(view, codes, carrier, order);
        if (view.rank() != 1 || view.indirect()) {
            throw new IllegalArgumentException(
                    "a strided typed view has one dimension, this is "
                            + view
                            + "; slice or reshape it first");
        }
        return window;
    }

    /// The window of a view of two dimensions, whose rows are contiguous and at any distance.
    static Window rows(View view, String codes, Class<?> carrier, ByteOrder order) {
        Window window = typed(view, codes, carrier, order);
        boolean contiguousRows =
                view.rank() == 2
                        && !view.indirect()
                        && (view.extent(1) <= 1 || view.stride(1) == window.itemSize);
        if (!contiguousRows) {
            throw new IllegalArgumentException(
                    "a typed matrix has two dimensions and contiguous rows, this is "
                            + view
                            + "; slice, transpose or copy it first");
        }
        return window;
    }

    private static Window typed(View view, String codes, Class<?> carrier, ByteOrder order) {
        Window window = view.window;
        window.export.ensureOpen();
        Format format = window.format;
        boolean ordered = window.itemSize == 1 || format.byteOrder() == order;
        if (codes.indexOf(format.code()) < 0 || window.itemSize != sizeOf(carrier) || !ordered) {
            throw new IllegalArgumentException(
                    "format '"
                            + format
                            + "' is not read as "
                            + carrier
                            + "s "
                            + (order == ByteOrder.nativeOrder()
                                    ? "of native byte order"
                                    : "of swapped byte order")
                            + "; read it with get, or cast it");
        }
        if (window.kind == Window.OTHER_ARRAY && window.arrayType != carrier) {
            throw new IllegalArgumentException(
                    "typed views of "
                            + carrier
                            + "s stand on native memory, mapped files, byte[] and "
                            + carrier
                            + "[], not on "
                            + window.describeMemory()
                            + "; read it with get, or copy it");
        }
        return window;
    }

    private static int sizeOf(Class<?> carrier) {
        return carrier == byte.class
                ? 1
                : carrier == short.class || carrier == char.class
                        ? 2
                        : carrier == int.class || carrier == float.class ? 4 : 8;
    }
}

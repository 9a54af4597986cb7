package io.zenview.view;

/// Elements in any number of dimensions other than one, at any distances.
final class ShapedView extends View {
    private final Layout layout;
    private final long count;

    ShapedView(Window window, long offset, Layout layout) {
        super(window, offset);
        this.layout = layout;
        this.count = layout.count();
    }

    @Override
    int rank() {
        return layout.rank();
    }

    @Override
    long extent(int dimension) {
        return layout.shape[dimension];
    }

    @Override
    long stride(int dimension) {
        return layout.strides[dimension];
    }

    @Override
    long count() {
        return count;
    }

    @Override
    Layout layout() {
        return layout;
    }

    @Override
    boolean contiguous() {
        return layout.isContiguous(window.itemSize, Order.C);
    }

    @Override
    View within(Window other) {
        return new ShapedView(other, offset, layout);
    }

    @Override
    View row(long index) {
        if (layout.rank() != 2) {
            return super.row(index);
        }
        long at = offset + Index.checked(index, layout.shape[0], 0) * layout.strides[0];
        return of(window, at, layout.shape[1], layout.strides[1]);
    }

    @Override
    long offsetOf(long index) {
        // One dimension has classes of its own.
        throw notAnElement(1);
    }

    @Override
    long offsetOf(long row, long column) {
        if (layout.rank() != 2) {
            throw notAnElement(2);
        }
        return offset
                + Index.checked(row, layout.shape[0], 0) * layout.strides[0]
                + Index.checked(column, layout.shape[1], 1) * layout.strides[1];
    }

    @Override
    public MemoryView slice(long start, long stop) {
        return slice(Slice.of(start, stop));
    }
}

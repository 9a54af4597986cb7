package io.zenview.view;

/// Elements of one dimension at a fixed distance from one another, forwards or backwards.
final class StridedView extends View {
    private final long length;
    private final long stride;

    StridedView(Window window, long offset, long length, long stride) {
        super(window, offset);
        this.length = length;
        this.stride = stride;
    }

    @Override
    int rank() {
        return 1;
    }

    @Override
    long extent(int dimension) {
        return length;
    }

    @Override
    long stride(int dimension) {
        return stride;
    }

    @Override
    long count() {
        return length;
    }

    @Override
    boolean contiguous() {
        return length <= 1 || stride == window.itemSize;
    }

    @Override
    View within(Window other) {
        return new StridedView(other, offset, length, stride);
    }

    @Override
    long offsetOf(long index) {
        return offset + Index.checked(index, length) * stride;
    }

    @Override
    long offsetOf(long row, long column) {
        throw notAnElement(2);
    }

    @Override
    public MemoryView slice(long start, long stop) {
        return slice(Slice.of(start, stop));
    }
}

package io.zenview.view;

/// Elements of one dimension, one after another: the common case, and the one whose slices must
/// cost as little as a slice can.
final class ContiguousView extends View {
    private final long length;

    ContiguousView(Window window, long offset, long length) {
        super(window, offset);
        this.length = length;
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
        return window.itemSize;
    }

    @Override
    long count() {
        return length;
    }

    @Override
    boolean contiguous() {
        return true;
    }

    @Override
    View within(Window other) {
        return new ContiguousView(other, offset, length);
    }

    @Override
    long offsetOf(long index) {
        return offset + Index.checked(index, length) * window.itemSize;
    }

    @Override
    long offsetOf(long row, long column) {
        throw notAnElement(2);
    }

    @Override
    public MemoryView slice(long start, long stop) {
        Window w = window;
        w.export.ensureOpen();
        long from = bound(start);
        long count = Math.max(bound(stop) - from, 0);
        return new ContiguousView(w, offset + from * w.itemSize, count);
    }

    private long bound(long index) {
        long k = index < 0 ? Math.max(index + length, 0) : index;
        return Math.min(k, length);
    }
}

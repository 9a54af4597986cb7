package io.zenview.view;

/// Elements one after another: the common case, and the one whose slices must cost as little as a
/// slice can.
final class ContiguousView extends View {
    ContiguousView(Window window, long offset, long length) {
        super(window, offset, length);
    }

    @Override
    long stride() {
        return window.itemSize;
    }

    @Override
    View within(Window other) {
        return new ContiguousView(other, offset, length);
    }

    @Override
    public MemoryView slice(long start) {
        return slice(start, length);
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

package io.zenview.view;

/// Elements at a fixed distance from one another, forwards or backwards.
final class StridedView extends View {
    private final long stride;

    StridedView(Window window, long offset, long length, long stride) {
        super(window, offset, length);
        this.stride = stride;
    }

    @Override
    long stride() {
        return stride;
    }

    @Override
    View within(Window other) {
        return new StridedView(other, offset, length, stride);
    }

    @Override
    public MemoryView slice(long start) {
        return slice(Slice.from(start));
    }

    @Override
    public MemoryView slice(long start, long stop) {
        return slice(Slice.of(start, stop));
    }
}

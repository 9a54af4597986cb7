package io.zenview.view;

/// Where the elements of a view lie: its memory, shape and strides. The first of four layers that
/// make a view; [ElementView] reads and writes elements one at a time, [ContentView] all at once,
/// and [View] makes other views of the same memory.
abstract sealed class PlacedView implements MemoryView permits ElementView {
    final Window window;

    /// Offset of the first element in the window's memory, in bytes.
    final long offset;

    PlacedView(Window window, long offset) {
        this.window = window;
        this.offset = offset;
    }

    /// Number of dimensions.
    abstract int rank();

    /// Number of elements in a dimension.
    abstract long extent(int dimension);

    /// Distance between elements in a dimension, in bytes.
    abstract long stride(int dimension);

    /// Number of all elements.
    abstract long count();

    /// Whether the elements follow one another in C order.
    abstract boolean contiguous();

    /// The offset of an element of a view of one dimension.
    abstract long offsetOf(long index);

    /// The offset of an element of a view of two dimensions.
    abstract long offsetOf(long row, long column);

    /// The same elements in another window on the same memory.
    abstract View within(Window other);

    /// Whether the elements lie in rows that have memories of their own: offsets mean nothing then,
    /// and bulk work goes through [#row].
    boolean indirect() {
        return false;
    }

    /// The sub-view at an index of the first dimension.
    View row(long index) {
        return part(Slice.at(index));
    }

    /// Shape and strides.
    Layout layout() {
        int rank = rank();
        long[] shape = new long[rank];
        long[] strides = new long[rank];
        for (int d = 0; d < rank; d++) {
            shape[d] = extent(d);
            strides[d] = stride(d);
        }
        return Layout.of(window.itemSize, shape, strides);
    }

    /// The elements that slices take.
    View part(Slice... parts) {
        // One range of one dimension costs one object, without the detour over shapes.
        if (parts.length == 1 && rank() == 1 && parts[0] instanceof Slice.Span span) {
            Slice.Range range = span.resolve(extent(0));
            return View.of(
                    window,
                    offset + range.first() * stride(0),
                    range.count(),
                    stride(0) * range.step());
        }
        Layout layout = layout();
        Layout.Cut cut = layout.slice(layout.expand(parts));
        return View.of(window, offset + cut.distance(), cut.layout());
    }

    /// Empty, unless elements are reached through a table.
    long[] suboffsetNumbers() {
        return new long[0];
    }

    boolean contiguous(Order order) {
        return !indirect() && layout().isContiguous(window.itemSize, order);
    }

    final void ensureOpen() {
        window.export.ensureOpen();
    }

    @Override
    public final Object owner() {
        ensureOpen();
        return window.export.owner();
    }

    @Override
    public final Format format() {
        ensureOpen();
        return window.format;
    }

    @Override
    public final int itemSize() {
        ensureOpen();
        return window.itemSize;
    }

    @Override
    public final int ndim() {
        ensureOpen();
        return rank();
    }

    @Override
    public final long[] shape() {
        ensureOpen();
        return layout().shape.clone();
    }

    @Override
    public final long[] strides() {
        ensureOpen();
        return layout().strides.clone();
    }

    @Override
    public final long[] suboffsets() {
        ensureOpen();
        return suboffsetNumbers();
    }

    @Override
    public final long length() {
        ensureOpen();
        if (rank() == 0) {
            throw new UnsupportedOperationException(
                    "a view of 0 dimensions has no length; it has one element, read with get()");
        }
        return extent(0);
    }

    @Override
    public final long elementCount() {
        ensureOpen();
        return count();
    }

    @Override
    public final long byteSize() {
        ensureOpen();
        return count() * window.itemSize;
    }

    @Override
    public final boolean isReadOnly() {
        ensureOpen();
        return window.readOnly;
    }

    @Override
    public final boolean isCContiguous() {
        ensureOpen();
        return contiguous();
    }

    @Override
    public final boolean isFContiguous() {
        ensureOpen();
        return contiguous(Order.F);
    }

    @Override
    public final boolean isContiguous() {
        return isCContiguous() || isFContiguous();
    }

    final IllegalArgumentException notAnElement(int numbers) {
        return new IllegalArgumentException(
                "an index of "
                        + numbers
                        + " numbers names no element of a view of "
                        + rank()
                        + " dimensions, shape "
                        + Layout.describe(layout().shape)
                        + "; for a part of it use at or slice");
    }

    final void ensureWritable() {
        if (window.readOnly) {
            throw Window.readOnlyError();
        }
    }

    /// Shape and format for error messages.
    final String describe() {
        return (rank() == 1
                        ? extent(0) + " elements"
                        : "elements of shape " + Layout.describe(layout().shape))
                + " of format '"
                + window.format
                + "'";
    }

    final void ensureDirect(String action) {
        if (indirect()) {
            throw new IllegalArgumentException(
                    "cannot "
                            + action
                            + " an indirect view: its "
                            + extent(0)
                            + " rows lie in memories of their own; copy it first");
        }
    }

    final void ensureContiguous(String action) {
        if (!contiguous()) {
            ensureDirect(action);
            throw new IllegalArgumentException(
                    "cannot "
                            + action
                            + " a view that is not C-contiguous: shape "
                            + Layout.describe(layout().shape)
                            + ", strides "
                            + Layout.describe(layout().strides)
                            + ", elements of "
                            + window.itemSize
                            + " bytes; copy it first");
        }
    }

    /// The view that all layers together make.
    final View self() {
        return (View) this;
    }
}

package io.zenview.view;

/// Reads and writes the elements of a view one at a time, right for every format and layout.
///
/// Indirect views take the way through the view of one element; all others compute an offset and
/// allocate nothing.
abstract sealed class ElementView extends PlacedView permits ContentView {
    ElementView(Window window, long offset) {
        super(window, offset);
    }

    /// The offset of an element, after all checks that reading needs.
    private long offsetOf(long[] index) {
        if (index.length != rank()) {
            throw notAnElement(index.length);
        }
        long at = offset;
        for (int d = 0; d < index.length; d++) {
            at += Index.checked(index[d], extent(d), d) * stride(d);
        }
        return at;
    }

    /// The one element at an index, in the memory of its row.
    private ElementView scalar(long... index) {
        if (index.length != rank()) {
            throw notAnElement(index.length);
        }
        return (ElementView) at(index);
    }

    final Element element() {
        return window.format.element();
    }

    // Elements. Indirect views take the way through the view of one element; all others compute an
    // offset and allocate nothing.

    @Override
    public final Object get(long index) {
        ensureOpen();
        if (rank() == 1 && !indirect()) {
            return element().get(window, offsetOf(index));
        }
        return rank() > 1 ? row(index) : at(index).get();
    }

    @Override
    public final Object get(long row, long column) {
        ensureOpen();
        if (rank() != 2 || indirect()) {
            return at(row, column).get();
        }
        return element().get(window, offsetOf(row, column));
    }

    @Override
    public final Object get(long... index) {
        ensureOpen();
        if (index.length < rank()) {
            return at(index);
        }
        if (indirect()) {
            ElementView s = scalar(index);
            return s.element().get(s.window, s.offset);
        }
        return element().get(window, offsetOf(index));
    }

    @Override
    public final long getLong(long index) {
        ensureOpen();
        return indirect()
                ? getLong(new long[] {index})
                : element().getLong(window, offsetOf(index));
    }

    @Override
    public final long getLong(long row, long column) {
        ensureOpen();
        return indirect()
                ? getLong(new long[] {row, column})
                : element().getLong(window, offsetOf(row, column));
    }

    @Override
    public final long getLong(long... index) {
        ensureOpen();
        if (indirect()) {
            ElementView s = scalar(index);
            return s.element().getLong(s.window, s.offset);
        }
        return element().getLong(window, offsetOf(index));
    }

    @Override
    public final double getDouble(long index) {
        ensureOpen();
        return indirect()
                ? getDouble(new long[] {index})
                : element().getDouble(window, offsetOf(index));
    }

    @Override
    public final double getDouble(long row, long column) {
        ensureOpen();
        return indirect()
                ? getDouble(new long[] {row, column})
                : element().getDouble(window, offsetOf(row, column));
    }

    @Override
    public final double getDouble(long... index) {
        ensureOpen();
        if (indirect()) {
            ElementView s = scalar(index);
            return s.element().getDouble(s.window, s.offset);
        }
        return element().getDouble(window, offsetOf(index));
    }

    @Override
    public final void set(long index, Object value) {
        ensureOpen();
        if (indirect()) {
            set(new long[] {index}, value);
            return;
        }
        long at = offsetOf(index);
        ensureWritable();
        element().set(window, at, value);
    }

    @Override
    public final void set(long row, long column, Object value) {
        ensureOpen();
        if (indirect()) {
            set(new long[] {row, column}, value);
            return;
        }
        long at = offsetOf(row, column);
        ensureWritable();
        element().set(window, at, value);
    }

    @Override
    public final void set(long[] index, Object value) {
        ensureOpen();
        ElementView s = indirect() ? scalar(index) : this;
        long at = indirect() ? s.offset : offsetOf(index);
        ensureWritable();
        element().set(s.window, at, value);
    }

    @Override
    public final void setLong(long index, long value) {
        ensureOpen();
        if (indirect()) {
            setLong(new long[] {index}, value);
            return;
        }
        long at = offsetOf(index);
        ensureWritable();
        element().setLong(window, at, value);
    }

    @Override
    public final void setLong(long row, long column, long value) {
        ensureOpen();
        if (indirect()) {
            setLong(new long[] {row, column}, value);
            return;
        }
        long at = offsetOf(row, column);
        ensureWritable();
        element().setLong(window, at, value);
    }

    @Override
    public final void setLong(long[] index, long value) {
        ensureOpen();
        ElementView s = indirect() ? scalar(index) : this;
        long at = indirect() ? s.offset : offsetOf(index);
        ensureWritable();
        element().setLong(s.window, at, value);
    }

    @Override
    public final void setDouble(long index, double value) {
        ensureOpen();
        if (indirect()) {
            setDouble(new long[] {index}, value);
            return;
        }
        long at = offsetOf(index);
        ensureWritable();
        element().setDouble(window, at, value);
    }

    @Override
    public final void setDouble(long row, long column, double value) {
        ensureOpen();
        if (indirect()) {
            setDouble(new long[] {row, column}, value);
            return;
        }
        long at = offsetOf(row, column);
        ensureWritable();
        element().setDouble(window, at, value);
    }

    @Override
    public final void setDouble(long[] index, double value) {
        ensureOpen();
        ElementView s = indirect() ? scalar(index) : this;
        long at = indirect() ? s.offset : offsetOf(index);
        ensureWritable();
        element().setDouble(s.window, at, value);
    }
}

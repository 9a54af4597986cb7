package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;

/// What all views have in common, and the other views that each of them makes of the same memory.
///
/// The class of a view says how its elements lie, and is chosen by [#of].
abstract sealed class View extends ContentView
        permits ContiguousView, StridedView, ShapedView, IndirectView {
    View(Window window, long offset) {
        super(window, offset);
    }

    /// A view of the class that suits the layout.
    static View of(Window window, long offset, Layout layout) {
        if (layout.rank() == 1) {
            return of(window, offset, layout.shape[0], layout.strides[0]);
        }
        // Without elements the offset may lie anywhere, even outside the memory.
        return new ShapedView(window, layout.count() == 0 ? 0 : offset, layout);
    }

    /// A view of one dimension.
    static View of(Window window, long offset, long length, long stride) {
        long at = length == 0 ? 0 : offset;
        return stride == window.itemSize
                ? new ContiguousView(window, at, length)
                : new StridedView(window, at, length, stride);
    }

    /// One field of each record.
    View ofField(Format.Field field) {
        if (rank() == 1 && field.shape().isEmpty()) {
            return of(
                    window.withFormat(field.format()),
                    offset + field.offset(),
                    extent(0),
                    stride(0));
        }
        return of(
                window.withFormat(field.format()),
                offset + field.offset(),
                layout().over(elementOf(field)));
    }

    /// The dimensions that a field adds: none, unless it is an array.
    static Layout elementOf(Format.Field field) {
        long[] shape = field.shape().stream().mapToLong(Long::longValue).toArray();
        return Layout.contiguous(field.format().itemSize(), Order.C, shape);
    }

    /// The dimensions in another order.
    View permuted(int... axes) {
        return of(window, offset, layout().transpose(axes));
    }

    // Views of the same memory.

    @Override
    public final MemoryView at(long... index) {
        ensureOpen();
        if (index.length == 1 && rank() > 0) {
            return row(index[0]);
        }
        Slice[] parts = new Slice[index.length];
        Arrays.setAll(parts, d -> Slice.at(index[d]));
        return part(parts);
    }

    @Override
    public final MemoryView slice(Slice... parts) {
        ensureOpen();
        return part(parts);
    }

    @Override
    public final MemoryView transpose() {
        ensureOpen();
        int[] axes = new int[rank()];
        Arrays.setAll(axes, d -> axes.length - 1 - d);
        return permuted(axes);
    }

    @Override
    public final MemoryView transpose(int... axes) {
        ensureOpen();
        return permuted(axes);
    }

    @Override
    public final MemoryView reshape(long... shape) {
        ensureOpen();
        ensureDirect("reshape");
        return of(window, offset, layout().reshape(window.itemSize, shape));
    }

    @Override
    public final MemoryView broadcastTo(long... shape) {
        ensureOpen();
        ensureDirect("broadcast");
        return of(window.toReadOnly(), offset, layout().broadcast(window.itemSize, shape));
    }

    @Override
    public final MemoryView field(String name) {
        ensureOpen();
        return ofField(window.format.field(name));
    }

    @Override
    public final MemoryView cast(Format format) {
        ensureOpen();
        return Casting.flat(this, format);
    }

    @Override
    public final MemoryView cast(Format format, long... shape) {
        ensureOpen();
        return Casting.shaped(this, format, Order.C, shape);
    }

    @Override
    public final MemoryView cast(Format format, Order order, long... shape) {
        ensureOpen();
        return Casting.shaped(this, format, order, shape);
    }

    @Override
    public final MemoryView toReadOnly() {
        ensureOpen();
        return window.readOnly ? this : within(window.toReadOnly());
    }

    @Override
    public final View acquire(BufferRequest request) {
        ensureOpen();
        return Acquisition.answer(this, request);
    }

    @Override
    public final MemorySegment segment() {
        ensureOpen();
        ensureContiguous("lend as one segment");
        return window.memory.asSlice(offset, count() * window.itemSize);
    }

    @Override
    public final ByteView asBytes() {
        return ByteView.of(this);
    }

    @Override
    public final ShortView asShorts() {
        return ShortView.of(this);
    }

    @Override
    public final CharView asChars() {
        return CharView.of(this);
    }

    @Override
    public final IntView asInts() {
        return IntView.of(this);
    }

    @Override
    public final LongView asLongs() {
        return LongView.of(this);
    }

    @Override
    public final FloatView asFloats() {
        return FloatView.of(this);
    }

    @Override
    public final DoubleView asDoubles() {
        return DoubleView.of(this);
    }

    @Override
    public final DataView asData(ByteOrder order) {
        return DataView.of(this, order);
    }

    @Override
    public final boolean isClosed() {
        return window.export.isClosed();
    }

    @Override
    public final void close() {
        window.export.close();
    }

    /// For people: shape, format and layout, for example `MemoryView[length 4, format l,
    /// read-write]` or `MemoryView[shape (2, 3), format d, strides (8, 16), read-only]`.
    @Override
    public final String toString() {
        if (window.export.closed) {
            return "MemoryView[closed]";
        }
        String shape =
                rank() == 1 ? "length " + extent(0) : "shape " + Layout.describe(layout().shape);
        String strides =
                contiguous() || count() == 0
                        ? ""
                        : rank() == 1
                                ? ", stride " + stride(0)
                                : ", strides " + Layout.describe(layout().strides);
        return "MemoryView["
                + shape
                + ", format "
                + window.format
                + strides
                + (indirect() ? ", indirect" : "")
                + (window.readOnly ? ", read-only]" : ", read-write]");
    }
}

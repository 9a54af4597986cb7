package io.zenview.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// What all views have in common: everything but the way from an index to an offset.
///
/// The class of a view says how its elements lie, and is chosen by [#of]; what is done with many
/// elements at once lives in classes of its own ([Copying] and its kin).
abstract sealed class View implements MemoryView
        permits ContiguousView, StridedView, ShapedView, IndirectView {
    final Window window;

    /// Offset of the first element in the window's memory, in bytes.
    final long offset;

    View(Window window, long offset) {
        this.window = window;
        this.offset = offset;
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
            return of(
                    window,
                    offset + range.first() * stride(0),
                    range.count(),
                    stride(0) * range.step());
        }
        Layout layout = layout();
        Layout.Cut cut = layout.slice(layout.expand(parts));
        return of(window, offset + cut.distance(), cut.layout());
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

    /// Empty, unless elements are reached through a table.
    long[] suboffsetNumbers() {
        return new long[0];
    }

    boolean contiguous(Order order) {
        return !indirect() && layout().isContiguous(window.itemSize, order);
    }

    private void ensureOpen() {
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
    private View scalar(long... index) {
        if (index.length != rank()) {
            throw notAnElement(index.length);
        }
        return (View) at(index);
    }

    final void ensureWritable() {
        if (window.readOnly) {
            throw Window.readOnlyError();
        }
    }

    private Element element() {
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
            View s = scalar(index);
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
            View s = scalar(index);
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
            View s = scalar(index);
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
        View s = indirect() ? scalar(index) : this;
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
        View s = indirect() ? scalar(index) : this;
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
        View s = indirect() ? scalar(index) : this;
        long at = indirect() ? s.offset : offsetOf(index);
        ensureWritable();
        element().setDouble(s.window, at, value);
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

    // All elements at once.

    @Override
    public final void assign(BufferExporter source) {
        ensureOpen();
        ensureWritable();
        try (MemoryView acquired = MemoryView.of(source)) {
            View from = (View) acquired;
            if (!from.layout().sameShape(layout()) || !from.window.format.equals(window.format)) {
                throw new IllegalArgumentException(
                        "cannot assign "
                                + from.describe()
                                + " to "
                                + describe()
                                + ": shape and format must agree; copyFrom converts formats");
            }
            Copying.copy(from, this);
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

    @Override
    public final List<Object> toList() {
        ensureOpen();
        if (rank() == 0) {
            throw new UnsupportedOperationException(
                    "a view of 0 dimensions is one element, not a list; read it with get()");
        }
        return Elements.toList(this);
    }

    @Override
    public final Bytes toBytes() {
        ensureOpen();
        return Bytes.owning(Copying.bytes(this));
    }

    @Override
    public final Bytes toBytes(Order order) {
        ensureOpen();
        boolean fortran =
                order == Order.F || (order == Order.ANY && contiguous(Order.F) && !contiguous());
        if (!fortran) {
            return toBytes();
        }
        // The rows of an indirect view are brought together before their columns can be read.
        View direct =
                indirect()
                        ? Acquisition.shaped(
                                MemorySegment.ofArray(Copying.bytes(this)), window.format, shape())
                        : this;
        return Bytes.owning(Copying.bytes((View) direct.transpose()));
    }

    @Override
    public final String hex() {
        return hex(' ', 0);
    }

    @Override
    public final String hex(char separator, int group) {
        ensureOpen();
        byte[] bytes = Copying.bytes(this);
        return HexText.print(bytes, bytes.length, separator, group);
    }

    @Override
    public final <A> A toArray(Class<A> arrayType) {
        ensureOpen();
        return JavaArrays.copyOf(this, arrayType);
    }

    @Override
    public final boolean contentEquals(BufferExporter other) {
        ensureOpen();
        try (MemoryView acquired = MemoryView.of(other)) {
            View that = (View) acquired;
            return layout().sameShape(that.layout()) && Comparing.mismatch(this, that) < 0;
        }
    }

    @Override
    public final long mismatch(BufferExporter other) {
        ensureOpen();
        try (MemoryView acquired = MemoryView.of(other)) {
            View that = (View) acquired;
            if (!layout().sameShape(that.layout())) {
                throw new IllegalArgumentException(
                        "cannot compare "
                                + describe()
                                + " with "
                                + that.describe()
                                + ": the shapes must agree");
            }
            return Comparing.mismatch(this, that);
        }
    }

    @Override
    public final int contentHash() {
        ensureOpen();
        Object owner = owner();
        boolean changes =
                switch (owner) {
                    case ByteArray _ -> true;
                    case MemorySegment segment -> !segment.isReadOnly();
                    case ByteBuffer buffer -> !buffer.isReadOnly();
                    default -> owner.getClass().isArray();
                };
        if (!window.readOnly || !window.format.isByte() || changes) {
            throw new IllegalArgumentException(
                    "only read-only bytes that nobody changes have a hash, not "
                            + this
                            + " of a "
                            + owner.getClass().getSimpleName()
                            + "; copy them with toBytes()");
        }
        return toBytes().hashCode();
    }

    @Override
    public final long indexOf(Object value) {
        ensureOpen();
        return Searching.indexOf(this, value);
    }

    @Override
    public final long indexOf(Object value, long start, long stop) {
        ensureOpen();
        if (rank() != 1) {
            throw new IllegalArgumentException(
                    "a search between indices needs one dimension, this is " + this);
        }
        Slice.Range range = Slice.of(start, stop).resolve(extent(0));
        long found = Searching.indexOf(part(Slice.of(start, stop)), value);
        return found < 0 ? -1 : range.first() + found;
    }

    @Override
    public final long count(Object value) {
        ensureOpen();
        return Searching.count(this, value);
    }

    @Override
    public final void fill(Object value) {
        ensureOpen();
        ensureWritable();
        Filling.fill(this, value);
    }

    @Override
    public final void copyFrom(BufferExporter source) {
        copyFrom(source, Conversion.LOSSLESS);
    }

    @Override
    public final void copyFrom(BufferExporter source, Conversion conversion) {
        ensureOpen();
        ensureWritable();
        try (MemoryView acquired = MemoryView.of(source)) {
            Converting.copy((View) acquired, this, conversion);
        }
    }

    @Override
    public final Numbers numbers() {
        return Numbers.of(this);
    }

    @Override
    public final Iterator<Object> iterator() {
        long length = length();
        return new Iterator<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return next < length;
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("all " + length + " elements were read");
                }
                return get(next++);
            }
        };
    }

    @Override
    public final MemorySegment segment() {
        ensureOpen();
        ensureContiguous("lend as one segment");
        return window.memory.asSlice(offset, count() * window.itemSize);
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

    // In and out

    @Override
    public final ByteBuffer asByteBuffer() {
        return Buffers.whole(this);
    }

    @Override
    public final ByteBuffer asByteBuffer(long offset, int size) {
        return Buffers.part(this, offset, size);
    }

    @Override
    public final long readFrom(ReadableByteChannel channel) throws IOException {
        return Inflow.read(this, channel);
    }

    @Override
    public final long readFrom(InputStream input) throws IOException {
        return Inflow.read(this, input);
    }

    @Override
    public final long writeTo(WritableByteChannel channel) throws IOException {
        return Outflow.write(this, channel);
    }

    @Override
    public final long writeTo(OutputStream output) throws IOException {
        return Outflow.write(this, output);
    }

    @Override
    public final InputStream inputStream() {
        return ViewStreams.input(this);
    }

    @Override
    public final OutputStream outputStream() {
        return ViewStreams.output(this);
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

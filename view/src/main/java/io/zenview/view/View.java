package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// What contiguous and strided views have in common: everything but the way from an index to an
/// offset.
abstract sealed class View implements MemoryView permits ContiguousView, StridedView {
    final Window window;

    /// Offset of element 0 in the window's memory, in bytes.
    final long offset;

    /// Number of elements.
    final long length;

    View(Window window, long offset, long length) {
        this.window = window;
        this.offset = offset;
        this.length = length;
    }

    /// Distance between elements in bytes.
    abstract long stride();

    /// The same elements in another window on the same memory.
    abstract View within(Window other);

    @Override
    public final Object owner() {
        window.export.ensureOpen();
        return window.export.owner();
    }

    @Override
    public final Format format() {
        window.export.ensureOpen();
        return window.format;
    }

    @Override
    public final int itemSize() {
        window.export.ensureOpen();
        return window.itemSize;
    }

    @Override
    public final int ndim() {
        window.export.ensureOpen();
        return 1;
    }

    @Override
    public final long[] shape() {
        window.export.ensureOpen();
        return new long[] {length};
    }

    @Override
    public final long[] strides() {
        window.export.ensureOpen();
        return new long[] {stride()};
    }

    @Override
    public final long length() {
        window.export.ensureOpen();
        return length;
    }

    @Override
    public final long byteSize() {
        window.export.ensureOpen();
        return length * window.itemSize;
    }

    @Override
    public final boolean isReadOnly() {
        window.export.ensureOpen();
        return window.readOnly;
    }

    @Override
    public final boolean isCContiguous() {
        window.export.ensureOpen();
        return contiguous();
    }

    final boolean contiguous() {
        return length <= 1 || stride() == window.itemSize;
    }

    /// The offset of an element, after all checks that reading needs.
    private long at(long index) {
        window.export.ensureOpen();
        long k = Index.checked(index, length);
        return offset + k * stride();
    }

    /// The offset of an element, after all checks that writing needs.
    private long writableAt(long index) {
        long at = at(index);
        ensureWritable();
        return at;
    }

    private void ensureWritable() {
        if (window.readOnly) {
            throw Window.readOnlyError();
        }
    }

    @Override
    public final Object get(long index) {
        return window.format.element().get(window, at(index));
    }

    @Override
    public final long getLong(long index) {
        return window.format.element().getLong(window, at(index));
    }

    @Override
    public final double getDouble(long index) {
        return window.format.element().getDouble(window, at(index));
    }

    @Override
    public final void set(long index, Object value) {
        window.format.element().set(window, writableAt(index), value);
    }

    @Override
    public final void setLong(long index, long value) {
        window.format.element().setLong(window, writableAt(index), value);
    }

    @Override
    public final void setDouble(long index, double value) {
        window.format.element().setDouble(window, writableAt(index), value);
    }

    @Override
    public final MemoryView slice(Slice slice) {
        window.export.ensureOpen();
        Slice.Range range = slice.resolve(length);
        // An empty range may begin outside the elements; offset 0 keeps every offset inside the
        // memory.
        long first = range.count() == 0 ? 0 : range.first();
        long step = stride() * range.step();
        return step == window.itemSize
                ? new ContiguousView(window, offset + first * stride(), range.count())
                : new StridedView(window, offset + first * stride(), range.count(), step);
    }

    @Override
    public final MemoryView cast(Format format) {
        window.export.ensureOpen();
        if (!format.isByte() && !window.format.isByte()) {
            throw new IllegalArgumentException(
                    "cannot cast from '"
                            + window.format
                            + "' to '"
                            + format
                            + "': one of the two must be a byte format (b, B or c); cast to B first");
        }
        ensureContiguous("cast");
        long bytes = length * window.itemSize;
        if (bytes % format.itemSize() != 0) {
            throw new IllegalArgumentException(
                    "cannot cast "
                            + bytes
                            + " bytes to '"
                            + format
                            + "': not a multiple of its "
                            + format.itemSize()
                            + " bytes an element");
        }
        return new ContiguousView(window.withFormat(format), offset, bytes / format.itemSize());
    }

    @Override
    public final MemoryView toReadOnly() {
        window.export.ensureOpen();
        return window.readOnly ? this : within(window.toReadOnly());
    }

    @Override
    public final View acquire(BufferRequest request) {
        window.export.ensureOpen();
        if (request.includes(BufferRequest.WRITABLE)) {
            refuseIf(window.readOnly, "writable memory was asked for, but this view is read-only");
        }
        if (!request.includes(BufferRequest.STRIDES) || asksForOrder(request)) {
            refuseIf(
                    !contiguous(),
                    "contiguous memory was asked for, but this view has a stride of "
                            + stride()
                            + " bytes for elements of "
                            + window.itemSize);
        }
        boolean formatted = request.includes(BufferRequest.FORMAT);
        refuseIf(
                formatted && !request.includes(BufferRequest.ND),
                "FORMAT needs a shape: ask for ND or STRIDES as well");
        Window lent = window.withExport(window.export.again());
        if (formatted || window.format.equals(Format.UNSIGNED_BYTE)) {
            return within(lent);
        }
        refuseIf(
                !contiguous(),
                "FORMAT was not asked for, and strided elements of '"
                        + window.format
                        + "' cannot be read as bytes");
        return new ContiguousView(
                lent.withFormat(Format.UNSIGNED_BYTE), offset, length * window.itemSize);
    }

    private static boolean asksForOrder(BufferRequest request) {
        return request.includes(BufferRequest.C_CONTIGUOUS)
                || request.includes(BufferRequest.F_CONTIGUOUS)
                || request.includes(BufferRequest.ANY_CONTIGUOUS);
    }

    private static void refuseIf(boolean unmet, String why) {
        if (unmet) {
            throw new BufferException(why);
        }
    }

    @Override
    public final void assign(BufferExporter source) {
        window.export.ensureOpen();
        ensureWritable();
        try (MemoryView acquired = MemoryView.of(source)) {
            View from = (View) acquired;
            if (from.length != length || !from.window.format.equals(window.format)) {
                throw new IllegalArgumentException(
                        "cannot assign "
                                + from.length
                                + " elements of format '"
                                + from.window.format
                                + "' to "
                                + length
                                + " of format '"
                                + window.format
                                + "': length and format must agree");
            }
            Elements.copy(from, this);
        }
    }

    @Override
    public final List<Object> toList() {
        window.export.ensureOpen();
        if (length > Bytes.MAX_LENGTH) {
            throw new IllegalArgumentException(length + " elements do not fit a list; slice first");
        }
        List<Object> list = new ArrayList<>((int) length);
        for (long i = 0; i < length; i++) {
            list.add(get(i));
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public final Bytes toBytes() {
        window.export.ensureOpen();
        return Bytes.owning(Elements.copyOf(this));
    }

    @Override
    public final boolean contentEquals(BufferExporter other) {
        window.export.ensureOpen();
        try (MemoryView acquired = MemoryView.of(other)) {
            View that = (View) acquired;
            if (length != that.length) {
                return false;
            }
            return Elements.equal(this, that);
        }
    }

    @Override
    public final Iterator<Object> iterator() {
        window.export.ensureOpen();
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
        window.export.ensureOpen();
        ensureContiguous("lend as one segment");
        return window.memory.asSlice(offset, length * window.itemSize);
    }

    final void ensureContiguous(String action) {
        if (!contiguous()) {
            throw new IllegalArgumentException(
                    "cannot "
                            + action
                            + " a view that is not C-contiguous: "
                            + length
                            + " elements of "
                            + window.itemSize
                            + " bytes, "
                            + stride()
                            + " bytes apart; copy it first");
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

    @Override
    public final boolean isClosed() {
        return window.export.closed;
    }

    @Override
    public final void close() {
        window.export.close();
    }

    /// For people: length, format and layout, for example `MemoryView[length 4, format l,
    /// read-write]`.
    @Override
    public final String toString() {
        if (window.export.closed) {
            return "MemoryView[closed]";
        }
        return "MemoryView[length "
                + length
                + ", format "
                + window.format
                + (stride() == window.itemSize ? "" : ", stride " + stride())
                + (window.readOnly ? ", read-only]" : ", read-write]");
    }
}

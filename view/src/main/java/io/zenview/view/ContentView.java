package io.zenview.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// What is done with all elements of a view at once. The work itself lives in classes of its own
/// ([Copying], [Searching], [Inflow] and their kin); here the view is checked and handed to them.
abstract sealed class ContentView extends ElementView permits View {
    ContentView(Window window, long offset) {
        super(window, offset);
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
            Copying.copy(from, self());
        }
    }

    @Override
    public final List<Object> toList() {
        ensureOpen();
        if (rank() == 0) {
            throw new UnsupportedOperationException(
                    "a view of 0 dimensions is one element, not a list; read it with get()");
        }
        return Elements.toList(self());
    }

    @Override
    public final Bytes toBytes() {
        ensureOpen();
        return Bytes.owning(Copying.bytes(self()));
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
                                MemorySegment.ofArray(Copying.bytes(self())),
                                window.format,
                                shape())
                        : self();
        return Bytes.owning(Copying.bytes((View) direct.transpose()));
    }

    @Override
    public final String hex() {
        return hex(' ', 0);
    }

    @Override
    public final String hex(char separator, int group) {
        ensureOpen();
        byte[] bytes = Copying.bytes(self());
        return HexText.print(bytes, bytes.length, separator, group);
    }

    @Override
    public final <A> A toArray(Class<A> arrayType) {
        ensureOpen();
        return JavaArrays.copyOf(self(), arrayType);
    }

    @Override
    public final boolean contentEquals(BufferExporter other) {
        ensureOpen();
        try (MemoryView acquired = MemoryView.of(other)) {
            View that = (View) acquired;
            return layout().sameShape(that.layout()) && Comparing.mismatch(self(), that) < 0;
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
            return Comparing.mismatch(self(), that);
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
        return Searching.indexOf(self(), value);
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
        return Searching.count(self(), value);
    }

    @Override
    public final void fill(Object value) {
        ensureOpen();
        ensureWritable();
        Filling.fill(self(), value);
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
            Converting.copy((View) acquired, self(), conversion);
        }
    }

    @Override
    public final Numbers numbers() {
        return Numbers.of(self());
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

    // In and out

    @Override
    public final ByteBuffer asByteBuffer() {
        return Buffers.whole(self());
    }

    @Override
    public final ByteBuffer asByteBuffer(long offset, int size) {
        return Buffers.part(self(), offset, size);
    }

    @Override
    public final long readFrom(ReadableByteChannel channel) throws IOException {
        return Inflow.read(self(), channel);
    }

    @Override
    public final long readFrom(InputStream input) throws IOException {
        return Inflow.read(self(), input);
    }

    @Override
    public final long writeTo(WritableByteChannel channel) throws IOException {
        return Outflow.write(self(), channel);
    }

    @Override
    public final long writeTo(OutputStream output) throws IOException {
        return Outflow.write(self(), output);
    }

    @Override
    public final InputStream inputStream() {
        return ViewStreams.input(self());
    }

    @Override
    public final OutputStream outputStream() {
        return ViewStreams.output(self());
    }
}

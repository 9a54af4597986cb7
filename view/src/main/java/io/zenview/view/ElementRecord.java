package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Several values that lie together. A record is stored as a whole or not at all, and its padding
/// is never written: what lies there may belong to somebody else.
final class ElementRecord extends Element {
    private final List<Format.Field> fields;
    private final Part[] parts;
    private final boolean dense;

    ElementRecord(RecordLayout layout) {
        super('T', layout.size());
        this.fields = layout.fields();
        this.dense = layout.dense();
        this.parts = fields.stream().map(Part::new).toArray(Part[]::new);
    }

    @Override
    Object get(Window window, long at) {
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = parts[i].get(window, at + parts[i].offset, 0);
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    long getLong(Window window, long at) {
        throw noNumber();
    }

    @Override
    double getDouble(Window window, long at) {
        throw noNumber();
    }

    @Override
    void set(Window window, long at, Object value) {
        // Through a copy, so that nothing is written when the last value is refused. Its zeros are
        // what `struct.pack` has between values, but they stay in the copy.
        MemorySegment encoded = MemorySegment.ofArray(new byte[size()]);
        encode(new Window(window.export, encoded, window.format), 0, value);
        copy(encoded, 0, window.memory, at);
    }

    @Override
    void setLong(Window window, long at, long value) {
        throw wrongType(wanted(), value);
    }

    @Override
    void setDouble(Window window, long at, double value) {
        throw wrongType(wanted(), value);
    }

    @Override
    void copy(MemorySegment from, long fromAt, MemorySegment to, long toAt) {
        if (dense) {
            super.copy(from, fromAt, to, toAt);
            return;
        }
        for (Part part : parts) {
            part.copy(from, fromAt + part.offset, to, toAt + part.offset);
        }
    }

    private void encode(Window encoded, long at, Object value) {
        if (!(value instanceof List<?> values)) {
            throw wrongType(wanted(), value);
        }
        if (values.size() != parts.length) {
            throw new IllegalArgumentException(
                    "a record of "
                            + parts.length
                            + " values takes a List of as many, not of "
                            + values.size());
        }
        for (int i = 0; i < parts.length; i++) {
            String name = fields.get(i).name();
            try {
                parts[i].encode(encoded, at + parts[i].offset, 0, values.get(i));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("field '" + name + "': " + e.getMessage(), e);
            } catch (ClassCastException e) {
                ClassCastException named =
                        new ClassCastException("field '" + name + "': " + e.getMessage());
                named.initCause(e);
                throw named;
            }
        }
    }

    private IllegalArgumentException noNumber() {
        return new IllegalArgumentException(
                "a record of "
                        + parts.length
                        + " values is no number; read it with get, or take a view of one value with"
                        + " field(\""
                        + (parts.length == 0 ? "name" : fields.getFirst().name())
                        + "\")");
    }

    private String wanted() {
        return "a List of " + parts.length + " values (or take a view of one with field(name))";
    }

    /// One value, or an array of values.
    private static final class Part {
        final int offset;
        private final Element element;
        private final int[] lengths;

        /// Bytes from one entry to the next in each dimension.
        private final long[] strides;

        /// Elements in all dimensions.
        private final long count;

        Part(Format.Field field) {
            this.offset = field.offset();
            this.element = field.format().element();
            int rank = field.shape().size();
            this.lengths = new int[rank];
            this.strides = new long[rank];
            this.count = field.shape().contains(0L) ? 0 : product(field.shape());
            long stride = element.size();
            for (int d = rank - 1; d >= 0; d--) {
                lengths[d] = Math.toIntExact(field.shape().get(d));
                strides[d] = stride;
                stride = count == 0 ? 0 : stride * lengths[d];
            }
        }

        private static long product(List<Long> shape) {
            long product = 1;
            for (long length : shape) {
                product *= length;
            }
            return product;
        }

        Object get(Window window, long at, int dimension) {
            if (dimension == lengths.length) {
                return element.get(window, at);
            }
            Object[] values = new Object[lengths[dimension]];
            for (int i = 0; i < values.length; i++) {
                values[i] = get(window, at + i * strides[dimension], dimension + 1);
            }
            return Collections.unmodifiableList(Arrays.asList(values));
        }

        void encode(Window encoded, long at, int dimension, Object value) {
            if (dimension == lengths.length) {
                if (element instanceof ElementRecord record) {
                    record.encode(encoded, at, value);
                } else {
                    element.set(encoded, at, value);
                }
                return;
            }
            if (!(value instanceof List<?> values)) {
                throw new ClassCastException(
                        "an array takes a List of "
                                + lengths[dimension]
                                + ", not "
                                + value.getClass().getName()
                                + " "
                                + value);
            }
            if (values.size() != lengths[dimension]) {
                throw new IllegalArgumentException(
                        "dimension "
                                + dimension
                                + " has "
                                + lengths[dimension]
                                + " entries and takes a List of as many, not of "
                                + values.size());
            }
            for (int i = 0; i < values.size(); i++) {
                encode(encoded, at + i * strides[dimension], dimension + 1, values.get(i));
            }
        }

        void copy(MemorySegment from, long fromAt, MemorySegment to, long toAt) {
            for (long i = 0; i < count; i++) {
                long at = i * element.size();
                element.copy(from, fromAt + at, to, toAt + at);
            }
        }
    }
}

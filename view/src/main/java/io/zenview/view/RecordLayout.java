package io.zenview.view;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where the values of a record lie, and what follows from it.
///
/// Everything here is derived from the fields and from what is known of their formats already, so
/// that a record of records of records costs no more than the text it was read from.
///
/// @param fields in the order in which they lie
/// @param size bytes, padding included
/// @param byName the fields by name
/// @param little whether there are little-endian values of more than one byte
/// @param big whether there are big-endian ones
/// @param alignment bytes
/// @param dense whether every byte belongs to a value
/// @param exact whether two records are equal exactly when all their bytes are
/// @param hollow values without bytes in one record: these are not bounded by its size
/// @param depth levels of records and dimensions
record RecordLayout(
        List<Format.Field> fields,
        int size,
        Map<String, Format.Field> byName,
        boolean little,
        boolean big,
        int alignment,
        boolean dense,
        boolean exact,
        long hollow,
        int depth) {

    static RecordLayout of(List<Format.Field> given, int size) {
        if (size < 0) {
            throw new IllegalArgumentException("a record cannot have " + size + " bytes");
        }
        if (given.size() > FormatParser.MAX_VALUES) {
            throw new IllegalArgumentException(
                    "a record of "
                            + given.size()
                            + " values is too large: at most "
                            + FormatParser.MAX_VALUES);
        }
        List<Format.Field> fields = new ArrayList<>(given.size());
        boolean little = false;
        boolean big = false;
        int alignment = 1;
        boolean aligned = true;
        boolean dense = true;
        boolean exact = true;
        long hollow = 0;
        int depth = 0;
        long end = 0;
        Format asGiven = Format.UNSIGNED_BYTE;
        Format format = asGiven;
        for (Format.Field field : given) {
            if (!field.format().equals(asGiven)) {
                asGiven = field.format();
                format = asGiven.withoutNeedlessOrder();
            }
            fields.add(
                    format.equals(field.format())
                            ? field
                            : new Format.Field(
                                    field.name(), format, field.offset(), field.shape()));
            RecordLayout inner = format.layout();
            long bytes = size(format.itemSize(), field.shape());
            if (field.offset() < end || bytes < 0 || field.offset() + bytes > size) {
                throw new IllegalArgumentException(
                        "field '"
                                + field.name()
                                + "' at offset "
                                + field.offset()
                                + (bytes < 0 ? " of more than 2^31 - 1" : " of " + bytes)
                                + " bytes does not lie between the field before it, which ends at "
                                + end
                                + ", and the end of the record at "
                                + size);
            }
            dense &= field.offset() == end && (inner == null || inner.dense());
            exact &= Values.sameBitsMeanEqual(format);
            hollow += hollow(format, field.shape(), bytes);
            if (hollow > FormatParser.MAX_VALUES) {
                throw new IllegalArgumentException(
                        "more than " + FormatParser.MAX_VALUES + " values without bytes");
            }
            depth = Math.max(depth, field.shape().size() + (inner == null ? 0 : inner.depth()));
            alignment = Math.max(alignment, format.alignment());
            aligned &=
                    field.offset() % format.alignment() == 0
                            && (field.shape().isEmpty()
                                    || format.itemSize() % format.alignment() == 0);
            if (inner != null) {
                little |= inner.little();
                big |= inner.big();
            } else if (format.itemSize() > 1 && format.code() != 's' && format.code() != 'p') {
                little |= format.byteOrder() == ByteOrder.LITTLE_ENDIAN;
                big |= format.byteOrder() == ByteOrder.BIG_ENDIAN;
            }
            end = field.offset() + bytes;
        }
        if (depth >= FormatParser.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "records and dimensions are nested more than "
                            + FormatParser.MAX_DEPTH
                            + " deep");
        }
        return new RecordLayout(
                List.copyOf(fields),
                size,
                Format.Field.byName(fields),
                little,
                big,
                aligned ? alignment : 1,
                dense && end == size,
                exact && dense && end == size,
                hollow,
                depth + 1);
    }

    /// The byte order of all values, the native one where they differ.
    ByteOrder order() {
        if (little == big) {
            return ByteOrder.nativeOrder();
        }
        return little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    boolean nativeOrder() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? !big : !little;
    }

    /// Bytes of an array of elements, or -1 if they are beyond what an `int` counts. A dimension of
    /// length 0 makes it empty, whatever the others are.
    static long size(int itemSize, List<Long> shape) {
        if (shape.contains(0L)) {
            return 0;
        }
        long bytes = itemSize;
        for (long length : shape) {
            if (length > Integer.MAX_VALUE) {
                return -1;
            }
            bytes *= length;
            if (bytes > Integer.MAX_VALUE) {
                return -1;
            }
        }
        return bytes;
    }

    /// How many objects without bytes, such as empty lists, reading an array makes; saturated.
    static long hollow(Format format, List<Long> shape, long bytes) {
        RecordLayout inner = format.layout();
        long each = inner == null ? 0 : inner.hollow();
        if (bytes == 0) {
            each = Math.max(each, 1);
        }
        for (long length : shape) {
            each *= Math.min(Math.max(length, 1), FormatParser.MAX_VALUES + 1L);
            if (each > FormatParser.MAX_VALUES) {
                return each;
            }
        }
        return each;
    }
}

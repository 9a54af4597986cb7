package io.zenview.cli;

import io.zenview.view.Bytes;
import io.zenview.view.Format;
import io.zenview.view.Format.Field;
import io.zenview.view.MemoryView;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Elements as JSON, one after another as they are read: an array for each dimension.
///
/// Whole numbers are exact, also those of 64 bits. Reals have the fewest digits that give the same
/// number in their own width. JSON has no word for what is not finite: `"NaN"`, `"Infinity"` and
/// `"-Infinity"` are strings. Bytes are strings, too, a character from U+0000 to U+00FF for each,
/// without the zeros that fill the element up. Records are objects.
final class JsonElements {
    private final JsonGenerator json;

    private JsonElements(JsonGenerator json) {
        this.json = json;
    }

    /// Writes all elements of a view; that of a view of 0 dimensions stands by itself.
    static void write(MemoryView view, JsonGenerator json) {
        new JsonElements(json).dimension(view, new long[view.ndim()], view.shape(), 0);
    }

    private void dimension(MemoryView view, long[] index, long[] shape, int axis) {
        if (axis == shape.length) {
            value(view.get(index), view.format());
            return;
        }
        json.writeStartArray();
        for (long i = 0; i < shape[axis]; i++) {
            index[axis] = i;
            dimension(view, index, shape, axis + 1);
        }
        json.writeEndArray();
    }

    private void value(Object value, Format format) {
        switch (value) {
            case Long whole -> json.writeNumber(whole);
            case BigInteger whole -> json.writeNumber(whole);
            case Double real -> real(real, format.itemSize());
            case Boolean truth -> json.writeBoolean(truth);
            case Bytes bytes -> json.writeString(latin(bytes));
            case String text -> json.writeString(text);
            case List<?> record -> record(record, format);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    /// A real number, for elements and for what is computed of them.
    static void real(JsonGenerator json, double value, int bytes) {
        if (!Double.isFinite(value)) {
            json.writeString(Double.toString(value));
        } else if (bytes == Double.BYTES) {
            json.writeNumber(value);
        } else {
            json.writeNumber((float) value);
        }
    }

    private void real(double value, int bytes) {
        real(json, value, bytes);
    }

    private void record(List<?> values, Format format) {
        json.writeStartObject();
        List<Field> fields = format.fields();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            json.writeName(field.name());
            nested(values.get(i), field.format(), field.shape().size());
        }
        json.writeEndObject();
    }

    private void nested(Object value, Format format, int depth) {
        if (depth == 0) {
            value(value, format);
            return;
        }
        json.writeStartArray();
        for (Object inner : (List<?>) value) {
            nested(inner, format, depth - 1);
        }
        json.writeEndArray();
    }

    private static String latin(Bytes bytes) {
        long length = bytes.length();
        while (length > 0 && bytes.get(length - 1) == 0) {
            length--;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) bytes.get(i));
        }
        return text.toString();
    }
}

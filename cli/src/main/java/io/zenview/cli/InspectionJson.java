package io.zenview.cli;

import io.zenview.view.MemoryView;
import io.zenview.view.NpyHeader;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// What `zenview inspect` writes for programs: one JSON object on one line, written as the elements
/// are read.
final class InspectionJson {
    private final Inspection inspection;
    private final FileArray array;
    private final JsonGenerator json;

    private InspectionJson(Inspection inspection, JsonGenerator json) {
        this.inspection = inspection;
        this.array = inspection.array();
        this.json = json;
    }

    /// @param most elements from which on they are left out; bytes of a dump from which on only
    ///   both ends are there
    static void write(
            Inspection inspection, @Nullable Statistics statistics, long most, Writer out) {
        JsonLine.to(out, json -> new InspectionJson(inspection, json).properties(statistics, most));
    }

    private void properties(@Nullable Statistics statistics, long most) {
        json.writeStringProperty("file", array.file().toString());
        json.writeNumberProperty("bytes", array.bytes());
        if (inspection.untyped()) {
            if (inspection.slice() != null) {
                json.writeStringProperty("slice", inspection.slice());
            }
            dump(most);
            return;
        }
        NpyHeader npy = array.npy();
        if (npy != null) {
            json.writeObjectPropertyStart("npy");
            json.writeStringProperty("version", npy.majorVersion() + "." + npy.minorVersion());
            json.writeStringProperty("descr", npy.descr());
            json.writeEndObject();
        }
        json.writeStringProperty("format", array.view().format().toString());
        json.writeNumberProperty("itemBytes", array.view().itemSize());
        json.writeNumberProperty("offset", array.offset());
        json.writeNumberProperty("bytesAfter", array.bytesAfter());
        json.writeStringProperty("order", array.order().toString());
        shape("shape", array.view());
        if (inspection.field() != null) {
            json.writeStringProperty("field", inspection.field());
        }
        if (inspection.slice() != null) {
            json.writeStringProperty("slice", inspection.slice());
        }
        if (inspection.field() != null || inspection.slice() != null) {
            shape("chosenShape", inspection.chosen());
        }
        if (statistics != null) {
            json.writeObjectPropertyStart("statistics");
            statistics.write(json);
            json.writeEndObject();
        } else if (inspection.chosen().elementCount() <= most) {
            json.writeName("elements");
            JsonElements.write(inspection.chosen(), json);
        }
    }

    private void shape(String name, MemoryView view) {
        json.writeArrayPropertyStart(name);
        for (long extent : view.shape()) {
            json.writeNumber(extent);
        }
        json.writeEndArray();
    }

    private void dump(long most) {
        MemoryView bytes = inspection.chosen();
        long size = bytes.length();
        long start = size <= most ? size : most / 2;
        part("start", bytes.slice(0, start), 0);
        if (start < size) {
            long end = most - start;
            part("end", bytes.slice(size - end, size), size - end);
        }
    }

    private void part(String name, MemoryView bytes, long from) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("offset", inspection.origin() + from);
        json.writeName("hex");
        json.writeString(new HexReader(bytes), -1);
        json.writeEndObject();
    }
}

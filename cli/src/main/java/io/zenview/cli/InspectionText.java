package io.zenview.cli;

import io.zenview.view.Order;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/// What `zenview inspect` prints for people: some lines of facts, an empty one, the elements.
final class InspectionText {
    private final Inspection inspection;
    private final FileArray array;
    private final Writer out;

    private InspectionText(Inspection inspection, Writer out) {
        this.inspection = inspection;
        this.array = inspection.array();
        this.out = out;
    }

    static void write(
            Inspection inspection,
            @Nullable Statistics statistics,
            PrintOptions options,
            Writer out)
            throws IOException {
        InspectionText text = new InspectionText(inspection, out);
        text.facts();
        // What follows may take its time: all elements are measured before the first is printed.
        out.flush();
        if (statistics != null) {
            out.append('\n');
            text.figures(statistics);
        } else if (!inspection.untyped() || inspection.chosen().byteSize() > 0) {
            out.append('\n');
            text.elements(options);
        }
    }

    private void facts() throws IOException {
        line(
                array.file()
                        + ": "
                        + Figures.bytes(array.bytes())
                        + (array.npy() == null
                                ? ""
                                : ", .npy "
                                        + array.npy().majorVersion()
                                        + "."
                                        + array.npy().minorVersion())
                        + (array.bytes() == 0 ? ", empty" : ", mapped read-only"));
        if (!inspection.untyped()) {
            long after = array.bytesAfter();
            line(
                    "elements "
                            + array.type().name()
                            + " from byte "
                            + array.offset()
                            + ", shape "
                            + ShapeSpelling.text(array.view().shape())
                            + (array.order() == Order.F ? ", Fortran order" : ", C order")
                            + (after == 0
                                    ? ""
                                    : ", "
                                            + after
                                            + (after == 1 ? " byte" : " bytes")
                                            + " after them"));
        }
        String part =
                (inspection.field() == null
                                ? ""
                                : "field "
                                        + inspection.field()
                                        + " ("
                                        + inspection.type().name()
                                        + ")")
                        + (inspection.field() == null || inspection.slice() == null ? "" : ", ")
                        + (inspection.slice() == null ? "" : "slice " + inspection.slice());
        if (!part.isEmpty()) {
            line(part + " gives shape " + ShapeSpelling.text(inspection.chosen().shape()));
        }
    }

    private void elements(PrintOptions options) throws IOException {
        if (inspection.untyped()) {
            HexDump.print(inspection.chosen(), inspection.origin(), options.threshold(), out);
        } else if (inspection.isTable()) {
            RecordTable.print(inspection.chosen(), options, out);
        } else {
            ArrayPrinter.print(inspection.chosen(), inspection.type(), options, out);
            out.append('\n');
        }
    }

    private void figures(Statistics statistics) throws IOException {
        for (var figure : statistics.figures().entrySet()) {
            line("%-5s  %s".formatted(figure.getKey(), figure.getValue()));
        }
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}

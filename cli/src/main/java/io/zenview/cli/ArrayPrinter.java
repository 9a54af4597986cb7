package io.zenview.cli;

import io.zenview.view.MemoryView;
import java.io.IOException;

/// Prints a view as NumPy prints an array: brackets, columns, and `...` for the middle of what is
/// too much to read.
///
/// Elements that aren't shown aren't read. What is printed goes out line by line, so memory is that
/// of a line, also where all of a large view is asked for; it is read twice then, first to find out
/// how wide the columns are.
final class ArrayPrinter {
    private final MemoryView view;
    private final PrintOptions options;
    private final Appendable out;
    private final long[] shape;
    private final boolean summarised;
    private final ElementText text;
    private final long[] index;

    private ArrayPrinter(MemoryView view, ElementType type, PrintOptions options, Appendable out) {
        this.view = view;
        this.options = options;
        this.out = out;
        this.shape = view.shape();
        this.summarised = view.elementCount() > options.threshold();
        this.text = ElementText.of(type, options, shape.length == 0);
        this.index = new long[shape.length];
    }

    /// Prints a view, without a line separator at its end.
    ///
    /// @throws IOException if the output fails
    static void print(MemoryView view, ElementType type, PrintOptions options, Appendable out)
            throws IOException {
        if (view.elementCount() == 0) {
            out.append("[]");
            return;
        }
        ArrayPrinter printer = new ArrayPrinter(view, type, options, out);
        printer.measure(0);
        if (view.ndim() == 0) {
            out.append(printer.element());
        } else {
            printer.dimension(0);
        }
    }

    /// Whether the middle of a dimension is left out.
    private boolean isCut(int axis) {
        return summarised && shape[axis] > 2L * options.edgeItems();
    }

    /// The index that is shown after another one.
    private long next(int axis, long shown) {
        boolean last = isCut(axis) && shown == options.edgeItems() - 1;
        return last ? shape[axis] - options.edgeItems() : shown + 1;
    }

    private void measure(int axis) {
        if (axis == shape.length) {
            text.measure(view.get(index));
            return;
        }
        for (long i = 0; i < shape[axis]; i = next(axis, i)) {
            index[axis] = i;
            measure(axis + 1);
        }
    }

    private String element() {
        return text.of(view.get(index));
    }

    private void dimension(int axis) throws IOException {
        out.append('[');
        if (axis == shape.length - 1) {
            row(axis);
        } else {
            String separator = "\n".repeat(shape.length - 1 - axis) + " ".repeat(axis + 1);
            for (long i = 0; i < shape[axis]; i = next(axis, i)) {
                if (i > 0) {
                    out.append(separator);
                }
                if (follows(axis, i)) {
                    out.append("...").append(separator);
                }
                index[axis] = i;
                dimension(axis + 1);
            }
        }
        out.append(']');
    }

    /// Whether elements were left out just before this one.
    private boolean follows(int axis, long shown) {
        return isCut(axis) && shown == shape[axis] - options.edgeItems();
    }

    private void row(int axis) throws IOException {
        // A column less for each bracket that may close behind the last element.
        Line line = new Line(axis + 1, options.width() - axis - 1);
        for (long i = 0; i < shape[axis]; i = next(axis, i)) {
            if (follows(axis, i)) {
                line.add("...");
            }
            index[axis] = i;
            line.add(element());
        }
        line.flush();
    }

    /// Words with blanks between, broken before a word that would go beyond the width.
    private final class Line {
        private final int indent;
        private final int width;
        private final StringBuilder text = new StringBuilder();
        private int used;

        Line(int indent, int width) {
            this.indent = indent;
            this.width = width;
            this.used = indent;
        }

        void add(String word) throws IOException {
            int length = word.codePointCount(0, word.length());
            boolean first = text.isEmpty();
            // The blank that parts them counts to the line.
            if (!first && used + 1 + length > width) {
                text.setLength(text.toString().stripTrailing().length());
                flush();
                out.append('\n').append(" ".repeat(indent));
                used = indent;
                first = true;
            }
            if (!first) {
                text.append(' ');
                used++;
            }
            text.append(word);
            used += length;
        }

        void flush() throws IOException {
            out.append(text);
            text.setLength(0);
        }
    }
}

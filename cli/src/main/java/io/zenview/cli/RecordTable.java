package io.zenview.cli;

import io.zenview.view.Format.Field;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Records as a table: a line of field names, then a line for each record with its index in front,
/// counted from the first record of the view.
///
/// Two passes over the records that are shown, the first for the widths; no other record is read.
final class RecordTable {
    private static final String GAP = "  ";

    private final MemoryView records;
    private final Appendable out;
    private final long firstSkipped;
    private final long firstAfter;
    private final List<Column> columns = new ArrayList<>();

    /// One field.
    private static final class Column {
        final String name;
        final ElementText text;
        final boolean flushLeft;
        int width;

        Column(Field field, PrintOptions options) {
            name = field.name();
            text = RecordText.ofField(field, options, false);
            flushLeft = "cspwT".indexOf(field.format().code()) >= 0 || !field.shape().isEmpty();
            width = name.codePointCount(0, name.length());
        }

        String cell(String content) {
            String gap = " ".repeat(width - content.codePointCount(0, content.length()));
            return flushLeft ? content + gap : gap + content;
        }
    }

    private RecordTable(MemoryView records, PrintOptions options, Appendable out) {
        this.records = records;
        this.out = out;
        long count = records.length();
        boolean cut = count > options.threshold() && count > 2L * options.edgeItems();
        firstSkipped = cut ? options.edgeItems() : count;
        firstAfter = cut ? count - options.edgeItems() : count;
        records.format().fields().forEach(field -> columns.add(new Column(field, options)));
    }

    /// Prints records, each line with a separator at its end.
    ///
    /// @param records a view of one dimension whose elements are records
    /// @throws IOException if the output fails
    static void print(MemoryView records, PrintOptions options, Appendable out) throws IOException {
        new RecordTable(records, options, out).print();
    }

    private void print() throws IOException {
        for (long i = 0; i < records.length(); i = next(i)) {
            List<?> values = (List<?>) records.get(i);
            for (int c = 0; c < columns.size(); c++) {
                columns.get(c).text.measure(values.get(c));
            }
        }
        for (long i = 0; i < records.length(); i = next(i)) {
            List<?> values = (List<?>) records.get(i);
            for (int c = 0; c < columns.size(); c++) {
                Column column = columns.get(c);
                String content = column.text.of(values.get(c));
                column.width = Math.max(column.width, content.codePointCount(0, content.length()));
            }
        }
        int indexWidth = String.valueOf(Math.max(0, records.length() - 1)).length();
        line(" ".repeat(indexWidth), columns.stream().map(column -> column.name).toList());
        for (long i = 0; i < records.length(); i = next(i)) {
            if (i == firstAfter && firstAfter > firstSkipped) {
                out.append("...\n");
            }
            List<?> values = (List<?>) records.get(i);
            List<String> cells = new ArrayList<>(columns.size());
            for (int c = 0; c < columns.size(); c++) {
                cells.add(columns.get(c).text.of(values.get(c)));
            }
            String number = String.valueOf(i);
            line(" ".repeat(indexWidth - number.length()) + number, cells);
        }
    }

    private long next(long shown) {
        return shown == firstSkipped - 1 ? firstAfter : shown + 1;
    }

    private void line(String index, List<String> cells) throws IOException {
        StringBuilder line = new StringBuilder(index);
        for (int c = 0; c < cells.size(); c++) {
            line.append(GAP).append(columns.get(c).cell(cells.get(c)));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }
}

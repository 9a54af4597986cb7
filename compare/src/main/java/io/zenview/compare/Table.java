package io.zenview.compare;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What was measured, as rows and columns of text that people read.
///
/// @param title what the table shows
/// @param columns the columns from left to right
/// @param rows the cells of each row, one a column
public record Table(String title, List<Column> columns, List<List<String>> rows) {
    private static final String GAP = "  ";

    /// Checks and copies.
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        row + " has " + row.size() + " cells, the table " + columns.size());
            }
        }
    }

    /// One column.
    ///
    /// @param name the heading; may have several lines
    /// @param isNumeric whether the cells are numbers, which stand right
    public record Column(String name, boolean isNumeric) {
        static Column text(String name) {
            return new Column(name, false);
        }

        static Column number(String name) {
            return new Column(name, true);
        }

        private List<String> lines() {
            return name.lines().toList();
        }
    }

    /// The table for a terminal or a text file, in characters of one width.
    ///
    /// @return lines that each end with a line feed, without the title
    public String text() {
        int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
        int headingLines = columns.stream().mapToInt(c -> c.lines().size()).max().orElse(0);

        StringBuilder text = new StringBuilder();
        for (int line = 0; line < headingLines; line++) {
            text.append(line(headings(line, headingLines), widths));
        }
        text.append(line(Arrays.stream(widths).mapToObj("─"::repeat).toList(), widths));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    /// One line of the headings; short ones stand at the bottom.
    private List<String> headings(int line, int height) {
        return columns.stream()
                .map(column -> {
                    int own = line - (height - column.lines().size());
                    return own < 0 ? "" : column.lines().get(own);
                })
                .toList();
    }

    private int width(int column) {
        int heading = columns.get(column).lines().stream().mapToInt(String::length).max().orElse(0);
        int cells = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(heading, cells);
    }

    private String line(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                        .mapToObj(i -> aligned(cells.get(i), widths[i], columns.get(i).isNumeric()))
                        .collect(Collectors.joining(GAP))
                        .stripTrailing()
                + "\n";
    }

    private static String aligned(String cell, int width, boolean right) {
        String padding = String.join("", Collections.nCopies(width - cell.length(), " "));
        return right ? padding + cell : cell + padding;
    }
}

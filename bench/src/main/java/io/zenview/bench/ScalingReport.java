package io.zenview.bench;

import io.zenview.compare.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Makes a chart and a table out of the measurements of a group: the chart goes to a file, the
/// table, with where and when it was measured, to standard output.
final class ScalingReport {
    private final String group;
    private final List<List<ScalingSeries>> figures = new ArrayList<>();

    /// @param lines of measurements, see [ScalingRow]
    ScalingReport(String group, List<String> lines) {
        this.group = group;
        for (ScalingFigure figure : ScalingFigure.of(group)) {
            List<ScalingSeries> series = ScalingSeries.read(figure, lines);
            if (!series.isEmpty()) {
                figures.add(series);
            }
        }
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("there are no measurements of " + group);
        }
    }

    /// Reads, draws and prints.
    ///
    /// @param args the group, its measurements, where the chart goes, the commit, and what else is
    ///   to be said about the run
    public static void main(String[] args) throws IOException {
        ScalingReport report = new ScalingReport(args[0], Files.readAllLines(Path.of(args[1])));
        Files.writeString(Path.of(args[2]), report.chart());
        String where =
                Machine.current().text()
                        + "; "
                        + DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH)
                                .format(LocalDate.now(java.time.ZoneId.systemDefault()))
                        + ", commit "
                        + args[3]
                        + ".";
        List<String> notes = new ArrayList<>();
        notes.add(where);
        notes.addAll(Arrays.asList(args).subList(4, args.length));
        System.out.print(report.markdown(String.join(" ", notes)));
    }

    String chart() {
        return new ScalingChart(group, figures).svg();
    }

    /// The text between the markers.
    String markdown(String where) {
        StringBuilder out = new StringBuilder();
        out.append(where).append("\n\n![");
        out.append(new ScalingChart(group, figures).title());
        out.append("](images/scaling-").append(group).append(".svg)\n");
        for (ScalingFigure.Axis axis : ScalingFigure.Axis.values()) {
            List<ScalingSeries> rows =
                    figures.stream()
                            .flatMap(List::stream)
                            .filter(series -> series.figure().axis() == axis)
                            .toList();
            if (!rows.isEmpty()) {
                out.append('\n').append(table(axis, rows));
            }
        }
        return out.toString();
    }

    private static String table(ScalingFigure.Axis axis, List<ScalingSeries> rows) {
        TreeSet<Long> sizes = new TreeSet<>();
        rows.forEach(row -> sizes.addAll(row.values().keySet()));
        StringBuilder out = new StringBuilder("| ").append(axis.title).append(" |");
        for (long size : sizes) {
            out.append(' ').append(axis.unit.format((double) size)).append(" |");
        }
        out.append(" growth | of the work | so it grows |\n|---|");
        out.repeat("---|", sizes.size() + 3).append('\n');
        for (ScalingSeries row : rows) {
            out.append("| ").append(row.figure().title());
            out.append(row.name().isEmpty() ? "" : ", " + row.name()).append(" |");
            for (long size : sizes) {
                out.append(' ');
                if (row.values().containsKey(size)) {
                    out.append(row.figure().unit().format(row.values().get(size).median()));
                }
                out.append(" |");
            }
            out.append(' ').append(row.words());
            out.append(" | n^").append(Math.round(row.figure().work()));
            out.append(" | ").append(row.verdict()).append(" |\n");
        }
        return out.toString();
    }
}

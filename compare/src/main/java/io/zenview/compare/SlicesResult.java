package io.zenview.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What [Comparison#SLICES] measured.
///
/// @param walks by language and type
/// @param rounds how many rounds were counted
/// @param python the interpreter, or why there is none
public record SlicesResult(List<Walk> walks, int rounds, Python python) implements Result {
    /// Copies.
    public SlicesResult {
        walks = List.copyOf(walks);
    }

    /// One type walked through from every length.
    ///
    /// @param language whose type
    /// @param copies whether its slices are copies
    /// @param type the type's name
    /// @param lengths how many bytes, and so slices
    /// @param seconds how long it took, for each length
    public record Walk(
            Language language,
            boolean copies,
            String type,
            List<Integer> lengths,
            List<Samples> seconds) {
        /// Copies.
        public Walk {
            lengths = List.copyOf(lengths);
            seconds = List.copyOf(seconds);
        }

        /// How the time grows with the length.
        ///
        /// @return the growth of the medians
        public Growth growth() {
            return Growth.fit(
                    lengths.stream().mapToDouble(Integer::doubleValue).toArray(),
                    seconds.stream().mapToDouble(Samples::median).toArray());
        }

        /// The time of one slice at the largest length.
        ///
        /// @return seconds
        public double secondsPerSlice() {
            return seconds.getLast().median() / lengths.getLast();
        }
    }

    /// One type's walk.
    ///
    /// @param language whose type
    /// @param copies whether its slices are copies
    /// @return what was measured of it, if it was measured
    public Optional<Walk> walk(Language language, boolean copies) {
        return walks.stream()
                .filter(walk -> walk.language == language && walk.copies == copies)
                .findFirst();
    }

    @Override
    public Comparison comparison() {
        return Comparison.SLICES;
    }

    @Override
    public String title() {
        return "b = b[1:] until nothing is left";
    }

    @Override
    public Table table() {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(Table.Column.text("Type"));
        columns.add(Table.Column.number("Iterations"));
        columns.add(Table.Column.number(rounds == 1 ? "Time" : "Time (min–max)"));
        if (python.isPresent()) {
            columns.add(Table.Column.text("Python's type"));
            columns.add(Table.Column.number(rounds == 1 ? "Time" : "Time (min–max)"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Walk walk : walks) {
            if (walk.language == Language.JAVA) {
                Optional<Walk> other = walk(Language.PYTHON, walk.copies);
                for (int i = 0; i < walk.lengths.size(); i++) {
                    rows.add(row(walk, other, i));
                }
            }
        }
        return new Table(title(), columns, rows);
    }

    private static List<String> row(Walk walk, Optional<Walk> other, int i) {
        List<String> row = new ArrayList<>();
        row.add(walk.type);
        row.add(Quantity.count(walk.lengths.get(i)));
        row.add(Quantity.seconds(walk.seconds.get(i)));
        other.ifPresent(o -> {
            row.add(o.type);
            row.add(Quantity.seconds(o.seconds.get(i)));
        });
        return row;
    }

    @Override
    public List<String> readings() {
        List<String> readings = new ArrayList<>();
        reading(Language.JAVA).map(Quantity::sentence).ifPresent(readings::add);
        reading(Language.PYTHON).ifPresent(python -> readings.add("In Python, " + python));
        readings.add(
                "The talk's table, in Python: bytes from 0.24 s at 100,000 to 4.33 s at 500,000, memoryview from 0.02 s to "
                        + "0.08 s.");
        return readings;
    }

    private Optional<String> reading(Language language) {
        Optional<Walk> copying = walk(language, true);
        Optional<Walk> viewing = walk(language, false);
        if (copying.isEmpty() || viewing.isEmpty()) {
            return Optional.empty();
        }
        double copyTime = copying.get().seconds.getLast().median();
        double viewTime = viewing.get().seconds.getLast().median();
        return Optional.of(
                "the time grows as "
                        + copying.get().growth()
                        + " with "
                        + copying.get().type
                        + ", as "
                        + viewing.get().growth()
                        + " with "
                        + viewing.get().type
                        + "; "
                        + Quantity.count(viewing.get().lengths.getLast())
                        + " slices took "
                        + Quantity.seconds(copyTime)
                        + " against "
                        + Quantity.seconds(viewTime)
                        + ", which is "
                        + Quantity.seconds(viewing.get().secondsPerSlice())
                        + " a slice and "
                        + Quantity.speed(viewTime, copyTime).replaceAll(" as$", "")
                        + ".");
    }

    @Override
    public List<String> method() {
        List<String> method = new ArrayList<>();
        method.add(
                "Each slice takes one byte off the front. Bytes copies what remains, as Python's bytes does; MemoryView "
                        + "makes a new window on the same memory. A JVM copies into ever new memory until it collects the "
                        + "garbage; CPython frees each copy at once and uses its place again, which the processor's caches like.");
        method.add(
                "All in one JVM, which has used views of every kind of memory before; an uncounted round of a fifth of the "
                        + "length, then "
                        + rounds
                        + (rounds == 1 ? " round" : " rounds")
                        + " that take every length and type in turn. A round walks once by copying and "
                        + SlicesRun.VIEW_WALKS
                        + " times by views, for the median of these. Figures are medians, with minimum and maximum in "
                        + "parentheses.");
        method.add(
                "The growth is the exponent of the curve that fits the medians best on logarithmic scales: 1 is linear, 2 "
                        + "quadratic.");
        if (python.isPresent()) {
            method.add(
                    python.description()
                            + " runs the talk's program, in a fresh process each round.");
        }
        return method;
    }
}

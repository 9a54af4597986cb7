package io.zenview.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What [Comparison#NUMBERS] measured.
///
/// @param count how many whole numbers of 64 bits were doubled
/// @param rounds how many rounds were counted
/// @param first the first ten after one doubling, which were verified
/// @param doublings by language and way
/// @param python the interpreter, or why there is none
/// @param pythonLibrary whose array Python used; empty without Python
public record NumbersResult(
        int count,
        int rounds,
        List<Long> first,
        List<Doubling> doublings,
        Python python,
        String pythonLibrary)
        implements Result {
    /// Copies.
    public NumbersResult {
        first = List.copyOf(first);
        doublings = List.copyOf(doublings);
    }

    /// How the numbers are doubled.
    public enum Way {
        /// A loop over the array itself.
        ARRAY("raw array"),
        /// In place, through a view of an array.
        VIEW_OF_ARRAY("view of the array"),
        /// In place, through a view of native memory.
        VIEW_OF_NATIVE("view of native memory"),
        /// In place, through a view of a mapped file.
        VIEW_OF_FILE("view of a mapped file"),
        /// Copied out of native memory into an array, doubled there, copied back.
        COPY("copy, modify, copy back");

        private final String label;

        Way(String label) {
            this.label = label;
        }

        /// What it is, in a few words.
        ///
        /// @return the words
        @Override
        public String toString() {
            return label;
        }
    }

    /// One way of doubling them.
    ///
    /// @param language whose program
    /// @param way how
    /// @param seconds time for all numbers
    public record Doubling(Language language, Way way, Samples seconds) {}

    /// One way of doubling them.
    ///
    /// @param language whose program
    /// @param way how
    /// @return what was measured of it, if it was measured
    public Optional<Doubling> doubling(Language language, Way way) {
        return doublings.stream()
                .filter(doubling -> doubling.language == language && doubling.way == way)
                .findFirst();
    }

    /// The time for one number.
    ///
    /// @param doubling one of [#doublings]
    /// @return nanoseconds
    public Samples nanosPerNumber(Doubling doubling) {
        return doubling.seconds.map(seconds -> seconds * 1e9 / count);
    }

    @Override
    public Comparison comparison() {
        return Comparison.NUMBERS;
    }

    @Override
    public String title() {
        return "Double " + Quantity.count(count) + " whole numbers of 64 bits";
    }

    @Override
    public Table table() {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(Table.Column.text("Way"));
        columns.add(Table.Column.number("Time"));
        columns.add(Table.Column.number("ns per number\n" + (rounds == 1 ? "" : "(min–max)")));
        columns.add(Table.Column.number("Time\n(raw array = 1)"));
        if (python.isPresent()) {
            columns.add(Table.Column.number("Python\ntime"));
            columns.add(Table.Column.number("Python, ns\nper number"));
        }
        double raw = doubling(Language.JAVA, Way.ARRAY).orElseThrow().seconds.median();
        List<List<String>> rows = new ArrayList<>();
        for (Doubling each : doublings) {
            if (each.language == Language.JAVA) {
                List<String> row = new ArrayList<>();
                row.add(each.way.toString());
                row.add(Quantity.seconds(each.seconds.median()));
                Samples nanos = nanosPerNumber(each);
                row.add(
                        Quantity.digits(nanos.median())
                                + (rounds == 1 ? "" : " " + Quantity.range(nanos)));
                row.add(String.format(Locale.ROOT, "%.2f", each.seconds.median() / raw));
                if (python.isPresent()) {
                    Optional<Doubling> other = doubling(Language.PYTHON, each.way);
                    row.add(
                            other.map(o -> Quantity.seconds(o.seconds.median()))
                                    .orElse(Quantity.NONE));
                    row.add(
                            other.map(o -> Quantity.digits(nanosPerNumber(o).median()))
                                    .orElse(Quantity.NONE));
                }
                rows.add(row);
            }
        }
        return new Table(title(), columns, rows);
    }

    @Override
    public List<String> readings() {
        List<String> readings = new ArrayList<>();
        double raw = doubling(Language.JAVA, Way.ARRAY).orElseThrow().seconds.median();
        double slowest =
                doublings.stream()
                        .filter(d -> d.language == Language.JAVA)
                        .filter(d -> d.way != Way.ARRAY && d.way != Way.COPY)
                        .mapToDouble(d -> d.seconds.median())
                        .max()
                        .orElseThrow();
        doubling(Language.JAVA, Way.VIEW_OF_NATIVE)
                .ifPresent(view ->
                        doubling(Language.JAVA, Way.COPY)
                                .ifPresent(
                                        copy -> readings.add(reading(view, copy, raw, slowest))));
        doubling(Language.PYTHON, Way.VIEW_OF_ARRAY)
                .ifPresent(view ->
                        readings.add(
                                "In Python, the talk's loop took "
                                        + Quantity.seconds(view.seconds.median())
                                        + " through a memoryview ("
                                        + pythonLibrary
                                        + ")."));
        readings.add(
                "The first ten are "
                        + first.toString().replace(",", "")
                        + ", as in the talk, which gives no times for this program.");
        return readings;
    }

    private static String reading(Doubling view, Doubling copy, double raw, double slowest) {
        double viewTime = view.seconds.median();
        double copyTime = copy.seconds.median();
        return "Doubled where they lie, in native memory, they took "
                + Quantity.seconds(viewTime)
                + " against "
                + Quantity.seconds(copyTime)
                + " for copying them out, doubling and copying them back: "
                + Quantity.speed(viewTime, copyTime).replaceAll(" as$", "")
                + String.format(
                        Locale.ROOT,
                        "; the slowest view took %.2f times as long as the raw array.",
                        slowest / raw);
    }

    @Override
    public List<String> method() {
        List<String> method = new ArrayList<>();
        method.add(
                "The same loop over a LongView for an array, native memory and a mapped file, in one JVM that has used views "
                        + "of every kind of memory before, and the same loop over a long[].");
        method.add(
                "One uncounted round, then "
                        + rounds
                        + (rounds == 1 ? " round" : " rounds")
                        + " that take every way in turn, "
                        + NumbersRun.PASSES
                        + " times over all numbers each. A round's time is the median of these; figures are medians of the rounds, "
                        + "with minimum and maximum in parentheses.");
        if (python.isPresent()) {
            method.add(
                    python.description()
                            + " runs the talk's loop, element by element, over "
                            + pythonLibrary
                            + " and a memoryview of it, once a round in a fresh process.");
        }
        return method;
    }
}

package io.zenview.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What [Comparison#CHUNK] measured.
///
/// @param filmSize the size of the buffer, in bytes
/// @param offset where the chunk begins, in bytes
/// @param chunkSize the size of the chunk, in bytes
/// @param rounds how many rounds were counted
/// @param cuts by language and whether they copy
/// @param python the interpreter, or why there is none
public record ChunkResult(
        long filmSize, long offset, int chunkSize, int rounds, List<Cut> cuts, Python python)
        implements Result {
    /// Copies.
    public ChunkResult {
        cuts = List.copyOf(cuts);
    }

    /// One way of taking a chunk.
    ///
    /// @param language whose program
    /// @param copies whether the chunk is a copy
    /// @param seconds time of one call
    /// @param allocatedBytes memory that one call takes: what the thread allocated in Java, the
    ///   size of the result in Python
    /// @param callsPerRound how many calls the time is the mean of
    public record Cut(
            Language language,
            boolean copies,
            Samples seconds,
            long allocatedBytes,
            int callsPerRound) {}

    /// One way of taking a chunk.
    ///
    /// @param language whose program
    /// @param copies whether the chunk is a copy
    /// @return what was measured of it, if it was measured
    public Optional<Cut> cut(Language language, boolean copies) {
        return cuts.stream()
                .filter(cut -> cut.language == language && cut.copies == copies)
                .findFirst();
    }

    @Override
    public Comparison comparison() {
        return Comparison.CHUNK;
    }

    @Override
    public String title() {
        return "Take " + Quantity.bytes(chunkSize) + " out of " + Quantity.bytes(filmSize);
    }

    @Override
    public Table table() {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(Table.Column.text("Chunk"));
        columns.add(Table.Column.number("Time per call"));
        columns.add(Table.Column.number("Allocated"));
        if (python.isPresent()) {
            columns.add(Table.Column.number("Python\ntime per call"));
            columns.add(Table.Column.number("Python\nresult"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Cut cut : cuts) {
            if (cut.language == Language.JAVA) {
                List<String> row = new ArrayList<>();
                row.add(cut.copies ? "copy" : "view");
                row.add(Quantity.seconds(cut.seconds));
                row.add(Quantity.bytes(cut.allocatedBytes));
                cut(Language.PYTHON, cut.copies)
                        .ifPresent(other -> {
                            row.add(Quantity.seconds(other.seconds));
                            row.add(Quantity.bytes(other.allocatedBytes));
                        });
                rows.add(row);
            }
        }
        return new Table(title(), columns, rows);
    }

    @Override
    public List<String> readings() {
        List<String> readings = new ArrayList<>();
        reading(Language.JAVA).map(Quantity::sentence).ifPresent(readings::add);
        reading(Language.PYTHON).ifPresent(python -> readings.add("In Python, " + python));
        readings.add("The talk's figures, in Python: 4.9 ms by copying, 25 ns by a memoryview.");
        return readings;
    }

    private Optional<String> reading(Language language) {
        Optional<Cut> copy = cut(language, true);
        Optional<Cut> view = cut(language, false);
        if (copy.isEmpty() || view.isEmpty()) {
            return Optional.empty();
        }
        double copyTime = copy.get().seconds.median();
        double viewTime = view.get().seconds.median();
        return Optional.of(
                "a view took "
                        + Quantity.seconds(viewTime)
                        + " and "
                        + Quantity.bytes(view.get().allocatedBytes)
                        + " against "
                        + Quantity.seconds(copyTime)
                        + " and "
                        + Quantity.bytes(copy.get().allocatedBytes)
                        + " of a copy: "
                        + Quantity.speed(viewTime, copyTime).replaceAll(" as$", "")
                        + ".");
    }

    @Override
    public List<String> method() {
        List<String> method = new ArrayList<>();
        method.add(
                "The chunk begins at byte "
                        + Quantity.count(offset)
                        + " of a buffer of native memory. The view is MemoryView.slice, the copy MemoryView.slice followed by "
                        + "toBytes. Every chunk is kept where others could see it, so that the compiler cannot leave it out, and "
                        + "read afterwards.");
        StringBuilder calls = new StringBuilder();
        cut(Language.JAVA, true)
                .ifPresent(
                        cut -> calls.append(Quantity.count(cut.callsPerRound)).append(" copies"));
        cut(Language.JAVA, false)
                .ifPresent(cut ->
                        calls.append(" and ")
                                .append(Quantity.count(cut.callsPerRound))
                                .append(" views"));
        method.add(
                "One uncounted round, then "
                        + rounds
                        + (rounds == 1 ? " round" : " rounds")
                        + " of "
                        + calls
                        + ", in one JVM that has used views of every kind of memory before. A round's time is the "
                        + "median of its calls (views: of batches); figures are medians of the rounds, with minimum and "
                        + "maximum in parentheses. Allocated is what the JVM counts for the thread.");
        if (python.isPresent()) {
            method.add(
                    python.description()
                            + " slices bytes and a memoryview of them, as in the talk; its sizes are those of the resulting "
                            + "objects (sys.getsizeof), the view's without what it shows.");
        }
        return method;
    }
}

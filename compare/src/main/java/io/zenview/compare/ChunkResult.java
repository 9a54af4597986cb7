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
/// @param fileSize the size of the film's file, in bytes
/// @param fileChunks the same chunk out of that file, in each way once
/// @param python the interpreter, or why there is none
public record ChunkResult(
        long filmSize,
        long offset,
        int chunkSize,
        int rounds,
        List<Cut> cuts,
        long fileSize,
        List<FilmChunk> fileChunks,
        Python python)
        implements Result {
    /// Copies.
    public ChunkResult {
        cuts = List.copyOf(cuts);
        fileChunks = List.copyOf(fileChunks);
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

    /// One way of taking a chunk out of the film's file.
    ///
    /// @param way which
    /// @return what was measured of it, if it was measured
    public Optional<FilmChunk> fileChunk(FilmChunk.Way way) {
        return fileChunks.stream().filter(chunk -> chunk.way() == way).findFirst();
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
        columns.add(Table.Column.number("CPU\nper call"));
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
                row.add(Quantity.NONE);
                row.add(Quantity.bytes(cut.allocatedBytes));
                cut(Language.PYTHON, cut.copies)
                        .ifPresent(other -> {
                            row.add(Quantity.seconds(other.seconds));
                            row.add(Quantity.bytes(other.allocatedBytes));
                        });
                rows.add(row);
            }
        }
        for (FilmChunk chunk : fileChunks) {
            List<String> row = new ArrayList<>();
            row.add(chunk.way().toString());
            row.add(Quantity.seconds(chunk.seconds()));
            row.add(Quantity.seconds(chunk.cpuSeconds().median()));
            row.add(Quantity.bytes(chunk.allocatedBytes()));
            while (row.size() < columns.size()) {
                row.add(Quantity.NONE);
            }
            rows.add(row);
        }
        return new Table(title(), columns, rows);
    }

    @Override
    public List<String> readings() {
        List<String> readings = new ArrayList<>();
        reading(Language.JAVA).map(Quantity::sentence).ifPresent(readings::add);
        reading(Language.PYTHON).ifPresent(python -> readings.add("In Python, " + python));
        fileReading().ifPresent(readings::add);
        sendReading(
                        "Sent over loopback",
                        FilmChunk.Way.SENT_FROM_HEAP,
                        FilmChunk.Way.SENT_BY_SENDFILE)
                .ifPresent(readings::add);
        sendReading("Over HTTP", FilmChunk.Way.HTTP_FROM_HEAP, FilmChunk.Way.HTTP_BY_SENDFILE)
                .ifPresent(readings::add);
        readings.add("The talk's figures, in Python: 4.9 ms by copying, 25 ns by a memoryview.");
        return readings;
    }

    private Optional<String> fileReading() {
        Optional<FilmChunk> copy = fileChunk(FilmChunk.Way.COPY);
        Optional<FilmChunk> view = fileChunk(FilmChunk.Way.VIEW);
        if (copy.isEmpty() || view.isEmpty()) {
            return Optional.empty();
        }
        double copyTime = copy.get().seconds().median();
        double viewTime = view.get().seconds().median();
        return Optional.of(
                "Out of a film's file of "
                        + Quantity.bytes(fileSize)
                        + ", the view took "
                        + Quantity.seconds(viewTime)
                        + " against "
                        + Quantity.seconds(copyTime)
                        + " of the copy: "
                        + Quantity.speed(viewTime, copyTime).replaceAll(" as$", "")
                        + ".");
    }

    private Optional<String> sendReading(
            String how, FilmChunk.Way throughHeap, FilmChunk.Way bySendfile) {
        Optional<FilmChunk> heap = fileChunk(throughHeap);
        Optional<FilmChunk> sendfile = fileChunk(bySendfile);
        if (heap.isEmpty() || sendfile.isEmpty()) {
            return Optional.empty();
        }
        double heapTime = heap.get().seconds().median();
        double time = sendfile.get().seconds().median();
        return Optional.of(
                how
                        + ", the chunk took "
                        + Quantity.seconds(time)
                        + " by sendfile against "
                        + Quantity.seconds(heapTime)
                        + " through the heap: "
                        + Quantity.speed(time, heapTime).replaceAll(" as$", "")
                        + ", with "
                        + Quantity.seconds(sendfile.get().cpuSeconds().median())
                        + " against "
                        + Quantity.seconds(heap.get().cpuSeconds().median())
                        + (bySendfile.isHttp()
                                ? " of the server's CPU."
                                : " of the sender's CPU."));
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
        if (!fileChunks.isEmpty()) {
            method.add(fileMethod());
            method.add(
                    "Sends without HTTP go to the same connection over 127.0.0.1, and end when the receiver, a "
                            + "thread of the same process, says that it has the last byte. Through the heap, the chunk is "
                            + "read into a new array, then written, 1 MiB at a time; the JDK itself copies between arrays "
                            + "and the system through native memory. CPU is that of the calling thread, user and system, "
                            + "the mean of a round's calls; the receiver's is not in it, while the time has all of the "
                            + "receiver in it, which copies every byte out of the socket on the same processors.");
        }
        if (fileChunk(FilmChunk.Way.HTTP_BY_SENDFILE).isPresent()) {
            method.add(
                    "Over HTTP, a server in the same process is asked for the chunk over one connection that stays open, by a "
                            + "client that drops what comes: the one time it leaves the chunk to the system, as it does for every "
                            + "film, the other time it has read it into a new array. CPU and allocations are those of all threads "
                            + "of the process but the client's.");
        }
        if (python.isPresent()) {
            method.add(
                    python.description()
                            + " slices bytes and a memoryview of them, as in the talk; its sizes are those of the resulting "
                            + "objects (sys.getsizeof), the view's without what it shows.");
        }
        return method;
    }

    private String fileMethod() {
        StringBuilder calls = new StringBuilder();
        for (FilmChunk chunk : fileChunks) {
            calls.append(calls.isEmpty() ? "" : "; ")
                    .append(chunk.way())
                    .append(": ")
                    .append(Quantity.count(chunk.callsPerRound()));
        }
        return "The file is a temporary film of "
                + Quantity.bytes(fileSize)
                + ", its media random bytes, in the page cache, in a VideoLibrary. The view is viewChunk, a look at its last byte, and "
                + "its close, "
                + "the copy the same followed by toBytes, sendfile is requestChunk and writeTo. Calls in a round: "
                + calls
                + ".";
    }
}

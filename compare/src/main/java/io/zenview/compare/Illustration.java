package io.zenview.compare;

import io.zenview.transfer.SendMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a report shows of a result beside its table: the one figure to remember, and charts.
///
/// @param figure a number, or two
/// @param meaning what it is, in a few words
/// @param introduction what was compared and why, for who has not seen the talk
/// @param charts pictures of the figures
record Illustration(String figure, String meaning, String introduction, List<Chart> charts) {
    private static final double MIB = 1 << 20;
    private static final String WHISKERS =
            "Bars are medians, whiskers reach from minimum to maximum.";
    private static final String DOTS =
            "Mind the logarithmic scale: equal distances are equal factors. Dots are medians, whiskers reach from "
                    + "minimum to maximum.";

    static Illustration of(Result result) {
        return switch (result) {
            case TransferResult transfer -> of(transfer);
            case SlicesResult slices -> of(slices);
            case ChunkResult chunk -> of(chunk);
            case NumbersResult numbers -> of(numbers);
        };
    }

    private static Illustration of(TransferResult result) {
        List<Chart> charts = new ArrayList<>();
        charts.add(
                bars(
                        "Wall time",
                        "How long a send took; shorter is better. " + WHISKERS,
                        seconds -> Quantity.round(seconds) + " s",
                        result,
                        send -> Optional.of(send.wallSeconds()),
                        result::wall));
        charts.add(
                bars(
                        "CPU time of the sender",
                        "Seconds of processor time for each GiB; shorter is better. " + WHISKERS,
                        Quantity::round,
                        result,
                        TransferResult.Send::cpuSecondsPerGib,
                        cpu -> Quantity.digits(cpu.median()) + " s/GiB"));
        charts.add(
                bars(
                        "Memory of the sender",
                        "The most that was resident at a time, JVM or interpreter included; shorter is better.",
                        mebibytes -> Quantity.round(mebibytes) + " MiB",
                        result,
                        send ->
                                send.peakBytes().isPresent()
                                        ? Optional.of(
                                                Samples.of(send.peakBytes().getAsLong() / MIB))
                                        : Optional.empty(),
                        peak -> Quantity.bytes(Math.round(peak.median() * MIB))));
        charts.removeIf(chart -> chart instanceof BarChart bars && bars.rows().isEmpty());
        double speed =
                result.send(Language.JAVA, SendMethod.SENDFILE)
                        .map(result::speedAgainstWhole)
                        .orElseThrow();
        return new Illustration(
                Quantity.factor(speed) + "×",
                "the speed of reading the whole file first, when the kernel sends it (sendfile)",
                "A program that reads a file and writes it to a socket moves every byte twice: from the system's cache "
                        + "into its own memory, and from there into the socket. The system can send it from its cache "
                        + "directly; then no byte passes through the program.",
                charts);
    }

    private static BarChart bars(
            String title,
            String caption,
            java.util.function.DoubleFunction<String> ticks,
            TransferResult result,
            Function<TransferResult.Send, Optional<Samples>> samples,
            Function<Samples, String> text) {
        List<BarChart.Row> rows = new ArrayList<>();
        for (TransferResult.Send send : result.sends()) {
            samples.apply(send)
                    .ifPresent(values ->
                            rows.add(
                                    new BarChart.Row(
                                            name(send),
                                            text.apply(values),
                                            values,
                                            tone(send.method()),
                                            send.language())));
        }
        return new BarChart(title, caption, false, ticks, rows);
    }

    private static String name(TransferResult.Send send) {
        if (send.language() == Language.JAVA) {
            return send.method().toString();
        }
        return send.method() == SendMethod.WHOLE ? "Python, traditional" : "Python, zero-copy";
    }

    private static Chart.Tone tone(SendMethod method) {
        return method == SendMethod.SENDFILE ? Chart.Tone.VIEW : Chart.Tone.COPY;
    }

    private static Illustration of(SlicesResult result) {
        List<LineChart.Line> lines =
                result.walks().stream()
                        .map(walk ->
                                new LineChart.Line(
                                        (walk.language() == Language.PYTHON ? "Python, " : "")
                                                + walk.type()
                                                + ": "
                                                + walk.growth(),
                                        tone(walk.copies()),
                                        walk.language(),
                                        walk.lengths(),
                                        walk.seconds()))
                        .toList();
        String growths = growth(result, true) + " → " + growth(result, false);
        return new Illustration(
                growths,
                "is how the time grows with the data when slices are views instead of copies",
                "Taking one byte after another off the front is what parsers and protocols do. If each slice copies what "
                        + "remains, twice the data take four times as long.",
                List.of(
                        new LineChart(
                                "Time until nothing is left",
                                "Lower is better; both scales are logarithmic, so that a line's slope is the exponent of "
                                        + "the growth. Dots are medians, whiskers reach from minimum to maximum.",
                                "slices",
                                lines)));
    }

    private static String growth(SlicesResult result, boolean copies) {
        Growth growth = result.walk(Language.JAVA, copies).orElseThrow().growth();
        return growth.name().orElse(growth.toString());
    }

    private static Chart.Tone tone(boolean copies) {
        return copies ? Chart.Tone.COPY : Chart.Tone.VIEW;
    }

    private static Illustration of(ChunkResult result) {
        List<BarChart.Row> rows =
                result.cuts().stream()
                        .map(cut ->
                                new BarChart.Row(
                                        (cut.language() == Language.PYTHON ? "Python, " : "")
                                                + (cut.copies() ? "copy" : "view"),
                                        Quantity.seconds(cut.seconds()),
                                        cut.seconds(),
                                        tone(cut.copies()),
                                        cut.language()))
                        .toList();
        List<Chart> charts = new ArrayList<>();
        charts.add(new BarChart("Time for one chunk", DOTS, true, Quantity::roundSeconds, rows));
        charts.addAll(charts(result));
        double copy = result.cut(Language.JAVA, true).orElseThrow().seconds().median();
        double view = result.cut(Language.JAVA, false).orElseThrow().seconds().median();
        return new Illustration(
                Quantity.seconds(copy) + " → " + Quantity.seconds(view),
                "for "
                        + Quantity.bytes(result.chunkSize())
                        + " out of a film, as a view instead of a copy",
                "A video server takes a chunk out of a film for every request. A view of it is an object that says where "
                        + "the chunk begins and ends, whatever its size.",
                charts);
    }

    private static List<Chart> charts(ChunkResult result) {
        if (result.fileChunks().isEmpty()) {
            return List.of();
        }
        return List.of(
                new BarChart(
                        "Time for one chunk of a film's file",
                        DOTS,
                        true,
                        Quantity::roundSeconds,
                        result.fileChunks().stream()
                                .map(chunk -> row(chunk, chunk.seconds()))
                                .toList()),
                new BarChart(
                        "CPU time of the sending side for one chunk",
                        "Shorter is better. " + WHISKERS,
                        false,
                        Quantity::roundSeconds,
                        result.fileChunks().stream()
                                .filter(chunk -> chunk.way().isSent())
                                .map(chunk -> row(chunk, chunk.cpuSeconds()))
                                .toList()));
    }

    private static BarChart.Row row(FilmChunk chunk, Samples seconds) {
        return new BarChart.Row(
                chunk.way().toString(),
                Quantity.seconds(seconds),
                seconds,
                tone(chunk.way().copies()),
                Language.JAVA);
    }

    private static Illustration of(NumbersResult result) {
        List<BarChart.Row> rows =
                result.doublings().stream()
                        .map(doubling ->
                                new BarChart.Row(
                                        (doubling.language() == Language.PYTHON ? "Python, " : "")
                                                + name(doubling),
                                        Quantity.seconds(doubling.seconds()),
                                        doubling.seconds(),
                                        tone(doubling.way()),
                                        doubling.language()))
                        .toList();
        double array =
                result.doubling(Language.JAVA, NumbersResult.Way.ARRAY)
                        .orElseThrow()
                        .seconds()
                        .median();
        double view =
                result.doubling(Language.JAVA, NumbersResult.Way.VIEW_OF_NATIVE)
                        .orElseThrow()
                        .seconds()
                        .median();
        return new Illustration(
                Quantity.seconds(view),
                "to double "
                        + Quantity.count(result.count())
                        + " numbers where they lie; the raw array: "
                        + Quantity.seconds(array),
                "Numbers that lie in native memory or in a file can be changed there through a view. The other way is to "
                        + "copy them out, change them and copy them back.",
                List.of(
                        new BarChart(
                                "Time for all numbers", DOTS, true, Quantity::roundSeconds, rows)));
    }

    private static String name(NumbersResult.Doubling doubling) {
        if (doubling.language() == Language.JAVA) {
            return doubling.way().toString();
        }
        return switch (doubling.way()) {
            case VIEW_OF_ARRAY -> "memoryview";
            // Beside it there is no room for more on a phone.
            case COPY -> "copy and back";
            default -> doubling.way().toString();
        };
    }

    private static Chart.Tone tone(NumbersResult.Way way) {
        return switch (way) {
            case ARRAY -> Chart.Tone.PLAIN;
            case COPY -> Chart.Tone.COPY;
            case VIEW_OF_ARRAY, VIEW_OF_NATIVE, VIEW_OF_FILE -> Chart.Tone.VIEW;
        };
    }
}

package io.zenview.bench;

import java.util.List;

/// What is measured as some work grows.
///
/// @param key as in the measurements
/// @param title as in charts and tables
/// @param axis what the sizes count
/// @param unit of the values
/// @param work the exponent that the work itself has: 1 if twice the size is twice as much to do, 0
///   if it is the same
/// @param cost false for a rate, of which more is better
/// @param least what can't be told from nothing
record ScalingFigure(
        String key,
        String title,
        Axis axis,
        ScalingUnit unit,
        double work,
        boolean cost,
        double least) {

    /// What the sizes count.
    enum Axis {
        TRANSFERRED("size of the transfer", ScalingUnit.BYTES),
        STREAMS("streams at a time", ScalingUnit.COUNT),
        CONNECTIONS("connections", ScalingUnit.COUNT),
        FILE("size of the file", ScalingUnit.BYTES),
        ELEMENTS("elements", ScalingUnit.COUNT),
        FILM("minutes of film", ScalingUnit.COUNT);

        final String title;
        final ScalingUnit unit;

        Axis(String title, ScalingUnit unit) {
            this.title = title;
            this.unit = unit;
        }
    }

    /// The figures of a group, in the order in which they are shown.
    static List<ScalingFigure> of(String group) {
        return switch (group) {
            case "transfer" ->
                    List.of(
                            cost(
                                    "wall",
                                    "time of a transfer",
                                    Axis.TRANSFERRED,
                                    ScalingUnit.SECONDS,
                                    1),
                            rate("rate", "GiB/s", Axis.TRANSFERRED),
                            cost(
                                    "cpu",
                                    "CPU seconds per GiB",
                                    Axis.TRANSFERRED,
                                    ScalingUnit.PLAIN,
                                    0),
                            cost(
                                    "peak",
                                    "peak resident memory",
                                    Axis.TRANSFERRED,
                                    ScalingUnit.BYTES,
                                    0));
            case "streams" ->
                    List.of(
                            cost("wall", "time for 2 GiB", Axis.STREAMS, ScalingUnit.SECONDS, 0),
                            rate("rate", "GiB/s", Axis.STREAMS),
                            cost("cpu", "CPU seconds per GiB", Axis.STREAMS, ScalingUnit.PLAIN, 0),
                            cost(
                                    "peak",
                                    "peak resident memory",
                                    Axis.STREAMS,
                                    ScalingUnit.BYTES,
                                    0));
            case "ranges" ->
                    List.of(
                            rate("rate", "requests a second", Axis.CONNECTIONS),
                            cost(
                                    "cpu",
                                    "CPU seconds per GiB",
                                    Axis.CONNECTIONS,
                                    ScalingUnit.PLAIN,
                                    0),
                            cost(
                                    "peak",
                                    "peak resident memory",
                                    Axis.CONNECTIONS,
                                    ScalingUnit.BYTES,
                                    0),
                            cost("heap", "live heap", Axis.CONNECTIONS, ScalingUnit.BYTES, 0),
                            rate("file rate", "requests a second", Axis.FILE),
                            cost(
                                    "file cpu",
                                    "CPU seconds per GiB",
                                    Axis.FILE,
                                    ScalingUnit.PLAIN,
                                    0));
            case "elements" ->
                    List.of(
                            cost("pass", "time of a pass", Axis.ELEMENTS, ScalingUnit.SECONDS, 1),
                            cost(
                                    "element",
                                    "time per element",
                                    Axis.ELEMENTS,
                                    ScalingUnit.SECONDS,
                                    0),
                            cost("slice", "time of a slice", Axis.ELEMENTS, ScalingUnit.SECONDS, 0),
                            cost(
                                    "allocated",
                                    "allocated by a call",
                                    Axis.ELEMENTS,
                                    ScalingUnit.BYTES,
                                    0),
                            cost(
                                    "list",
                                    "allocated by a list",
                                    Axis.ELEMENTS,
                                    ScalingUnit.BYTES,
                                    1));
            case "films" ->
                    List.of(
                            cost("tables", "size of the tables", Axis.FILM, ScalingUnit.BYTES, 1),
                            cost("open", "time to open", Axis.FILM, ScalingUnit.SECONDS, 1),
                            cost("heap", "heap kept while open", Axis.FILM, ScalingUnit.BYTES, 0),
                            cost("look-up", "timecodeToIndex", Axis.FILM, ScalingUnit.SECONDS, 0),
                            cost(
                                    "clip",
                                    "making a clip of 30 s",
                                    Axis.FILM,
                                    ScalingUnit.SECONDS,
                                    0),
                            cost(
                                    "clip allocated",
                                    "allocated by it",
                                    Axis.FILM,
                                    ScalingUnit.BYTES,
                                    0),
                            cost("clip header", "its header", Axis.FILM, ScalingUnit.BYTES, 0));
            default ->
                    throw new IllegalArgumentException(
                            group + " is none of transfer, streams, ranges, elements, films");
        };
    }

    private static ScalingFigure cost(
            String key, String title, Axis axis, ScalingUnit unit, double work) {
        return new ScalingFigure(key, title, axis, unit, work, true, unit.least());
    }

    private static ScalingFigure rate(String key, String title, Axis axis) {
        return new ScalingFigure(key, title, axis, ScalingUnit.PLAIN, 0, false, 1e-9);
    }
}

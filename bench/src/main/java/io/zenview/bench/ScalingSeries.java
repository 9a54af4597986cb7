package io.zenview.bench;

import io.zenview.compare.Growth;
import io.zenview.compare.Samples;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How one figure of one way to do something grew.
///
/// @param figure what was measured
/// @param name of the way; empty if there is only one
/// @param values what every size took, in rounds
record ScalingSeries(ScalingFigure figure, String name, NavigableMap<Long, Samples> values) {
    /// The same tolerance that names have: caches and clocks bend curves by a tenth or two.
    private static final double TOLERANCE = 0.25;

    private static final int END = 3;

    /// The value of a size that was measured, as drawn on a logarithmic scale.
    double drawn(double value) {
        return Math.max(figure.least(), value);
    }

    /// Whether nothing was ever seen.
    private boolean nothing() {
        return values.values().stream().allMatch(samples -> samples.max() < figure.least());
    }

    /// Growth over all sizes.
    private Growth growth() {
        return growth(values);
    }

    /// Growth over the largest sizes, where something that is small at first takes over.
    private Growth atTheEnd() {
        List<Long> sizes = List.copyOf(values.keySet());
        return growth(values.tailMap(sizes.get(Math.max(0, sizes.size() - END)), true));
    }

    private Growth growth(Map<Long, Samples> some) {
        return Growth.fit(
                some.keySet().stream().mapToDouble(Long::doubleValue).toArray(),
                some.values().stream().mapToDouble(samples -> drawn(samples.median())).toArray());
    }

    /// The growth with a word for it: `n^0.98 (linear)`.
    String words() {
        if (values.size() < 2) {
            return "one size only";
        }
        if (nothing()) {
            return "constant (nothing)";
        }
        Growth growth = growth();
        double k = growth.exponent();
        if (growth.name().isPresent()) {
            return growth.toString();
        }
        String word = k < 0 ? "falls" : k < 1 ? "below linear" : "above linear";
        return growth + " (" + word + ")";
    }

    /// How the growth compares with that of the work; bold if it is faster.
    String verdict() {
        if (values.size() < 2 || nothing()) {
            return values.size() < 2 ? "-" : "as the work";
        }
        double all = excess(growth());
        double end = excess(atTheEnd());
        if (all > TOLERANCE) {
            return figure.cost() ? "**faster**" : "**falls**";
        }
        if (end > TOLERANCE) {
            return "**%s at the end: %s**"
                    .formatted(figure.cost() ? "faster" : "falls", atTheEnd());
        }
        if (all < -TOLERANCE) {
            return figure.cost() ? "slower" : "rises";
        }
        return "as the work";
    }

    /// How much worse than the work it grows.
    private double excess(Growth growth) {
        double more = growth.exponent() - figure.work();
        return figure.cost() ? more : -more;
    }

    /// In a sentence, for who does not see the chart.
    String description() {
        ScalingUnit sizes = figure.axis().unit;
        return "%s%s: from %s at %s to %s at %s, %s"
                .formatted(
                        figure.title(),
                        name.isEmpty() ? "" : ", " + name,
                        figure.unit().format(values.firstEntry().getValue().median()),
                        sizes.format(values.firstKey()),
                        figure.unit().format(values.lastEntry().getValue().median()),
                        sizes.format(values.lastKey()),
                        words());
    }

    /// All of a figure, out of lines of measurements.
    static List<ScalingSeries> read(ScalingFigure figure, List<String> lines) {
        Map<String, NavigableMap<Long, List<Double>>> found = new java.util.LinkedHashMap<>();
        for (String line : lines) {
            List<String> parts = List.of(line.split(",", -1));
            if (parts.size() != 4) {
                throw new IllegalArgumentException(
                        "'" + line + "' is not figure,series,size,value");
            }
            if (parts.get(0).equals(figure.key())) {
                found.computeIfAbsent(parts.get(1), _ -> new TreeMap<>())
                        .computeIfAbsent(
                                Long.valueOf(parts.get(2)), _ -> new java.util.ArrayList<>())
                        .add(Double.valueOf(parts.get(3)));
            }
        }
        return found.entrySet().stream()
                .map(series -> {
                    NavigableMap<Long, Samples> values = new TreeMap<>();
                    series.getValue().forEach((n, rounds) -> values.put(n, new Samples(rounds)));
                    return new ScalingSeries(figure, series.getKey(), values);
                })
                .toList();
    }
}

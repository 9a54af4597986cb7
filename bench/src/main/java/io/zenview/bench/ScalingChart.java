package io.zenview.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Panels of curves on logarithmic scales, as a picture that stands for itself: there a power is a
/// straight line, and its exponent the slope. A dashed line has the slope of the work.
final class ScalingChart {
    private static final int WIDTH = 760;
    private static final int PANEL = WIDTH / 2;
    private static final int LEFT = 66;
    private static final int RIGHT = 14;
    private static final int HEAD = 44;
    private static final int TOP = 34;
    private static final int PLOT = 170;
    private static final int AXIS = 46;
    private static final int LINE = 18;
    private static final int TICKS = 6;

    private static final String STYLE =
            """
              <style>
                .bg { fill: #ffffff } text { fill: #1c2733 } .tick, .axis { fill: #56657a; font-size: 12px } .axis { font-weight: 600 }
                .grid { stroke: #dfe4ec } .work { stroke: #56657a; stroke-dasharray: 3 4 }
                .s0 { stroke: #0b62c4; fill: #0b62c4 } .s1 { stroke: #b45309; fill: #b45309 } .s2 { stroke: #15803d; fill: #15803d } .s3 { stroke: #7e3fbf; fill: #7e3fbf }
                .curve { fill: none; stroke-width: 2 } .whisker { stroke-width: 1 }
                @media (prefers-color-scheme: dark) {
                  .bg { fill: #12181f } text { fill: #e6edf5 } .tick, .axis { fill: #a9b7c8 } .grid { stroke: #2a3644 } .work { stroke: #a9b7c8 }
                  .s0 { stroke: #58a6ff; fill: #58a6ff } .s1 { stroke: #fb923c; fill: #fb923c } .s2 { stroke: #4ade80; fill: #4ade80 } .s3 { stroke: #c99bff; fill: #c99bff }
                  .curve { fill: none }
                }
              </style>
            """;

    private final String title;
    private final List<List<ScalingSeries>> figures;

    ScalingChart(String group, List<List<ScalingSeries>> figures) {
        this.title = "How it grows: " + group;
        this.figures = figures;
    }

    String title() {
        return title;
    }

    private static int height(List<ScalingSeries> series) {
        return TOP + PLOT + AXIS + LINE * series.size() + 16;
    }

    /// The picture.
    String svg() {
        StringBuilder panels = new StringBuilder();
        int top = HEAD;
        for (int i = 0; i < figures.size(); i += 2) {
            List<List<ScalingSeries>> row = figures.subList(i, Math.min(i + 2, figures.size()));
            for (int column = 0; column < row.size(); column++) {
                panels.append(new Panel(row.get(column), column * PANEL, top).svg());
            }
            top += row.stream().mapToInt(ScalingChart::height).max().orElseThrow();
        }
        String description =
                figures.stream()
                        .flatMap(List::stream)
                        .map(ScalingSeries::description)
                        .collect(Collectors.joining("; ", "", "."));
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="13">
          <title id="t">%s</title>
          <desc id="d">%s</desc>
        %s  <rect class="bg" width="%d" height="%d" rx="8"/>
          <text x="18" y="26" font-size="15" font-weight="600">%s</text>
          <text class="tick" x="%d" y="26" text-anchor="end">dashed: as the work; bars: least to greatest</text>
        %s</svg>
        """
                .formatted(
                        WIDTH,
                        top,
                        escape(title),
                        escape(description),
                        STYLE,
                        WIDTH,
                        top,
                        escape(title),
                        WIDTH - RIGHT,
                        panels);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// One figure.
    private static final class Panel {
        private final List<ScalingSeries> series;
        private final ScalingFigure figure;
        private final int left;
        private final int top;
        private final List<Long> sizes;
        private final List<Double> ticks;
        private final StringBuilder out = new StringBuilder();

        Panel(List<ScalingSeries> series, int left, int top) {
            this.series = series;
            this.figure = series.getFirst().figure();
            this.left = left;
            this.top = top;
            sizes =
                    series.stream()
                            .flatMap(one -> one.values().keySet().stream())
                            .distinct()
                            .sorted()
                            .toList();
            double least = Double.MAX_VALUE;
            double greatest = 0;
            for (ScalingSeries one : series) {
                for (var samples : one.values().values()) {
                    least = Math.min(least, one.drawn(samples.min()));
                    greatest = Math.max(greatest, one.drawn(samples.max()));
                }
            }
            ticks = figure.unit().around(least, greatest, TICKS);
        }

        String svg() {
            text("", left + 18, top + 18, "start", "font-weight=\"600\"", figure.title());
            for (double tick : ticks) {
                line("grid", x(sizes.getFirst()), y(tick), x(sizes.getLast()), y(tick));
                text("tick", left + LEFT - 8, y(tick) + 4, "end", "", figure.unit().round(tick));
            }
            int bottom = top + TOP + PLOT;
            int every = Math.ceilDiv(sizes.size(), 5);
            for (int i = 0; i < sizes.size(); i++) {
                double x = x(sizes.get(i));
                line("grid", x, bottom, x, bottom + 5);
                if (i % every == 0) {
                    String size = figure.axis().unit.format(sizes.get(i));
                    text("tick", x, bottom + 19, "middle", "", size);
                }
            }
            text("axis", left + PANEL - RIGHT, bottom + 36, "end", "", figure.axis().title);
            work();
            for (int i = 0; i < series.size(); i++) {
                curve(series.get(i), i);
                double y = bottom + AXIS + LINE * i + 8;
                mark(i, left + 26, y - 4);
                String name = series.get(i).name();
                String words = (name.isEmpty() ? "" : name + ": ") + series.get(i).words();
                text("tick", left + 40, y, "start", "", words);
            }
            return out.toString();
        }

        /// As the work grows, from where the first curve begins, as far as it stays in the panel.
        private void work() {
            double from = sizes.getFirst();
            double value =
                    series.getFirst()
                            .drawn(series.getFirst().values().firstEntry().getValue().median());
            double to = sizes.getLast();
            double last = value * Math.pow(to / from, figure.work());
            if (last > ticks.getLast()) {
                last = ticks.getLast();
                to = from * Math.pow(last / value, 1 / figure.work());
            }
            line("work", x(from), y(value), x(to), y(last));
        }

        private void curve(ScalingSeries one, int number) {
            StringBuilder points = new StringBuilder();
            one.values()
                    .forEach((size, samples) -> {
                        double x = x(size);
                        double y = y(one.drawn(samples.median()));
                        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
                        String whisker = "whisker s" + number;
                        line(
                                whisker,
                                x,
                                y(one.drawn(samples.min())),
                                x,
                                y(one.drawn(samples.max())));
                        mark(number, x, y);
                    });
            out.append(
                    "  <polyline class=\"s%d curve\" points=\"%s\"/>%n"
                            .formatted(number, points.toString().strip()));
        }

        /// Each curve has a shape, too, for who can't tell the colours.
        private void mark(int number, double x, double y) {
            String shape =
                    switch (number) {
                        case 0 -> "<circle class=\"s0\" cx=\"%1$.1f\" cy=\"%2$.1f\" r=\"3.5\"/>";
                        case 1 -> "<path class=\"s1\" d=\"M%1$.1f %2$.1fm-3.5 -3.5h7v7h-7z\"/>";
                        case 2 -> "<path class=\"s2\" d=\"M%1$.1f %2$.1fm0 -4.5l4.5 8h-9z\"/>";
                        case 3 -> "<path class=\"s3\" d=\"M%1$.1f %2$.1fm0 -5l5 5-5 5-5-5z\"/>";
                        default -> throw new IllegalArgumentException("more than four curves");
                    };
            out.append("  ").append(String.format(Locale.ROOT, shape, x, y)).append('\n');
        }

        private double x(double size) {
            return left
                    + LEFT
                    + position(size, sizes.getFirst(), sizes.getLast())
                            * (PANEL - LEFT - RIGHT - 14);
        }

        private double y(double value) {
            double position = position(value, ticks.getFirst(), ticks.getLast());
            return top + TOP + (1 - position) * PLOT;
        }

        private static double position(double value, double low, double high) {
            return high > low ? Math.log(value / low) / Math.log(high / low) : 0.5;
        }

        private void line(String type, double x1, double y1, double x2, double y2) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "  <line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                            type,
                            x1,
                            y1,
                            x2,
                            y2));
        }

        private void text(
                String type, double x, double y, String anchor, String more, String text) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "  <text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n",
                            type,
                            x,
                            y,
                            anchor,
                            more,
                            escape(text)));
        }
    }
}

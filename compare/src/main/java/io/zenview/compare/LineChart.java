package io.zenview.compare;

import java.util.List;
import java.util.stream.Collectors;

/// Times over sizes, both on logarithmic scales: there a power is a straight line, and its exponent
/// the slope.
///
/// @param title what it shows
/// @param caption how to read it
/// @param sizeUnit what the sizes count
/// @param lines the curves
record LineChart(String title, String caption, String sizeUnit, List<Line> lines) implements Chart {
    private static final int TOP = 22;
    private static final int PLOT = 300;
    private static final int AXIS = 46;
    private static final int TICKS = 9;

    /// Room beside the outermost points, in percent, for the labels of the vertical axis.
    private static final double LEFT = 16;

    private static final double RIGHT = 95;

    /// One curve.
    ///
    /// @param name as in the legend
    /// @param sizes ascending
    /// @param seconds for each size
    record Line(
            String name,
            Tone tone,
            Language language,
            List<Integer> sizes,
            List<Samples> seconds) {}

    @Override
    public String description() {
        return lines.stream()
                .map(line ->
                        line.name
                                + ": from "
                                + Quantity.seconds(line.seconds.getFirst().median())
                                + " at "
                                + Quantity.count(line.sizes.getFirst())
                                + " "
                                + sizeUnit
                                + " to "
                                + Quantity.seconds(line.seconds.getLast().median())
                                + " at "
                                + Quantity.count(line.sizes.getLast()))
                .collect(Collectors.joining("; ", "", "."));
    }

    @Override
    public int height() {
        return TOP + PLOT + AXIS;
    }

    @Override
    public String legend() {
        StringBuilder html = new StringBuilder("<ul class=\"legend\">\n");
        for (Line line : lines) {
            html.append("<li><i class=\"")
                    .append(line.tone.cssClass(line.language))
                    .append("\"></i>")
                    .append(Markup.escape(line.name))
                    .append("</li>\n");
        }
        return html.append("</ul>\n").toString();
    }

    @Override
    public String drawing() {
        Scale time = timeScale();
        Scale size = sizeScale();
        StringBuilder svg = new StringBuilder();
        for (double tick : time.ticks(TICKS)) {
            double y = y(time, tick);
            svg.append(Markup.line("grid", 0, y, 100, y));
            svg.append(Markup.text("tick", 0, y - 4, "start", Quantity.roundSeconds(tick)));
        }
        for (int n : lines.getFirst().sizes) {
            double x = x(size, n);
            svg.append(Markup.line("grid", x, TOP + PLOT, x, TOP + PLOT + 5));
            svg.append(Markup.text("tick", x, TOP + PLOT + 20, "middle", shortCount(n)));
        }
        svg.append(
                Markup.text(
                        "tick scale",
                        100,
                        TOP + PLOT + 40,
                        "end",
                        "number of " + sizeUnit + ", logarithmic"));
        for (Line line : lines) {
            svg.append(curve(line, size, time));
        }
        return svg.toString();
    }

    private static String curve(Line line, Scale size, Scale time) {
        String tone = line.tone.cssClass(line.language);
        StringBuilder svg = new StringBuilder();
        // Line by line: a path knows no percentages.
        for (int i = 1; i < line.sizes.size(); i++) {
            svg.append(
                    Markup.line(
                            tone,
                            x(size, line.sizes.get(i - 1)),
                            y(time, line.seconds.get(i - 1).median()),
                            x(size, line.sizes.get(i)),
                            y(time, line.seconds.get(i).median())));
        }
        for (int i = 0; i < line.sizes.size(); i++) {
            Samples seconds = line.seconds.get(i);
            double x = x(size, line.sizes.get(i));
            svg.append(
                    Markup.line("whisker", x, y(time, seconds.min()), x, y(time, seconds.max())));
            svg.append(Markup.dot(tone, x, y(time, seconds.median()), 4.5));
        }
        return svg.toString();
    }

    private Scale timeScale() {
        double min = 1;
        double max = 0;
        for (Line line : lines) {
            for (Samples seconds : line.seconds) {
                min = Math.min(min, seconds.min());
                max = Math.max(max, seconds.max());
            }
        }
        // A clock may tell the same time twice.
        return Scale.decades(Math.max(1e-9, min), Math.max(1e-9, max));
    }

    private Scale sizeScale() {
        List<Integer> sizes = lines.getFirst().sizes;
        return new Scale(true, sizes.getFirst(), sizes.getLast());
    }

    private static double x(Scale size, int n) {
        return LEFT + size.position(n) * (RIGHT - LEFT);
    }

    private static double y(Scale time, double seconds) {
        return TOP + (1 - time.position(Math.max(time.low(), seconds))) * PLOT;
    }

    /// `500k`: five of them fit a phone.
    private static String shortCount(int n) {
        return n % 1000 == 0 ? n / 1000 + "k" : String.valueOf(n);
    }
}

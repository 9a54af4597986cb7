package io.zenview.compare;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/// Values beside one another, one a row: bars on a linear scale, dots on a logarithmic one (where a
/// bar's length would mean nothing), with whiskers from minimum to maximum.
///
/// @param title what it shows
/// @param caption how to read it
/// @param isLogarithmic which scale
/// @param ticks how a value is written on the axis
/// @param rows from top to bottom
record BarChart(
        String title,
        String caption,
        boolean isLogarithmic,
        DoubleFunction<String> ticks,
        List<Row> rows)
        implements Chart {
    private static final int ROW = 48;
    private static final int LABEL = 15;
    private static final int BAR_TOP = 22;
    private static final int BAR_HEIGHT = 14;
    private static final int AXIS = 26;
    private static final int SCALE_NAME = 20;

    /// More would not fit a phone.
    private static final int TICKS = 5;

    /// A whisker's end at the very edge would be cut in half.
    private static final double WIDTH = 98;

    /// Half of a whisker's end, in pixels.
    private static final int WHISKER = 4;

    /// One value.
    ///
    /// @param label whose
    /// @param text as written beside it
    /// @param samples the median is drawn, and the range if there is one
    record Row(String label, String text, Samples samples, Tone tone, Language language) {}

    @Override
    public String description() {
        return rows.stream()
                .map(row -> row.label + ": " + row.text)
                .collect(Collectors.joining("; ", "", "."));
    }

    @Override
    public int height() {
        return rows.size() * ROW + AXIS + (isLogarithmic ? SCALE_NAME : 0);
    }

    @Override
    public String drawing() {
        Scale scale = scale();
        StringBuilder svg = new StringBuilder();
        int bottom = rows.size() * ROW;
        for (double tick : scale.ticks(TICKS)) {
            double x = scale.position(tick) * WIDTH;
            svg.append(Markup.line("grid", x, BAR_TOP - 6, x, bottom));
            // At the edges a centred label would stick out.
            String anchor = x < 4 ? "start" : x > 92 ? "end" : "middle";
            svg.append(Markup.text("tick", x, bottom + 16, anchor, ticks.apply(tick)));
        }
        if (isLogarithmic) {
            svg.append(Markup.text("tick scale", 100, bottom + AXIS + 12, "end", "logarithmic"));
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.append(row(rows.get(i), scale, i * ROW));
        }
        return svg.toString();
    }

    private Scale scale() {
        double max = rows.stream().mapToDouble(row -> row.samples.max()).max().orElse(1);
        double min = rows.stream().mapToDouble(row -> row.samples.min()).min().orElse(1);
        return isLogarithmic ? Scale.decades(min, max) : Scale.fromZero(max);
    }

    private String row(Row row, Scale scale, int top) {
        double x = scale.position(row.samples.median()) * WIDTH;
        double middle = top + BAR_TOP + BAR_HEIGHT / 2.0;
        StringBuilder svg = new StringBuilder();
        svg.append(Markup.text("label", 0, top + LABEL, "start", row.label));
        svg.append(Markup.text("value", 100, top + LABEL, "end", row.text));
        String tone = row.tone.cssClass(row.language);
        if (isLogarithmic) {
            svg.append(Markup.line("track", 0, middle, 100, middle));
        } else {
            svg.append(Markup.bar(tone, x, top + BAR_TOP, BAR_HEIGHT));
        }
        if (row.samples.max() > row.samples.min()) {
            double from = scale.position(row.samples.min()) * WIDTH;
            double to = scale.position(row.samples.max()) * WIDTH;
            svg.append(Markup.line("whisker", from, middle, to, middle));
            svg.append(Markup.line("whisker", from, middle - WHISKER, from, middle + WHISKER));
            svg.append(Markup.line("whisker", to, middle - WHISKER, to, middle + WHISKER));
        }
        if (isLogarithmic) {
            svg.append(Markup.dot(tone, x, middle, 7));
        }
        return svg.toString();
    }
}

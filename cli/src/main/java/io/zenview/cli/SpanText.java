package io.zenview.cli;

/// Spans of time, NumPy's `timedelta64`: a count of their unit, or `'NaT'`.
final class SpanText extends ElementText {
    private int width;

    @Override
    void measure(Object value) {
        width = Math.max(width, text(value).length());
    }

    @Override
    String of(Object value) {
        String text = text(value);
        return " ".repeat(width - text.length()) + text;
    }

    private static String text(Object value) {
        return (Long) value == Long.MIN_VALUE ? "'NaT'" : value.toString();
    }
}

package io.zenview.compare;

import java.util.Locale;

/// Text and numbers inside HTML and SVG.
final class Markup {
    private Markup() {}

    /// Text that stands for itself, in content and in quoted attributes.
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                // Of the control characters a page may contain these three only.
                default -> escaped.append(c < ' ' && "\t\n\r".indexOf(c) < 0 ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    /// A horizontal position.
    static String percent(double percent) {
        return String.format(Locale.ROOT, "%.2f%%", percent);
    }

    /// A line.
    static String line(String cssClass, double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%s\" y1=\"%.1f\" x2=\"%s\" y2=\"%.1f\"/>%n",
                cssClass,
                percent(x1),
                y1,
                percent(x2),
                y2);
    }

    /// A text; `anchor` is `start`, `middle` or `end`.
    static String text(String cssClass, double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%s\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                cssClass,
                percent(x),
                y,
                anchor,
                escape(text));
    }

    /// A dot.
    static String dot(String cssClass, double x, double y, double radius) {
        return String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%s\" cy=\"%.1f\" r=\"%.1f\"/>%n",
                cssClass,
                percent(x),
                y,
                radius);
    }

    /// A bar from the left edge.
    static String bar(String cssClass, double width, double y, double height) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"0\" y=\"%.1f\" width=\"%s\" height=\"%.1f\" rx=\"2\"/>%n",
                cssClass,
                y,
                percent(width),
                height);
    }
}

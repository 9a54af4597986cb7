package io.zenview.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Results as a page of HTML that is complete in itself: charts, tables, the machine, and how it
/// was measured. It needs no network, no script and no other file, and is well-formed XML as well.
public final class Report {
    private static final String TEMPLATE = "report.html";
    private static final String NO_BREAK = "\u00A0";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    private Report() {}

    /// Makes the page.
    ///
    /// @param machine where the results are from
    /// @param results in the order in which they appear
    /// @return the text of the page, to be stored in UTF-8
    public static String html(Machine machine, List<? extends Result> results) {
        Map<String, String> values =
                Map.of(
                        "machine", Markup.escape(machine.text()),
                        "command", Markup.escape(command(results)),
                        "date", Markup.escape(machine.day()),
                        "python", Markup.escape(python(results)),
                        "figures", each(results, Report::figure),
                        "sections", each(results, Report::section));
        // In one go: a value that looks like a placeholder stays what it is.
        return PLACEHOLDER
                .matcher(template())
                .replaceAll(
                        found -> java.util.regex.Matcher.quoteReplacement(value(values, found)));
    }

    private static String value(Map<String, String> values, MatchResult placeholder) {
        String name = placeholder.group(1);
        return Objects.requireNonNull(values.get(name), name);
    }

    private static String template() {
        try (InputStream resource =
                Objects.requireNonNull(Report.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String python(List<? extends Result> results) {
        return results.stream()
                .map(result ->
                        result.pythonAbsence()
                                .orElse(
                                        "Outlined bars and dashed lines: "
                                                + result.python().description()
                                                + "."))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /// What measures the same once more.
    private static String command(List<? extends Result> results) {
        StringBuilder command = new StringBuilder("zenview compare");
        if (results.size() < Comparison.values().length) {
            results.forEach(result -> command.append(' ').append(result.comparison()));
        }
        results.stream()
                .mapToInt(Result::rounds)
                .max()
                .ifPresent(rounds -> command.append(" --rounds ").append(rounds));
        results.stream()
                .filter(TransferResult.class::isInstance)
                .forEach(result ->
                        command.append(" --size ").append(((TransferResult) result).bytes()));
        if (results.stream().noneMatch(result -> result.python().isPresent())) {
            command.append(" --no-python");
        }
        return command.append(" --report report.html").toString();
    }

    private static String each(
            List<? extends Result> results, java.util.function.Function<Result, String> part) {
        return results.stream().map(part).collect(Collectors.joining());
    }

    private static String figure(Result result) {
        Illustration shown = Illustration.of(result);
        return "<a class=\"figure\" href=\"#"
                + result.comparison()
                + "\"><b>"
                + Markup.escape(
                        shown.figure()
                                .replace(" ", NO_BREAK)
                                .replace(NO_BREAK + "→" + NO_BREAK, " →" + NO_BREAK))
                + "</b> <span>"
                + Markup.escape(shown.meaning())
                + "</span></a>\n";
    }

    private static String section(Result result) {
        Illustration shown = Illustration.of(result);
        String id = result.comparison().toString();
        StringBuilder html = new StringBuilder();
        html.append("<section id=\"").append(id).append("\" aria-labelledby=\"").append(id);
        html.append("-heading\">\n<h2 id=\"").append(id).append("-heading\">");
        html.append(Markup.escape(result.title())).append("</h2>\n");
        html.append("<div class=\"reading\">\n");
        result.readings().forEach(reading -> html.append(paragraph("", reading)));
        html.append("</div>\n").append(paragraph("intro", shown.introduction()));
        html.append("<div class=\"charts\">\n");
        int number = 1;
        for (Chart chart : shown.charts()) {
            html.append(chart.figure(id + "-" + number++));
        }
        html.append("</div>\n").append(table(result.table(), id));
        html.append("<details open=\"open\"><summary>How it was measured</summary>\n");
        result.method().forEach(method -> html.append(paragraph("", method)));
        return html.append("</details>\n</section>\n").toString();
    }

    private static String paragraph(String cssClass, String text) {
        String attribute = cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"";
        return "<p" + attribute + ">" + Markup.escape(text) + "</p>\n";
    }

    private static String table(Table table, String id) {
        StringBuilder html = new StringBuilder();
        // Focusable, so that a wide table can be scrolled by keyboard on a narrow screen.
        html.append(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"The figures of ")
                .append(id)
                .append("\">\n<table>\n<caption>")
                .append(Markup.escape(table.title()))
                .append("</caption>\n<thead><tr>");
        for (Table.Column column : table.columns()) {
            html.append("<th scope=\"col\"").append(align(column)).append('>');
            html.append(Markup.escape(column.name().strip()).replace("\n", "<br/>"))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                String tag = i == 0 ? "th" : "td";
                html.append('<').append(tag).append(i == 0 ? " scope=\"row\"" : "");
                html.append(align(table.columns().get(i))).append('>');
                html.append(Markup.escape(row.get(i))).append("</").append(tag).append('>');
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table>\n</div>\n").toString();
    }

    private static String align(Table.Column column) {
        return column.isNumeric() ? " class=\"number\"" : "";
    }
}

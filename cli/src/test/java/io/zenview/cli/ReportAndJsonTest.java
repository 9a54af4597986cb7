package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zenview.compare.Comparison;
import io.zenview.compare.Language;
import io.zenview.compare.Machine;
import io.zenview.compare.Progress;
import io.zenview.compare.Python;
import io.zenview.compare.Report;
import io.zenview.compare.Result;
import io.zenview.compare.Samples;
import io.zenview.compare.Settings;
import io.zenview.compare.TransferResult;
import io.zenview.transfer.SendMethod;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Every figure in the tables of a report is the one in the JSON, to the digits that are shown.
class ReportAndJsonTest {
    private static final Pattern FIGURE =
            Pattern.compile(
                    "([\\d,.]+)(?: (s|ms|µs|ns|B|KiB|MiB|GiB|TiB))?(?: \\(([\\d,.]+)–([\\d,.]+)\\))?");
    private static final Map<String, Double> UNITS =
            Map.of(
                    "s", 1.0, "ms", 1e-3, "µs", 1e-6, "ns", 1e-9, "B", 1.0, "KiB", 0x1p10, "MiB",
                    0x1p20, "GiB", 0x1p30, "TiB", 0x1p40);
    private static final Map<?, ?> NOTHING = Map.of();

    @TempDir Path directory;
    private int figures;

    @Test
    void theFiguresAreThoseOfTheJson() throws Exception {
        Settings small =
                Settings.defaults()
                        .withRounds(2)
                        .withSize(1 << 20)
                        .withDirectory(directory)
                        .withPython(Python.find())
                        .withMemorySizes(List.of(500, 1000, 2000), 1 << 16, 1 << 12, 1000);
        List<Result> results = new ArrayList<>();
        results.add(transfer(small.python()));
        for (Comparison comparison :
                List.of(Comparison.SLICES, Comparison.CHUNK, Comparison.NUMBERS)) {
            results.add(comparison.run(small, Progress.silent()));
        }
        Machine machine = Machine.current();
        Map<?, ?> json = (Map<?, ?>) read(ComparisonJson.of(machine, results));
        NodeList tables =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(
                                new InputSource(
                                        new StringReader(
                                                Report.html(machine, results)
                                                        .replaceFirst("<!DOCTYPE html>", ""))))
                        .getElementsByTagName("table");

        List<?> comparisons = list(json, "comparisons");
        assertThat(tables.getLength()).isEqualTo(comparisons.size()).isEqualTo(4);
        transfer(rows(tables, 0), (Map<?, ?>) comparisons.get(0));
        slices(rows(tables, 1), (Map<?, ?>) comparisons.get(1));
        chunk(rows(tables, 2), (Map<?, ?>) comparisons.get(2));
        numbers(rows(tables, 3), (Map<?, ?>) comparisons.get(3));
        assertThat(figures).isGreaterThan(50);
    }

    @Test
    void aFigureThatIsAnotherIsNoticed() {
        check("1.23 ms", 0.001234);
        check("164,000", 163_700);
        assertThatThrownBy(() -> check("1.23 ms", 0.001236)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("1.23 ms", 1.23)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("-", 1)).isInstanceOf(AssertionError.class);
        Map<?, ?> samples = Map.of("median", 2.0, "min", 1.0, "max", 3.0);
        check("2.00 s (1.00–3.00)", samples, 1);
        assertThatThrownBy(() -> check("2.00 s (1.00–3.10)", samples, 1))
                .isInstanceOf(AssertionError.class);
    }

    private static TransferResult transfer(Python python) {
        Random random = new Random(6);
        long size = 3L << 30;
        List<TransferResult.Send> sends = new ArrayList<>();
        for (SendMethod method : SendMethod.values()) {
            for (Language language : Language.values()) {
                boolean both = method == SendMethod.WHOLE || method == SendMethod.SENDFILE;
                if (language == Language.JAVA || (both && python.isPresent())) {
                    sends.add(
                            new TransferResult.Send(
                                    language,
                                    method,
                                    size,
                                    Samples.of(random.doubles(5, 0.5, 9).toArray()),
                                    Samples.of(random.doubles(5, 0.1, 9).toArray()),
                                    OptionalLong.of(random.nextLong(1 << 20, 5L << 30)),
                                    method == SendMethod.SENDFILE ? 0 : size));
                }
            }
        }
        return new TransferResult(size, "a file", 5, sends, python);
    }

    private void transfer(List<List<String>> rows, Map<?, ?> json) {
        double gib = number(json, "bytes") / 0x1p30;
        for (List<String> row : rows) {
            Map<?, ?> send = find(json, "sends", "language", "java", "method", row.get(0));
            check(row.get(1), map(send, "wallSeconds"), 1);
            check(row.get(2), number(send, "gibPerSecond"));
            check(row.get(3), number(map(send, "cpuSeconds"), "median") / gib);
            check(row.get(4), number(send, "peakBytes"));
            check(row.get(5), number(send, "bytesThroughUserSpace"));
            check(row.get(6), number(send, "speedAgainstWhole"));
            Map<?, ?> python = find(json, "sends", "language", "python", "method", row.get(0));
            if (!python.isEmpty()) {
                check(row.get(7), map(python, "wallSeconds"), 1);
                check(row.get(8), number(map(python, "cpuSeconds"), "median") / gib);
                check(row.get(9), number(python, "peakBytes"));
            }
        }
    }

    private void slices(List<List<String>> rows, Map<?, ?> json) {
        for (List<String> row : rows) {
            Map<?, ?> walk = find(json, "walks", "language", "java", "type", row.get(0));
            check(row.get(2), map(length(walk, row.get(1)), "seconds"), 1);
            if (row.size() > 3) {
                Map<?, ?> python = find(json, "walks", "language", "python", "type", row.get(3));
                check(row.get(4), map(length(python, row.get(1)), "seconds"), 1);
            }
        }
    }

    private static Map<?, ?> length(Map<?, ?> walk, String iterations) {
        return list(walk, "lengths").stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each ->
                        number(each, "iterations")
                                == Double.parseDouble(iterations.replace(",", "")))
                .findFirst()
                .orElseThrow();
    }

    private void chunk(List<List<String>> rows, Map<?, ?> json) {
        for (List<String> row : rows) {
            Map<?, ?> part = find(json, "fileChunks", "way", row.get(0), "way", row.get(0));
            if (part.isEmpty()) {
                Object copies = row.get(0).equals("copy");
                part = find(json, "cuts", "language", "java", "copies", copies);
                if (row.size() > 4) {
                    Map<?, ?> python = find(json, "cuts", "language", "python", "copies", copies);
                    check(row.get(4), map(python, "secondsPerCall"), 1);
                    check(row.get(5), number(python, "allocatedBytesPerCall"));
                }
            } else {
                check(row.get(2), map(part, "cpuSecondsPerCall"), 1);
            }
            check(row.get(1), map(part, "secondsPerCall"), 1);
            check(row.get(3), number(part, "allocatedBytesPerCall"));
        }
    }

    private void numbers(List<List<String>> rows, Map<?, ?> json) {
        double nanos = 1e9 / number(json, "count");
        Map<?, ?> raw = find(json, "doublings", "language", "java", "way", "raw array");
        for (List<String> row : rows) {
            Map<?, ?> own = find(json, "doublings", "language", "java", "way", row.get(0));
            check(row.get(1), map(own, "seconds"), 1);
            check(row.get(2), map(own, "seconds"), nanos);
            check(
                    row.get(3),
                    number(map(own, "seconds"), "median") / number(map(raw, "seconds"), "median"));
            Map<?, ?> python = find(json, "doublings", "language", "python", "way", row.get(0));
            if (!python.isEmpty()) {
                check(row.get(4), map(python, "seconds"), 1);
                check(row.get(5), number(python, "nanosPerNumber"));
            }
        }
    }

    /// The cell says the median, and the range if it has one.
    private void check(String cell, Map<?, ?> samples, double factor) {
        check(cell, number(samples, "median") * factor);
        Matcher figure = FIGURE.matcher(cell);
        if (figure.matches() && figure.group(3) != null) {
            checkDigits(figure.group(3), figure.group(2), number(samples, "min") * factor);
            checkDigits(figure.group(4), figure.group(2), number(samples, "max") * factor);
        }
    }

    private void check(String cell, double value) {
        Matcher figure = FIGURE.matcher(cell);
        assertThat(figure.matches()).as("“" + cell + "” for " + value).isTrue();
        checkDigits(figure.group(1), figure.group(2), value);
    }

    private void checkDigits(String digits, String unit, double value) {
        figures++;
        double scale = unit == null ? 1 : UNITS.get(unit);
        double shown = Double.parseDouble(digits.replace(",", ""));
        int point = digits.indexOf('.');
        double step = point < 0 ? 1 : Math.pow(10, point + 1 - digits.length());
        // Large factors have three digits.
        double tolerance = Math.max(step / 2, shown >= 1000 ? shown / 199 : 0) * 1.0001;
        assertThat(value / scale).as(digits).isCloseTo(shown, within(tolerance));
    }

    private static List<List<String>> rows(NodeList tables, int index) {
        NodeList body = ((Element) tables.item(index)).getElementsByTagName("tbody");
        NodeList rows = ((Element) body.item(0)).getElementsByTagName("tr");
        List<List<String>> texts = new ArrayList<>();
        for (int r = 0; r < rows.getLength(); r++) {
            NodeList cells = rows.item(r).getChildNodes();
            List<String> row = new ArrayList<>();
            for (int c = 0; c < cells.getLength(); c++) {
                row.add(cells.item(c).getTextContent());
            }
            texts.add(row);
        }
        assertThat(texts).isNotEmpty();
        return texts;
    }

    /// The first in a list that has two properties, or nothing.
    private static Map<?, ?> find(
            Map<?, ?> json, String list, String key, Object value, String key2, Object value2) {
        for (Object each : list(json, list)) {
            Map<?, ?> map = (Map<?, ?>) each;
            if (value.equals(map.get(key)) && value2.equals(map.get(key2))) {
                return map;
            }
        }
        return NOTHING;
    }

    private static List<?> list(Map<?, ?> json, String name) {
        return (List<?>) json.get(name);
    }

    private static Map<?, ?> map(Map<?, ?> json, String name) {
        return (Map<?, ?>) json.get(name);
    }

    private static double number(Map<?, ?> json, String name) {
        return ((Number) json.get(name)).doubleValue();
    }

    private static Object read(String text) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            return value(parser, parser.nextToken());
        }
    }

    private static Object value(JsonParser parser, JsonToken first) {
        return switch (first) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    map.put(name, value(parser, parser.nextToken()));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken();
                        next != JsonToken.END_ARRAY;
                        next = parser.nextToken()) {
                    list.add(value(parser, next));
                }
                yield list;
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> parser.getString();
        };
    }
}

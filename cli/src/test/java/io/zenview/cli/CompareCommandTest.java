package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.compare.Comparison;
import io.zenview.compare.Progress.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// `zenview compare`, with little to send.
@Timeout(120)
class CompareCommandTest {
    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tableReportAndJsonTellTheSame() throws IOException {
        Path report = directory.resolve("report.html");
        Path json = directory.resolve("out.json");

        assertThat(
                        run(
                                "compare",
                                "transfer",
                                "--size",
                                "8M",
                                "--rounds",
                                "1",
                                "--no-python",
                                "--dir",
                                directory.toString(),
                                "--report",
                                report.toString(),
                                "--json",
                                json.toString()))
                .as(err.toString())
                .isEqualTo(Zenview.DONE);

        List<String> rows =
                out.toString()
                        .lines()
                        .filter(line -> line.matches("(whole|buffered|mapped|sendfile)  .*"))
                        .toList();
        assertThat(rows).hasSize(4);
        String page = Files.readString(report);
        for (String row : rows) {
            assertThat(page).contains(Stream.of(row.split(" {2,}", -1)).toList());
        }
        List<Double> medians = numbers(Files.readString(json), "wallSeconds", "median");
        assertThat(medians).hasSize(4);
        for (int i = 0; i < 4; i++) {
            double shown = shownSeconds(rows.get(i));
            assertThat(medians.get(i)).isBetween(shown * 0.99, shown * 1.01);
        }
        assertThat(out.toString())
                .contains(
                        "Send 8 MiB over loopback",
                        "Without Python's columns: switched off by --no-python.")
                .contains("Report: " + report, "JSON: " + json);
        assertThat(err.toString()).isEqualTo("Comparing transfer …\n");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(report, json);
        }
    }

    @Test
    void jsonOnStandardOutputStandsAlone() {
        assertThat(
                        run(
                                "compare",
                                "transfer",
                                "--size",
                                "1M",
                                "--rounds",
                                "2",
                                "--no-python",
                                "--json",
                                "-"))
                .isEqualTo(Zenview.DONE);

        assertThat(out.toString().lines()).hasSize(1);
        assertThat(numbers(out.toString(), "wallSeconds", "max")).hasSize(4);
    }

    @Test
    void aChunkIsTakenOutOfAFilmAndSentToo() throws IOException {
        Path report = directory.resolve("report.html");

        assertThat(
                        run(
                                "compare",
                                "chunk",
                                "--size",
                                "1M",
                                "--rounds",
                                "1",
                                "--no-python",
                                "--dir",
                                directory.toString(),
                                "--report",
                                report.toString(),
                                "--json",
                                "-"))
                .as(err.toString())
                .isEqualTo(Zenview.DONE);

        assertThat(out.toString())
                .contains(
                        "\"fileBytes\":83886080",
                        "\"way\":\"copy, of a file\",\"copies\":true,\"sent\":false",
                        "\"way\":\"sent, by sendfile\",\"copies\":false,\"sent\":true",
                        "\"way\":\"HTTP, through the heap\",\"copies\":true,\"sent\":true",
                        "\"way\":\"HTTP, by sendfile\",\"copies\":false,\"sent\":true");
        assertThat(numbers(out.toString(), "cpuSecondsPerCall", "median")).hasSize(6);
        assertThat(Files.readString(report))
                .contains("CPU time of the sending side for one chunk", "sent, through the heap");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(report);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compare nothing|nothing",
                "compare --size 1X|is not a size",
                "compare --size 0|at least 1 byte",
                "compare --rounds 0|1 to 1000 rounds, not 0",
                "compare --rounds many|'many'",
                "compare --size 1M --file x|--size and --file exclude each other",
                "compare --nonsense|--nonsense"
            })
    void refusesMisuse(String line, String complaint) {
        assertThat(run(line.split(" ", -1))).isEqualTo(Zenview.MISUSED);

        assertThat(err.toString()).contains(complaint).contains("zenview compare --help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithFilesBeforeItMeasures() {
        String missing = directory.resolve("missing").toString();
        String below = directory.resolve("missing").resolve("report.html").toString();

        assertFails("There is no file '" + missing + "'", "transfer", "--file", missing);
        assertFails(
                "There is no file '" + missing + "'", "transfer", "--dir", missing, "--size", "1M");
        assertFails("There is no file '" + missing + "'", "slices", "--report", below);
        assertFails(
                "is a directory; --json wants a file", "slices", "--json", directory.toString());
        assertFails("Sending 1 PiB would need", "transfer", "--size", "1P");
    }

    private void assertFails(String complaint, String... args) {
        err.getBuffer().setLength(0);
        List<String> line = new ArrayList<>(List.of("compare", "--no-python"));
        line.addAll(List.of(args));

        assertThat(run(line.toArray(String[]::new))).isEqualTo(Zenview.FAILED);

        assertThat(err.toString().lines().toList()).last().asString().contains(complaint);
    }

    @Test
    void itsHelpHasExamples() {
        assertThat(run("compare", "--help")).isEqualTo(Zenview.DONE);

        assertThat(out.toString())
                .contains(
                        "--report",
                        "--no-python",
                        "Examples:",
                        "zenview compare transfer --size 512M");
    }

    @Test
    void progressOnATerminalIsOneLineWithTheTimeLeft() {
        Step early = new Step(Comparison.TRANSFER, "whole", 0, 5, 0);
        Step late = new Step(Comparison.TRANSFER, "sendfile", 2, 5, 0.25);

        assertThat(ComparisonProgress.line(early, 1)).isEqualTo("transfer: whole, warming up");
        assertThat(ComparisonProgress.line(late, 10))
                .isEqualTo("transfer: sendfile, round 2 of 5, about 30 s left");

        try (ComparisonProgress progress =
                new ComparisonProgress(
                        new PrintWriter(err), new Terminal(false, true, 40, false))) {
            progress.begins(early);
            progress.begins(late);
        }
        assertThat(err.toString()).doesNotContain("\n").endsWith("\r");
        assertThat(err.toString().split("\r", -1)).allMatch(line -> line.length() < 40);
    }

    @Test
    void proseBreaksBetweenWords() {
        assertThat(Paragraph.wrap("one two  three\nfour", 9).lines())
                .containsExactly("one two", "three", "four");
        assertThat(Paragraph.item("one two three", 9).lines())
                .containsExactly("- one two", "  three");
        assertThat(Paragraph.wrap("overlongword x", 5).lines())
                .containsExactly("overlongword", "x");
    }

    private int run(String... args) {
        return Zenview.commandLine(new Terminal(false, false, 80, false))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private static double shownSeconds(String row) {
        String[] time = row.split(" {2,}", -1)[1].split(" ", -1);
        double unit =
                switch (time[1]) {
                    case "s" -> 1;
                    case "ms" -> 1e-3;
                    case "µs" -> 1e-6;
                    default -> throw new AssertionError("a time in " + time[1]);
                };
        return Double.parseDouble(time[0].replace(",", "")) * unit;
    }

    /// The numbers called `name` in every object called `object`, in the order of the text.
    private static List<Double> numbers(String json, String object, String name) {
        List<Double> numbers = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            String current = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    current = parser.currentName() == null ? "" : parser.currentName();
                } else if (token == JsonToken.VALUE_NUMBER_FLOAT
                        && current.equals(object)
                        && name.equals(parser.currentName())) {
                    numbers.add(parser.getDoubleValue());
                }
            }
        }
        return numbers;
    }
}

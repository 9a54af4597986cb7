package io.zenview.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// The tables and charts of how things grow, out of measurements that are made up, and the blocks
/// that they are put into.
class ScalingReportTest {
    private static final List<Long> SIZES = List.of(1L << 26, 1L << 28, 1L << 30, 1L << 32);
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @TempDir Path folder;

    private static List<String> lines(String figure, String series, double factor, double power) {
        List<String> lines = new ArrayList<>();
        for (long size : SIZES) {
            for (double scatter : new double[] {0.98, 1, 1.3}) {
                double value = factor * Math.pow((double) size, power) * scatter;
                lines.add(figure + "," + series + "," + size + "," + value);
            }
        }
        return lines;
    }

    private static ScalingReport report(List<String> lines) {
        return new ScalingReport("transfer", lines);
    }

    private static String row(ScalingReport report, String start) {
        return report.markdown("Here.")
                .lines()
                .filter(line -> line.startsWith("| " + start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void growthIsNamedAndHeldAgainstTheWork() {
        List<String> lines = new ArrayList<>();
        lines.addAll(lines("wall", "", 1e-9, 1));
        lines.addAll(lines("rate", "", 1e6, -0.5));
        lines.addAll(lines("cpu", "linear", 1e-9, 1));
        lines.addAll(lines("cpu", "quick", 1e12, -1));
        lines.addAll(lines("peak", "constant", 5e7, 0));
        lines.addAll(lines("peak", "none", 0, 0));
        ScalingReport report = report(lines);
        assertThat(row(report, "time of a transfer"))
                .isEqualTo(
                        "| time of a transfer | 67.1 ms | 268 ms | 1.07 s | 4.29 s |"
                                + " n^1.00 (linear) | n^1 | as the work |");
        assertThat(row(report, "GiB/s")).endsWith("| n^-0.50 (falls) | n^0 | **falls** |");
        assertThat(row(report, "CPU seconds per GiB, linear"))
                .endsWith("| n^1.00 (linear) | n^0 | **faster** |");
        assertThat(row(report, "CPU seconds per GiB, quick"))
                .endsWith("| n^-1.00 (falls) | n^0 | slower |");
        assertThat(row(report, "peak resident memory, constant"))
                .endsWith("| n^0.00 (constant) | n^0 | as the work |");
        assertThat(row(report, "peak resident memory, none"))
                .endsWith("| constant (nothing) | n^0 | as the work |");
    }

    /// What is small at first hides in a curve over all sizes.
    @Test
    void whatTakesOverAtTheEndIsSeen() {
        List<String> lines = new ArrayList<>();
        for (int power = 0; power <= 8; power++) {
            double n = Math.pow(10, power);
            lines.add("slice,late,%d,%s".formatted((long) n, 1e-6 + 1e-14 * n));
        }
        ScalingReport report = new ScalingReport("elements", lines);
        assertThat(row(report, "time of a slice"))
                .contains("(constant)")
                .endsWith("| n^0 | as the work |");
        lines.add("slice,late,1000000000,1e-4");
        assertThat(row(new ScalingReport("elements", lines), "time of a slice"))
                .contains("**faster at the end: n^");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1})
    void theChartIsAPictureThatStandsForItself(double power) throws Exception {
        List<String> lines = new ArrayList<>(lines("wall", "", 1e-9, 1));
        for (String series : List.of("a < b", "c & d", "e", "f")) {
            lines.addAll(lines("peak", series, 1e8, power));
        }
        String svg = report(lines).chart();
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        Element root = document.getDocumentElement();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("aria-labelledby")).isEqualTo("t d");
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("How it grows: transfer");
        assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                .contains(
                        "time of a transfer: from 67.1 ms at 64 MiB to 4.29 s at 4 GiB, n^1.00 (linear)")
                .contains("peak resident memory, a < b: from ");
        assertThat(svg).contains("prefers-color-scheme: dark");
        String[] box = root.getAttribute("viewBox").split(" ", -1);
        NodeList curves = document.getElementsByTagName("polyline");
        assertThat(curves.getLength()).isEqualTo(5);
        for (int i = 0; i < curves.getLength(); i++) {
            String[] points = ((Element) curves.item(i)).getAttribute("points").split(" ", -1);
            assertThat(points).hasSameSizeAs(SIZES);
            for (String point : points) {
                String[] place = point.split(",", -1);
                assertThat(Double.parseDouble(place[0])).isBetween(0.0, Double.valueOf(box[2]));
                assertThat(Double.parseDouble(place[1])).isBetween(0.0, Double.valueOf(box[3]));
            }
        }
    }

    @Test
    void whatIsNoMeasurementIsRefused() {
        assertThatThrownBy(() -> report(List.of("wall,,64")))
                .hasMessage("'wall,,64' is not figure,series,size,value");
        assertThatThrownBy(() -> report(List.of()))
                .hasMessage("there are no measurements of transfer");
        assertThatThrownBy(() -> new ScalingReport("weather", List.of()))
                .hasMessageStartingWith("weather is none of ");
    }

    private int write(Path file, String name, String block)
            throws IOException, InterruptedException {
        Process python;
        try {
            python =
                    new ProcessBuilder(
                                    "python3",
                                    ROOT.resolve("bench/peers/write_block.py").toString(),
                                    file.toString(),
                                    name)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("said").toFile())
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "no python3 on this machine: " + e.getMessage());
            throw e;
        }
        try (var input = python.getOutputStream()) {
            input.write(block.getBytes(StandardCharsets.UTF_8));
        }
        return python.waitFor();
    }

    @Test
    void aBlockIsReplacedAndNothingElse() throws IOException, InterruptedException {
        Path file = folder.resolve("page.md");
        String page =
                "# Page\n\n<!-- scaling:a begin -->\nold\n<!-- scaling:a end -->\n\nµ\n"
                        + "<!-- scaling:b begin -->\nkept\n<!-- scaling:b end -->\nlast";
        Files.writeString(file, page);
        assertThat(write(file, "scaling:a", "new\nlines µ\n")).isZero();
        String written = page.replace("old", "\nnew\nlines µ\n");
        assertThat(file).hasContent(written);
        assertThat(write(file, "scaling:a", "new\nlines µ\n")).isZero();
        assertThat(file).hasContent(written);
        assertThat(write(file, "scaling:c", "x\n")).isNotZero();
        assertThat(folder.resolve("said"))
                .content()
                .contains("<!-- scaling:c begin -->", "has 0 and 0");
        assertThat(write(file, "scaling:a", "\n")).isNotZero();
        assertThat(file).hasContent(written);
        Files.writeString(file, page + "\n<!-- scaling:b end -->\n");
        assertThat(write(file, "scaling:b", "x\n")).isNotZero();
    }

    /// What the page shows of a group is there: its place, and its picture.
    @ParameterizedTest
    @ValueSource(strings = {"transfer", "streams", "ranges", "elements", "films"})
    void thePageHasAPlaceForEachGroup(String group) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/performance.md"));
        Pattern block =
                Pattern.compile(
                        "^<!-- scaling:%s begin -->$(.*?)^<!-- scaling:%<s end -->$"
                                .formatted(group),
                        Pattern.MULTILINE | Pattern.DOTALL);
        List<String> found = block.matcher(page).results().map(result -> result.group(1)).toList();
        assertThat(found).hasSize(1);
        Pattern picture = Pattern.compile("\\]\\((images/[^)]*)\\)");
        List<String> pictures =
                picture.matcher(found.getFirst()).results().map(result -> result.group(1)).toList();
        for (String name : pictures) {
            assertThat(ROOT.resolve("docs").resolve(name)).isRegularFile();
        }
        assertThat(found.getFirst())
                .doesNotContain("+dirty", "A quick run")
                .satisfiesAnyOf(
                        text -> assertThat(text).contains("Not measured yet"),
                        text -> assertThat(text).contains("images/scaling-" + group + ".svg"));
    }
}

package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.compare.NumbersResult.Doubling;
import io.zenview.compare.NumbersResult.Way;
import io.zenview.transfer.SendMethod;
import java.io.StringReader;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {
    private static final String HOSTILE = "<b>\"Tom\" & 'Jerry' {{sections}} $1</b>";
    private static final Python PYTHON = new Python(java.util.Optional.empty(), HOSTILE);
    private static final Machine MACHINE =
            new Machine(
                    "Debian",
                    "Linux 6.18",
                    "amd64",
                    HOSTILE,
                    2,
                    8L << 30,
                    "JDK 25",
                    ZonedDateTime.parse("2026-03-04T05:06:07+01:00"));

    private final List<Result> results = List.of(transfer(), slices(), chunk(), numbers());

    @Test
    void isWellFormedAndHoldsEveryFigureOfEveryTable() throws Exception {
        Document page = parse(Report.html(MACHINE, results));

        NodeList tables = page.getElementsByTagName("table");
        assertThat(tables.getLength()).isEqualTo(results.size());
        for (int i = 0; i < results.size(); i++) {
            Table table = results.get(i).table();
            List<String> cells = new ArrayList<>();
            NodeList rows =
                    ((Element) ((Element) tables.item(i)).getElementsByTagName("tbody").item(0))
                            .getElementsByTagName("tr");
            for (int r = 0; r < rows.getLength(); r++) {
                NodeList row = rows.item(r).getChildNodes();
                for (int c = 0; c < row.getLength(); c++) {
                    cells.add(row.item(c).getTextContent());
                }
            }
            assertThat(cells).isEqualTo(table.rows().stream().flatMap(List::stream).toList());
        }
    }

    @Test
    void saysHowToMeasureItAgain() {
        assertThat(Report.html(MACHINE, results))
                .contains(
                        "<code>zenview compare --rounds 3 --size 2147483648 --no-python --report report.html</code>");
        assertThat(Report.html(MACHINE, List.of(chunk())))
                .contains(
                        "<code>zenview compare chunk --rounds 2 --no-python --report report.html</code>");
    }

    @Test
    void everyChartCanBeReadAloud() throws Exception {
        Document page = parse(Report.html(MACHINE, results));

        List<Element> charts = elements(page, "svg");
        assertThat(charts).hasSize(8);
        for (Element chart : charts) {
            assertThat(chart.getAttribute("role")).isEqualTo("img");
            Element title = (Element) chart.getElementsByTagName("title").item(0);
            Element desc = (Element) chart.getElementsByTagName("desc").item(0);
            assertThat(title.getTextContent()).isNotBlank();
            assertThat(desc.getTextContent()).isNotBlank();
            assertThat(chart.getAttribute("aria-labelledby"))
                    .isEqualTo(title.getAttribute("id") + " " + desc.getAttribute("id"));
        }
        assertThat(elements(page, "figcaption")).hasSize(8);
        List<String> ids = new ArrayList<>();
        for (Element element : elements(page, "*")) {
            if (element.hasAttribute("id")) {
                ids.add(element.getAttribute("id"));
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void describesAChartWithItsFigures() throws Exception {
        Document page = parse(Report.html(MACHINE, List.of(transfer())));

        assertThat(elements(page, "desc").getFirst().getTextContent())
                .contains(
                        "whole: 2.00 s (1.90–2.20)",
                        "sendfile: 0.800 s (0.800–0.800)",
                        "Python, traditional: 2.50 s");
    }

    @Test
    void fetchesNothing() throws Exception {
        String html = Report.html(MACHINE, results);

        assertThat(html).doesNotContainPattern("https?:").doesNotContain("@import", "url(");
        Document page = parse(html);
        for (String tag : List.of("script", "link", "img", "iframe", "object", "use", "image")) {
            assertThat(elements(page, tag)).as(tag).isEmpty();
        }
        for (Element link : elements(page, "a")) {
            assertThat(link.getAttribute("href")).startsWith("#");
        }
    }

    @Test
    void showsForeignTextAsItIs() throws Exception {
        Document page = parse(Report.html(MACHINE, results));

        assertThat(page.getDocumentElement().getTextContent())
                .contains(HOSTILE + ", 2 CPUs, 8 GiB")
                .contains("Without Python's columns: " + HOSTILE);
        assertThat(elements(page, "section")).hasSize(results.size());
    }

    @Test
    void saysWhereAndWhen() {
        assertThat(Report.html(MACHINE, results))
                .contains("Linux 6.18", "JDK 25", "4 March 2026, 05:06 +01:00");
    }

    @Test
    void leavesOutAChartForWhichThereAreNoFigures() throws Exception {
        TransferResult small =
                new TransferResult(
                        1000,
                        "a file",
                        1,
                        List.of(
                                new TransferResult.Send(
                                        Language.JAVA,
                                        SendMethod.WHOLE,
                                        1000,
                                        Samples.of(1),
                                        Samples.of(0),
                                        OptionalLong.empty(),
                                        1000),
                                new TransferResult.Send(
                                        Language.JAVA,
                                        SendMethod.SENDFILE,
                                        1000,
                                        Samples.of(1),
                                        Samples.of(0),
                                        OptionalLong.empty(),
                                        0)),
                        PYTHON);

        Document page = parse(Report.html(MACHINE, List.of(small)));

        assertThat(elements(page, "svg")).hasSize(1);
        assertThat(small.table().rows().getFirst())
                .containsExactly("whole", "1.00 s", "0.00000093", "-", "-", "1000 B", "1.0");
        assertThat(small.readings().getFirst())
                .isEqualTo(
                        "sendfile took 1.00 s against 1.00 s of whole: as fast, and no byte through user space.");
    }

    @Test
    void saysWhereACopyWasFasterThanNone() {
        assertThat(transfer().readings()).noneMatch(text -> text.contains("faster still"));
        TransferResult result =
                new TransferResult(
                        1000,
                        "a file",
                        1,
                        List.of(
                                send(SendMethod.WHOLE, 3),
                                send(SendMethod.BUFFERED, 0.5),
                                send(SendMethod.SENDFILE, 1)),
                        PYTHON);
        assertThat(result.readings().get(1))
                .startsWith("buffered was faster still, 500 ms: over loopback");
    }

    private static TransferResult.Send send(SendMethod method, double seconds) {
        return new TransferResult.Send(
                Language.JAVA,
                method,
                1000,
                Samples.of(seconds),
                Samples.of(0),
                OptionalLong.empty(),
                method == SendMethod.SENDFILE ? 0 : 1000);
    }

    @Test
    void readsTheFiguresAloud() {
        assertThat(transfer().readings().getFirst())
                .isEqualTo(
                        "sendfile took 800 ms against 2.00 s of whole: 2.5 times as fast, with 0.25 times the CPU, "
                                + "40 MiB of memory against 2.04 GiB, and no byte through user space.");
        assertThat(slices().readings().getFirst())
                .startsWith(
                        "The time grows as n^2.00 (quadratic) with Bytes, as n^1.00 (linear) with MemoryView;")
                .endsWith(
                        "200 slices took 4.00 s against 2.00 ms, which is 10.0 µs a slice and 2,000 times as fast.");
        assertThat(chunk().readings().getFirst())
                .isEqualTo(
                        "A view took 5.00 ns and 32 B against 4.00 ms and 20 MiB of a copy: 800,000 times as fast.");
        assertThat(chunk().readings())
                .contains(
                        "Out of a film's file of 1 GiB, the view took 100 ns against 5.00 ms of the copy: "
                                + "50,000 times as fast.",
                        "Sent over loopback, the chunk took 10.0 ms by sendfile against 30.0 ms through the heap: "
                                + "3.0 times as fast, with 4.00 ms against 20.0 ms of the sender's CPU.");
        assertThat(numbers().readings().getFirst())
                .contains(
                        "200 µs against 2.00 ms",
                        "10 times as fast",
                        "2.00 times as long as the raw array");
    }

    private static Document parse(String html) throws Exception {
        // As HTML the document type has no address; as XML it would need one.
        String xml = html.replaceFirst("<!DOCTYPE html>", "");
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    private static List<Element> elements(Document page, String tag) {
        NodeList nodes = page.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static TransferResult transfer() {
        long size = 2L << 30;
        return new TransferResult(
                size,
                HOSTILE,
                3,
                List.of(
                        new TransferResult.Send(
                                Language.JAVA,
                                SendMethod.WHOLE,
                                size,
                                Samples.of(2, 1.9, 2.2),
                                Samples.of(1.6, 1.6, 1.6),
                                OptionalLong.of(2088L << 20),
                                size),
                        new TransferResult.Send(
                                Language.JAVA,
                                SendMethod.SENDFILE,
                                size,
                                Samples.of(0.8, 0.8, 0.8),
                                Samples.of(0.4, 0.4, 0.4),
                                OptionalLong.of(40 << 20),
                                0),
                        new TransferResult.Send(
                                Language.PYTHON,
                                SendMethod.WHOLE,
                                size,
                                Samples.of(2.5, 2.4, 2.6),
                                Samples.of(1.5, 1.5, 1.5),
                                OptionalLong.of(2060L << 20),
                                size)),
                PYTHON);
    }

    private static SlicesResult slices() {
        return new SlicesResult(
                List.of(
                        new SlicesResult.Walk(
                                Language.JAVA,
                                true,
                                "Bytes",
                                List.of(100, 200),
                                List.of(Samples.of(1), Samples.of(4))),
                        new SlicesResult.Walk(
                                Language.JAVA,
                                false,
                                "MemoryView",
                                List.of(100, 200),
                                List.of(Samples.of(0.001), Samples.of(0.002)))),
                1,
                PYTHON);
    }

    private static ChunkResult chunk() {
        return new ChunkResult(
                256 << 20,
                89_478_485,
                20 << 20,
                2,
                List.of(
                        new ChunkResult.Cut(
                                Language.JAVA, true, Samples.of(0.004, 0.004), 20 << 20, 100),
                        new ChunkResult.Cut(
                                Language.JAVA, false, Samples.of(5e-9, 5e-9), 32, 1000)),
                1L << 30,
                List.of(
                        fileChunk(FilmChunk.Way.COPY, 0.005, 0.005, 20 << 20),
                        fileChunk(FilmChunk.Way.VIEW, 1e-7, 1e-7, 300),
                        fileChunk(FilmChunk.Way.SENT_FROM_HEAP, 0.03, 0.02, 20 << 20),
                        fileChunk(FilmChunk.Way.SENT_BY_SENDFILE, 0.01, 0.004, 500)),
                PYTHON);
    }

    private static FilmChunk fileChunk(
            FilmChunk.Way way, double seconds, double cpu, long allocated) {
        return new FilmChunk(
                way, Samples.of(seconds, seconds), Samples.of(cpu, cpu), allocated, 10);
    }

    private static NumbersResult numbers() {
        return new NumbersResult(
                1_000_000,
                1,
                List.of(0L, 2L, 4L),
                List.of(
                        new Doubling(Language.JAVA, Way.ARRAY, Samples.of(1e-4)),
                        new Doubling(Language.JAVA, Way.VIEW_OF_NATIVE, Samples.of(2e-4)),
                        new Doubling(Language.JAVA, Way.COPY, Samples.of(2e-3))),
                PYTHON,
                "");
    }
}

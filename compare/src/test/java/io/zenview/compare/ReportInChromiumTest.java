package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/// The report as its readers have it: in a browser, on a phone and on a wide screen, by day and by
/// night, and on paper. `read-report.js` is the reader.
///
/// With `-Dzenview.screenshots=y -Dzenview.report=FILE` the README's picture,
/// `docs/images/report.png`, is made of that report.
class ReportInChromiumTest {
    private static final int PHONE = 380;

    /// At the second, two charts side by side are as narrow as they get.
    private static final int[] WIDTHS = {PHONE, 740, 1440};

    /// A4 within margins of a centimetre, in CSS pixels.
    private static final int PAPER = 718;

    @TempDir static Path folder;
    private static Chromium browser;
    private static String reader;

    @BeforeAll
    static void start() throws IOException {
        Optional<String> lack = Chromium.lack();
        lack.ifPresent(
                reason -> System.out.println("The report is not seen in a browser: " + reason));
        Assumptions.assumeTrue(lack.isEmpty(), () -> lack.orElse(""));
        browser = Chromium.start(folder);
        try (InputStream script =
                Objects.requireNonNull(
                        ReportInChromiumTest.class.getResourceAsStream("read-report.js"))) {
            reader = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<List<Result>> reports() {
        List<List<Result>> reports = new ArrayList<>();
        reports.add(MeasuredElsewhere.usual());
        reports.add(MeasuredElsewhere.smallest());
        reports.add(MeasuredElsewhere.largest());
        MeasuredElsewhere.usual().forEach(result -> reports.add(List.of(result)));
        return reports.stream();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void nobodyStumbles(List<Result> results) throws IOException {
        assertNobodyStumbles(results);
    }

    @Test
    void norOverWhatHasReallyBeenMeasured() throws Exception {
        Settings small =
                Settings.defaults()
                        .withSize(1 << 20)
                        .withDirectory(folder)
                        .withPython(Python.find())
                        .withMemorySizes(List.of(500, 1000, 2000), 1 << 16, 1 << 12, 1000);
        List<Result> results = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            // Every round of sends starts half a dozen processes.
            int rounds = comparison == Comparison.TRANSFER ? 1 : 2;
            results.add(comparison.run(small.withRounds(rounds), Progress.silent()));
        }
        assertNobodyStumbles(results);
    }

    private static void assertNobodyStumbles(List<Result> results) throws IOException {
        browser.requests();
        Path page = open(results);
        for (int width : WIDTHS) {
            browser.size(width, 900);
            for (String scheme : List.of("light", "dark")) {
                browser.show("screen", scheme);
                assertThat(stumbles()).as(width + " px, " + scheme).isEmpty();
            }
        }
        browser.size(PAPER, 1000);
        browser.show("print", "dark");
        assertThat(stumbles()).as("on paper").isEmpty();
        assertThat(isWhite("document.body")).as("white paper").isTrue();
        List<?> cut =
                browser.script(
                        List.class,
                        "return [...document.querySelectorAll('.scroll')]"
                                + ".filter((e) => e.scrollWidth > e.clientWidth)"
                                + ".map((e) => e.scrollWidth)");
        assertThat(cut).as("widths of tables that paper cuts off").isEmpty();
        assertThat(browser.requests()).containsExactly(page.toUri().toString());
        assertThat(browser.console()).isEmpty();
    }

    private static boolean isWhite(String element) {
        return browser.script(
                        String.class, "return getComputedStyle(" + element + ").backgroundColor")
                .equals("rgb(255, 255, 255)");
    }

    private static Path open(List<Result> results) throws IOException {
        Path page = folder.resolve("report.html");
        Files.writeString(page, Report.html(MeasuredElsewhere.MACHINE, results));
        browser.show("screen", "light");
        browser.open(page);
        return page;
    }

    private static List<?> stumbles() {
        return browser.script(List.class, reader);
    }

    /// What the reader says of a page with a fault, so that silence means something.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "page: | document.querySelector('h1').style.width = '500px'",
                "document: no lang | document.documentElement.lang = ''",
                "document: no title | document.title = ''",
                "document: 2 h1 | document.body.append(document.createElement('h1'))",
                "headings: h4 after h2 | document.querySelector('details').innerHTML = '<h4>x</h4>'",
                "landmarks: 0 nav | document.querySelector('nav').remove()",
                "landmarks: one without a name | document.querySelector('[role=region]').ariaLabel = ''",
                "links: to nothing | document.querySelector('section').id = 'x'",
                "sections: the result | document.querySelector('.reading').remove()",
                "sections: no table | document.querySelector('table').remove()",
                "tables: no caption | document.querySelector('caption').textContent = ''",
                "tables: no scope=col | document.querySelector('thead th').removeAttribute('scope')",
                "tables: a row without a heading | document.querySelector('tbody th').removeAttribute('scope')",
                "tables: cells without a column | document.querySelector('tbody td').remove()",
                "tables: wider | document.querySelector('.scroll').removeAttribute('tabindex')",
                "charts: not told | document.querySelector('desc').textContent = ''",
                "charts: text of 10 px | document.querySelector('.tick').style.fontSize = '10px'",
                "charts: text sticks out | document.querySelector('.value').setAttribute('x', '103%')",
                "charts: text upon | document.querySelector('.label').textContent = 'W'.repeat(25)",
                "charts: a mark sticks out | document.querySelector('rect').setAttribute('width', '110%')",
                "charts: bars that do not begin | document.querySelector('.tick').textContent = '1 s'",
                "charts: a logarithmic axis | document.querySelectorAll('.scale').forEach((e) => e.remove())",
                "charts: a figure that is in no table | document.querySelector('td').textContent = '3.39 s'",
                "of text, less than 4.5 | document.querySelector('p').style.color = '#888'",
                "of text, less than 4.5 | document.querySelector('.tick').style.fill = '#888'",
                "of a mark, less than 3 | document.querySelector('circle').style.stroke = '#aaa'",
                "of a mark, less than 3 | document.querySelector('.legend i').style.borderColor = '#aaa'",
                "of a mark, less than 3 | document.querySelector('.key i').style.background = '#aaa'",
                "colours: copy in | document.querySelector('rect.copy').style.stroke = '#000'",
            })
    void theReaderNotices(String complaint, String fault) throws IOException {
        browser.size(PHONE, 900);
        open(MeasuredElsewhere.usual());
        browser.script(Object.class, fault);

        assertThat(stumbles()).anyMatch(text -> text.toString().contains(complaint));
    }

    @Test
    void theBrowserTellsOfRequestsAndComplaints() throws IOException {
        open(MeasuredElsewhere.smallest());
        browser.requests();
        browser.console();
        browser.script(
                Object.class,
                "const i = new Image(); i.src = 'missing.png'; document.body.append(i);"
                        + " console.warn('so it is')");

        List<String> requests = new ArrayList<>();
        List<String> console = new ArrayList<>();
        await(() -> {
            requests.addAll(browser.requests());
            console.addAll(browser.console());
            return !requests.isEmpty() && console.size() >= 2;
        });
        assertThat(requests).anyMatch(address -> address.endsWith("missing.png"));
        assertThat(console).anyMatch(line -> line.contains("so it is"));
    }

    @Test
    void aWideTableIsReachedAndMovedByKeys() throws IOException {
        browser.size(PHONE, 900);
        open(MeasuredElsewhere.usual());
        String table = "document.querySelector('.scroll')";
        for (int i = 0; i < 10 && !truth("document.activeElement === " + table); i++) {
            browser.press(Keys.TAB);
        }
        assertThat(truth("document.activeElement === " + table)).isTrue();
        assertThat(truth("getComputedStyle(" + table + ").outlineStyle !== 'none'"))
                .as("the focus is seen")
                .isTrue();
        browser.press(Keys.ARROW_RIGHT);
        await(() -> truth(table + ".scrollLeft > 0"));
    }

    private static boolean truth(String expression) {
        return browser.script(Boolean.class, "return " + expression);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void aReportIsAPicture() throws IOException {
        boolean kept = System.getProperty("zenview.screenshots") != null;
        String report = System.getProperty("zenview.report");
        Assumptions.assumeTrue(
                !kept || report != null, "a picture to keep is of the report in -Dzenview.report");
        browser.size(1100, 1200);
        if (report == null) {
            open(MeasuredElsewhere.usual());
        } else {
            browser.show("screen", "light");
            browser.open(Path.of(report).toAbsolutePath());
        }
        // What a reader sees first: up to where the first table ends.
        int height =
                browser.script(
                                Number.class,
                                "return Math.ceil(document.querySelector('.scroll')"
                                        + ".getBoundingClientRect().bottom)")
                        .intValue();
        browser.size(1100, height);
        byte[] png = browser.picture();

        var picture = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isEqualTo(1100);
        assertThat(picture.getHeight()).isEqualTo(height).isBetween(600, 2500);
        if (kept) {
            Files.write(Path.of("../docs/images/report.png"), png);
        }
    }
}

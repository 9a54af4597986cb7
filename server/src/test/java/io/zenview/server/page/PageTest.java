package io.zenview.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zenview.media.Frame;
import io.zenview.media.FrameRate;
import io.zenview.media.Mp4Index;
import io.zenview.media.Timecode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/// The player: what is asked for is what is seen, told by the pixels.
class PageTest extends AgainstPage {
    private static final FrameRate NTSC = FrameRate.parse("29.97");
    private static final FrameRate PAL = FrameRate.of(25);
    private static final Timecode DROP_START = Timecode.parse("00:01:50;00", NTSC);

    private static String dropLabel(int frame) {
        return DROP_START.plus(frame).toString();
    }

    private static String plainLabel(int frame) {
        return Timecode.ofFrame(frame, PAL, false).toString();
    }

    private static void openDrop() {
        browser.openFilm("?v=" + DROP);
    }

    private static void openPlain() {
        browser.openFilm("?v=" + PLAIN);
    }

    /// The picture and its label are there, and belong together.
    private static void assertShown(int frame, String label) {
        browser.awaitLabel(label);
        assertThat(browser.picture()).as("the picture at " + label).isEqualTo(frame);
    }

    @Test
    void theFirstFrameIsShownAtFirst() {
        openDrop();
        assertShown(0, "00:01:50;00");
        openPlain();
        assertShown(0, "00:00:00:00");
    }

    @Test
    void aTypedLabelShowsExactlyItsFrame() {
        openDrop();
        Random random = new Random(5);
        IntStream frames =
                IntStream.concat(
                        IntStream.of(DROP_FRAMES - 1, 0, 299, 300, 301),
                        random.ints(30, 0, DROP_FRAMES));
        for (int frame : frames.toArray()) {
            browser.type(dropLabel(frame));
            assertShown(frame, dropLabel(frame));
        }
        openPlain();
        for (int frame : random.ints(30, 0, PLAIN_FRAMES).toArray()) {
            browser.type(plainLabel(frame));
            assertShown(frame, plainLabel(frame));
        }
    }

    @Test
    void digitsAreEnough() {
        openDrop();
        browser.type("20002");
        assertShown(300, "00:02:00;02");
        browser.type("15929");
        assertShown(299, "00:01:59;29");
    }

    @Test
    void stepsByOneFrame() {
        openDrop();
        browser.type("00:01:59;28");
        assertShown(298, "00:01:59;28");
        browser.press(".");
        assertShown(299, "00:01:59;29");
        browser.press(Keys.ARROW_RIGHT);
        assertShown(300, "00:02:00;02");
        browser.press(",");
        assertShown(299, "00:01:59;29");
        browser.press(Keys.ARROW_LEFT);
        assertShown(298, "00:01:59;28");
        browser.click("[data-do=forth]");
        assertShown(299, "00:01:59;29");
        browser.click("[data-do=back]");
        assertShown(298, "00:01:59;28");
    }

    @Test
    void stepsAreNotLostWhenKeysAreFasterThanPictures() {
        openDrop();
        browser.press(".".repeat(40));
        assertShown(40, dropLabel(40));
        browser.press(",".repeat(15));
        assertShown(25, dropLabel(25));
        browser.pressWithShift(Keys.ARROW_RIGHT);
        assertShown(55, dropLabel(55));
        browser.pressWithShift(Keys.ARROW_LEFT);
        assertShown(25, dropLabel(25));
    }

    @Test
    void theEndsAreTheEnds() {
        openDrop();
        browser.press(Keys.END);
        assertShown(DROP_FRAMES - 1, dropLabel(DROP_FRAMES - 1));
        browser.press(".");
        assertShown(DROP_FRAMES - 1, dropLabel(DROP_FRAMES - 1));
        browser.press(",");
        assertShown(DROP_FRAMES - 2, dropLabel(DROP_FRAMES - 2));
        browser.press(Keys.HOME, ",");
        assertShown(0, dropLabel(0));
        browser.press(".");
        assertShown(1, dropLabel(1));
    }

    @Test
    void spaceAndKPlayAndPause() {
        openPlain();
        for (String key : List.of(" ", "k")) {
            int before = browser.picture();
            browser.press(key);
            Browser.await("a later picture", () -> browser.picture() > before);
            assertThat(browser.one("#play").getAccessibleName()).isEqualTo("Pause");
            browser.press(key);
            assertStands();
            assertThat(browser.one("#play").getAccessibleName()).isEqualTo("Play");
        }
    }

    /// Nothing moves any more, and the label is that of the picture.
    private static void assertStands() {
        Browser.await(
                "standing still",
                () ->
                        browser.truth(
                                "return document.querySelector('#video').paused"
                                        + " && !document.body.classList.contains('is-running')"));
        Browser.await(
                "the label of the picture",
                () -> browser.label().equals(plainLabel(browser.picture())));
        int standing = browser.picture();
        assertThat(browser.picture()).isEqualTo(standing);
    }

    @Test
    void lRunsForwardsAndFaster() {
        openPlain();
        for (int speed : new int[] {1, 2, 4, 8, 8}) {
            browser.press("l");
            Browser.await(speed + " times as fast", () -> playbackRate() == speed);
            assertThat(browser.text("#speed")).isEqualTo(speed == 1 ? "" : speed + "×");
        }
        browser.press("k");
        assertStands();
        assertThat(playbackRate()).isEqualTo(1);
    }

    private static double playbackRate() {
        return browser.script(Number.class, "return document.querySelector('#video').playbackRate")
                .doubleValue();
    }

    @Test
    void jRunsBackwardsAndFasterUntilTheBeginning() {
        openPlain();
        browser.press(Keys.END);
        assertShown(PLAIN_FRAMES - 1, plainLabel(PLAIN_FRAMES - 1));
        browser.press("j");
        Browser.await("earlier pictures", () -> browser.picture() < PLAIN_FRAMES - 3);
        assertThat(browser.text("#speed")).isEqualTo("−1×");
        browser.press("jj");
        assertThat(browser.text("#speed")).isEqualTo("−4×");
        browser.press("k");
        assertStands();
        browser.press("jjjj");
        assertThat(browser.text("#speed")).isEqualTo("−8×");
        assertShown(0, plainLabel(0));
        assertStands();
    }

    @Test
    void lTurnsRoundWhatRunsBackwards() {
        openPlain();
        browser.type("00:00:06:00");
        browser.awaitLabel("00:00:06:00");
        browser.press("jj");
        browser.press("l");
        assertThat(playbackRate()).isEqualTo(1);
        assertThat(browser.text("#speed")).isEmpty();
        browser.press("k");
        assertStands();
    }

    @Test
    void whileItPlaysTheLabelIsThatOfThePictureShown() {
        openDrop();
        browser.press("k");
        // Asked at the same moment as the page itself: in the callback for the same picture.
        List<?> seen =
                browser.later(
                        List.class,
                        """
                        const done = arguments[0];
                        const video = document.querySelector("#video");
                        const seen = [];
                        const look = (now, { mediaTime }) => {
                          seen.push({ mediaTime, label: document.querySelector("#timecode").value });
                          if (seen.length < 40) {
                            video.requestVideoFrameCallback(look);
                          } else {
                            done(seen);
                          }
                        };
                        video.requestVideoFrameCallback(look);
                        """);
        browser.press("k");
        assertThat(seen)
                .hasSize(40)
                .allSatisfy(each -> {
                    Map<?, ?> moment = (Map<?, ?>) each;
                    double seconds = ((Number) moment.get("mediaTime")).doubleValue();
                    int frame = (int) Math.round(seconds * 30000 / 1001);
                    assertThat(moment.get("label")).isEqualTo(dropLabel(frame));
                });
    }

    @Test
    void whileALabelIsTypedThatOfNowIsSeenBesides() {
        openPlain();
        browser.press("g");
        browser.press("k", "12:3");
        browser.click("#play");
        browser.press("g", "77");
        Browser.await("the label of now", () -> browser.text("#now").startsWith("now 00:00:0"));
        assertThat(browser.label()).isEqualTo("77");
        browser.press(Keys.ESCAPE);
        browser.press("k");
        assertStands();
    }

    @Test
    void atAVariableRateLabelsGoByTime() throws Exception {
        browser.openFilm("?v=" + VARIABLE);
        assertThat(browser.text("#facts")).contains("variable, about ");
        try (Mp4Index index = Mp4Index.open(films.resolve(VARIABLE))) {
            assertThat(index.constantRate()).isFalse();
            for (int frame = 0; frame < 12; frame++) {
                assertShown(index.frame(frame));
                browser.press(".");
            }
            for (int frame = 12; frame > 5; frame--) {
                assertShown(index.frame(frame));
                browser.press(",");
            }
            for (int frame : new Random(3).ints(15, 0, (int) index.frameCount()).toArray()) {
                browser.type(index.frame(frame).timecode().toString());
                assertShown(index.frame(frame));
            }
        }
    }

    /// In the film of variable rate a picture has the number of the thirtieth at which it begins.
    private static void assertShown(Frame frame) {
        assertShown((int) Math.round(frame.time().seconds() * 30), frame.timecode().toString());
    }

    /// Its edit list hides what lies before the first frame, back to the key frame.
    @Test
    void aClipIsAFilmAgain() throws Exception {
        Path clip = films.resolve("clip.mp4");
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        server
                                                + "videos/drop~1drop.mp4/clip.mp4?from=00:01:51;07&to=00:02:01;00"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(request, HttpResponse.BodyHandlers.ofFile(clip));
        }
        try {
            browser.openFilm("?v=clip.mp4");
            assertShown(37, "00:01:51;07");
            for (int frame : new Random(8).ints(12, 37, 328).toArray()) {
                browser.type(dropLabel(frame));
                assertShown(frame, dropLabel(frame));
            }
            browser.press(Keys.END);
            assertShown(327, "00:02:00;29");
        } finally {
            browser.leave();
            Files.delete(clip);
        }
        openPlain();
    }

    /// The picture begins later than the sound, by an edit that shows nothing.
    @Test
    void picturesThatBeginLaterHaveTheirLabelsAllTheSame() throws Exception {
        Path film = films.resolve("late.mp4");
        Process ffmpeg =
                new ProcessBuilder(
                                "ffmpeg",
                                "-nostdin",
                                "-v",
                                "error",
                                "-itsoffset",
                                "0.7",
                                "-i",
                                films.resolve(PLAIN).toString(),
                                "-i",
                                films.resolve(PLAIN).toString(),
                                "-map",
                                "0:v",
                                "-map",
                                "1:a",
                                "-c",
                                "copy",
                                film.toString())
                        .inheritIO()
                        .start();
        assertThat(ffmpeg.waitFor()).isZero();
        try {
            browser.openFilm("?v=late.mp4");
            for (int frame : new int[] {1, 0, 17, 100, 249}) {
                browser.type(plainLabel(frame));
                assertShown(frame, plainLabel(frame));
            }
            browser.press(",");
            assertShown(248, plainLabel(248));
        } finally {
            browser.leave();
            Files.delete(film);
        }
        openPlain();
    }

    @Test
    void someCamerasLabelEverySecondFrame() {
        openPlain();
        List<?> labels =
                browser.later(
                        List.class,
                        """
                        const done = arguments[0];
                        import("/assets/film.js").then(({ Film }) => {
                          const facts = { frames: 9000, frameRate: "60000/1001", labelsPerSecond: 30, dropFrame: true,
                              start: "00:00:59;28", constantRate: true };
                          const film = new Film(facts, 0.5);
                          done([0, 1, 2, 3, 4, 5].map((frame) => film.labelOf(frame)).concat(
                              [0, 1, 7, 8999].map((frame) => film.frameAt(film.middleOf(frame))),
                              [film.frameBeginningAt(0.5 + 7 * 1001 / 60000), film.framesPerSecond]));
                        });
                        """);
        assertThat(labels)
                .isEqualTo(
                        List.of(
                                "00:00:59;28",
                                "00:00:59;28",
                                "00:00:59;29",
                                "00:00:59;29",
                                "00:01:00;02",
                                "00:01:00;02",
                                0L,
                                1L,
                                7L,
                                8999L,
                                7L,
                                60L));
    }

    @ParameterizedTest
    @CsvSource({
        "00:02:00;01, 00:02:00;02",
        "00:01:58;30, 00:01:59;00",
        "00:09:00;02, ",
        "nonsense, ",
    })
    void impossibleLabelsAreExplainedInTheServersWords(String label, String next) throws Exception {
        openDrop();
        browser.type(label);
        Browser.await("the explanation", () -> !browser.text("#timecode-problem").isEmpty());

        Map<?, ?> problem =
                browser.later(
                        Map.class,
                        """
                        const done = arguments[1];
                        fetch(`api/videos/drop~1drop.mp4/index?timecode=${encodeURIComponent(arguments[0])}`)
                            .then((response) => response.json()).then(done);
                        """,
                        label);
        assertThat(browser.text("#timecode-problem p"))
                .isEqualTo(problem.get("detail"))
                .hasSizeGreaterThan(20);
        assertThat(browser.one("#timecode-problem").getAriaRole()).isEqualTo("alert");
        assertThat(browser.one("#timecode").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.truth("return document.activeElement.id === 'timecode'")).isTrue();
        assertThat(browser.label()).isEqualTo(label);
        assertThat(browser.picture()).as("still shown").isZero();
        if (next == null) {
            browser.press(Keys.ESCAPE);
            assertShown(0, dropLabel(0));
        } else {
            browser.click("#timecode-problem button");
            browser.awaitLabel(next);
            assertThat(dropLabel(browser.picture())).isEqualTo(next);
        }
        assertThat(browser.text("#timecode-problem")).isEmpty();
        assertThat(browser.one("#timecode").getDomAttribute("aria-invalid")).isNull();
        // That is how browsers write down each answer of that kind.
        assertThat(browser.complaints()).hasSize(2).allMatch(line -> line.contains("400"));
    }

    @ParameterizedTest
    @CsvSource({"drop~1drop.mp4, 290, 310", "plain.mp4, 120, 120", "plain.mp4, 33, 249"})
    void aClipBeginsAndEndsWithTheFramesThatWereMarked(String film, int first, int last)
            throws Exception {
        boolean drop = film.equals(DROP);
        browser.openFilm("?v=" + film);
        browser.type(drop ? dropLabel(first) : plainLabel(first));
        assertShown(first, drop ? dropLabel(first) : plainLabel(first));
        browser.press("i");
        assertThat(browser.text("#cut")).startsWith("From ");
        browser.type(drop ? dropLabel(last) : plainLabel(last));
        assertShown(last, drop ? dropLabel(last) : plainLabel(last));
        browser.press("o");
        int frames = last - first + 1;
        assertThat(browser.text("#cut"))
                .contains(drop ? dropLabel(first) : plainLabel(first))
                .contains(drop ? dropLabel(last) : plainLabel(last))
                .contains(frames == 1 ? ": 1 frame," : ": " + frames + " frames,");

        browser.click("#clip");
        Path clip = downloaded();

        assertThat(NumberedFilm.numbersIn(clip))
                .containsExactlyElementsOf(IntStream.rangeClosed(first, last).boxed().toList());
        assertThat(duration(clip))
                .isCloseTo(frames / (drop ? 30000 / 1001.0 : 25.0), within(drop ? 0.001 : 0.05));
    }

    private static Path downloaded() throws Exception {
        Path downloads = folder.resolve("downloads");
        List<Path> found = new ArrayList<>();
        Browser.await(
                "the download",
                () -> {
                    found.clear();
                    try (Stream<Path> files = Files.list(downloads)) {
                        files.forEach(found::add);
                    } catch (java.io.IOException e) {
                        return false;
                    }
                    return found.size() == 1 && found.getFirst().toString().endsWith(".mp4");
                });
        Path kept = folder.resolve("clip.mp4");
        Files.move(found.getFirst(), kept, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return kept;
    }

    private static double duration(Path film) throws Exception {
        Process ffprobe =
                new ProcessBuilder(
                                "ffprobe",
                                "-v",
                                "error",
                                "-select_streams",
                                "v",
                                "-show_entries",
                                "format=duration",
                                "-of",
                                "csv=p=0",
                                film.toString())
                        .start();
        String text =
                new String(
                        ffprobe.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(ffprobe.waitFor()).isZero();
        return Double.parseDouble(text.strip());
    }

    @Test
    void marksFollowEachOther() {
        openDrop();
        assertThat(browser.one("#clip").isDisplayed()).isFalse();
        browser.type(dropLabel(100));
        browser.awaitLabel(dropLabel(100));
        browser.press("o");
        assertThat(browser.one("#out-mark").isDisplayed()).isTrue();
        assertThat(browser.one("#in-mark").isDisplayed()).isFalse();
        browser.type(dropLabel(600));
        browser.awaitLabel(dropLabel(600));
        browser.click("[data-do=in]");
        assertThat(browser.one("#in-mark").isDisplayed()).isTrue();
        assertThat(browser.one("#out-mark").isDisplayed())
                .as("lies before the first frame")
                .isFalse();
        browser.press(Keys.END);
        browser.awaitLabel(dropLabel(749));
        browser.click("[data-do=out]");
        assertThat(browser.one("#clip").getDomAttribute("href"))
                .as("the frame behind the last one")
                .endsWith(
                        "from=00%3A02%3A10%3B02&to="
                                + dropLabel(750).replace(":", "%3A").replace(";", "%3B"));
        double thumb = middle("#scrub", 749 / 749.0);
        assertThat(
                        browser.script(
                                        Number.class,
                                        "return document.querySelector('#out-mark').getBoundingClientRect().right")
                                .doubleValue())
                .isCloseTo(thumb, within(1.0));
        browser.pressWithShift("i");
        assertShown(600, dropLabel(600));
        browser.pressWithShift("o");
        assertShown(749, dropLabel(749));
        browser.press("x");
        assertThat(browser.one("#clip").isDisplayed()).isFalse();
        assertThat(browser.text("#cut")).startsWith("No cut yet");
    }

    /// Where the middle of the thumb is, which is 18 pixels wide.
    private static double middle(String selector, double share) {
        Map<?, ?> box =
                browser.script(
                        Map.class,
                        "return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()",
                        selector);
        double left = ((Number) box.get("left")).doubleValue();
        double width = ((Number) box.get("width")).doubleValue();
        return left + 9 + share * (width - 18);
    }

    @Test
    void theScrubBarGoesToFrames() {
        openDrop();
        browser.script(
                Boolean.class,
                """
                const bar = document.querySelector("#scrub");
                bar.value = 432;
                bar.dispatchEvent(new Event("input"));
                return true;
                """);
        assertShown(432, dropLabel(432));
        browser.run("document.querySelector('#scrub').focus()");
        browser.press(Keys.ARROW_RIGHT);
        assertShown(433, dropLabel(433));
        browser.press(Keys.ARROW_UP);
        assertShown(434, dropLabel(434));
        Browser.await(
                "the label as the bar's value",
                () ->
                        dropLabel(434)
                                .equals(browser.one("#scrub").getDomAttribute("aria-valuetext")));
    }

    @Test
    void linksOpenAtTheirFrame() {
        browser.openFilm("?v=" + DROP + "&tc=00:02:00;02");
        assertShown(300, "00:02:00;02");
        browser.tell(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        browser.press(".");
        assertShown(301, "00:02:00;03");
        browser.press("c");
        Browser.await("copied", () -> browser.text("#link").equals("Copied: 00:02:00;03"));
        String link =
                browser.later(String.class, "navigator.clipboard.readText().then(arguments[0])");

        assertThat(link).startsWith(server + "?v=");
        browser.openFilm(link.substring(server.length()));
        assertShown(301, "00:02:00;03");
    }

    @Test
    void whereTheClipboardIsBarredTheLinkIsShown() {
        openDrop();
        browser.run("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        browser.click("#link");
        assertThat(browser.one("#link-text").isDisplayed()).isTrue();
        assertThat(browser.script(String.class, "return getSelection().toString()"))
                .isEqualTo(server + "?v=drop%7E1drop.mp4&tc=00%3A01%3A50%3B00");
    }

    @Test
    void aLinkToAnImpossibleLabelIsExplained() {
        browser.openFilm("?v=" + DROP + "&tc=00:02:00;00");
        Browser.await(
                "the explanation", () -> browser.text("#timecode-problem").contains("00:02:00;02"));
        assertThat(browser.picture()).isZero();
        assertThat(browser.complaints()).hasSize(1).allMatch(line -> line.contains("400"));
    }

    @Test
    void labelsAreCountedAsTheServerCountsThem() {
        Random random = new Random(12);
        for (Object[] way :
                new Object[][] {
                    {"24000/1001", false}, {"24", false}, {"25", false}, {"30000/1001", false},
                    {"30000/1001", true}, {"30", false}, {"50", false}, {"60000/1001", false},
                    {"60000/1001", true}, {"60", false}
                }) {
            FrameRate rate = FrameRate.parse((String) way[0]);
            boolean drop = (Boolean) way[1];
            long day = Timecode.framesPerDay(rate, drop);
            List<Long> numbers = new ArrayList<>(random.longs(200, 0, day).boxed().toList());
            numbers.addAll(
                    List.of(
                            0L, 1L, day - 1, day, day + 1, -1L, 1799L, 1800L, 17981L, 17982L,
                            1078920L));
            List<?> labels =
                    browser.later(
                            List.class,
                            """
                            const [numbers, labelsPerSecond, dropFrame, day, done] = arguments;
                            const counting = { labelsPerSecond, dropFrame };
                            import("/assets/timecode.js").then((timecode) => {
                              done(numbers.map((n) => {
                                const label = timecode.labelOf(n, counting);
                                const back = timecode.numberOf(label, counting);
                                const next = timecode.later(label, 1, counting);
                                const same = timecode.framesPerDay(counting) === day && (back - n) % day === 0
                                    && next === timecode.labelOf(n + 1, counting);
                                return same ? label : `${label} goes wrong`;
                              }));
                            });
                            """,
                            numbers,
                            rate.labelsPerSecond(),
                            drop,
                            day);
            assertThat(labels)
                    .as(way[0] + (drop ? " drop-frame" : ""))
                    .isEqualTo(
                            numbers.stream()
                                    .map(n -> Timecode.ofFrame(n, rate, drop).toString())
                                    .toList());
        }
    }
}

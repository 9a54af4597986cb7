package io.zenview.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// What is around the player: the list, the live panel, and whether everybody can use it, on any
/// screen.
class PageLooksTest extends AgainstPage {
    private static final String INTERACTIVE = "a, button, input";

    /// Text whose contrast with what is behind it is below that of WCAG 2.2 AA, with the figure.
    private static final String PALE =
            """
            const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
            const mixed = (colours) => {
              pen.clearRect(0, 0, 1, 1);
              for (const colour of colours) {
                pen.fillStyle = colour;
                pen.fillRect(0, 0, 1, 1);
              }
              return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
            };
            const luminance = (rgb) => {
              const [r, g, b] = rgb.map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const pale = [];
            let seen = 0;
            for (const element of document.body.querySelectorAll("*")) {
              const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== "");
              if (!(own || element.matches("input:not([type=range], [type=checkbox])")) || !element.checkVisibility()
                  || element.closest(".unseen, noscript, svg, template")) {
                continue;
              }
              seen++;
              const behind = [];
              for (let e = element; e !== null; e = e.parentElement) {
                behind.unshift(getComputedStyle(e).backgroundColor);
              }
              const style = getComputedStyle(element);
              const lights = [luminance(mixed(behind)), luminance(mixed([...behind, style.color]))].sort((a, b) => b - a);
              const ratio = (lights[0] + 0.05) / (lights[1] + 0.05);
              if (ratio < 4.5) {
                pale.push(`${element.tagName} ${element.id} "${element.textContent.trim().slice(0, 30)}": ${ratio.toFixed(2)}`);
              }
            }
            return seen > 20 ? pale : ["only " + seen + " texts were found"];
            """;

    @AfterEach
    void asItWas() {
        browser.size(1280, 900);
        browser.prefer("prefers-color-scheme", "light");
    }

    @Test
    void filmsAreListedWithWhatTheyAre() {
        browser.openFilm("");
        assertThat(browser.text("#library-note")).isEqualTo("5 films, 1 of them broken");
        assertThat(browser.text("[data-id='drop~1drop.mp4'] .words"))
                .contains("drop/drop.mp4", "256 × 128", "29.97 fps drop-frame", "KiB", "avc1.");
        assertThat(browser.text("[data-id='drop~1drop.mp4'] .length")).isEqualTo("0:25");
        assertThat(browser.text("[data-id='plain.mp4'] .words")).contains("25 fps", "mp4a.40.2");
        assertThat(browser.text("[data-id='variable.mp4'] .words")).contains("variable, about ");
        assertThat(browser.text("[data-id='sound.m4a'] .words"))
                .contains("sound only", "mp4a.40.2");
        assertThat(browser.text("[data-id='broken.mp4'] .details"))
                .startsWith("Broken. ")
                .hasSizeGreaterThan(30);
    }

    @Test
    void theFirstFilmThatPlaysIsOpen() {
        browser.openFilm("");
        assertThat(browser.text("#title")).isEqualTo("drop.mp4");
        assertThat(browser.one("[aria-current=true]").getDomAttribute("data-id")).isEqualTo(DROP);
        assertThat(browser.text("#facts")).contains("00:01:50;00 to 00:02:15;01");
    }

    @Test
    void filmsAreChosenAndLeft() {
        browser.openFilm("?v=" + DROP);
        browser.click("[data-id='plain.mp4']");
        Browser.await("the other film", () -> browser.title().equals("plain.mp4 · Zenview"));
        assertThat(browser.address()).isEqualTo(server + "?v=plain.mp4");
        browser.awaitLabel("00:00:00:00");
        assertThat(browser.one("#file").getDomAttribute("href")).isEqualTo("videos/plain.mp4");
        browser.back();
        Browser.await("the film before", () -> browser.title().equals("drop.mp4 · Zenview"));
        browser.awaitLabel("00:01:50;00");
    }

    @Test
    void brokenFilmsSayWhy() {
        browser.open("?v=" + BROKEN);
        assertThat("Broken. " + browser.text("#stage-note"))
                .isEqualTo(browser.text("[data-id='broken.mp4'] .details"));
        assertThat(browser.one("#controls").isDisplayed()).isFalse();
        browser.press("k", "i", ".");
        assertThat(browser.one("#file").isDisplayed())
                .as("it can be fetched all the same")
                .isTrue();
    }

    @Test
    void filmsThatAreNotThereAreMissed() {
        browser.open("?v=nowhere.mp4");
        assertThat(browser.text("#stage-note")).contains("There is no film “nowhere.mp4” here");
    }

    @Test
    void soundPlaysWithoutFrames() {
        browser.open("?v=" + SOUND);
        Browser.await("its length", () -> browser.text("#clock").startsWith("0:00 / 0:2"));
        assertThat(browser.one("#timecode").isDisplayed()).isFalse();
        assertThat(browser.one("[data-do=in]").isDisplayed()).isFalse();
        browser.press("k");
        Browser.await("playing", () -> browser.text("#clock").startsWith("0:01 / 0:2"));
        browser.press("k", Keys.ARROW_RIGHT);
        Browser.await("five seconds later", () -> !browser.text("#clock").startsWith("0:01"));
        browser.press("i", ",");
    }

    @Test
    void postersArePaintedOnceTheyAreSeen() throws IOException {
        for (int i = 0; i < 12; i++) {
            Files.copy(films.resolve(PLAIN), films.resolve("z%02d.mp4".formatted(i)));
        }
        try {
            browser.size(380, 700);
            browser.open("");
            Browser.await("all are listed", () -> browser.all("#films li").size() == 17);
            browser.run("document.querySelector('#films').scrollIntoView()");
            String first = "[data-id='plain.mp4'] canvas";
            String last = "[data-id='z11.mp4'] canvas";
            Browser.await("a poster", () -> !browser.all(first + ".painted").isEmpty());
            assertThat(NumberedFilm.numberOf(browser.shades(first))).isZero();
            assertThat(browser.all(last + ".painted")).as("far below").isEmpty();
            assertThat(requests()).noneMatch(request -> request.endsWith("videos/z11.mp4"));
            browser.run("arguments[0].scrollIntoView()", browser.one(last));
            Browser.await("the last poster", () -> !browser.all(last + ".painted").isEmpty());
        } finally {
            // Nothing may ask for what is deleted.
            browser.leave();
            for (int i = 0; i < 12; i++) {
                Files.delete(films.resolve("z%02d.mp4".formatted(i)));
            }
        }
        browser.openFilm("?v=" + PLAIN);
    }

    @Test
    void theLivePanelCountsWhatIsSent() {
        browser.openFilm("?v=" + PLAIN);
        Browser.await("figures", () -> browser.text("#sendfile").endsWith("iB"));
        assertThat(browser.text("#memory")).endsWith("B");
        assertThat(browser.text("#heap")).endsWith("MiB");
        assertThat(browser.text("#shares-text"))
                .matches("[0-9.]+ % of all bytes never entered this program\\.");
        assertThat(browser.one("#tls-row").isDisplayed()).as("nothing is encrypted here").isFalse();
        browser.later(
                String.class,
                "const done = arguments[0]; fetch('videos/plain.mp4', { cache: 'no-store' }).then((r) => r.blob()).then(() => done(''))");
        Browser.await("a rate", () -> browser.text("#spark-caption").contains("/s at most"));
    }

    @Test
    void helpOpensAndCloses() {
        browser.openFilm("");
        browser.press("?");
        assertThat(browser.one("#help").isDisplayed()).isTrue();
        assertThat(browser.truth("return document.activeElement.textContent === 'Close'")).isTrue();
        browser.press("k");
        assertThat(browser.truth("return document.querySelector('#video').paused"))
                .as("keys are the dialog's")
                .isTrue();
        browser.press(Keys.ESCAPE);
        assertThat(browser.one("#help").isDisplayed()).isFalse();
        browser.click("#help-button");
        assertThat(browser.one("#help").isDisplayed()).isTrue();
        browser.click("#help .strong");
        assertThat(browser.one("#help").isDisplayed()).isFalse();
    }

    @Test
    void keysCanBeKeptToThePlayer() {
        browser.openFilm("?v=" + PLAIN);
        browser.press("?");
        browser.click("#keys-on");
        browser.press(Keys.ESCAPE);
        try {
            browser.run("document.querySelector('#films a').focus()");
            browser.press(".");
            browser.run("document.querySelector('#play').focus()");
            browser.press(".");
            browser.awaitLabel("00:00:00:01");
        } finally {
            browser.run("localStorage.clear()");
        }
    }

    @Test
    void fullScreenAndSound() {
        browser.openFilm("?v=" + PLAIN);
        browser.press("f");
        Browser.await(
                "full screen",
                () -> browser.truth("return document.fullscreenElement?.id === 'player'"));
        assertThat(browser.one("#timecode").isDisplayed()).isTrue();
        browser.press("f");
        Browser.await(
                "no full screen",
                () -> browser.truth("return document.fullscreenElement === null"));
        browser.press("m");
        Browser.await(
                "silence",
                () -> "true".equals(browser.one("#mute").getDomAttribute("aria-pressed")));
        assertThat(browser.truth("return document.querySelector('#video').muted")).isTrue();
    }

    @Test
    void whereItStandsIsSaidAndNotEachFrame() {
        browser.openFilm("?v=" + PLAIN);
        browser.press("k");
        Number changes =
                browser.later(
                        Number.class,
                        """
                        const done = arguments[0];
                        const video = document.querySelector("#video");
                        let changes = 0;
                        new MutationObserver(() => changes++).observe(document.querySelector("#said"), { childList: true });
                        let pictures = 0;
                        const look = () => ++pictures < 25 ? video.requestVideoFrameCallback(look) : done(changes);
                        video.requestVideoFrameCallback(look);
                        """);
        assertThat(changes.intValue()).isZero();
        browser.press("k");
        Browser.await("the label is said", () -> browser.text("#said").equals(browser.label()));
        browser.press(".");
        Browser.await(
                "the next label is said", () -> browser.text("#said").equals(browser.label()));
    }

    @Test
    void everythingHasANameAndAPlace() {
        browser.openFilm("?v=" + PLAIN);
        browser.press("i", "o");
        assertNamed("header, main, footer");
        browser.press("?");
        assertNamed("dialog");
        for (String landmark :
                List.of("header", "main", "nav[aria-labelledby]", "footer", "h1", "html[lang]")) {
            assertThat(browser.all(landmark)).as(landmark).hasSize(1);
        }
        assertThat(browser.list("return [...document.querySelectorAll('[id]')].map((e) => e.id)"))
                .doesNotHaveDuplicates();
        assertThat(browser.all("img:not([alt])")).isEmpty();
        assertThat(
                        browser.list(
                                """
                                const names = ["aria-labelledby", "aria-describedby", "for"];
                                return names.flatMap((n) => [...document.querySelectorAll(`[${n}]`)].map((e) => e.getAttribute(n)))
                                    .filter((id) => document.getElementById(id) === null);
                                """))
                .isEmpty();
    }

    private static void assertNamed(String parts) {
        List<WebElement> elements =
                browser.all(":is(%s) :is(%s)".formatted(parts, INTERACTIVE)).stream()
                        .filter(WebElement::isDisplayed)
                        .toList();
        assertThat(elements).isNotEmpty();
        for (WebElement element : elements) {
            assertThat(element.getAccessibleName())
                    .as(element.getTagName() + " " + element.getDomAttribute("id"))
                    .isNotBlank();
        }
    }

    @Test
    void theTabKeyReachesEverything() {
        browser.openFilm("?v=" + PLAIN);
        browser.press("i", "o");
        browser.run("document.activeElement.blur()");
        int reachable =
                browser.script(
                                Number.class,
                                "return [...document.querySelectorAll('a, button, input')].filter((e) => e.checkVisibility()).length")
                        .intValue();
        Set<Object> reached = new HashSet<>();
        for (int i = 0; i < reachable; i++) {
            browser.press(Keys.TAB);
            reached.add(
                    browser.script(
                            Number.class,
                            "return [...document.querySelectorAll('a, button, input')].indexOf(document.activeElement)"));
        }
        assertThat(reached).hasSize(reachable).doesNotContain(-1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {380, 320, 700, 1024})
    void nothingIsWiderThanTheScreen(int width) {
        browser.size(width, 800);
        browser.openFilm("?v=" + PLAIN);
        browser.press(Keys.END);
        browser.awaitLabel("00:00:09:24");
        browser.press("o");
        browser.press(Keys.HOME);
        browser.awaitLabel("00:00:00:00");
        browser.press("i", "j");
        browser.type("00:00:00:30");
        Browser.await("the explanation", () -> !browser.text("#timecode-problem").isEmpty());

        assertThat(
                        browser.script(Number.class, "return document.documentElement.scrollWidth")
                                .intValue())
                .isLessThanOrEqualTo(width);
        assertThat(
                        browser.list(
                                """
                                return [...document.querySelectorAll("body *")]
                                    .filter((e) => e.checkVisibility() && !e.closest("svg, .unseen"))
                                    .filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5)
                                    .map((e) => e.outerHTML.slice(0, 80));
                                """))
                .isEmpty();
        assertThat(
                        browser.list(
                                """
                                return [...document.querySelectorAll("a, button, input, .choice")]
                                    .filter((e) => e.checkVisibility() && !e.matches("[type=checkbox]"))
                                    .map((e) => [e.getBoundingClientRect(), e])
                                    .filter(([box]) => box.width < 44 || box.height < 44)
                                    .map(([box, e]) => `${box.width} x ${box.height} ${e.outerHTML.slice(0, 80)}`);
                                """))
                .as("what is too small for a finger")
                .isEmpty();
        assertThat(browser.complaints()).hasSize(1).allMatch(line -> line.contains("400"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textCanBeRead(String scheme) {
        browser.prefer("prefers-color-scheme", scheme);
        browser.openFilm("?v=" + PLAIN);
        browser.press("i", "o");
        browser.type("00:00:00:30");
        Browser.await("the explanation", () -> !browser.text("#timecode-problem").isEmpty());
        assertThat(browser.list(PALE)).isEmpty();
        browser.press(Keys.ESCAPE, "?");
        assertThat(browser.list(PALE)).isEmpty();
        assertThat(
                        browser.script(
                                String.class,
                                "return getComputedStyle(document.documentElement).backgroundColor"))
                .isEqualTo(scheme.equals("light") ? "rgb(255, 255, 255)" : "rgb(18, 18, 18)");
        assertThat(browser.complaints()).hasSize(1).allMatch(line -> line.contains("400"));
    }

    @Test
    void whoDislikesMotionSeesNone() {
        browser.prefer("prefers-reduced-motion", "reduce");
        browser.openFilm("");
        assertThat(
                        browser.list(
                                """
                                return [...document.querySelectorAll("*")].filter((e) => {
                                  const style = getComputedStyle(e);
                                  return style.transitionDuration !== "0s" || style.animationName !== "none";
                                }).map((e) => e.outerHTML.slice(0, 80));
                                """))
                .isEmpty();
    }

    @Test
    void scriptsAreSmallAndStandAlone() throws Exception {
        Path folder =
                Path.of(
                                Objects.requireNonNull(
                                                PageLooksTest.class.getResource(
                                                        "/io/zenview/server/page/index.html"))
                                        .toURI())
                        .resolveSibling(".")
                        .normalize();
        assertThat(Files.readString(folder.resolve("index.html")))
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("\\sstyle=|<style|\\son[a-z]+=|https?:");
        int size = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(file.getFileName().toString()).matches("[a-z0-9.-]+");
                String text = Files.readString(file);
                if (file.toString().endsWith(".js")) {
                    size += text.getBytes(StandardCharsets.UTF_8).length;
                    assertThat(text)
                            .doesNotContainPattern("innerHTML|eval\\(|new Function|https?:");
                }
            }
        }
        assertThat(size).isBetween(10_000, 40_000);
    }
}

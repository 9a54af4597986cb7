package io.zenview.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A Chromium without a window, and the page in it.
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    /// Before the page's own scripts: what goes wrong is written down.
    private static final String WITNESS =
            """
            window.complaints = [];
            const note = (text) => window.complaints.push(text);
            addEventListener("securitypolicyviolation", (e) => note(`CSP ${e.violatedDirective}: ${e.blockedURI}`));
            addEventListener("error", (e) => note(`error: ${e.message}`));
            addEventListener("unhandledrejection", (e) => note(`rejected: ${e.reason}`));
            """;

    private static final String SHADES =
            """
            const canvas = new OffscreenCanvas(256, 128);
            const pen = canvas.getContext("2d", { willReadFrequently: true });
            pen.drawImage(arguments[0], 0, 0, 256, 128);
            const shades = [];
            for (let bit = 0; bit < 16; bit++) {
              const at = [(bit % 8) * 32 + 16, Math.floor(bit / 8) * 64 + 32];
              shades.push(pen.getImageData(...at, 1, 1).data[1]);
            }
            return shades;
            """;

    private final String server;
    private final ChromeDriver driver;

    private Browser(String server, ChromeDriver driver) {
        this.server = server;
        this.driver = driver;
    }

    /// What is missing on this machine for such tests, or nothing.
    static Optional<String> lack() {
        return Stream.of("chromium", "chromedriver", "ffmpeg", "ffprobe")
                .filter(program -> found(program).isEmpty())
                .findFirst()
                .map(program -> "no " + program + " on this machine");
    }

    private static Optional<Path> found(String program) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param server the address of the page, with a slash at the end
    /// @param folder for what the browser has to keep, and for downloads
    static Browser start(String server, Path folder) {
        // It complains that it does not know the protocol of this browser, which it need not know.
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(found("chromium").orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--user-data-dir=" + folder.resolve("profile"),
                "--disable-dev-shm-usage",
                "--mute-audio",
                "--force-color-profile=srgb",
                "--hide-scrollbars");
        if ("root".equals(System.getProperty("user.name"))) {
            options.addArguments("--no-sandbox");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        // With the driver named, Selenium looks for none, and fetches none.
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(found("chromedriver").orElseThrow().toFile())
                        .usingAnyFreePort()
                        .withLogFile(folder.resolve("chromedriver.log").toFile())
                        .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        Browser browser = new Browser(server, driver);
        browser.tell("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WITNESS));
        browser.tell(
                "Browser.setDownloadBehavior",
                Map.of(
                        "behavior",
                        "allow",
                        "downloadPath",
                        folder.resolve("downloads").toString()));
        browser.size(1280, 900);
        return browser;
    }

    /// A command of the browser's own protocol.
    void tell(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    void size(int width, int height) {
        tell(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void prefer(String feature, String value) {
        tell(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /// Opens the page and waits until it has a film, or says why not.
    void open(String query) {
        driver.get(server + query);
        await(
                "the page",
                () ->
                        truth(
                                "return document.querySelector('#title').textContent !== 'Zenview'"
                                        + " || !document.querySelector('#stage-note').hidden"));
    }

    /// Opens a film and waits until it shows its first picture, or the one of the label.
    void openFilm(String query) {
        open(query);
        awaitPicture();
    }

    void awaitPicture() {
        await(
                "a picture",
                () ->
                        truth(
                                "const v = document.querySelector('#video'); return v.readyState > 1 && !v.seeking"
                                        + " && document.querySelector('#scrub').hasAttribute('aria-valuetext')"));
    }

    /// Goes where there is nothing, so that nothing more is asked for.
    void leave() {
        driver.get("about:blank");
    }

    void back() {
        driver.navigate().back();
    }

    String address() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    String title() {
        return Objects.requireNonNull(driver.getTitle());
    }

    <T> T script(Class<T> type, String script, Object... arguments) {
        return type.cast(Objects.requireNonNull(driver.executeScript(script, arguments), script));
    }

    /// What a script returns as an array.
    List<Object> list(String script, Object... arguments) {
        List<?> values = script(List.class, script, arguments);
        return List.copyOf(values);
    }

    /// Runs a script for what it does.
    void run(String script, Object... arguments) {
        driver.executeScript(script, arguments);
    }

    /// Runs a script that calls its last argument with the result.
    <T> T later(Class<T> type, String script, Object... arguments) {
        return type.cast(
                Objects.requireNonNull(driver.executeAsyncScript(script, arguments), script));
    }

    boolean truth(String script, Object... arguments) {
        return script(Boolean.class, script, arguments);
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /// The text as it is seen, with blanks of all kinds alike.
    String text(String selector) {
        return script(
                        String.class,
                        "return document.querySelector(arguments[0]).innerText",
                        selector)
                .replace('\u00a0', ' ');
    }

    void click(String selector) {
        one(selector).click();
    }

    /// Presses keys one after the other, wherever the focus is.
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void pressWithShift(CharSequence key) {
        new Actions(driver).keyDown(Keys.SHIFT).sendKeys(key).keyUp(Keys.SHIFT).perform();
    }

    /// Types a label into the box, and Enter.
    void type(String label) {
        WebElement box = one("#timecode");
        box.click();
        box.sendKeys(Keys.chord(Keys.CONTROL, "a"), label, Keys.ENTER);
    }

    /// What the box says.
    String label() {
        return script(String.class, "return document.querySelector('#timecode').value");
    }

    /// Waits until the page says that it shows a label, with nothing under way.
    void awaitLabel(String label) {
        await(
                label + " instead of " + label(),
                () ->
                        truth(
                                """
                                const box = document.querySelector("#timecode");
                                return box.value === arguments[0] && document.activeElement !== box
                                    && !document.querySelector("#video").seeking;
                                """,
                                label));
    }

    /// The number of the picture that is really seen.
    int picture() {
        return NumberedFilm.numberOf(shades("#video"));
    }

    List<Number> shades(String selector) {
        List<Number> shades = new ArrayList<>();
        for (Object shade : list(SHADES, one(selector))) {
            shades.add((Number) shade);
        }
        return shades;
    }

    /// What went wrong since the last time: errors of scripts, of loading, and of the policy.
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            complaints.add(entry.getMessage());
        }
        for (Object each : list("return window.complaints ?? []")) {
            complaints.add(String.valueOf(each));
        }
        return complaints;
    }

    byte[] picturePng() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /// Waits for what will come, as long as it may take on any machine.
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}

package io.zenview.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Tests of the page in a real browser, in front of a real server with films of ours. After each of
/// them the browser may have complained of nothing, and asked nobody but the server.
abstract class AgainstPage {
    /// Drop-frame: from 00:01:50;00, and over a minute at which labels are left out.
    static final String DROP = "drop~1drop.mp4";

    static final int DROP_FRAMES = 750;

    /// At 25 frames per second, with sound, and without a timecode of its own.
    static final String PLAIN = "plain.mp4";

    static final int PLAIN_FRAMES = 250;

    /// At 30 frames per second, of which each seventh is missing.
    static final String VARIABLE = "variable.mp4";

    static final String SOUND = "sound.m4a";
    static final String BROKEN = "broken.mp4";

    private static final String[] B_FRAMES = {
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-bf",
        "3",
        "-x264-params",
        "b-adapt=0",
        "-g",
        "50",
        "-pix_fmt",
        "yuv420p",
        "-c:a",
        "aac",
        "-shortest",
        "-movflags",
        "+faststart"
    };
    private static final String[] A_TONE = {"-f", "lavfi", "-i", "sine=f=440:d=60"};

    @TempDir static Path folder;
    static Path films;
    static Browser browser;
    static String server;
    private static AutoCloseable served;

    @BeforeAll
    static void start() throws Exception {
        Optional<String> lack = Browser.lack();
        lack.ifPresent(reason -> System.out.println("The page is not tested: " + reason));
        Assumptions.assumeTrue(lack.isEmpty(), () -> lack.orElse(""));
        films = Files.createDirectory(folder.resolve("films"));
        makeFilms();
        PageServer started = PageServer.of(films);
        served = started;
        server = started.address();
        browser = Browser.start(server, folder);
    }

    private static void makeFilms() throws IOException, InterruptedException {
        Files.createDirectory(films.resolve("drop"));
        NumberedFilm.make(
                films.resolve("drop/drop.mp4"),
                DROP_FRAMES,
                "30000/1001",
                with(B_FRAMES, "-timecode", "00:01:50;00"));
        NumberedFilm.make(films.resolve(PLAIN), PLAIN_FRAMES, "25", with(A_TONE, B_FRAMES));
        NumberedFilm.make(
                films.resolve(VARIABLE),
                120,
                "30",
                with(B_FRAMES, "-vf", "select='not(eq(mod(n,7),3))'", "-vsync", "vfr"));
        Process tone =
                new ProcessBuilder(
                                "ffmpeg",
                                "-nostdin",
                                "-v",
                                "error",
                                "-f",
                                "lavfi",
                                "-i",
                                "sine=d=20",
                                "-c:a",
                                "aac",
                                films.resolve(SOUND).toString())
                        .inheritIO()
                        .start();
        assertThat(tone.waitFor()).isZero();
        byte[] whole = Files.readAllBytes(films.resolve(PLAIN));
        Files.write(films.resolve(BROKEN), Arrays.copyOf(whole, 2000));
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (served != null) {
            served.close();
        }
    }

    @AfterEach
    void nothingToComplainOf() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(requests()).isNotEmpty().allMatch(request -> request.startsWith(server));
    }

    /// Everything that the page fetched since it was opened.
    static List<String> requests() {
        List<String> requests = new ArrayList<>();
        for (Object name :
                browser.list(
                        "return performance.getEntriesByType('resource').map((entry) => entry.name)")) {
            requests.add(String.valueOf(name));
        }
        return requests;
    }
}

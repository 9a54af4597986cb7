package io.zenview.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// The page with films worth looking at, all of them computed. With `-Dzenview.screenshots` the
/// README's picture is made of it, `docs/images/page.png`; otherwise the films are shorter.
class PagePictureTest {
    private static final boolean KEPT = System.getProperty("zenview.screenshots") != null;
    private static final int SECONDS = KEPT ? 24 : 3;

    @TempDir Path folder;

    @Test
    void thePageIsAPicture() throws Exception {
        Optional<String> lack = Browser.lack();
        lack.ifPresent(reason -> System.out.println("No picture of the page: " + reason));
        Assumptions.assumeTrue(lack.isEmpty(), () -> lack.orElse(""));
        Path films = Files.createDirectories(folder.resolve("films/tests")).getParent();
        String size = KEPT ? "1280x720" : "320x180";
        make(
                films.resolve("mandelbrot.mp4"),
                "mandelbrot=s=" + size + ":r=25:end_scale=0.0002:end_pts=600",
                "-timecode",
                "01:00:00:00");
        make(
                films.resolve("colours.mov"),
                "gradients=s=" + size + ":r=24000/1001:n=6:seed=7:speed=0.02");
        make(
                films.resolve("life.mp4"),
                "life=s=320x180:r=30:mold=10:ratio=0.1:seed=5:life_color=#7fd4ff:death_color=#3a2a6d,scale="
                        + size.replace('x', ':')
                        + ":flags=neighbor");
        make(
                films.resolve("tests/drop-frame.mp4"),
                "testsrc2=s=" + size + ":r=30000/1001",
                "-timecode",
                "00:59:58;00");
        make(films.resolve("tests/sixty.mp4"), "testsrc=s=" + size + ":r=60");

        try (PageServer server = PageServer.of(films);
                Browser browser = Browser.start(server.address(), folder)) {
            browser.size(1280, 1100);
            browser.openFilm("?v=mandelbrot.mp4");
            Browser.await("all posters", () -> browser.all("canvas.painted").size() == 5);
            browser.type("01:00:02:00");
            browser.awaitLabel("01:00:02:00");
            browser.press("i", Keys.END);
            browser.awaitLabel(KEPT ? "01:00:23:24" : "01:00:02:24");
            browser.press("o");
            browser.type(KEPT ? "01:00:16:09" : "01:00:02:09");
            browser.awaitLabel(KEPT ? "01:00:16:09" : "01:00:02:09");
            Browser.await("figures", () -> browser.text("#spark-caption").contains("/s at most"));
            byte[] png = browser.picturePng();

            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
            assertThat(picture.getWidth()).isEqualTo(1280);
            assertThat(picture.getHeight()).isEqualTo(1100);
            int[] stage = picture.getRGB(100, 150, 500, 300, null, 0, 500);
            assertThat(Arrays.stream(stage).distinct().count())
                    .as("colours of the film")
                    .isGreaterThan(100);
            if (KEPT) {
                Files.write(
                        Files.createDirectories(Path.of("../docs/images")).resolve("page.png"),
                        png);
            }
        }
    }

    private static void make(Path film, String source, String... options) throws Exception {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "ffmpeg",
                                "-nostdin",
                                "-v",
                                "error",
                                "-f",
                                "lavfi",
                                "-i",
                                source,
                                "-t",
                                "" + SECONDS));
        line.addAll(
                List.of(
                        "-c:v",
                        "libx264",
                        "-preset",
                        "veryfast",
                        "-g",
                        "48",
                        "-pix_fmt",
                        "yuv420p",
                        "-movflags",
                        "+faststart"));
        line.addAll(List.of(options));
        line.add(film.toString());
        assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).as(source).isZero();
    }
}

package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Which names lead to what, and which lead nowhere.
class OriginNamesTest extends AgainstOrigin {
    private static final String SECRET = "this is none of your business";

    @Test
    void whatHasToBeInterpretedIsRefused() throws Exception {
        Files.writeString(temporary.resolve("secret"), SECRET);
        Files.writeString(root.resolve("f"), "f");
        Files.createDirectory(root.resolve("d"));
        WireClient client = connect(start());
        String[] targets = {
            "/../secret",
            "/d/../../secret",
            "/d/../f",
            "/%2e%2e/secret",
            "/%2E./secret",
            "/.%2e/secret",
            "/./f",
            "/%2e/f",
            "/..",
            "/d/..",
            "//f",
            "//",
            "/d//",
            "/d//f",
            "/..%2fsecret",
            "/d%2f..%2f..%2fsecret",
            "/d%2Ff",
            "/..%5csecret",
            "/..\\secret",
            "/d\\..\\..\\secret",
            "/f%00",
            "/f%00.html",
            "/f%0a",
            "/f%0d%0aX:%20y",
            "/f%7f",
            "/f%",
            "/f%4",
            "/f%zz",
            "/f%c0%ae%c0%ae",
            "/%c0%af..%c0%afsecret",
            "/f%ff",
            "/%ed%a0%80",
            "/" + "a".repeat(256),
            "/" + "%c3%a4".repeat(128),
            "http://x/../secret",
            "http://x//f",
        };
        for (String target : targets) {
            for (String method : new String[] {"GET", "HEAD"}) {
                WireAnswer answer = client.request(method, target).answer(method);
                assertThat(answer.status()).as(target).isEqualTo(400);
                assertThat(answer.text()).doesNotContain(SECRET);
            }
        }
        assertThat(client.get("/f").text()).isEqualTo("f");
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        Files.writeString(root.resolve("f"), "f");
        Files.createDirectory(root.resolve("d"));
        WireClient client = connect(start());
        String[] targets = {
            "/g",
            "/d/f",
            "/f/",
            "/f/g",
            "/f/g/",
            "/f/index.html",
            "/F",
            "/f%20",
            "/" + "a".repeat(255),
            // Longer than any path may be.
            ("/" + "a".repeat(250)).repeat(20),
            "/x".repeat(3000),
        };
        for (String target : targets) {
            WireAnswer answer = client.get(target);
            assertThat(answer.status()).as("%.99s", target).isEqualTo(404);
            assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
        }
        assertThat(client.get("/f").text()).isEqualTo("f");
    }

    @Test
    void namesMayBeInAnyScript() throws Exception {
        WireClient client = connect(start());
        for (String name :
                new String[] {
                    "Zürich",
                    "日本語.txt",
                    "😀",
                    "a b",
                    " ",
                    "a%b",
                    "a%2fb",
                    "a?b",
                    "a#b",
                    "a+b&c=d;e",
                    "..a",
                    "...",
                    "a:b",
                    "<script>",
                    "\"quoted\"",
                    "ä".repeat(127)
                }) {
            Files.writeString(root.resolve(name), name);
            String encoded = "/" + ContentPath.encoded(name);
            WireAnswer answer = client.get(encoded);
            assertThat(answer.status()).as(name).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(name);
        }
        // As curl sends it.
        String raw =
                new String("/Zürich".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(client.get(raw).text()).isEqualTo("Zürich");
        assertThat(client.get("/", "Accept: application/json").text()).contains("日本語.txt");
    }

    @Test
    void linksAreFollowedWithinTheRootOnly() throws Exception {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("secret"), SECRET);
        Files.writeString(outside.resolve("index.html"), SECRET);
        // A sibling whose name begins like the root's.
        Path sibling = Files.createDirectory(temporary.resolve("root-of-others"));
        Files.writeString(sibling.resolve("secret"), SECRET);
        Path d = Files.createDirectories(root.resolve("d"));
        Files.writeString(d.resolve("f"), "f");
        link("inside", Path.of("d/f"));
        link("inside-directory", Path.of("d"));
        link("absolute", d.resolve("f"));
        link("out", outside.resolve("secret"));
        link("out-relative", Path.of("../outside/secret"));
        link("out-directory", outside);
        link("sibling", sibling);
        link("upwards", Path.of(".."));
        link("through-proc", Path.of("/proc/self/environ"));
        link("dangling", Path.of("nothing"));
        link("loop", Path.of("loop"));
        link("ping", Path.of("pong"));
        link("pong", Path.of("ping"));
        link("twice", Path.of("inside-directory/f"));
        WireClient client = connect(start());
        for (String there : new String[] {"inside", "inside-directory/f", "absolute", "twice"}) {
            WireAnswer answer = client.get("/" + there);
            assertThat(answer.status()).as(there).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("f");
        }
        for (String out :
                new String[] {
                    "out",
                    "out-relative",
                    "out-directory/",
                    "out-directory/secret",
                    "sibling/",
                    "sibling/secret",
                    "upwards/",
                    "upwards/outside/secret",
                    "upwards/root/d/f",
                    "through-proc"
                }) {
            for (int i = 0; i < 2; i++) {
                WireAnswer answer = client.get("/" + out);
                if (out.equals("upwards/root/d/f")) {
                    // Out and in again, and so it lies within.
                    assertThat(answer.text()).isEqualTo("f");
                } else {
                    assertThat(answer.status()).as(out).isIn(403, 404);
                    assertThat(answer.text())
                            .doesNotContain(SECRET)
                            .doesNotContain("\"name\"", "href");
                }
            }
        }
        for (String nowhere : new String[] {"dangling", "loop", "ping", "loop/f", "ping/"}) {
            assertThat(client.get("/" + nowhere).status()).as(nowhere).isEqualTo(404);
        }
        String listing = client.get("/", "Accept: application/json").text();
        assertThat(listing)
                .contains("\"inside\"", "\"inside-directory\"", "\"twice\"")
                .doesNotContain("\"out", "\"sibling", "\"upwards", "proc", "dangling", "loop");
    }

    @Test
    void anIndexThatIsNoneLeavesTheListing() throws Exception {
        Path d = Files.createDirectory(root.resolve("d"));
        Files.writeString(d.resolve("f"), "f");
        Files.createSymbolicLink(d.resolve("index.html"), Path.of("index.html"));
        Files.createDirectories(root.resolve("e/index.html"));
        WireClient client = connect(start());
        assertThat(client.get("/d/", "Accept: application/json").text()).contains("\"f\"");
        assertThat(client.get("/e/", "Accept: application/json").text()).contains("index.html");
    }

    @Test
    void aLinkThatIsTurnedOutwardsIsNoticed() throws Exception {
        Files.writeString(temporary.resolve("secret"), SECRET);
        Path d = Files.createDirectory(root.resolve("d"));
        Files.writeString(d.resolve("secret"), "public");
        link("l", Path.of("d"));
        WireClient client = connect(start());
        assertThat(client.get("/l/secret").text()).isEqualTo("public");
        link("new", temporary);
        Files.move(root.resolve("new"), root.resolve("l"), StandardCopyOption.ATOMIC_MOVE);
        WireAnswer answer = client.get("/l/secret");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).doesNotContain(SECRET);
    }

    @Test
    void pipesAndDevicesAreNotThere() throws Exception {
        run("mkfifo", root.resolve("pipe").toString());
        Files.createDirectory(root.resolve("d"));
        run("mkfifo", root.resolve("d/index.html").toString());
        link("to-pipe", Path.of("pipe"));
        link("to-null", Path.of("/dev/null"));
        WireClient client = connect(start());
        for (String name : new String[] {"pipe", "to-pipe", "to-null", "d/index.html"}) {
            assertThat(client.get("/" + name).status()).as(name).isIn(403, 404);
            assertThat(client.head("/" + name).status()).as(name).isIn(403, 404);
        }
        assertThat(client.get("/d/").status()).isEqualTo(200);
        String listing = client.get("/", "Accept: application/json").text();
        assertThat(listing).doesNotContain("pipe").doesNotContain("null");
    }

    @Test
    void aDeviceInsideTheRootIsNotThere() throws Exception {
        Path device = root.resolve("zero");
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && tryRun("mknod", device.toString(), "c", "1", "5"),
                "only root makes devices, and only where the file system takes them");
        WireClient client = connect(start());
        assertThat(client.get("/zero").status()).isEqualTo(404);
    }

    @Test
    void whatMayNotBeReadIsForbidden() throws Exception {
        Assumptions.assumeFalse(
                "root".equals(System.getProperty("user.name")), "root may read everything");
        Path file = Files.writeString(root.resolve("f"), SECRET);
        Files.setPosixFilePermissions(file, java.util.Set.of());
        WireClient client = connect(start());
        assertThat(client.get("/f").status()).isEqualTo(403);
    }

    @Test
    void whatTheServerKeepsIsNotThere() throws Exception {
        Path kept = Files.createDirectory(root.resolve(".zenview-uploads"));
        Files.writeString(kept.resolve("part"), SECRET);
        link("link", kept);
        link("link-to-part", kept.resolve("part"));
        WireClient client = connect(start());
        for (String target :
                new String[] {
                    "/.zenview-uploads",
                    "/.zenview-uploads/",
                    "/.zenview-uploads/part",
                    "/%2ezenview-uploads/part",
                    "/.zenview%2duploads/part",
                    "/%2e%7a%65%6e%76%69%65%77%2d%75%70%6c%6f%61%64%73/part",
                    "/.Zenview-Uploads/part",
                    "/.ZENVIEW-UPLOADS/",
                    "/link/",
                    "/link/part",
                    "/link-to-part",
                }) {
            WireAnswer answer = client.get(target);
            assertThat(answer.status()).as(target).isIn(403, 404);
            assertThat(answer.text()).doesNotContain(SECRET);
        }
        assertThat(client.get("/", "Accept: application/json").text())
                .doesNotContain("zenview-uploads")
                .doesNotContain("link");
    }

    @Test
    void aReplacedFileIsServedAnew() throws Exception {
        WireClient client = connect(start());
        for (int i = 0; i < 20; i++) {
            Path next = Files.writeString(temporary.resolve("next"), "version " + i % 10);
            Files.move(next, root.resolve("f"), StandardCopyOption.ATOMIC_MOVE);
            assertThat(client.get("/f").text()).isEqualTo("version " + i % 10);
        }
        Files.delete(root.resolve("f"));
        assertThat(client.get("/f").status()).isEqualTo(404);
    }

    @Test
    void aReplacedRootIsServedAnew() throws Exception {
        Files.writeString(root.resolve("f"), "old");
        WireClient client = connect(start());
        assertThat(client.get("/f").text()).isEqualTo("old");
        Files.move(root, temporary.resolve("old"));
        assertThat(client.get("/f").status()).isEqualTo(404);
        assertThat(client.get("/").status()).isEqualTo(404);
        Files.createDirectory(root);
        Files.writeString(root.resolve("f"), "new");
        assertThat(client.get("/f").text()).isEqualTo("new");
    }

    @Test
    void aDeletedFileIsNotKeptForever() throws Exception {
        DirectoryStore store = closing(DirectoryStore.of(root, 50_000_000));
        WireClient client = connect(start(bareBuilder().store(store)));
        Path file = Files.writeString(root.resolve("f"), "f");
        assertThat(client.get("/f").text()).isEqualTo("f");
        Files.delete(file);
        await("the file is closed", () -> openFiles().stream().noneMatch(this::isDeleted));
        Files.writeString(file, "g");
        assertThat(client.get("/f").text()).isEqualTo("g");
    }

    private boolean isDeleted(String link) {
        return link.startsWith(root + "/f");
    }

    private void link(String name, Path target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), target);
    }

    private static void run(String... command) throws Exception {
        assertThat(tryRun(command)).as(command[0]).isTrue();
    }

    private static boolean tryRun(String... command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}

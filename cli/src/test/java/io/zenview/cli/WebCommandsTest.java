package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** `zenview get` and `zenview put` against a server that knows neither ranges nor parts. */
@Timeout(60)
class WebCommandsTest {
    private static final String PROBLEM = "{\"title\":\"No room\",\"detail\":\"3 bytes are free\"}";

    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final byte[] bytes = new byte[100_000];
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> fields = new ConcurrentHashMap<>();
    private HttpServer server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(bytes);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        files.put("/ein schöner Film.mp4", bytes);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        exchange.getRequestHeaders().forEach((name, values) -> fields.put(name, values.getFirst()));
        byte[] body = exchange.getRequestBody().readAllBytes();
        byte[] file = files.get(path);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                if (path.startsWith("/full/")) {
                    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
                    exchange.sendResponseHeaders(507, PROBLEM.length());
                    exchange.getResponseBody().write(PROBLEM.getBytes(StandardCharsets.UTF_8));
                } else {
                    files.put(path, body);
                    exchange.sendResponseHeaders(204, -1);
                }
            }
            case "HEAD" -> {
                if (file != null) {
                    exchange.getResponseHeaders()
                            .set("Content-Length", String.valueOf(file.length));
                }
                exchange.sendResponseHeaders(file == null ? 404 : 200, -1);
            }
            case "GET" -> {
                exchange.sendResponseHeaders(
                        file == null ? 404 : 200, file == null ? -1 : file.length);
                if (file != null) {
                    exchange.getResponseBody().write(file);
                }
            }
            default -> exchange.sendResponseHeaders(405, -1);
        }
        exchange.close();
    }

    private int run(String... args) {
        return Zenview.commandLine(new Terminal(false, false, 80, false))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private static String sha256OfNothing() {
        return "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    }

    @Test
    void aFileIsFetchedIntoAFolder() {
        assertThat(run("get", url + "/ein schöner Film.mp4", directory.toString()))
                .isEqualTo(Zenview.DONE);

        assertThat(directory.resolve("ein schöner Film.mp4")).hasBinaryContent(bytes);
        assertThat(out.toString())
                .contains("97.7 KiB (100000 bytes)", "wall", "sha-256", "not verified");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void jsonHasExactNumbers() {
        assertThat(run("get", url + "/ein%20sch%C3%B6ner%20Film.mp4", path("x"), "--json"))
                .isEqualTo(Zenview.DONE);

        assertThat(out.toString().strip())
                .startsWith("{")
                .endsWith("}")
                .contains("\"bytes\":100000", "\"resumedFrom\":0", "\"verified\":false");
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void whatExistsIsReplacedByForceOnly() throws IOException {
        Path file = Files.writeString(directory.resolve("x"), "mine");
        String source = url + "/ein schöner Film.mp4";

        assertThat(run("get", source, file.toString())).isEqualTo(Zenview.FAILED);
        assertThat(err.toString()).contains("exists already", "--force");
        assertThat(file).hasContent("mine");

        assertThat(run("get", source, file.toString(), "--force")).isEqualTo(Zenview.DONE);
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void anotherDigestIsASentenceAndAStatus() {
        String digest = "sha-256=" + sha256OfNothing();
        assertThat(run("get", url + "/ein schöner Film.mp4", path("x"), "--digest", digest))
                .isEqualTo(Zenview.FAILED);

        assertThat(err.toString())
                .contains("zenview get: What came from", "x.corrupt")
                .hasLineCount(1);
        assertThat(directory.resolve("x")).doesNotExist();
    }

    @Test
    void whatIsNotThereIsASentenceAndAStatus() {
        assertThat(run("get", url + "/nothing", path("x"))).isEqualTo(Zenview.FAILED);

        assertThat(err.toString()).contains(url + "/nothing", "404").hasLineCount(1);
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get ftp://host/x",
                "get nonsense",
                "get http://host/",
                "get http://host/x --streams 0",
                "get http://host/x --streams 65",
                "get http://host/x --digest md5=00",
                "get http://host/x --digest sha-256=:AAAA:",
                "put x",
                "put x http://host/ --if-match 5f3a",
                "put x http://host/ --if-match \"a\" --no-clobber"
            })
    void whatMakesNoSenseIsMisuse(String line) {
        assertThat(run(line.split(" ", -1))).isEqualTo(Zenview.MISUSED);

        assertThat(err.toString()).contains("--help'");
    }

    @Test
    void digestsAreTakenInBothSpellings() {
        String base64 = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";

        assertThat(GivenDigest.parse(base64))
                .isEqualTo(GivenDigest.parse("SHA-256=" + sha256OfNothing()));
    }

    @Test
    void aFileIsSentUnderItsName() throws IOException {
        Path file = Files.write(directory.resolve("a b"), bytes);
        Path token = Files.writeString(directory.resolve("token"), "secret\n");

        assertThat(
                        run(
                                "put",
                                file.toString(),
                                url + "/films/",
                                "--token-file",
                                token.toString(),
                                "--no-clobber"))
                .isEqualTo(Zenview.DONE);

        assertThat(files.get("/films/a b")).isEqualTo(bytes);
        assertThat(fields)
                .containsEntry("Authorization", "Bearer secret")
                .containsEntry("If-none-match", "*")
                .containsKey("Repr-digest");
        assertThat(out.toString()).contains("97.7 KiB (100000 bytes)", "via sendfile", "sha-256");
    }

    @Test
    void whatTheServerSaysOfARefusalIsTold() throws IOException {
        Path file = Files.write(directory.resolve("x"), bytes);

        assertThat(run("put", file.toString(), url + "/full/x", "--json"))
                .isEqualTo(Zenview.FAILED);

        assertThat(err.toString())
                .contains("507", "No room, 3 bytes are free", url + "/full/x")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void nobodyThereIsASentence() throws IOException {
        server.stop(0);
        Path file = Files.write(directory.resolve("x"), bytes);

        for (String[] args :
                List.of(
                        new String[] {"get", url + "/x", path("y")},
                        new String[] {"put", file.toString(), url + "/x"})) {
            assertThat(run(args)).isEqualTo(Zenview.FAILED);
        }
        assertThat(err.toString())
                .contains("get: Cannot connect to 127.0.0.1:", "put: Cannot connect");
    }

    @Test
    void aTokenFileWithoutATokenIsASentence() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "two words");

        assertThat(run("get", url + "/x", path("y"), "--token-file", token.toString()))
                .isEqualTo(Zenview.FAILED);
        assertThat(err.toString()).contains("--token-file", token.toString());
    }
}

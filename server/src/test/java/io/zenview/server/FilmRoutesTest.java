package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.zenview.media.VideoLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Films over HTTP. Every answer in JSON is held against the description of the API, which is
/// served as well.
class FilmRoutesTest extends AgainstOrigin {
    private static final Path FILMS = Path.of("../media/src/test/resources/io/zenview/media/films");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DROP = "rate-29.97-drop-minute.mp4";

    private VideoLibrary library;

    private WireClient films() throws Exception {
        Path nested = Files.createDirectories(root.resolve("summer/beach"));
        Files.copy(FILMS.resolve(DROP), root.resolve(DROP));
        Files.copy(FILMS.resolve(DROP), nested.resolve("a~b c.mp4"));
        Files.copy(FILMS.resolve("sound.m4a"), root.resolve("sound.m4a"));
        Files.writeString(root.resolve("broken.mp4"), "this is no film at all");
        Files.createDirectories(root.resolve("videos"));
        Files.writeString(root.resolve("videos/notes.txt"), "not a film");
        library = closing(VideoLibrary.of(root));
        return connect(closing(builder().videos(library).start()));
    }

    private WireAnswer valid(WireClient client, String path, int status, String template)
            throws Exception {
        WireAnswer answer = client.get(path);
        assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(status);
        String type = answer.field("Content-Type");
        assertThat(type).isEqualTo(status == 200 ? "application/json" : "application/problem+json");
        JsonNode schema =
                description()
                        .at("/paths/" + template.replace("/", "~1") + "/get/responses/" + status)
                        .path("content")
                        .path(type)
                        .path("schema");
        assertThat(schema.isMissingNode()).as("%s %d is described", template, status).isFalse();
        // References are to the whole document, so the schema is put where they lead.
        var whole = JSON.createObjectNode();
        whole.set("components", description().path("components"));
        whole.setAll((com.fasterxml.jackson.databind.node.ObjectNode) schema);
        List<Error> errors =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(whole)
                        .validate(answer.text(), InputFormat.JSON);
        assertThat(errors).as("%s: %s", path, answer.text()).isEmpty();
        return answer;
    }

    private static JsonNode description() throws IOException {
        return JSON.readTree(FilmRoutesTest.class.getResource("openapi.json"));
    }

    private static JsonNode json(WireAnswer answer) throws IOException {
        return JSON.readTree(answer.text());
    }

    @Test
    void theListHasEveryFilmAndWhatIsWrongWithBrokenOnes() throws Exception {
        WireClient client = films();
        JsonNode videos = json(valid(client, "/api/videos", 200, "/api/videos")).path("videos");
        assertThat(videos.findValuesAsText("id"))
                .containsExactly("broken.mp4", DROP, "sound.m4a", "summer~1beach~1a~0b c.mp4");
        assertThat(videos.get(0).path("problem").asText())
                .contains("broken.mp4", "offset 0")
                .doesNotContain(root.toString());
        assertThat(videos.get(1).path("dropFrame").asBoolean()).isTrue();
        assertThat(videos.get(2).has("frames")).isFalse();
        assertThat(videos.get(3).path("name").asText()).isEqualTo("a~b c.mp4");
        assertThat(client.head(videos.get(3).path("url").asText()).status()).isEqualTo(200);
    }

    @Test
    void everyAnswerIsAsDescribed() throws Exception {
        WireClient client = films();
        String one = "/api/videos/{id}";
        String index = one + "/index";
        valid(client, "/api/videos/" + DROP, 200, one);
        valid(client, "/api/videos/sound.m4a", 200, one);
        valid(client, "/api/videos/none.mp4", 404, one);
        valid(client, "/api/videos/..%2Fetc", 400, one);
        valid(client, "/api/videos/broken.mp4", 422, one);
        valid(client, "/api/videos/" + DROP + "?x=1", 400, one);
        valid(client, "/api/videos?x=1", 400, "/api/videos");
        valid(client, "/api/stats", 200, "/api/stats");
        valid(client, "/api/stats?x", 400, "/api/stats");
        valid(client, "/api/openapi.json", 200, "/api/openapi.json");
        valid(client, "/api/openapi.json?x", 400, "/api/openapi.json");
        String film = "/api/videos/" + DROP + "/index?";
        String label = json(valid(client, film + "frame=7", 200, index)).path("timecode").asText();
        JsonNode found = json(valid(client, film + "timecode=" + label, 200, index));
        assertThat(found.path("frame").asLong()).isEqualTo(7);
        String seconds = found.path("seconds").asText();
        assertThat(json(valid(client, film + "time=" + seconds, 200, index)).path("frame"))
                .isEqualTo(found.path("frame"));
        WireAnswer chunk = client.get(found.path("chunk").asText());
        assertThat(chunk.field("Zenview-Offset"))
                .isEqualTo(found.path("sample").path("offset").asText());
        for (String wrong :
                List.of(
                        "",
                        "frame=1&timecode=" + label,
                        "frame=-1",
                        "frame=99999999",
                        "frame=x",
                        "frame=1&frame=2",
                        "time=1e3",
                        "time=-1",
                        "time=99999",
                        "time=0.000000000000000000001",
                        "timecode=",
                        "timecode=00:01",
                        "timecode=00:00:00:99",
                        "timecode=23:59:59:00",
                        "timecode=%00%00",
                        "timecode=%zz")) {
            valid(client, film + wrong, 400, index);
        }
        valid(client, "/api/videos/none.mp4/index?frame=0", 404, index);
        valid(client, "/api/videos/sound.m4a/index?frame=0", 422, index);
        valid(client, "/api/videos/broken.mp4/index?frame=0", 422, index);
        String chunks = "/videos/{id}/chunk";
        valid(client, "/videos/" + DROP + "/chunk?offset=99999999", 400, chunks);
        valid(client, "/videos/" + DROP + "/chunk", 400, chunks);
        valid(client, "/videos/none.mp4/chunk?offset=0", 404, chunks);
        valid(client, "/videos/sound.m4a/chunk?timecode=00:00:00:00", 422, chunks);
        String clips = "/videos/{id}/clip.mp4";
        valid(client, "/videos/" + DROP + "/clip.mp4?from=" + label, 400, clips);
        valid(client, "/videos/" + DROP + "/clip.mp4?from=" + label + "&to=" + label, 400, clips);
        valid(client, "/videos/none.mp4/clip.mp4?from=" + label + "&to=" + label, 404, clips);
        valid(client, "/videos/sound.m4a/clip.mp4?from=" + label + "&to=" + label, 422, clips);
        valid(client, "/videos/none.mp4", 404, "/videos/{id}");
        valid(client, "/videos/broken.mp4", 422, "/videos/{id}");
    }

    @Test
    void theDescriptionHasEveryRouteAndItsReferencesLeadSomewhere() throws Exception {
        Set<String> paths = new HashSet<>();
        description().path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .containsExactlyInAnyOrder(
                        "/api/videos",
                        "/api/videos/{id}",
                        "/api/videos/{id}/index",
                        "/api/stats",
                        "/api/openapi.json",
                        "/videos/{id}",
                        "/videos/{id}/chunk",
                        "/videos/{id}/clip.mp4");
        for (JsonNode reference : description().findValues("$ref")) {
            assertThat(description().at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void aProblemSaysWhatToWriteInstead() throws Exception {
        WireClient client = films();
        JsonNode problem = json(client.get("/api/videos/" + DROP + "/index?timecode=00:01:00;00"));
        assertThat(problem.path("type").asText()).isEqualTo("urn:zenview:problem:no-such-timecode");
        assertThat(problem.path("label").asText()).isEqualTo("00:01:00;00");
        assertThat(problem.path("next").asText()).isEqualTo("00:01:00;02");
        JsonNode parameter = json(client.get("/api/videos/" + DROP + "/index?timecod=1"));
        assertThat(parameter.path("parameter").asText()).isEqualTo("timecod");
        assertThat(parameter.path("detail").asText()).contains("timecode, frame, time");
        JsonNode malformed = json(client.get("/videos/broken.mp4"));
        assertThat(malformed.path("offset").asLong()).isZero();
        assertThat(malformed.path("box").asText()).isNotEmpty();
    }

    @Test
    void filmsChunksAndClipsTakeRangesHeadAndConditions() throws Exception {
        WireClient client = films();
        JsonNode film = json(client.get("/api/videos/" + DROP));
        String from = film.path("start").asText();
        String to = film.path("end").asText();
        byte[] file = Files.readAllBytes(root.resolve(DROP));
        for (String path :
                List.of(
                        "/videos/" + DROP,
                        "/videos/" + DROP + "/chunk?timecode=" + from + "&size=5000",
                        "/videos/" + DROP + "/chunk?offset=100",
                        "/videos/" + DROP + "/clip.mp4?from=" + from + "&to=" + to)) {
            WireAnswer whole = client.get(path);
            assertThat(whole.status()).as(path).isEqualTo(200);
            WireAnswer head = client.head(path);
            assertThat(head.field("Content-Length")).isEqualTo("" + whole.body().length);
            assertThat(head.field("ETag")).isEqualTo(whole.field("ETag"));
            assertThat(client.get(path).field("ETag")).isEqualTo(whole.field("ETag"));
            WireAnswer part = client.get(path, "Range: bytes=10-2000");
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 10, 2001));
            WireAnswer known = client.get(path, "If-None-Match: " + whole.field("ETag"));
            assertThat(known.status()).isEqualTo(304);
        }
        assertThat(client.get("/videos/" + DROP).body()).isEqualTo(file);
        assertThat(client.get("/videos/" + DROP).field("ETag"))
                .isEqualTo(client.get("/" + DROP).field("ETag"));
        assertThat(client.get("/videos/" + DROP + "/chunk?offset=100&size=50").body())
                .isEqualTo(Arrays.copyOfRange(file, 100, 150));
        assertThat(client.get("/videos/" + DROP + "/chunk?offset=" + file.length).body()).isEmpty();
    }

    /// A film that says nothing of its labels takes both ways of counting, which mean other frames:
    /// so the tag has the label as it was written.
    @Test
    void clipsOfOtherFramesHaveOtherTags() throws Exception {
        WireClient client = films();
        Files.copy(FILMS.resolve("no-edit-list.mp4"), root.resolve("plain.mp4"));
        JsonNode film = json(client.get("/api/videos/plain.mp4"));
        String from = film.path("start").asText();
        String tag =
                client.get("/videos/plain.mp4/clip.mp4?from=" + from + "&to=00:00:00:05")
                        .field("ETag");
        assertThat(
                        client.get("/videos/plain.mp4/clip.mp4?from=" + from + "&to=00:00:00:06")
                                .field("ETag"))
                .isNotEqualTo(tag);
        for (String separator : List.of(":", ";")) {
            WireAnswer clip =
                    client.get(
                            "/videos/"
                                    + DROP
                                    + "/clip.mp4?from=00:00:59:00&to=00:01:00"
                                    + separator
                                    + "05");
            assertThat(clip.status()).isEqualTo(200);
            assertThat(clip.field("ETag")).contains("00:01:00" + separator + "05");
        }
    }

    @Test
    void aFilmThatIsReplacedIsSeenAndNoneIsKeptOpenForEver() throws Exception {
        WireClient client = films();
        String before = client.get("/videos/" + DROP).field("ETag");
        assertThat(listed(client, DROP).path("frames").asLong()).isPositive();
        Path other = temporary.resolve("other.mp4");
        Files.copy(FILMS.resolve("sound.m4a"), other);
        Files.move(other, root.resolve(DROP), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        await("the other film is served", () -> !before.equals(tag(client)));
        assertThat(json(client.get("/api/videos/" + DROP)).has("frames")).isFalse();
        assertThat(listed(client, DROP).has("frames")).isFalse();
        Files.delete(root.resolve(DROP));
        assertThat(listed(client, DROP).isMissingNode()).isTrue();
    }

    private static JsonNode listed(WireClient client, String id) throws IOException {
        for (JsonNode film : json(client.get("/api/videos")).path("videos")) {
            if (film.path("id").asText().equals(id)) {
                return film;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static String tag(WireClient client) {
        try {
            return client.get("/videos/" + DROP).field("ETag");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Its tables are at its end. Who asks at once finds pages gone, who asks later a film without
    /// tables; neither is a film without frames.
    @Test
    void aFilmThatIsCutIsNotTakenForOneWithoutFrames() throws Exception {
        WireClient client = films();
        Path cut = root.resolve("cut.mp4");
        Files.write(cut, tablesBehind(Files.readAllBytes(FILMS.resolve(DROP)), 1 << 20));
        String frame = "/api/videos/cut.mp4/index?frame=7";
        assertThat(client.get(frame).status()).isEqualTo(200);
        try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
            channel.truncate(4096);
        }
        WireAnswer atOnce = client.get(frame);
        assertThat(atOnce.status()).as(atOnce.text()).isIn(422, 503);
        assertThat(atOnce.text()).doesNotContain("no-frames").contains("cut.mp4");
        assertThat(json(client.get("/api/videos")).path("videos").findValuesAsText("id"))
                .contains("cut.mp4", DROP);
        await("the film is looked at again", () -> status(client, frame) == 422);
    }

    /// The film with room before its first box, so that its tables are pages away.
    private static byte[] tablesBehind(byte[] film, int room) {
        ByteBuffer moved = ByteBuffer.allocate(room + film.length);
        moved.putInt(room).putInt(0x66726565); // free
        return moved.position(room).put(film).array();
    }

    private static int status(WireClient client, String path) {
        try {
            return client.get(path).status();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatIsNoFilmIsLookedForAmongTheFiles() throws Exception {
        WireClient client = films();
        assertThat(client.get("/videos/notes.txt").text()).isEqualTo("not a film");
        assertThat(client.get("/videos/").text()).contains("notes.txt");
        assertThat(client.get("/api/nothing").status()).isEqualTo(404);
    }

    @Test
    void thePageIsAtTheRootForBrowsersIfThereAreFilms() throws Exception {
        WireClient client = films();
        WireAnswer page = client.get("/", "Accept: text/html,*/*;q=0.8");
        assertThat(page.text()).contains("assets/app.js");
        assertThat(page.field("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(client.get("/", "If-None-Match: " + page.field("ETag")).status()).isEqualTo(304);
        assertThat(client.get("/assets/app.js").field("Content-Type"))
                .startsWith("text/javascript");
        assertThat(client.get("/assets/../openapi.json").status()).isNotEqualTo(200);
        assertThat(client.get("/assets/none.js").status()).isEqualTo(404);
        assertThat(client.get("/?listing").text()).contains("broken.mp4").doesNotContain("app.js");
        assertThat(client.get("/", "Accept: application/json").text()).contains("\"entries\"");
        Files.writeString(root.resolve("index.html"), "somebody's own page");
        assertThat(client.get("/").text()).isEqualTo("somebody's own page");
        Files.delete(root.resolve("index.html"));
        for (String name : List.of(DROP, "sound.m4a", "broken.mp4", "summer/beach/a~b c.mp4")) {
            Files.delete(root.resolve(name));
        }
        assertThat(client.get("/").text()).contains("summer").doesNotContain("app.js");
    }

    @Test
    void whatWasSentIsCountedByTheWayItTook() throws Exception {
        WireClient client = films();
        JsonNode before = json(client.get("/api/stats")).path("sent");
        int size = client.get("/videos/" + DROP).body().length;
        JsonNode after = json(client.get("/api/stats")).path("sent");
        long sent =
                after.path("sendfile").asLong()
                        - before.path("sendfile").asLong()
                        + after.path("memory").asLong()
                        - before.path("memory").asLong();
        assertThat(sent).isGreaterThanOrEqualTo(size);
        assertThat(new String(client.get("/healthz").body(), StandardCharsets.US_ASCII))
                .isEqualTo("ok\n");
    }
}

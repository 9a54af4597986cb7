package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.media.Mp4Index;
import io.zenview.media.VideoLibrary;
import io.zenview.server.OriginServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// `zenview timecode`: what it finds, and what it says of what is not there. That the index is
/// right is proven where it lives.
@Timeout(60)
class TimecodeCommandTest {
    private static final Path FILMS =
            Path.of("..", "media", "src", "test", "resources", "io", "zenview", "media", "films");
    private static final String DROP = film("rate-29.97-drop-minute.mp4");
    private static final String AT_25 = film("rate-25.mp4");

    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static String film(String name) {
        return FILMS.resolve(name).toString();
    }

    private int run(String... options) {
        List<String> line = new ArrayList<>(List.of("timecode"));
        line.addAll(List.of(options));
        return Zenview.commandLine(new Terminal(false, false, 80, false))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
    }

    private List<String> shown(String... options) {
        out.getBuffer().setLength(0);
        assertThat(run(options)).as(err.toString()).isEqualTo(Zenview.DONE);
        assertThat(err.toString()).isEmpty();
        return out.toString().lines().toList();
    }

    private String refused(int status, String... options) {
        err.getBuffer().setLength(0);
        assertThat(run(options)).as(Arrays.toString(options)).isEqualTo(status);
        assertThat(out.toString()).isEmpty();
        return err.toString().lines().findFirst().orElse("");
    }

    /// Every value of the document by its path, as in `/sample/offset`.
    private Map<String, String> json(String... options) {
        List<String> line = new ArrayList<>(List.of(options));
        line.add("--json");
        List<String> written = shown(line.toArray(String[]::new));
        assertThat(written).hasSize(1);
        return values(written.getFirst());
    }

    private static Map<String, String> values(String document) {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser parser =
                new JsonFactory().createParser(ObjectReadContext.empty(), document)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    values.put(
                            parser.streamReadContext().pathAsPointer().toString(),
                            parser.getString());
                }
            }
        }
        return values;
    }

    @Test
    void tellsWhereAFrameIs() {
        assertThat(shown(DROP, "00:01:00;03"))
                .containsExactly(
                        DROP
                                + ": 29.97 (30000/1001) frames per second, constant, 30 labels a second, drop-frame",
                        "  frame        61 of 120, from 0",
                        "  timecode     00:01:00;03",
                        "  time         61061/30000 s, 2.035367 s",
                        "  pts          63063, timescale 30000",
                        "  sample       62 in decoding order, from 0",
                        "  key frame    frame 60, pts 62062, sample 60, byte offset 2649",
                        "  byte offset  2913",
                        "  size         11 B");
        // In a film, ':' means the film's own way of counting.
        List<String> same = shown(DROP, "00:01:00:03");
        assertThat(shown(DROP, "--frame", "61")).isEqualTo(same);
        assertThat(shown(DROP, "--time", "2.035366667")).isEqualTo(same);
        // It is printed as 2.035367, and might have been as 2.0353662 by who rounds otherwise.
        assertThat(shown(DROP, "--time", "2.0353662")).isEqualTo(same);
        assertThat(shown(DROP, "--time", "2.035366"))
                .contains("  frame        60 of 120, from 0", "  key frame    this one");
    }

    @Test
    void tellsWhatIsInAFilm() {
        assertThat(shown(film("quicktime.mov")))
                .containsExactly(
                        film("quicktime.mov") + ": 7.45 KiB (7629 bytes), brand qt",
                        "  rate         23.976 (24000/1001) frames per second, constant, 24 labels a second",
                        "  start        01:00:00:00, as its timecode track says",
                        "  end          01:00:02:00, the label after the last frame",
                        "  frames       48",
                        "  duration     2.002 s",
                        "  codecs       avc1.64000a,mp4a.40.2",
                        "  track 1      video, avc1.64000a, 64x36, 48 samples, 4 key frames, timescale 24000, 2.002 s",
                        "  track 2      audio, mp4a.40.2, 1 channel, 16000 Hz, 17 samples, 17 key frames, timescale 16000, 1 s",
                        "  track 3      timecode, tmcd, 1 sample, 1 key frame, timescale 24000, 2.002 s");
        assertThat(shown(film("variable-gaps.mp4")))
                .contains(
                        "  rate         30 frames per second nominally, variable, 30 labels a second",
                        "  start        00:00:00:00, for want of a timecode track");
        assertThat(shown(film("fragments.mp4")).getFirst()).endsWith(", fragmented");
        assertThat(shown(film("sound.m4a")))
                .containsExactly(
                        film("sound.m4a") + ": 7.19 KiB (7362 bytes), brand M4A",
                        "  duration     2 s",
                        "  codecs       mp4a.40.2",
                        "  track 1      audio, mp4a.40.2, 2 channels, 44100 Hz, 88 samples, 88 key frames, timescale 44100, 2 s");
    }

    @Test
    void writesAFrameAsJson() {
        assertThat(json(DROP, "00:01:00;03"))
                .containsExactly(
                        Map.entry("/video", DROP),
                        Map.entry("/frame", "61"),
                        Map.entry("/timecode", "00:01:00;03"),
                        Map.entry("/seconds", "2.0353666666666665"),
                        Map.entry("/time/value", "61061"),
                        Map.entry("/time/timescale", "30000"),
                        Map.entry("/sample/number", "62"),
                        Map.entry("/sample/decodeTime", "62062"),
                        Map.entry("/sample/presentationTime", "63063"),
                        Map.entry("/sample/duration", "1001"),
                        Map.entry("/sample/timescale", "30000"),
                        Map.entry("/sample/offset", "2913"),
                        Map.entry("/sample/size", "11"),
                        Map.entry("/sample/keyFrame", "false"),
                        Map.entry("/keyFrame/number", "60"),
                        Map.entry("/keyFrame/decodeTime", "60060"),
                        Map.entry("/keyFrame/presentationTime", "62062"),
                        Map.entry("/keyFrame/duration", "1001"),
                        Map.entry("/keyFrame/timescale", "30000"),
                        Map.entry("/keyFrame/offset", "2649"),
                        Map.entry("/keyFrame/size", "252"),
                        Map.entry("/keyFrame/keyFrame", "true"),
                        Map.entry("/keyFrame/frame", "60"));
    }

    @Test
    void writesAFilmAsJson() {
        Map<String, String> film = json(DROP);
        assertThat(film)
                .containsEntry("/bytes", "7218")
                .containsEntry("/codecs", "avc1.64000a")
                .containsEntry("/duration", "4.004")
                .containsEntry("/width", "64")
                .containsEntry("/frameRate", "30000/1001")
                .containsEntry("/constantRate", "true")
                .containsEntry("/labelsPerSecond", "30")
                .containsEntry("/dropFrame", "true")
                .containsEntry("/hasTimecodeTrack", "true")
                .containsEntry("/start", "00:00:58;00")
                .containsEntry("/end", "00:01:02;02")
                .containsEntry("/frames", "120")
                .containsEntry("/fragmented", "false")
                .containsEntry("/tracks/0/kind", "video")
                .containsEntry("/tracks/0/keyFrames", "10")
                .containsEntry("/tracks/1/codec", "tmcd");
        assertThat(json(film("sound.m4a")))
                .containsEntry("/tracks/0/sampleRate", "44100")
                .doesNotContainKeys("/frames", "/start", "/frameRate");
    }

    @ParameterizedTest
    @CsvSource({
        "rate-25.mp4, 01:09:14:28, 'frame 28 does not exist at 25 frames per second; the next label is 01:09:15:00'",
        "rate-29.97-drop-minute.mp4, 00:01:00;00, 'the next is 00:01:00;02'",
        "rate-29.97-non-drop.mp4, 00:00:01;00, 'write 00:00:01:00'",
        "rate-25.mp4, 10:00:02:00, 'has the labels from 10:00:00:00 to 10:00:01:24, so not 10:00:02:00'",
        "rate-25.mp4, tomorrow, '''tomorrow'' is no label'",
        "sound.m4a, 00:00:00:00, 'has no moving pictures'"
    })
    void refusesLabelsThatDoNotExist(String film, String label, String why) {
        assertThat(refused(Zenview.FAILED, film(film), label))
                .startsWith("zenview timecode: ")
                .contains(why);
    }

    @Test
    void refusesFramesAndTimesBeyondTheFilm() {
        assertThat(refused(Zenview.FAILED, AT_25, "--frame", "50"))
                .endsWith(" has the frames 0 to 49, so not 50");
        assertThat(refused(Zenview.FAILED, AT_25, "--frame", "" + Long.MAX_VALUE))
                .endsWith(", so not 9223372036854775807");
        assertThat(refused(Zenview.FAILED, AT_25, "--time", "2"))
                .endsWith(" is shown from 0 to 2 seconds, so nothing at 2");
        assertThat(refused(Zenview.FAILED, film("sound.m4a"), "--frame", "0"))
                .contains("has no moving pictures");
        assertThat(refused(Zenview.FAILED, film("sound.m4a"), "--time", "0"))
                .contains("has no moving pictures");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1e3",
                "0.012345678901234567890",
                "1234567890",
                "1.",
                ".5",
                "",
                "1,5",
                "1:0"
            })
    void refusesWhatIsNoTime(String seconds) {
        assertThat(refused(Zenview.MISUSED, AT_25, "--time=" + seconds))
                .isEqualTo(
                        "zenview timecode: --time: '"
                                + seconds
                                + "' is no time; write seconds as in 12.5, with at most 9 digits before the point"
                                + " and 20 behind it");
    }

    @Test
    void refusesContradictions() {
        assertThat(refused(Zenview.MISUSED, AT_25, "10:00:00:00", "--frame", "0"))
                .contains("give one of them");
        assertThat(refused(Zenview.MISUSED, AT_25, "--time", "0", "--frame", "0"))
                .contains("give one of them");
        assertThat(refused(Zenview.MISUSED, AT_25, "--frame", "-1")).endsWith("at least 0");
        assertThat(refused(Zenview.MISUSED, AT_25, "10:00:00:00", "10:00:00:01"))
                .contains("10:00:00:01");
        assertThat(refused(Zenview.MISUSED)).contains("VIDEO");
    }

    @Test
    void saysWhatIsNoFilm() throws IOException {
        assertThat(refused(Zenview.FAILED, directory.resolve("gone.mp4").toString()))
                .contains("There is no file '");
        assertThat(refused(Zenview.FAILED, directory.toString())).contains("is a directory");
        Path text = Files.writeString(directory.resolve("text.mp4"), "Not a film, by any means.");
        assertThat(refused(Zenview.FAILED, text.toString()))
                .startsWith("zenview timecode: " + text + ": ")
                .contains(" at offset 0: ");
        Path cut =
                Files.write(
                        directory.resolve("cut.mp4"),
                        Arrays.copyOf(Files.readAllBytes(Path.of(AT_25)), 3000));
        assertThat(refused(Zenview.FAILED, cut.toString())).contains(": moov at offset ");
        Path empty = Files.createFile(directory.resolve("empty.mp4"));
        assertThat(refused(Zenview.FAILED, empty.toString())).contains(empty.toString());
    }

    static Stream<Path> films() throws IOException {
        try (Stream<Path> files = Files.list(FILMS)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(mp4|mov|3gp|m4[ab]|ismv)"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("films")
    void findsTheNumberOfEveryKeyFrame(Path file) throws IOException {
        try (Mp4Index film = Mp4Index.open(file)) {
            long frames = film.video().isPresent() ? film.frameCount() : 0;
            Map<Long, Long> firstShown = new LinkedHashMap<>();
            for (long i = 0; i < frames; i++) {
                firstShown.putIfAbsent(film.frame(i).sample().number(), i);
            }
            for (long i = 0; i < frames; i++) {
                FoundFrame found = new FoundFrame(film, film.frame(i));
                Long expected =
                        found.isKeyFrame()
                                ? Long.valueOf(i)
                                : firstShown.get(found.frame().keyFrame().number());
                assertThat(found.keyFrameNumber())
                        .as("key frame for frame " + i)
                        .isEqualTo(
                                expected == null
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(expected));
            }
        }
        assertThat(shown(file.toString())).hasSizeGreaterThan(3);
        assertThat(json(file.toString())).containsEntry("/video", file.toString());
    }

    @Test
    void saysIfTheKeyFrameIsHidden() {
        List<String> found = shown(film("trimmed.mp4"), "--frame", "0");
        assertThat(found)
                .anyMatch(line ->
                        line.startsWith("  key frame    not shown (the edit list hides it), pts "));
        assertThat(json(film("trimmed.mp4"), "--frame", "0")).doesNotContainKey("/keyFrame/frame");
    }

    @Test
    void hasHelpWithExamples() {
        assertThat(shown("--help"))
                .contains("Examples:", "  zenview timecode film.mp4 01:09:14:28")
                .allMatch(line -> line.length() <= 80);
    }

    /// Programs may read either: but for what names the film, both say the same in the same words.
    @Test
    void theServerSaysTheSame() throws Exception {
        try (VideoLibrary library = VideoLibrary.of(FILMS);
                OriginServer server =
                        OriginServer.builder()
                                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                                .directory(FILMS)
                                .videos(library)
                                .start();
                HttpClient client = HttpClient.newHttpClient()) {
            String videos = "http://127.0.0.1:" + server.port() + "/api/videos/";
            int compared = 0;
            for (VideoLibrary.Entry entry : library.films()) {
                Map<String, String> served = values(get(client, videos + entry.id()));
                served.keySet()
                        .removeAll(List.of("/id", "/name", "/modified", "/url", "/mediaType"));
                assertThat(without(json(entry.file().toString()), "/video"))
                        .as(entry.id())
                        .isEqualTo(served);
                long frames = Long.parseLong(served.getOrDefault("/frames", "0"));
                if (frames > 0) {
                    String last = Long.toString(frames - 1);
                    Map<String, String> found =
                            values(get(client, videos + entry.id() + "/index?frame=" + last));
                    found.keySet().removeAll(List.of("/video", "/chunk"));
                    assertThat(
                                    without(
                                            json(entry.file().toString(), "--frame", last),
                                            "/video",
                                            "/keyFrame/frame"))
                            .as(entry.id())
                            .isEqualTo(found);
                    compared++;
                }
            }
            assertThat(compared).isGreaterThan(40);
        }
    }

    private static Map<String, String> without(Map<String, String> values, String... paths) {
        values.keySet().removeAll(List.of(paths));
        return values;
    }

    private static String get(HttpClient client, String address) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zenview.media.FilmRecording.Packet;
import io.zenview.media.FilmRecording.Stream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Films that ffmpeg made, at all rates and in all layouts it knows, compared with what ffprobe
/// says of every packet and libavutil of every label. See `films/README.md`.
class RecordedFilmsTest {
    private static final List<FilmRecording> FILMS = FilmRecording.all();

    static List<FilmRecording> films() {
        return FILMS;
    }

    static List<FilmRecording> constant() {
        return FILMS.stream().filter(film -> film.expects("constant", "yes")).toList();
    }

    static List<FilmRecording> variable() {
        return FILMS.stream().filter(film -> film.expects("constant", "no")).toList();
    }

    static List<FilmRecording> pictures() {
        return FILMS.stream().filter(film -> film.expect().containsKey("constant")).toList();
    }

    @Test
    void nothingIsMissing() throws IOException {
        try (java.util.stream.Stream<java.nio.file.Path> files =
                java.nio.file.Files.list(FilmRecording.folder())) {
            assertThat(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> !name.equals("README.md"))
                                    .filter(name -> !name.equals("recordings.txt.gz")))
                    .containsExactlyInAnyOrderElementsOf(
                            FILMS.stream().map(FilmRecording::name).toList());
        }
        assertThat(constant()).hasSizeGreaterThan(40);
        assertThat(variable()).hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @MethodSource("films")
    void everyPacketIsWhereFfprobeHasIt(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            PacketAgreement.check(index, film.streams());
            assertThat(index.tracks()).hasSameSizeAs(film.streams());
        }
    }

    @ParameterizedTest
    @MethodSource("films")
    void keyFramesAreThoseThatFfprobeMarks(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            for (Stream stream : film.streams()) {
                Track track = track(index, stream);
                List<Packet> packets = stream.raw();
                if (track.sampleCount() != packets.size()) {
                    continue; // uncompressed sound, of which every sample is one
                }
                assertThat(track.keyFrameCount())
                        .as(stream.toString())
                        .isEqualTo(packets.stream().filter(Packet::key).count());
                for (int n = 0; n < packets.size(); n++) {
                    assertThat(track.keyFrameBefore(n))
                            .as("%s, sample %d", stream, n)
                            .isEqualTo(track.sample(PacketAgreement.keyFrameBefore(packets, n)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("films")
    void tracksAreAsFfprobeDescribesThem(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            StringBuilder codecs = new StringBuilder();
            for (Stream stream : film.streams()) {
                Track track = track(index, stream);
                Map<String, String> values = stream.values();
                // For ffprobe, tmcd's language 0 is QuickTime's English.
                if (!stream.type().equals("data")) {
                    assertThat(track.language().orElse("und"))
                            .as("%s: language", stream)
                            .isEqualTo(values.getOrDefault("language", "und"));
                }
                switch (stream.type()) {
                    case "video" -> {
                        assertThat(track.kind()).isEqualTo(Track.Kind.VIDEO);
                        Map<String, String> size =
                                film.expect().containsKey("width") ? film.expect() : values;
                        assertThat(track.width()).isEqualTo(number(size, "width"));
                        assertThat(track.height()).isEqualTo(number(size, "height"));
                    }
                    case "audio" -> {
                        assertThat(track.kind()).isEqualTo(Track.Kind.AUDIO);
                        // ffmpeg says 2 in every sample entry of MP4, as its older versions ask
                        // for.
                        assertThat((long) track.channels())
                                .as("%s: channels", stream)
                                .isIn(
                                        number(values, "channels"),
                                        film.name().endsWith("mov") ? -1L : 2L);
                        assertThat(track.sampleRate()).isEqualTo(number(values, "sample_rate"));
                        assertThat(track.width()).isZero();
                    }
                    case "subtitle" -> assertThat(track.kind()).isEqualTo(Track.Kind.TEXT);
                    default -> {
                        boolean timecode = values.get("codec_tag_string").equals("tmcd");
                        assertThat(track.kind())
                                .as(stream.toString())
                                .isEqualTo(timecode ? Track.Kind.TIMECODE : Track.Kind.TEXT);
                    }
                }
                String codec = values.getOrDefault("codecs", values.get("codec_tag_string"));
                // The DASH muxer leaves out the profile and level of MPEG-4 part 2.
                assertThat(track.codec())
                        .as("%s: codec", stream)
                        .satisfies(
                                codec.startsWith("mp4v")
                                        ? c -> assertThat(c).startsWith(codec + ".")
                                        : c -> assertThat(c).isEqualToIgnoringCase(codec));
                if (stream.type().equals("video") || stream.type().equals("audio")) {
                    assertThat(List.of(index.codecs().split(",", -1))).contains(track.codec());
                    codecs.append(track.codec()).append(',');
                }
            }
            for (String codec : index.codecs().split(",", -1)) {
                assertThat(codecs.toString()).contains(codec + ",");
            }
            assertThat(index.fragmented()).isEqualTo(film.expects("fragmented", "yes"));
            assertThat(index.name()).isEqualTo(film.file().toString());
            assertThat(index.size()).isEqualTo(java.nio.file.Files.size(film.file()));
        }
    }

    /// The last picture's end by ffprobe's packets, whose duration it only guesses at. A film
    /// without an edit list that begins with a delay may count that or not.
    @ParameterizedTest
    @MethodSource("pictures")
    void durationsReachToTheEndOfTheLastPicture(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            Track track = index.video().orElseThrow();
            Stream stream = video(film);
            List<Packet> shown = inOrder(stream);
            Packet last = shown.getLast();
            double until = (double) (last.pts() + last.duration()) / stream.timescale();
            boolean edited = stream.raw().getFirst().pts() != stream.shown().getFirst().pts();
            double delay = edited ? 0 : (double) shown.getFirst().pts() / stream.timescale();
            assertThat(track.duration().seconds()).isBetween(until - delay - 0.0021, until + 0.11);
            assertThat(index.duration().seconds())
                    .isGreaterThanOrEqualTo(track.duration().seconds() - 0.001);
        }
    }

    @ParameterizedTest
    @MethodSource("films")
    void withoutPicturesThereAreNoFrames(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            assertThat(index.video().isPresent()).isEqualTo(film.expect().containsKey("constant"));
            if (index.video().isEmpty()) {
                assertThatThrownBy(() -> index.frame(0)).isInstanceOf(NoFramesException.class);
                assertThatThrownBy(index::frameRate).isInstanceOf(NoFramesException.class);
                assertThatThrownBy(() -> index.frameAt("00:00:00:00"))
                        .isInstanceOf(NoFramesException.class);
                assertThat(index.hasTimecodeTrack()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void ratesAndStartsAreThoseTheFilmWasMadeWith(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            assertThat(index.constantRate()).isEqualTo(film.expects("constant", "yes"));
            if (index.constantRate()) {
                FrameRate rate = FrameRate.parse(film.expect().get("rate"));
                assertThat(index.frameRate().standard()).isEqualTo(rate);
                assertThat(index.frameCount())
                        .isEqualTo(Long.parseLong(film.expect().get("frames")));
            }
            assertThat(index.hasTimecodeTrack()).isEqualTo(film.expects("tmcd", "yes"));
            assertThat(index.start()).hasToString(film.expect().get("start"));
            assertThat(index.start().dropFrame()).isEqualTo(film.expects("drop", "yes"));
        }
    }

    /// Frame n is the n-th packet that ffprobe shows, in the order of presentation.
    @ParameterizedTest
    @MethodSource("constant")
    void everyFrameIsThePacketThatIsShownThen(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            Stream stream = video(film);
            List<Packet> shown = inOrder(stream);
            assertThat(index.frameCount()).isEqualTo(shown.size());
            for (int n = 0; n < shown.size(); n++) {
                holds(index, index.frame(n), n, shown.get(n), stream);
            }
            assertThatThrownBy(() -> index.frame(shown.size()))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> index.frame(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /// The labels are libavutil's, for each picture from the first one.
    @ParameterizedTest
    @MethodSource("constant")
    void everyLabelFindsItsFrame(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            Stream stream = video(film);
            List<Packet> shown = inOrder(stream);
            assertThat(stream.labels()).hasSameSizeAs(shown);
            for (int n = 0; n < shown.size(); n++) {
                String label = stream.labels().get(n);
                Frame frame = index.frameAt(label);
                isFoundByItsPrintedTime(index, frame);
                holds(index, frame, n, shown.get(n), stream);
                assertThat(frame.timecode()).hasToString(label);
                assertThat(index.frameNumber(label)).isEqualTo(n);
                assertThat(index.timecodeToIndex(label)).isEqualTo(shown.get(n).position());
                // `:` means the film's own way of counting.
                assertThat(index.frameNumber(label.replace(';', ':'))).isEqualTo(n);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("constant")
    void labelsBeforeAndAfterTheFilmAreRefused(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            Timecode start = index.start();
            List<String> labels = video(film).labels();
            for (Timecode outside : List.of(start.plus(-1), start.plus(labels.size()))) {
                assertThatThrownBy(() -> index.frameNumber(outside.toString()))
                        .isInstanceOf(TimecodeException.class)
                        .hasMessageContaining(labels.getFirst())
                        .hasMessageContaining(labels.getLast());
            }
        }
    }

    /// From the moment a picture appears until a tick before the next one.
    @ParameterizedTest
    @MethodSource("constant")
    void everyTimeFindsThePictureOnTheScreen(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            Stream stream = video(film);
            List<Packet> shown = inOrder(stream);
            for (int n = 0; n < shown.size(); n++) {
                long shift = PacketAgreement.presentationShift(track(index, stream), stream);
                long from = shown.get(n).pts() - shift;
                holds(index, index.frameAt(time(from, stream)), n, shown.get(n), stream);
                if (n + 1 < shown.size()) {
                    long until = shown.get(n + 1).pts() - shift - 1;
                    holds(index, index.frameAt(time(until, stream)), n, shown.get(n), stream);
                }
            }
            holds(index, index.frameAt(new MediaTime(0, 1)), 0, shown.getFirst(), stream);
            MediaTime end = index.video().orElseThrow().duration();
            assertThatThrownBy(() ->
                            index.frameAt(
                                    new MediaTime(end.value() + end.timescale(), end.timescale())))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /// At a variable rate a label stands for an interval of the nominal rate, and finds what is
    /// shown in the middle of it.
    @ParameterizedTest
    @MethodSource("variable")
    void labelsOfVariableFilmsGoByTime(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            Stream stream = video(film);
            List<Packet> shown = inOrder(stream);
            TreeMap<Long, Packet> byTime =
                    shown.stream()
                            .collect(
                                    Collectors.toMap(
                                            Packet::pts, p -> p, (a, b) -> b, TreeMap::new));
            FrameRate rate = index.frameRate();
            long first = byTime.firstKey();
            double ticks = (double) stream.timescale() * rate.denominator() / rate.numerator();
            long end = shown.getLast().pts() + shown.getLast().duration();
            assertThat((double) index.frameCount()).isCloseTo((end - first) / ticks, within(1.0));
            for (long n = 0; n < index.frameCount(); n++) {
                long middle = first + (long) ((n + 0.5) * ticks);
                Packet packet = byTime.floorEntry(middle).getValue();
                Frame frame = index.frame(n);
                holds(index, frame, n, packet, stream);
                assertThat(index.frameAt(frame.timecode().toString())).isEqualTo(frame);
                isFoundByItsPrintedTime(index, frame);
                assertThat(frame.timecode().framesSince(index.start())).isEqualTo(n);
            }
        }
    }

    /// Whoever reads a frame's time somewhere, rounded, gets the picture that begins then.
    private static void isFoundByItsPrintedTime(Mp4Index index, Frame frame) {
        for (String printed : List.of(frame.time().toString(), "" + frame.time().seconds())) {
            assertThat(index.frameNear(MediaTime.parse(printed)).sample())
                    .as(printed)
                    .isEqualTo(frame.sample());
        }
    }

    /// Every picture of such a film is found by its time, whatever its labels are.
    @ParameterizedTest
    @MethodSource("variable")
    void timesOfVariableFilmsFindThePictureOnTheScreen(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            Stream stream = video(film);
            for (Packet packet : inOrder(stream)) {
                Frame frame = index.frameAt(time(packet.pts(), stream));
                assertThat(frame.sample().offset())
                        .as("what is shown at %d ticks", packet.pts())
                        .isEqualTo(packet.position());
            }
        }
    }

    /// As they were made: pictures at this rate, some of them left out, or one of them held.
    @ParameterizedTest
    @CsvSource({
        "variable-gaps.mp4, 30",
        "variable-long-still.mp4, 25",
        "fragments-variable.mp4, 30"
    })
    void ratesAreWhatMostPicturesKeepTo(String name, long rate) throws IOException {
        FilmRecording film =
                variable().stream()
                        .filter(some -> some.file().endsWith(name))
                        .findFirst()
                        .orElseThrow();
        try (Mp4Index index = Mp4Index.open(film.file())) {
            assertThat(index.frameRate()).isEqualTo(FrameRate.of(rate));
        }
    }

    /// Labels of such a film count about as many as there are pictures, or more.
    @ParameterizedTest
    @MethodSource("variable")
    void nominalRatesAreNearTheAverage(FilmRecording film) throws IOException {
        try (Mp4Index index = Mp4Index.open(film.file())) {
            Stream stream = video(film);
            List<Packet> shown = inOrder(stream);
            double seconds =
                    (double) (shown.getLast().pts() - shown.getFirst().pts()) / stream.timescale();
            double average = (shown.size() - 1) / seconds;
            assertThat(index.frameRate().framesPerSecond()).isBetween(0.9 * average, 120.0);
        }
    }

    private static void holds(
            Mp4Index index, Frame frame, long number, Packet packet, Stream stream) {
        Sample sample = frame.sample();
        // Edit lists count in the film's clock, so ffprobe's times and ours may round differently.
        long off =
                frame.time().value() * (stream.timescale() / frame.time().timescale())
                        + PacketAgreement.presentationShift(track(index, stream), stream)
                        - packet.pts();
        if (frame.number() != number
                || sample.offset() != packet.position()
                || sample.size() != packet.size()
                || Math.abs(off) > 1) {
            throw new AssertionError(
                    "frame %d of %s is %s by ffprobe, but %s (%d ticks off)"
                            .formatted(number, stream, packet, frame, off));
        }
        int n = (int) sample.number();
        int key = PacketAgreement.keyFrameBefore(stream.raw(), n);
        assertThat(frame.keyFrame().number()).as("key frame of frame %d", number).isEqualTo(key);
        assertThat(frame.keyFrame().offset()).isEqualTo(stream.raw().get(key).position());
    }

    /// What ffprobe has shown, in the order of presentation.
    private static List<Packet> inOrder(Stream stream) {
        return stream.shown().stream()
                .filter(packet -> !packet.hidden())
                .sorted(Comparator.comparingLong(Packet::pts))
                .toList();
    }

    private static MediaTime time(long ticks, Stream stream) {
        return new MediaTime(ticks, stream.timescale());
    }

    private static Stream video(FilmRecording film) {
        return film.streams().stream()
                .filter(stream -> stream.type().equals("video"))
                .findFirst()
                .orElseThrow();
    }

    private static Track track(Mp4Index index, Stream stream) {
        return index.tracks().stream()
                .filter(t -> t.id() == stream.id())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + stream));
    }

    private static long number(Map<String, String> values, String key) {
        return Long.parseLong(values.get(key));
    }
}

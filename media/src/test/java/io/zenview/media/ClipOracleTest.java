package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zenview.media.FilmRecording.Stream;
import io.zenview.transfer.Payload;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A clip is a film: its frames are those of the original, byte by byte, and have the same labels;
/// and ffprobe reads its packets as we do.
class ClipOracleTest {
    @TempDir Path folder;

    static List<FilmRecording> films() {
        return FilmRecording.all().stream()
                .filter(film -> film.expects("constant", "yes"))
                .filter(film -> !film.name().startsWith("encrypted"))
                .filter(film -> !film.name().endsWith(".ismv")) // libraries leave these out
                .toList();
    }

    @ParameterizedTest
    @MethodSource("films")
    void framesOfAClipAreThoseOfTheFilm(FilmRecording recording) throws Exception {
        try (VideoLibrary library = VideoLibrary.of(FilmRecording.folder());
                Video video = library.open(recording.name())) {
            Mp4Index film = video.index();
            byte[] bytes = Files.readAllBytes(video.file());
            long count = film.frameCount();
            long[][] parts = {
                {0, count},
                {count / 3, count},
                {count / 3, 2 * count / 3},
                {count - 1, count},
                {1, 2}
            };
            for (long[] part : parts) {
                if (part[0] < part[1] && part[1] <= count) {
                    same(video, film, bytes, part[0], part[1]);
                }
            }
        }
    }

    private void same(Video video, Mp4Index film, byte[] bytes, long from, long to)
            throws IOException {
        Path file = write(video, label(film, from), label(film, to));
        byte[] clipBytes = Files.readAllBytes(file);
        String name = "frames %d to %d of %s".formatted(from, to, film.name());
        try (Mp4Index clip = Mp4Index.open(file)) {
            assertThat(clip.frameCount()).as(name).isEqualTo(to - from);
            for (long n = 0; n < to - from; n++) {
                Frame frame = clip.frame(n);
                Frame original = film.frame(from + n);
                assertThat(content(clipBytes, frame.sample()))
                        .as("frame %d in %s", n, name)
                        .isEqualTo(content(bytes, original.sample()));
                assertThat(content(clipBytes, frame.keyFrame()))
                        .as("key frame of frame %d in %s", n, name)
                        .isEqualTo(content(bytes, original.keyFrame()));
                // One picture alone has no rate but what a coarse clock makes of its duration.
                if (film.hasTimecodeTrack() && to - from > 1) {
                    assertThat(frame.timecode()).as(name).isEqualTo(original.timecode());
                }
            }
            assertThat(clip.frame(0).time().seconds()).as(name).isLessThan(0.05);
            assertThat(clip.hasTimecodeTrack()).isEqualTo(film.hasTimecodeTrack());
            if (from == 0 && to == film.frameCount()) {
                assertThat(clip.codecs()).isEqualTo(film.codecs());
            }
            FilmProbing.probe(clip);
        }
    }

    @ParameterizedTest
    @MethodSource("films")
    void ffprobeReadsAClipAsWeDo(FilmRecording recording) throws Exception {
        assumeTrue(LiveProbe.available(), "there is no ffprobe on this machine");
        try (VideoLibrary library = VideoLibrary.of(FilmRecording.folder());
                Video video = library.open(recording.name())) {
            Mp4Index film = video.index();
            long count = film.frameCount();
            Path file = write(video, label(film, count / 3), label(film, count - count / 4));
            List<LiveProbe.Answer> answers = new ArrayList<>();
            List<Stream> streams = LiveProbe.streams(file, folder, answers);
            assertThat(answers.getFirst().errors()).as("errors of ffprobe").isEmpty();
            assertThat(answers.getFirst().exit()).isZero();
            try (Mp4Index clip = Mp4Index.open(file)) {
                PacketAgreement.check(clip, streams);
                assertThat(streams).hasSameSizeAs(clip.tracks());
            }
        }
    }

    /// Beyond 4 GiB, with holes where nothing is read.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClipOfAHugeFilm(boolean far) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack written = film.video(25, 500).uniform(1, 4000).keyEvery(50).reorder(0);
        written.largeOffsets = true;
        film.jumpAt = 20;
        film.jump = 8L << 30;
        film.sparse = true;
        film.write(folder.resolve("huge.mp4"));
        try (VideoLibrary library = VideoLibrary.of(folder);
                Video video = library.open("huge.mp4")) {
            Mp4Index index = video.index();
            Payload payload =
                    video.clip(label(index, far ? 300 : 100), label(index, far ? 400 : 160));
            assertThat(payload.size()).isLessThan(1 << 20);
            Path clip = folder.resolve("clip.mp4");
            try (payload;
                    FileChannel out =
                            FileChannel.open(
                                    clip, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                payload.writeTo(out);
            }
            try (Mp4Index cut = Mp4Index.open(clip)) {
                assertThat(cut.frameCount()).isEqualTo(far ? 100 : 60);
            }
        }
    }

    @Test
    void aClipNeedsFrames() throws IOException {
        try (VideoLibrary library = VideoLibrary.of(FilmRecording.folder());
                Video video = library.open("rate-25.mp4")) {
            assertThatThrownBy(() -> video.clip("10:00:01:00", "10:00:01:00"))
                    .isInstanceOf(TimecodeException.class);
            assertThatThrownBy(() -> video.clip("10:00:01:00", "10:00:00:00"))
                    .isInstanceOf(TimecodeException.class);
            assertThatThrownBy(() -> video.clip("10:00:01:00", "10:00:02:01"))
                    .isInstanceOf(TimecodeException.class);
        }
        try (VideoLibrary library = VideoLibrary.of(FilmRecording.folder());
                Video video = library.open("encrypted.mp4")) {
            assertThatThrownBy(() -> video.clip("00:00:00:01", "00:00:00:02"))
                    .isInstanceOf(MalformedFilmException.class)
                    .hasMessageContaining("encrypted");
        }
    }

    private Path write(Video video, String from, String to) throws IOException {
        Path file = folder.resolve("clip.mp4");
        try (Payload payload = video.clip(from, to);
                FileChannel out =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE)) {
            long size = payload.size();
            assertThat(payload.writeTo(out)).isEqualTo(size);
        }
        return file;
    }

    private static String label(Mp4Index film, long frame) {
        return film.start().plus(frame).toString();
    }

    private static byte[] content(byte[] film, Sample sample) {
        return Arrays.copyOfRange(
                film, (int) sample.offset(), (int) (sample.offset() + sample.size()));
    }
}

package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zenview.media.FilmRecording.Packet;
import io.zenview.media.FilmRecording.Stream;
import io.zenview.media.WrittenFragment.Base;
import io.zenview.media.WrittenFragment.Part;
import io.zenview.media.WrittenTrack.Edit;
import io.zenview.media.WrittenTrack.Keys;
import io.zenview.media.WrittenTrack.Sizes;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Layouts that ffmpeg does not write, compared with what [Mp4Writer] knows it has written.
class WrittenFilmsTest {
    @TempDir Path folder;

    /// All samples of all tracks, and all key frames.
    static void agrees(Mp4Index index, Mp4Writer film) {
        assertThat(index.tracks()).hasSameSizeAs(film.tracks);
        for (int i = 0; i < film.tracks.size(); i++) {
            agrees(index.tracks().get(i), film.tracks.get(i));
        }
    }

    private static void agrees(Track track, WrittenTrack written) {
        assertThat(track.id()).isEqualTo(written.id);
        assertThat(track.timescale()).isEqualTo(written.timescale);
        assertThat(track.sampleCount()).isEqualTo(written.count());
        long keys = 0;
        for (int n = 0; n < written.count(); n++) {
            agrees(track, written, n);
            keys += written.isKey(n) ? 1 : 0;
        }
        assertThat(track.keyFrameCount()).isEqualTo(keys);
        assertThatThrownBy(() -> track.sample(written.count()))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> track.sample(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void agrees(Track track, WrittenTrack written, int n) {
        if (!track.sample(n).equals(written.sample(n))) {
            assertThat(track.sample(n)).as("track %d", written.id).isEqualTo(written.sample(n));
        }
        int key = written.keyFrameBefore(n);
        if (track.keyFrameBefore(n).number() != key) {
            assertThat(track.keyFrameBefore(n))
                    .as("key frame before %d of track %d", n, written.id)
                    .isEqualTo(written.sample(key));
        }
    }

    /// Frames of a constant rate are the samples in the order of their presentation.
    private static void framesAre(Mp4Index index, WrittenTrack video, int... samples) {
        assertThat(index.constantRate()).isTrue();
        List<Long> found = new ArrayList<>();
        for (long n = 0; n < index.frameCount(); n++) {
            Frame frame = index.frame(n);
            assertThat(frame.sample()).isEqualTo(video.sample((int) frame.sample().number()));
            found.add(frame.sample().number());
        }
        List<Long> expected = new ArrayList<>();
        for (int sample : samples) {
            expected.add((long) sample);
        }
        assertThat(found).isEqualTo(expected);
    }

    private static Mp4Index open(Mp4Writer film) throws IOException {
        return Mp4Index.of(MemoryView.of(film.toBytes()), "written");
    }

    private static int[] range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyLayoutIsRead(long seed) throws IOException {
        RandomFilms films = new RandomFilms(seed);
        for (int i = 0; i < 100; i++) {
            Mp4Writer film = films.next();
            try (Mp4Index index = open(film)) {
                agrees(index, film);
                assertThat(index.fragmented()).isEqualTo(!film.fragments.isEmpty());
            } catch (AssertionError | Exception e) {
                Path kept = Files.createTempFile("seed-" + seed + "-" + i + "-", ".mp4");
                throw new AssertionError("film kept as " + film.write(kept), e);
            }
        }
    }

    /// The writer itself, held against ffprobe, which knows nothing of either.
    @Test
    void theWriterIsUnderstoodByFfprobe() throws IOException, InterruptedException {
        assumeTrue(LiveProbe.available(), "there is no ffprobe on this machine");
        RandomFilms films = new RandomFilms(11);
        for (int i = 0; i < 30; i++) {
            Mp4Writer film = films.next();
            if (!film.fragments.isEmpty()) {
                continue; // of what is allowed there, ffprobe 5.1 does not know all
            }
            for (WrittenTrack track : film.tracks) {
                // ffprobe takes H.264 and AC-3 apart itself.
                track.pictures = "rle ";
                track.sound = "nmos";
                track.emptyRuns = false; // which it takes for something
            }
            Path file = film.write(folder.resolve("written-" + i + ".mp4"));
            List<Stream> streams = LiveProbe.streams(file, folder, new ArrayList<>());
            assertThat(streams).as("%s", file).hasSameSizeAs(film.tracks);
            for (int t = 0; t < streams.size(); t++) {
                agrees(streams.get(t), film.tracks.get(t), "film " + i + ", track " + t);
            }
        }
    }

    /// Of a track without key frames ffprobe makes its own.
    private static void agrees(Stream stream, WrittenTrack track, String name) {
        boolean keys = track.keyTable != Keys.EMPTY_TABLE;
        List<Sample> expected = new ArrayList<>();
        List<Sample> found = new ArrayList<>();
        long shift = stream.raw().isEmpty() ? 0 : -stream.raw().getFirst().dts();
        for (int n = 0; n < track.count(); n++) {
            // Packets without bytes are none for ffprobe.
            if (track.sizes[n] > 0) {
                Sample s = track.sample(n);
                expected.add(
                        new Sample(
                                0,
                                s.decodeTime(),
                                s.presentationTime(),
                                0,
                                s.offset(),
                                s.size(),
                                keys && s.keyFrame()));
            }
        }
        for (Packet p : stream.raw()) {
            if (p.size() > 0) {
                found.add(
                        new Sample(
                                0,
                                p.dts() + shift,
                                p.pts(),
                                0,
                                p.position(),
                                p.size(),
                                keys && p.key()));
            }
        }
        assertThat(found).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).as("%s, packet %d", name, i).isEqualTo(expected.get(i));
        }
    }

    @ParameterizedTest
    @EnumSource(Sizes.class)
    void allTablesOfSizes(Sizes sizes) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(25, 41).uniform(1, 9);
        if (sizes != Sizes.UNIFORM) {
            Random random = new Random(3);
            int limit = sizes == Sizes.STZ2_4 ? 16 : sizes == Sizes.STZ2_8 ? 256 : 5000;
            video.sizes = random.ints(41, 0, limit).toArray();
            video.sizes[40] = limit - 1;
        }
        video.sizeTable = sizes;
        try (Mp4Index index = open(film)) {
            agrees(index, film);
        }
    }

    @ParameterizedTest
    @EnumSource(Keys.class)
    void allTablesOfKeyFrames(Keys keys) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(25, 40).uniform(1, 9).keyEvery(7).reorder(0);
        video.keyTable = keys;
        try (Mp4Index index = open(film)) {
            agrees(index, film);
            assertThat(index.frame(20).keyFrame())
                    .isEqualTo(
                            video.sample(
                                    video.keyFrameBefore((int) index.frame(20).sample().number())));
        }
    }

    /// Chunks one by one, in an order of their own, of two entries of `stsd`, behind each other and
    /// with holes.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void chunksInAnyOrder(boolean large) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(25, 100).uniform(1, 9).keyEvery(5);
        film.audio(8000, 60).uniform(1024, 4);
        video.chunks = new int[] {1, 3, 2, 2, 7, 1};
        video.sampleEntries = 3;
        video.largeOffsets = large;
        film.shuffle = new Random(5);
        film.gap = 3;
        film.chunksOfMdat = 4;
        film.largeSizes = large;
        film.moovLast = !large;
        try (Mp4Index index = open(film)) {
            agrees(index, film);
            framesAre(index, video, range(0, 100));
        }
    }

    @Test
    void anMdatThatGoesOnToTheEnd() throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(25, 10).uniform(1, 9);
        film.mdatToTheEnd = true;
        try (Mp4Index index = open(film)) {
            agrees(index, film);
            framesAre(index, video, range(0, 10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void picturesOutOfOrder(int version) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(30_000, 300).uniform(1001, 5).keyEvery(30).reorder(version);
        try (Mp4Index index = open(film)) {
            agrees(index, film);
            framesAre(index, video, video.shownOrder());
        }
    }

    /// Version 0 is unsigned by the standard, but QuickTime and many others write signed numbers.
    @Test
    void negativeOffsetsInVersionZero() throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(25, 60).uniform(1, 5).keyEvery(30).reorder(1);
        video.compositionVersion = 0;
        try (Mp4Index index = open(film)) {
            agrees(index, film);
            framesAre(index, video, video.shownOrder());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aTrimHidesTheFirstFrames(int version) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(12_800, 100).uniform(512, 5).keyEvery(25);
        video.editVersion = version;
        video.edits = List.of(new Edit(2000, 30 * 512));
        try (Mp4Index index = open(film)) {
            framesAre(index, video, range(30, 80));
            assertThat(index.frame(0).time().seconds()).isZero();
            assertThat(index.frame(0).keyFrame()).isEqualTo(video.sample(25));
            assertThat(index.frame(10).time().seconds()).isEqualTo(0.4);
            assertThat(index.duration().seconds()).isEqualTo(2);
            assertThat(index.timecodeToIndex("00:00:01:00")).isEqualTo(video.offsets[55]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aDelayCountsInTimeAndNotInNumbers(int version) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(12_800, 100).uniform(512, 5).keyEvery(25).reorder(0);
        video.editVersion = version;
        video.edits = List.of(new Edit(500, -1), new Edit(4000, 512));
        try (Mp4Index index = open(film)) {
            framesAre(index, video, video.shownOrder());
            assertThat(index.frame(0).time().seconds()).isEqualTo(0.5);
            assertThat(index.frame(99).time().seconds()).isEqualTo(0.5 + 99 * 0.04);
            assertThat(index.frameAt(new MediaTime(0, 1)).number()).isZero();
            assertThat(index.frameAt(new MediaTime(54, 100)).number()).isEqualTo(1);
            assertThat(index.duration().seconds()).isEqualTo(4.5);
        }
    }

    /// A film with its middle cut out, and one that shows a part twice.
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void severalEditsFollowEachOther(int version) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(25, 100).uniform(1, 5).keyEvery(10);
        video.editVersion = version;
        video.edits = List.of(new Edit(400, 20), new Edit(800, 60), new Edit(200, 21));
        int[] samples = new int[35];
        for (int i = 0; i < 35; i++) {
            samples[i] = i < 10 ? 20 + i : i < 30 ? 50 + i : i - 9;
        }
        try (Mp4Index index = open(film)) {
            framesAre(index, video, samples);
            for (int i = 0; i < 35; i++) {
                assertThat(index.frame(i).time().seconds()).isEqualTo(i / 25.0);
                assertThat(index.frameAt(new MediaTime(2 * i + 1, 50)).number()).isEqualTo(i);
            }
        }
    }

    /// As in fragmented films, where the length is not known when the list is written.
    @Test
    void anEditWithoutLengthGoesOnToTheEnd() throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(25, 100).uniform(1, 5).keyEvery(10);
        video.edits = List.of(new Edit(0, 40));
        try (Mp4Index index = open(film)) {
            framesAre(index, video, range(40, 100));
        }
    }

    @ParameterizedTest
    @EnumSource(Base.class)
    void fragmentsCountFromWhereTheySay(Base base) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(25, 60).uniform(1, 50).keyEvery(10);
        WrittenTrack audio = film.audio(8000, 60).uniform(320, 4);
        video.inMoov = 0;
        audio.inMoov = 0;
        for (int i = 0; i < 60; i += 20) {
            WrittenFragment fragment = new WrittenFragment();
            for (WrittenTrack track : List.of(video, audio)) {
                Part part = new Part(track, i, i + 20);
                part.base = base;
                part.runs = new int[] {7, 5};
                part.offsetsOfAllRuns = false;
                part.noOffset = true;
                fragment.add(part);
            }
            film.fragments.add(fragment);
        }
        try (Mp4Index index = open(film)) {
            agrees(index, film);
            framesAre(index, video, range(0, 60));
        }
    }

    /// Time goes on where `tfdt` says, and a film with a hole in it has no constant rate.
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aGapBetweenFragments(int version) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(25, 40).uniform(1, 50).keyEvery(10);
        video.inMoov = 0;
        for (int i = 20; i < 40; i++) {
            video.decodeTimes[i] += 50;
        }
        for (int i = 0; i < 40; i += 20) {
            Part part = new Part(video, i, i + 20);
            part.timeVersion = version;
            film.fragments.add(new WrittenFragment().add(part));
        }
        try (Mp4Index index = open(film)) {
            agrees(index, film);
            assertThat(index.constantRate()).isFalse();
            assertThat(index.frameAt(new MediaTime(19, 25)).sample().number()).isEqualTo(19);
            assertThat(index.frameAt(new MediaTime(60, 25)).sample().number()).isEqualTo(19);
            assertThat(index.frameAt(new MediaTime(70, 25)).sample().number()).isEqualTo(20);
            assertThat(index.duration().seconds()).isEqualTo(90 / 25.0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // flags, timescale, duration, frames per second, count, expected label
        "0, 25, 1, 25, 90000, 01:00:00:00",
        "1, 30000, 1001, 30, 1800, 00:01:00;02",
        "0, 30000, 1001, 30, 1800, 00:01:00:00",
        "3, 60000, 1001, 60, 17984, 00:05:00;04", // 2 is the 24-hour bit
        "1, 2997, 100, 30, 1798, 00:00:59;28",
        "0, 24000, 1001, 24, 86399, 00:59:59:23",
        "0, 24000, 1001, 30, 86399, 00:59:59:23", // a camera's wrong byte
        "0, 600, 25, 0, 48, 00:00:02:00",
        "4, 25, 1, 25, -25, 23:59:59:00", // negative
        "0, 25, 1, 25, -1, 23:59:59:24",
        "0, 25, 1, 25, 2160001, 00:00:00:01", // a day and a frame
        "1, 25, 1, 25, 1500, 00:01:00:00", // there is no drop-frame at 25
    })
    void timecodeTracks(
            int flags, int timescale, int duration, int byteOfRate, int count, String label)
            throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(timescale, 100).uniform(duration, 5).keyEvery(10);
        film.timecode(video, flags, timescale, duration, byteOfRate, count);
        try (Mp4Index index = open(film)) {
            assertThat(index.hasTimecodeTrack()).isTrue();
            assertThat(index.start()).hasToString(label);
            assertThat(index.timecodeToIndex(label)).isEqualTo(video.offsets[0]);
            assertThat(index.frame(99).timecode()).isEqualTo(index.start().plus(99));
        }
    }

    @Test
    void withoutTimecodeTrackASemicolonAsksForDropFrame() throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(30_000, 4000).uniform(1001, 1).keyEvery(30);
        try (Mp4Index index = open(film)) {
            assertThat(index.hasTimecodeTrack()).isFalse();
            assertThat(index.frameNumber("00:01:00:00")).isEqualTo(1800);
            assertThat(index.frameNumber("00:01:00;02")).isEqualTo(1800);
            assertThat(index.timecodeToIndex("00:02:00;02")).isEqualTo(video.offsets[3598]);
            assertThatThrownBy(() -> index.frameNumber("00:01:00;01"))
                    .isInstanceOf(TimecodeException.class)
                    .hasMessageContaining("00:01:00;02");
        }
    }

    @Test
    void aFilmThatSaysNonDropRefusesSemicolons() throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(30_000, 100).uniform(1001, 1).keyEvery(30);
        film.timecode(video, 0, 30_000, 1001, 30, 0);
        try (Mp4Index index = open(film)) {
            assertThatThrownBy(() -> index.frameNumber("00:00:01;00"))
                    .isInstanceOf(TimecodeException.class);
        }
    }

    @Test
    void disabledAndEmptyTracksAreNotTheVideo() throws IOException {
        Mp4Writer film = new Mp4Writer();
        film.video(25, 10).uniform(1, 5).enabled = false;
        film.video(25, 0);
        WrittenTrack third = film.video(25, 20).uniform(1, 5);
        try (Mp4Index index = open(film)) {
            agrees(index, film);
            assertThat(index.video().orElseThrow().id()).isEqualTo(third.id);
            assertThat(index.frameCount()).isEqualTo(20);
        }
    }

    @Test
    void offsetsBeyondTwoGibWithoutCo64() throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(25, 100).uniform(1, 5).keyEvery(10);
        film.jumpAt = 5;
        film.jump = 3L << 30;
        film.sparse = true;
        try (Mp4Index index = Mp4Index.open(film.write(folder.resolve("large.mp4")))) {
            agrees(index, film);
            assertThat(index.timecodeToIndex("00:00:03:24"))
                    .isEqualTo(video.offsets[99])
                    .isGreaterThan(3L << 30);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eightGibOfHoles(boolean moovLast) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(24_000, 2000).uniform(1001, 40).keyEvery(48).reorder(0);
        video.largeOffsets = true;
        film.jumpAt = 100;
        film.jump = 8L << 30;
        film.sparse = true;
        film.moovLast = moovLast;
        Path file = film.write(folder.resolve("huge.mp4"));
        assertThat(Files.size(file)).isGreaterThan(8L << 30);
        try (Mp4Index index = Mp4Index.open(file)) {
            agrees(index, film);
            framesAre(index, video, video.shownOrder());
            assertThat(index.frame(1999).sample().offset()).isGreaterThan(8L << 30);
        }
    }

    /// Two hours at 60 frames per second, a chunk for each.
    @Test
    void aFilmOfTwoHoursIsReadWithoutAnObjectPerSample() throws IOException {
        Mp4Writer film = twoHours();
        WrittenTrack video = film.tracks.getFirst();
        Path file = film.write(folder.resolve("long.mp4"));
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Mp4Index.open(file).close();
        long before = threads.getCurrentThreadAllocatedBytes();
        try (Mp4Index index = Mp4Index.open(file)) {
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes for opening")
                    .isLessThan(1 << 20);
            assertThat(index.frameCount()).isEqualTo(432_000);
            Random random = new Random(7);
            int[] order = video.shownOrder();
            for (int i = 0; i < 3000; i++) {
                int n = random.nextInt(432_000);
                agrees(index.tracks().getFirst(), video, n);
                Frame frame = index.frame(n);
                assertThat(frame.sample()).isEqualTo(video.sample(order[n]));
                assertThat(index.timecodeToIndex(frame.timecode().toString()))
                        .isEqualTo(video.offsets[order[n]]);
            }
            for (int n : new int[] {0, 1, 431_998, 431_999}) {
                agrees(index.tracks().getFirst(), video, n);
                assertThat(index.frame(n).sample()).isEqualTo(video.sample(order[n]));
            }
        }
    }

    /// The film that figures for long films are measured with.
    static Mp4Writer twoHours() {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(60, 432_000);
        Random random = new Random(1);
        video.sizes = random.ints(432_000, 2000, 60_000).toArray();
        java.util.Arrays.fill(video.durations, 1);
        video.setDecodeTimes().keyEvery(120).reorder(0);
        video.chunks = new int[] {1};
        video.largeOffsets = true;
        film.largeSizes = true;
        film.sparse = true;
        return film;
    }
}

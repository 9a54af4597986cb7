package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.media.WrittenFragment.Part;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Films whose tables and fragments are more than the index keeps places of, so that it has to find
/// its way from one place to the next.
class LongFilmsTest {
    private static Mp4Index open(Mp4Writer film) throws IOException {
        return Mp4Index.of(MemoryView.of(film.toBytes()), "written");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void thousandsOfFragmentsOfAnyLayout(long seed) throws IOException {
        Random random = new Random(seed);
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(600, 9_000).uniform(24, 3);
        for (int i = 0; i < video.count(); i++) {
            video.durations[i] += random.nextInt(3);
        }
        video.setDecodeTimes().keyEvery(7).reorder(1);
        video.inMoov = 0;
        for (int from = 0; from < video.count(); ) {
            int to = Math.min(video.count(), from + 1 + random.nextInt(6));
            film.fragments.add(new WrittenFragment().add(new Part(video, from, to).any(random)));
            from = to;
        }
        assertThat(film.fragments).hasSizeGreaterThan(2 * 1024);
        try (Mp4Index index = open(film)) {
            WrittenFilmsTest.agrees(index, film);
            shownAgree(index, video);
        }
    }

    /// Runs of one sample, of several, and of none, so that some stretches of the table are even
    /// and others are not.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thousandsOfRunsOfAnyLength(boolean emptyRuns) throws IOException {
        Random random = new Random(4);
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(600, 20_000).uniform(24, 3).keyEvery(7).reorder(0);
        // Stretches of equal offsets become one run each where runs are merged.
        for (int i = 5_000; i < 20_000; i++) {
            if (random.nextInt(4) == 0) {
                video.compositions[i] = video.compositions[i - 1];
            }
        }
        video.emptyRuns = emptyRuns;
        try (Mp4Index index = open(film)) {
            WrittenFilmsTest.agrees(index, film);
        }
    }

    private static void shownAgree(Mp4Index index, WrittenTrack video) {
        int[] order = video.shownOrder();
        assertThat(index.video().orElseThrow().sampleCount()).isEqualTo(order.length);
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            int shown = random.nextInt(order.length);
            Sample sample = video.sample(order[shown]);
            Frame frame = index.frameAt(new MediaTime(sample.presentationTime(), video.timescale));
            assertThat(frame.sample()).isEqualTo(sample);
        }
    }

    /// However many samples a run has, it takes two steps to the last one.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunIsLeaptOver(boolean byTime) throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(600, 3_000).uniform(24, 3).keyEvery(1_000);
        video.inMoov = 0;
        for (int from = 0; from < 3_000; from += 1_000) {
            film.fragments.add(new WrittenFragment().add(new Part(video, from, from + 1_000)));
        }
        Box file = Box.file(new FilmBytes(MemoryView.of(film.toBytes()), "written"));
        FragmentCursor cursor =
                new FragmentCursor(
                        file, 0, video.id, Map.of(1L, new TrackDefaults(1, 24, 3, 0)), 0, 0);
        long before = byTime ? Long.MAX_VALUE : 2_500;
        long until = byTime ? 2_500 * 24 - 1 : Long.MAX_VALUE;
        assertThat(cursor.leap(before, until)).isTrue();
        assertThat(cursor.number).isEqualTo(999);
        assertThat(cursor.decodeTime).isEqualTo(999 * 24);
        assertThat(cursor.duration).isEqualTo(24);
        assertThat(cursor.keyPassed()).isZero();
        assertThat(cursor.leap(before, until)).isTrue();
        assertThat(cursor.number).isEqualTo(1_999);
        assertThat(cursor.keyPassed()).isEqualTo(1_000);
        assertThat(cursor.leap(before, until)).isTrue();
        assertThat(cursor.sample()).isEqualTo(video.sample(2_000));
        while (cursor.number < 2_999) {
            assertThat(cursor.leap(Long.MAX_VALUE, Long.MAX_VALUE)).isTrue();
        }
        assertThat(cursor.leap(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
    }

    /// What a sample is found by has to be known of the sample after a leap, too.
    @Test
    void aLeapGoesOnFromTheMiddleOfARun() throws IOException {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(600, 100).uniform(24, 3).keyEvery(10);
        video.inMoov = 0;
        film.fragments.add(new WrittenFragment().add(new Part(video, 0, 60)));
        film.fragments.add(new WrittenFragment().add(new Part(video, 60, 100)));
        Box file = Box.file(new FilmBytes(MemoryView.of(film.toBytes()), "written"));
        FragmentCursor cursor =
                new FragmentCursor(
                        file, 0, video.id, Map.of(1L, new TrackDefaults(1, 24, 3, 0)), 0, 0);
        for (int i = 0; i < 35; i++) {
            assertThat(cursor.next()).isTrue();
        }
        assertThat(cursor.leap(80, Long.MAX_VALUE)).isTrue();
        assertThat(cursor.number).isEqualTo(59);
        assertThat(cursor.keyPassed()).isEqualTo(50);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.sample()).isEqualTo(video.sample(60));
    }
}

package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.transfer.Payload;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/// Asks a film everything there is to ask, for films that may be broken: each question has an
/// answer that holds together, or the exception that its documentation names.
final class FilmProbing {
    private FilmProbing() {}

    /// Opens it and asks.
    ///
    /// @return whether it opened
    static boolean probe(byte[] film) {
        try (MemoryView view = MemoryView.of(film);
                Mp4Index index = Mp4Index.of(view, "film")) {
            probe(index);
            return true;
        } catch (MalformedFilmException e) {
            assertThat(e).hasMessageStartingWith("film: ");
            assertThat(e.box()).isNotEmpty();
            assertThat(e.offset()).isBetween(0L, (long) film.length);
            return false;
        }
    }

    static void probe(Mp4Index index) {
        assertThat(index.tracks()).isNotEmpty();
        assertThat(index.codecs()).isNotNull();
        assertThat(index.brand()).isNotEmpty();
        assertThat(index.duration().value()).isNotNegative();
        for (Track track : index.tracks()) {
            probe(track);
        }
        if (index.video().isEmpty()) {
            return;
        }
        long count = index.frameCount();
        assertThat(count).isNotNegative();
        assertThat(index.frameRate().framesPerSecond()).isPositive();
        index.constantRate();
        index.hasTimecodeTrack();
        Timecode start = index.start();
        for (long n : some(count)) {
            if (n < 0 || n >= count) {
                outside(() -> index.frame(n));
                continue;
            }
            Frame frame = index.frame(n);
            assertThat(frame.number()).isEqualTo(n);
            probe(frame.sample());
            probe(frame.keyFrame());
            label(index, frame.timecode().toString());
            time(index, frame.time());
        }
        label(index, start.toString());
        if (count > 0) {
            clip(index, 0, Math.min(count, 100));
            clip(index, count / 2, Math.min(count, count / 2 + 100));
            clip(index, count - 1, count);
        }
        for (String label :
                new String[] {"00:00:00:00", "00:01:00;00", "23:59:59:23", "99:99:99:99", ""}) {
            label(index, label);
        }
        time(index, new MediaTime(0, 1));
        time(index, new MediaTime(-1, 1));
        time(index, new MediaTime(Long.MAX_VALUE, 1));
        time(index, new MediaTime(Long.MAX_VALUE, Long.MAX_VALUE));
        time(index, index.duration());
    }

    /// Cuts a clip, which reads nothing of the media.
    private static void clip(Mp4Index index, long from, long to) {
        try (FileChannel nothing = FileChannel.open(Path.of("/dev/null"));
                Payload clip = Clip.of(index, nothing, "film", from, to)) {
            assertThat(clip.size()).isPositive();
        } catch (MalformedFilmException e) {
            assertThat(e).hasMessageStartingWith(index.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void probe(Track track) {
        long count = track.sampleCount();
        assertThat(count).isNotNegative();
        assertThat(track.timescale()).isNotNegative();
        assertThat(track.duration().value()).isNotNegative();
        assertThat(track.codec()).isNotNull();
        assertThat(track.language()).isNotNull();
        assertThat(track.kind()).isNotNull();
        assertThat(track.width()).isNotNegative();
        assertThat(track.height()).isNotNegative();
        assertThat(track.channels()).isNotNegative();
        assertThat(track.sampleRate()).isNotNegative();
        assertThat(track.keyFrameCount()).isBetween(0L, count);
        for (long n : some(count)) {
            if (n < 0 || n >= count) {
                outside(() -> track.sample(n));
                outside(() -> track.keyFrameBefore(n));
                continue;
            }
            Sample sample = track.sample(n);
            assertThat(sample.number()).isEqualTo(n);
            probe(sample);
            Sample key = track.keyFrameBefore(n);
            probe(key);
            assertThat(key.number()).isBetween(0L, n);
        }
    }

    private static void probe(Sample sample) {
        assertThat(sample.offset()).as("offset").isNotNegative();
        assertThat(sample.size()).as("size").isNotNegative();
        assertThat(sample.duration()).as("duration").isNotNegative();
    }

    private static void label(Mp4Index index, String label) {
        try {
            long frame = index.frameNumber(label);
            assertThat(index.frameAt(label).number()).isEqualTo(frame);
            assertThat(index.timecodeToIndex(label)).isNotNegative();
        } catch (TimecodeException e) {
            assertThat(e).message().isNotEmpty();
        }
    }

    private static void time(Mp4Index index, MediaTime time) {
        try {
            probe(index.frameAt(time).sample());
        } catch (IllegalArgumentException e) {
            assertThat(e).message().isNotEmpty();
        }
    }

    private static void outside(Runnable question) {
        try {
            question.run();
        } catch (IndexOutOfBoundsException e) {
            return;
        }
        throw new AssertionError("an index outside was answered");
    }

    private static Set<Long> some(long count) {
        Set<Long> some = new LinkedHashSet<>();
        for (long n : new long[] {-1, 0, 1, count / 3, count / 2, count - 2, count - 1, count}) {
            some.add(n);
        }
        some.add(Long.MAX_VALUE);
        some.add(Long.MIN_VALUE);
        return some;
    }
}

package io.zenview.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A track that [Mp4Writer] writes: what its samples are, and how its tables say so. After writing
/// it knows where each sample is, and tests compare the index with it.
public final class WrittenTrack {
    /// How sizes are stored.
    public enum Sizes {
        UNIFORM,
        STSZ,
        STZ2_4,
        STZ2_8,
        STZ2_16
    }

    /// How key frames are stored: those there are, no table (all are), or an empty one (none is).
    public enum Keys {
        LISTED,
        NO_TABLE,
        EMPTY_TABLE
    }

    /// One entry of an edit list.
    ///
    /// @param duration in the movie's clock
    /// @param mediaTime in the track's clock, -1 for nothing
    public record Edit(long duration, long mediaTime) {}

    public final int id;
    public final String handler;
    public long timescale;
    public String language = "und";
    public int width;
    public int height;
    public int channels;
    public int sampleRate;
    public boolean enabled = true;
    public long duration = -1;

    public int[] durations;
    public int[] compositions;
    public int[] sizes;
    public boolean[] keys;

    /// Where the samples are, once the film is written.
    public long[] offsets;

    /// When they are decoded; set by [#setDecodeTimes] or by a fragment's `tfdt`.
    public long[] decodeTimes;

    public List<Edit> edits = new ArrayList<>();
    public int editVersion;

    public Sizes sizeTable = Sizes.STSZ;
    public Keys keyTable = Keys.LISTED;
    public boolean largeOffsets;
    public boolean mergeRuns = true;
    public boolean emptyRuns;

    /// Version of `ctts`, or -1 to leave it out.
    public int compositionVersion = -1;

    /// Samples of each chunk; the last number holds for the rest.
    public int[] chunks = {10};

    public int sampleEntries = 1;

    /// What the sample entries of pictures are called.
    public String pictures = "avc1";

    /// What those of sound are called.
    public String sound = "ac-3";

    /// Content of the first sample; other samples say their number.
    public byte[] content = {};

    /// The track's timecode track, or 0.
    public int timecodeTrack;

    /// The sample entry of a timecode track: flags, timescale, frame duration, frames per second.
    public int[] timecode = {};

    /// How many samples are in the `moov`; the rest are in fragments.
    public int inMoov;

    WrittenTrack(int id, String handler, long timescale, int count) {
        this.id = id;
        this.handler = handler;
        this.timescale = timescale;
        durations = new int[count];
        compositions = new int[count];
        sizes = new int[count];
        keys = new boolean[count];
        offsets = new long[count];
        decodeTimes = new long[count];
        inMoov = count;
    }

    public int count() {
        return sizes.length;
    }

    /// All samples are alike and key frames.
    public WrittenTrack uniform(int duration, int size) {
        Arrays.fill(durations, duration);
        Arrays.fill(sizes, size);
        Arrays.fill(keys, true);
        return setDecodeTimes();
    }

    /// A key frame every so many samples.
    public WrittenTrack keyEvery(int distance) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = i % distance == 0;
        }
        return this;
    }

    /// Pictures are shown in another order than decoded: I P B B P B B within groups that begin at
    /// key frames, with two frames of delay.
    ///
    /// @param version of `ctts`: with 1, offsets are negative as well and there is no delay
    public WrittenTrack reorder(int version) {
        compositionVersion = version;
        int delay = version == 1 ? 0 : 1;
        for (int start = 0; start < count(); ) {
            int end = start + 1;
            while (end < count() && !keys[end]) {
                end++;
            }
            for (int i = start; i < end; i++) {
                int inGroup = i - start;
                int shown = inGroup;
                if (inGroup > 0) {
                    int first = (inGroup - 1) / 3 * 3 + 1;
                    int last = Math.min(first + 2, end - start - 1);
                    shown = inGroup == first ? last : inGroup - 1;
                }
                compositions[i] = (shown - inGroup + delay) * durations[i];
            }
            start = end;
        }
        return this;
    }

    /// Adds up durations.
    public WrittenTrack setDecodeTimes() {
        for (int i = 1; i < decodeTimes.length; i++) {
            decodeTimes[i] = decodeTimes[i - 1] + Integer.toUnsignedLong(durations[i - 1]);
        }
        return this;
    }

    public long end() {
        int last = count() - 1;
        return last < 0 ? 0 : decodeTimes[last] + Integer.toUnsignedLong(durations[last]);
    }

    public long presentationTime(int n) {
        return decodeTimes[n] + compositions[n];
    }

    public boolean isKey(int n) {
        return switch (n < inMoov ? keyTable : Keys.LISTED) {
            case LISTED -> keys[n];
            case NO_TABLE -> true;
            case EMPTY_TABLE -> false;
        };
    }

    /// What the index has to say of a sample.
    public Sample sample(int n) {
        return new Sample(
                n,
                decodeTimes[n],
                presentationTime(n),
                Integer.toUnsignedLong(durations[n]),
                offsets[n],
                Integer.toUnsignedLong(sizes[n]),
                isKey(n));
    }

    /// What [Track#keyFrameBefore] has to say, by looking at each.
    public int keyFrameBefore(int n) {
        for (int i = n; i >= 0; i--) {
            if (isKey(i) && presentationTime(i) <= presentationTime(n)) {
                return i;
            }
        }
        return 0;
    }

    /// Numbers of the samples in the order in which they are shown.
    public int[] shownOrder() {
        return java.util.stream.IntStream.range(0, count())
                .boxed()
                .sorted(java.util.Comparator.comparingLong(this::presentationTime))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// How many samples the chunk with this number has.
    int chunkLength(int chunk) {
        return chunks[Math.min(chunk, chunks.length - 1)];
    }

    /// The bytes of a sample.
    byte[] bytes(int n) {
        if (n == 0 && content.length > 0) {
            return content;
        }
        byte[] bytes = new byte[sizes[n]];
        Arrays.fill(bytes, (byte) (31 * id + n));
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            bytes[i] = (byte) (n >>> (24 - 8 * i));
        }
        return bytes;
    }
}

package io.zenview.media;

import org.jspecify.annotations.Nullable;

/// One `trun`: samples whose data lie one behind the other.
final class FragmentRun {
    private static final int DATA_OFFSET = 0x1;
    private static final int FIRST_FLAGS = 0x4;
    private static final int DURATIONS = 0x100;
    private static final int SIZES = 0x200;
    private static final int FLAGS = 0x400;
    private static final int COMPOSITIONS = 0x800;

    /// The sample is no key frame; and it depends on others, which comes to the same.
    private static final int NO_KEY = 0x0001_0000 | 0x0100_0000;

    private final FilmBytes film;
    private final TrackDefaults defaults;
    private final int flags;
    private final int firstFlags;
    private final long count;
    private final long data;
    private final long entries;
    private final int width;
    private final int sizeAt;
    private final int flagsAt;
    private final int compositionAt;

    /// @param base where the offset in the box counts from
    /// @param before the run before it: where its data end, this one's begin if it doesn't say
    ///   anything else
    FragmentRun(Box trun, TrackDefaults defaults, long base, @Nullable FragmentRun before)
            throws MalformedFilmException {
        this.film = trun.film();
        this.defaults = defaults;
        this.flags = trun.flags();
        count = trun.u32(4);
        long at = 8;
        if ((flags & DATA_OFFSET) != 0) {
            data = base + trun.s32(at);
            at += 4;
        } else {
            data = before == null ? base : before.dataEnd();
        }
        if (data < 0 || data > 1L << 62) {
            throw trun.malformed("its data begin at offset " + data);
        }
        if ((flags & FIRST_FLAGS) != 0) {
            firstFlags = trun.s32(at);
            at += 4;
        } else {
            firstFlags = 0;
        }
        sizeAt = (flags & DURATIONS) != 0 ? 4 : 0;
        flagsAt = sizeAt + ((flags & SIZES) != 0 ? 4 : 0);
        compositionAt = flagsAt + ((flags & FLAGS) != 0 ? 4 : 0);
        width = compositionAt + ((flags & COMPOSITIONS) != 0 ? 4 : 0);
        trun.requireTable(at, count, 8 * width);
        entries = trun.body() + at;
        if (width == 0 && count > 1) {
            requireData(trun);
        }
    }

    /// A run that says nothing of its samples but how many there are can claim billions of them in
    /// a few bytes. Those of a film have data.
    private void requireData(Box trun) throws MalformedFilmException {
        long size = defaults.size();
        if (size == 0 || count > film.size() / size) {
            throw trun.malformed(
                    "%d samples of %d bytes each in a file of %d"
                            .formatted(count, size, film.size()));
        }
    }

    /// Whether the run has no table of its samples.
    boolean bare() {
        return width == 0;
    }

    long count() {
        return count;
    }

    /// Where the data of the first sample begin in the file.
    long data() {
        return data;
    }

    long duration(long i) {
        return (flags & DURATIONS) != 0 ? film.u32(entries + i * width) : defaults.duration();
    }

    /// The durations of some samples together.
    long ticks(long from, long to) {
        if ((flags & DURATIONS) == 0) {
            return (to - from) * defaults.duration();
        }
        long ticks = 0;
        for (long i = from; i < to; i++) {
            ticks += duration(i);
        }
        return ticks;
    }

    long size(long i) {
        return (flags & SIZES) != 0 ? film.u32(entries + i * width + sizeAt) : defaults.size();
    }

    boolean key(long i) {
        int sampleFlags;
        if (i == 0 && (flags & FIRST_FLAGS) != 0) {
            sampleFlags = firstFlags;
        } else if ((flags & FLAGS) != 0) {
            sampleFlags = film.s32(entries + i * width + flagsAt);
        } else {
            sampleFlags = defaults.flags();
        }
        return (sampleFlags & NO_KEY) == 0;
    }

    /// The last key frame from a sample on, or -1.
    long lastKey(long from) {
        long i = count - 1;
        if ((flags & FLAGS) == 0) {
            // All but the first one are alike.
            i = i > 0 && key(i) ? i : 0;
        }
        while (i >= from) {
            if (key(i)) {
                return i;
            }
            i--;
        }
        return -1;
    }

    long description() {
        return defaults.description();
    }

    int composition(long i) {
        return (flags & COMPOSITIONS) != 0 ? film.s32(entries + i * width + compositionAt) : 0;
    }

    /// Where the data of its last sample end.
    long dataEnd() {
        if ((flags & SIZES) == 0) {
            return data + count * defaults.size();
        }
        long end = data;
        for (long i = 0; i < count; i++) {
            end += size(i);
        }
        return end;
    }
}

package io.zenview.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a track is shown when: its edit list (`elst`), or all of it from the start if there is
/// none. All times are in ticks of the track's clock.
///
/// The list gives durations in the film's clock, which is often coarser; they are rounded.
final class Timeline {
    /// More edits than any film has; they are kept on the heap.
    private static final int MAX_EDITS = 1024;

    private final List<Edit> edits;
    private final long duration;

    /// A part of the track that is shown in one go, or nothing for a while.
    ///
    /// @param shownFrom when, from the start of the film
    /// @param mediaFrom which part of the track; -1 for nothing
    /// @param length how long
    record Edit(long shownFrom, long mediaFrom, long length) {
        boolean isEmpty() {
            return mediaFrom < 0;
        }

        long shownUntil() {
            return shownFrom + length;
        }

        long mediaUntil() {
            return mediaFrom + length;
        }
    }

    private Timeline(List<Edit> edits) {
        this.edits = List.copyOf(edits);
        this.duration = edits.isEmpty() ? 0 : edits.getLast().shownUntil();
    }

    /// @param elst the edit list, or null
    /// @param movieScale ticks per second of the film's clock
    /// @param trackScale ticks per second of the track's clock
    /// @param mediaEnd when the track's last sample is over
    static Timeline read(@Nullable Box elst, long movieScale, long trackScale, long mediaEnd)
            throws MalformedFilmException {
        long count = elst == null ? 0 : elst.u32(4);
        if (elst == null || count == 0) {
            return new Timeline(List.of(new Edit(0, 0, Math.max(0, mediaEnd))));
        }
        boolean large = elst.version() == 1;
        int width = large ? 20 : 12;
        elst.requireTable(8, count, 8 * width);
        if (count > MAX_EDITS) {
            throw elst.malformed(count + " edits; up to " + MAX_EDITS + " are understood");
        }
        List<Edit> edits = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < count; i++) {
            long entry = 8 + (long) i * width;
            long length = large ? elst.u64(entry) : elst.u32(entry);
            long from = large ? elst.u64(entry + 8) : elst.s32(entry + 4);
            if (length < 0 || from < -1) {
                throw elst.malformed(
                        "edit %d has the duration %s and the media time %d"
                                .formatted(i, Long.toUnsignedString(length), from));
            }
            long ticks = scale(elst, length, movieScale, trackScale);
            if (from >= 0) {
                // Without a duration it goes on to the end, as in a film that is still being
                // written;
                // and there is nothing to show behind the last sample.
                long left = Math.max(0, mediaEnd - from);
                ticks = ticks == 0 && i == count - 1 ? left : Math.min(ticks, left);
            }
            if (ticks > 0) {
                edits.add(new Edit(at, from, ticks));
                at = Math.addExact(at, ticks);
                if (at > 1L << 62) {
                    throw elst.malformed("the edits up to " + i + " last longer than 2^62 ticks");
                }
            }
        }
        return new Timeline(edits);
    }

    private static long scale(Box elst, long length, long from, long to)
            throws MalformedFilmException {
        double approximate = (double) length * to / from;
        if (approximate > 1L << 61) {
            throw elst.malformed("an edit of " + length + " ticks lasts longer than 2^61 ticks");
        }
        if (length < 1L << 31) {
            return (length * to + from / 2) / from;
        }
        return length / from * to + (length % from * to + from / 2) / from;
    }

    List<Edit> edits() {
        return edits;
    }

    long duration() {
        return duration;
    }
}

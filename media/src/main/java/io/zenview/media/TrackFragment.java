package io.zenview.media;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One `traf`: some samples of one track, in runs (`trun`).
final class TrackFragment {
    private static final int TFHD = Box.type("tfhd");
    private static final int TFDT = Box.type("tfdt");
    private static final int TRUN = Box.type("trun");

    private static final int BASE_DATA_OFFSET = 0x1;
    private static final int DESCRIPTION = 0x2;
    private static final int DURATION = 0x8;
    private static final int SIZE = 0x10;
    private static final int FLAGS = 0x20;
    private static final int BASE_IS_MOOF = 0x2_0000;

    private final Box traf;
    private final TrackDefaults defaults;
    private final long track;
    private final long base;

    /// @param traf the box
    /// @param all defaults of all tracks
    /// @param moof where the fragment begins in the file
    /// @param before the `traf` before it in the same fragment: where its data end, this one's
    ///   begin if it doesn't say anything else
    TrackFragment(Box traf, Map<Long, TrackDefaults> all, long moof, @Nullable TrackFragment before)
            throws MalformedFilmException {
        this.traf = traf;
        Box tfhd = traf.get(TFHD);
        int flags = tfhd.flags();
        track = tfhd.u32(4);
        TrackDefaults general = TrackDefaults.of(all, track);
        long at = 8;
        if ((flags & BASE_DATA_OFFSET) != 0) {
            base = tfhd.u64(at);
            at += 8;
        } else {
            base = (flags & BASE_IS_MOOF) != 0 || before == null ? moof : before.dataEnd();
        }
        long description = general.description();
        if ((flags & DESCRIPTION) != 0) {
            description = tfhd.u32(at);
            at += 4;
        }
        long duration = general.duration();
        if ((flags & DURATION) != 0) {
            duration = tfhd.u32(at);
            at += 4;
        }
        long size = general.size();
        if ((flags & SIZE) != 0) {
            size = tfhd.u32(at);
            at += 4;
        }
        defaults =
                new TrackDefaults(
                        description,
                        duration,
                        size,
                        (flags & FLAGS) != 0 ? tfhd.s32(at) : general.flags());
    }

    long track() {
        return track;
    }

    /// When its first sample is decoded, or -1 if that follows from what was before.
    long decodeTime() throws MalformedFilmException {
        Box tfdt = traf.find(TFDT);
        if (tfdt == null) {
            return -1;
        }
        long time = tfdt.version() == 0 ? tfdt.u32(4) : tfdt.u64(4);
        if (time < 0 || time > 1L << 62) {
            throw tfdt.malformed(
                    "a decode time of " + Long.toUnsignedString(time) + ", more than 2^62");
        }
        return time;
    }

    /// Where the data of its last run end. Asked by files only that don't say where data begin.
    private long dataEnd() throws MalformedFilmException {
        long end = base;
        for (Runs runs = runs(); runs.next(); ) {
            end = runs.run().dataEnd();
        }
        return end;
    }

    Runs runs() throws MalformedFilmException {
        return new Runs();
    }

    /// The runs of a track, one after the other.
    final class Runs {
        private final Boxes boxes = traf.children();
        private @Nullable FragmentRun run;

        private Runs() throws MalformedFilmException {}

        boolean next() throws MalformedFilmException {
            while (boxes.next()) {
                if (boxes.box().is(TRUN)) {
                    run = new FragmentRun(boxes.box(), defaults, base, run);
                    return true;
                }
            }
            run = null;
            return false;
        }

        FragmentRun run() {
            if (run == null) {
                throw new IllegalStateException(
                        "there is no run before next(), nor after the last one");
            }
            return run;
        }
    }
}

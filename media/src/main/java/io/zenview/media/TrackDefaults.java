package io.zenview.media;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What holds for the samples of a track's fragments where these don't say it themselves (`trex`).
///
/// @param description which entry of `stsd` says what they are, counted from 1
/// @param duration ticks
/// @param size bytes
/// @param flags as in `trun`
record TrackDefaults(long description, long duration, long size, int flags) {
    private static final int TREX = Box.type("trex");
    private static final TrackDefaults NONE = new TrackDefaults(1, 0, 0, 0);

    /// By track.
    ///
    /// @param mvex the box that holds them, or null
    static Map<Long, TrackDefaults> read(@Nullable Box mvex) throws MalformedFilmException {
        Map<Long, TrackDefaults> all = new HashMap<>();
        if (mvex != null) {
            for (Boxes boxes = mvex.children(); boxes.next(); ) {
                Box box = boxes.box();
                if (box.is(TREX)) {
                    all.putIfAbsent(
                            box.u32(4),
                            new TrackDefaults(box.u32(8), box.u32(12), box.u32(16), box.s32(20)));
                }
            }
        }
        return all;
    }

    static TrackDefaults of(Map<Long, TrackDefaults> all, long track) {
        return all.getOrDefault(track, NONE);
    }
}

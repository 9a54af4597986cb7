package io.zenview.media;

import java.util.List;

/// The samples that a clip takes of one track, in decoding order, and the tables for them. A chunk
/// is what lies in one piece in the film.
final class ClipSamples {
    private static final int STTS = Box.type("stts");
    private static final int CTTS = Box.type("ctts");
    private static final int STSC = Box.type("stsc");
    private static final int STSZ = Box.type("stsz");
    private static final int STCO = Box.type("stco");
    private static final int CO64 = Box.type("co64");
    private static final int STSS = Box.type("stss");

    /// Their tables are on the heap. At 60 pictures a second, 23 hours.
    private static final int MAX_SAMPLES = 5_000_000;

    private final Track track;
    private final LongList durations = new LongList();
    private final LongList compositions = new LongList();
    private final LongList sizes = new LongList();
    private final LongList keys = new LongList();
    private final LongList chunkOffset = new LongList();
    private final LongList chunkBytes = new LongList();
    private final LongList chunkSamples = new LongList();
    private final LongList chunkDescription = new LongList();
    private long ticks;
    private boolean composed;
    private boolean negative;
    private int offsetsAt;
    private boolean large;

    ClipSamples(Track track) {
        this.track = track;
    }

    /// When the next sample is decoded in the clip.
    long ticks() {
        return ticks;
    }

    /// Takes the samples from one number to before another.
    void take(long from, long to) throws MalformedFilmException {
        FilmBytes film = track.film();
        if (to - from > MAX_SAMPLES - sizes.length()) {
            throw malformed(
                    0, "a clip of more than " + MAX_SAMPLES + " samples; cut it into several");
        }
        SampleCursor cursor = track.samples().from(from);
        long begins = cursor.decodeTime;
        boolean more = true;
        for (long left = to - from; left > 0 && more; left--) {
            long offset = cursor.offset();
            long size = cursor.size();
            if (offset < 0 || size > film.size() - offset) {
                throw malformed(
                        Math.max(0, offset),
                        "sample %d has %d bytes there, but the file ends at %d"
                                .formatted(cursor.number, size, film.size()));
            }
            sizes.add(size);
            compositions.add(cursor.compositionOffset);
            composed |= cursor.compositionOffset != 0;
            negative |= cursor.compositionOffset < 0;
            if (cursor.key()) {
                keys.add(sizes.length());
            }
            place(offset, size, cursor.description());
            long time = cursor.decodeTime;
            long duration = cursor.duration;
            more = cursor.next();
            // Between fragments there may be gaps, which no sample's own duration tells of.
            durations.add(more && left > 1 ? cursor.decodeTime - time : duration);
            if (!more || left == 1) {
                ticks += time + duration - begins;
            }
        }
    }

    private void place(long offset, long size, long description) {
        int last = chunkOffset.length() - 1;
        if (last >= 0
                && chunkOffset.get(last) + chunkBytes.get(last) == offset
                && chunkDescription.get(last) == description) {
            chunkBytes.increase(last, size);
            chunkSamples.increase(last, 1);
            return;
        }
        chunkOffset.add(offset);
        chunkBytes.add(size);
        chunkSamples.add(1);
        chunkDescription.add(description);
    }

    private MalformedFilmException malformed(long offset, String reason) {
        return new MalformedFilmException(
                track.film().name(), "track " + track.id(), offset, reason);
    }

    int chunks() {
        return chunkOffset.length();
    }

    long chunkOffset(int chunk) {
        return chunkOffset.get(chunk);
    }

    long chunkBytes(int chunk) {
        return chunkBytes.get(chunk);
    }

    /// The boxes of `stbl` behind `stsd`.
    ///
    /// @param largeOffsets whether chunks may begin behind 4 GiB
    void write(BoxWriter out, boolean largeOffsets) throws MalformedFilmException {
        out.fullBox(STTS, 0, 0, () -> runs(out, durations));
        if (composed) {
            out.fullBox(CTTS, negative ? 1 : 0, 0, () -> runs(out, compositions));
        }
        if (keys.length() < sizes.length()) {
            out.fullBox(STSS, 0, 0, () -> list(out, keys));
        }
        out.fullBox(STSC, 0, 0, () -> chunkRuns(out));
        out.fullBox(
                STSZ,
                0,
                0,
                () -> {
                    out.u32(0);
                    list(out, sizes);
                });
        large = largeOffsets;
        out.fullBox(
                large ? CO64 : STCO,
                0,
                0,
                () -> {
                    out.u32(chunks());
                    offsetsAt = out.length();
                    out.zeros(chunks() * (large ? 8 : 4));
                });
    }

    /// Fills in where the chunks are in the clip.
    ///
    /// @param mediaAt where the first piece begins in the clip
    void patchOffsets(BoxWriter out, List<ClipMedia.Piece> pieces, long mediaAt) {
        int piece = 0;
        for (int i = 0; i < chunks(); i++) {
            long offset = chunkOffset.get(i);
            piece = ClipMedia.Piece.containing(pieces, offset, piece);
            long moved = mediaAt + pieces.get(piece).moved(offset);
            if (large) {
                out.patch64(offsetsAt + 8 * i, moved);
            } else {
                out.patch32(offsetsAt + 4 * i, moved);
            }
        }
    }

    private static void list(BoxWriter out, LongList numbers) {
        out.u32(numbers.length());
        for (int i = 0; i < numbers.length(); i++) {
            out.u32(numbers.get(i));
        }
    }

    /// Equal ones in a row become one run.
    private static void runs(BoxWriter out, LongList numbers) {
        int at = out.length();
        out.u32(0);
        int runs = 0;
        for (int i = 0; i < numbers.length(); ) {
            int next = i + 1;
            while (next < numbers.length() && numbers.get(next) == numbers.get(i)) {
                next++;
            }
            out.u32(next - i);
            out.u32(numbers.get(i));
            runs++;
            i = next;
        }
        out.patch32(at, runs);
    }

    private void chunkRuns(BoxWriter out) {
        int at = out.length();
        out.u32(0);
        int runs = 0;
        for (int i = 0; i < chunks(); i++) {
            if (i == 0
                    || chunkSamples.get(i) != chunkSamples.get(i - 1)
                    || chunkDescription.get(i) != chunkDescription.get(i - 1)) {
                out.u32(i + 1);
                out.u32(chunkSamples.get(i));
                out.u32(chunkDescription.get(i));
                runs++;
            }
        }
        out.patch32(at, runs);
    }
}

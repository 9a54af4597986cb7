package io.zenview.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The media of a clip: pieces of the film, in the film's order, each taken once.
final class ClipMedia {
    /// Less between two pieces goes along: it costs less than a piece more does.
    private static final long SMALL_GAP = 4096;

    private ClipMedia() {}

    /// A piece of the film and its place in the clip.
    ///
    /// @param from in the film
    /// @param to in the film
    /// @param at in the clip
    record Piece(long from, long to, long at) {
        long end() {
            return at + (to - from);
        }

        long moved(long offset) {
            return at + (offset - from);
        }

        /// The piece that an offset of the film lies in.
        ///
        /// @param guess which one to try first
        static int containing(List<Piece> pieces, long offset, int guess) {
            if (pieces.get(guess).holds(offset)) {
                return guess;
            }
            int low = 0;
            int high = pieces.size() - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (pieces.get(middle).from() <= offset) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }

        private boolean holds(long offset) {
            return from <= offset && offset < to;
        }
    }

    /// The pieces that hold all chunks, one behind the other from 0 on.
    static List<Piece> of(List<ClipSamples> tracks) {
        int all = tracks.stream().mapToInt(ClipSamples::chunks).sum();
        long[][] spans = new long[all][];
        int n = 0;
        for (ClipSamples track : tracks) {
            for (int i = 0; i < track.chunks(); i++) {
                long from = track.chunkOffset(i);
                spans[n++] = new long[] {from, from + track.chunkBytes(i)};
            }
        }
        Arrays.sort(spans, Comparator.comparingLong(span -> span[0]));
        List<Piece> pieces = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < spans.length; ) {
            long from = spans[i][0];
            long to = spans[i][1];
            for (i++; i < spans.length && spans[i][0] <= to + SMALL_GAP; i++) {
                to = Math.max(to, spans[i][1]);
            }
            pieces.add(new Piece(from, to, at));
            at += to - from;
        }
        return pieces;
    }
}

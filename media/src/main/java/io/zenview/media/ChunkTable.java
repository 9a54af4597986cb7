package io.zenview.media;

import io.zenview.view.IntView;
import io.zenview.view.LongView;
import org.jspecify.annotations.Nullable;

/// Which chunk a sample is in (`stsc`) and where the chunk begins (`stco`, `co64`).
///
/// A run of `stsc` says from which chunk on, counted from 1, chunks hold how many samples. Of every
/// so-many-th run it is kept with which sample it begins.
final class ChunkTable {
    private static final int MAX_ANCHORS = 1024;

    private final IntView.Swapped runTable;
    private final long runs;

    /// What takes the place of offsets that no file can have: behind the end of every file.
    private static final long NOWHERE = 1L << 62;

    private final IntView.@Nullable Swapped offsets;
    private final LongView.@Nullable Swapped largeOffsets;
    private final long chunks;
    private final long stride;
    private final long[] samplesBefore;
    private final long largest;

    /// @param stsc which chunk holds how many samples
    /// @param offsets `stco` or `co64`
    /// @param large whether it is `co64`
    /// @param samples how many the chunks have to hold
    ChunkTable(Box stsc, Box offsets, boolean large, long samples) throws MalformedFilmException {
        chunks = offsets.u32(4);
        offsets.requireTable(8, chunks, large ? 64 : 32);
        FilmBytes film = stsc.film();
        this.offsets = large ? null : film.integers(offsets.body() + 8, chunks);
        this.largeOffsets = large ? film.longs(offsets.body() + 8, chunks) : null;
        runs = stsc.u32(4);
        stsc.requireTable(8, runs, 96);
        runTable = film.integers(stsc.body() + 8, 3 * runs);
        stride = Math.max(1, Math.ceilDiv(runs, MAX_ANCHORS));
        samplesBefore = new long[(int) Math.ceilDiv(runs, stride)];
        largest = anchor(stsc, samples);
    }

    /// The one pass over the table, which checks it as well.
    private long anchor(Box stsc, long samples) throws MalformedFilmException {
        if (samples == 0) {
            return 0;
        }
        long most = 0;
        long before = 0;
        for (long run = 0; run < runs; run++) {
            long first = firstChunk(run);
            long each = samplesPerChunk(run);
            long next = run + 1 < runs ? firstChunk(run + 1) : chunks + 1;
            if ((run == 0 && first != 1) || first >= next || next > chunks + 1) {
                throw stsc.malformed(
                        "run %d has the chunks from %d to before %d, of %d in all"
                                .formatted(run, first, next, chunks));
            }
            if (each == 0) {
                throw stsc.malformed("chunks of run " + run + " have no samples");
            }
            if (run % stride == 0) {
                samplesBefore[(int) (run / stride)] = before;
            }
            before += (next - first) * each;
            most = Math.max(most, each);
            if (before < 0) {
                throw stsc.malformed("more samples than can be counted up to run " + run);
            }
        }
        if (before < samples) {
            throw stsc.malformed(
                    "its %d chunks hold %d samples, but there are sizes of %d"
                            .formatted(chunks, before, samples));
        }
        return Math.min(most, samples);
    }

    private long firstChunk(long run) {
        return runTable.get(3 * run) & 0xffff_ffffL;
    }

    private long samplesPerChunk(long run) {
        return runTable.get(3 * run + 1) & 0xffff_ffffL;
    }

    /// The most samples in a chunk.
    long largest() {
        return largest;
    }

    long chunks() {
        return chunks;
    }

    /// Where a chunk begins; the sign bit set if it is no place in a file.
    long offset(long chunk) {
        IntView.Swapped small = offsets;
        if (small != null) {
            return small.get(chunk) & 0xffff_ffffL;
        }
        LongView.Swapped large = largeOffsets;
        if (large == null) {
            throw new IllegalStateException("no table of offsets");
        }
        return large.get(chunk);
    }

    /// Where a sample begins.
    long offsetOf(long sample, SizeTable sizes) {
        long run = runOf(sample);
        long first = firstSample(run);
        long each = samplesPerChunk(run);
        long chunk = firstChunk(run) - 1 + (sample - first) / each;
        long within = (sample - first) % each;
        long at = offset(chunk) + sizes.sum(sample - within, sample);
        return at < 0 ? NOWHERE : at;
    }

    /// Which entry of `stsd` says what a sample is, counted from 1.
    long description(long sample) {
        return runTable.get(3 * runOf(sample) + 2) & 0xffff_ffffL;
    }

    private long runOf(long sample) {
        int low = 0;
        int high = samplesBefore.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (samplesBefore[middle] <= sample) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        long run = low * stride;
        long before = samplesBefore[low];
        while (run + 1 < runs) {
            before += samplesIn(run);
            if (sample < before) {
                break;
            }
            run++;
        }
        return run;
    }

    private long firstSample(long run) {
        long anchor = run / stride;
        long before = samplesBefore[(int) anchor];
        for (long r = anchor * stride; r < run; r++) {
            before += samplesIn(r);
        }
        return before;
    }

    private long samplesIn(long run) {
        return (firstChunk(run + 1) - firstChunk(run)) * samplesPerChunk(run);
    }
}

package io.zenview.media;

import io.zenview.view.IntView;

/// A table of runs, so many samples with the same value each: `stts`, whose values are durations,
/// and `ctts`, whose values are composition offsets.
///
/// The table stays in the file. Of every so-many-th run it is kept at which sample and at which sum
/// of durations it begins, at most [#MAX_ANCHORS] of them: a film of any length takes 17 KiB, and a
/// look-up a binary search and a short walk. Where all runs of a stretch have as many samples, as
/// in a film with reordered pictures each has one, the run of a sample is found without walking.
final class RunTable {
    /// Sample counts have 32 bits, durations have 32 bits, and what is longer than this is no film.
    private static final long MAX_TICKS = 1L << 62;

    private static final int MAX_ANCHORS = 1024;

    private final IntView.Swapped table;
    private final long runs;
    private final long stride;
    private final long[] samplesBefore;
    private final long[] ticksBefore;
    private final boolean[] even;
    private final long samples;
    private final long ticks;
    private final int least;
    private final int greatest;

    private RunTable(IntView.Swapped table, Anchors anchors) {
        this.table = table;
        this.runs = table.length() / 2;
        this.stride = anchors.stride;
        this.samplesBefore = anchors.samplesBefore;
        this.ticksBefore = anchors.ticksBefore;
        this.even = anchors.even;
        this.samples = anchors.samples;
        this.ticks = anchors.ticks;
        this.least = anchors.least;
        this.greatest = anchors.greatest;
    }

    /// Reads a full box: version and flags, the number of runs, and for each its samples and its
    /// value.
    ///
    /// @param timed whether values are durations, to be added up
    static RunTable read(Box box, boolean timed) throws MalformedFilmException {
        long runs = box.u32(4);
        box.requireTable(8, runs, 64);
        IntView.Swapped table = box.film().integers(box.body() + 8, 2 * runs);
        return new RunTable(table, new Anchors(box, table, timed));
    }

    /// The one pass over the table.
    private static final class Anchors {
        final long stride;
        final long[] samplesBefore;
        final long[] ticksBefore;

        /// Whether the runs from an anchor to the next have equally many samples, at least one.
        final boolean[] even;

        long samples;
        long ticks;
        int least = Integer.MAX_VALUE;
        int greatest = Integer.MIN_VALUE;

        Anchors(Box box, IntView.Swapped table, boolean timed) throws MalformedFilmException {
            long runs = table.length() / 2;
            stride = Math.max(1, Math.ceilDiv(runs, MAX_ANCHORS));
            int kept = (int) Math.ceilDiv(runs, stride);
            samplesBefore = new long[kept];
            ticksBefore = new long[timed ? kept : 0];
            even = new boolean[kept];
            long untilAnchor = 0;
            long each = 0;
            for (long run = 0, anchor = 0; run < runs; run++) {
                if (untilAnchor-- == 0) {
                    samplesBefore[(int) anchor] = samples;
                    if (timed) {
                        ticksBefore[(int) anchor] = ticks;
                    }
                    each = table.get(2 * run) & 0xffff_ffffL;
                    even[(int) anchor] = each > 0;
                    anchor++;
                    untilAnchor = stride - 1;
                }
                long count = table.get(2 * run) & 0xffff_ffffL;
                if (count != each) {
                    even[(int) anchor - 1] = false;
                }
                int value = table.get(2 * run + 1);
                samples += count;
                if (timed) {
                    // Below 2^64, so that a sum too large shows.
                    ticks += count * (value & 0xffff_ffffL);
                    if (count * (value & 0xffff_ffffL) < 0 || ticks < 0 || ticks > MAX_TICKS) {
                        throw box.malformed(
                                "the durations of the samples up to " + samples + " exceed 2^62");
                    }
                }
                if (count > 0) {
                    least = Math.min(least, value);
                    greatest = Math.max(greatest, value);
                }
            }
        }
    }

    long runs() {
        return runs;
    }

    /// Samples that the runs speak of, which may be more than there are.
    long samples() {
        return samples;
    }

    /// What the durations of all of them sum up to.
    long ticks() {
        return ticks;
    }

    /// The least value, as a signed number; of no sample if there is none.
    int least() {
        return least;
    }

    int greatest() {
        return greatest;
    }

    long countOf(long run) {
        return table.get(2 * run) & 0xffff_ffffL;
    }

    int valueOf(long run) {
        return table.get(2 * run + 1);
    }

    /// The sum of the durations before a sample.
    ///
    /// @param sample a number of a sample, or the number of samples
    long ticksBefore(long sample) {
        int anchor = last(samplesBefore, sample);
        long before = samplesBefore[anchor];
        long sum = ticksBefore[anchor];
        long run = anchor * stride;
        while (run < runs) {
            long count = countOf(run);
            long value = valueOf(run) & 0xffff_ffffL;
            if (sample < before + count) {
                return sum + (sample - before) * value;
            }
            before += count;
            sum += count * value;
            run++;
        }
        return sum;
    }

    /// The last sample that begins at a time or before it.
    ///
    /// @param time ticks, not negative
    /// @return the sample's number; the number of samples or more, if all are over
    long sampleAt(long time) {
        int anchor = last(ticksBefore, time);
        long before = samplesBefore[anchor];
        long sum = ticksBefore[anchor];
        long run = anchor * stride;
        while (run < runs) {
            long count = countOf(run);
            long value = valueOf(run) & 0xffff_ffffL;
            long all = count * value;
            if (time < sum + all) {
                return before + (time - sum) / value;
            }
            before += count;
            sum += all;
            run++;
        }
        return before;
    }

    /// A place in the table that moves on from sample to sample.
    Cursor from(long sample) {
        return new Cursor(sample);
    }

    /// The values of samples, one after the other.
    final class Cursor {
        private long run;
        private long left;

        private Cursor(long sample) {
            int anchor = last(samplesBefore, sample);
            long before = samplesBefore[anchor];
            run = anchor * stride;
            if (even[anchor]) {
                long each = countOf(run);
                long on = Math.min((sample - before) / each, runs - 1 - run);
                before += on * each;
                run += on;
            }
            while (run < runs - 1 && sample >= before + countOf(run)) {
                before += countOf(run);
                run++;
            }
            left = before + countOf(run) - sample;
        }

        int value() {
            return valueOf(run);
        }

        void next() {
            left--;
            while (left <= 0 && run < runs - 1) {
                run++;
                left = countOf(run);
            }
        }
    }

    /// The last anchor at or before something; the first if there is none before.
    private static int last(long[] before, long wanted) {
        int low = 0;
        int high = before.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (before[middle] <= wanted) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}

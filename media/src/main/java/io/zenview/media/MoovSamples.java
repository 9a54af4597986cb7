package io.zenview.media;

import org.jspecify.annotations.Nullable;

/// Samples whose tables are in the `moov`: one `stbl`.
final class MoovSamples extends Samples {
    private static final int STTS = Box.type("stts");
    private static final int CTTS = Box.type("ctts");
    private static final int STSC = Box.type("stsc");
    private static final int STSZ = Box.type("stsz");
    private static final int STZ2 = Box.type("stz2");
    private static final int STCO = Box.type("stco");
    private static final int CO64 = Box.type("co64");
    private static final int STSS = Box.type("stss");

    private final SizeTable sizes;
    private final RunTable durations;
    private final @Nullable RunTable compositions;
    private final ChunkTable chunks;
    private final SyncTable keys;
    private final long count;
    private final long endTicks;

    MoovSamples(Box stbl) throws MalformedFilmException {
        Box stsz = stbl.find(STSZ);
        sizes = stsz != null ? SizeTable.readStsz(stsz) : SizeTable.readStz2(stbl.get(STZ2));
        count = sizes.count();
        durations = RunTable.read(stbl.get(STTS), true);
        requireAll(stbl.get(STTS), durations);
        Box ctts = stbl.find(CTTS);
        compositions = ctts == null || count == 0 ? null : RunTable.read(ctts, false);
        if (compositions != null && ctts != null) {
            requireAll(ctts, compositions);
        }
        Box co64 = stbl.find(CO64);
        Box offsets = co64 != null ? co64 : stbl.get(STCO);
        chunks = new ChunkTable(stbl.get(STSC), offsets, co64 != null, count);
        sizes.anchor(chunks.largest());
        keys = new SyncTable(stbl.find(STSS), count);
        endTicks = count == 0 ? 0 : durations.ticksBefore(count);
    }

    private void requireAll(Box box, RunTable runs) throws MalformedFilmException {
        if (runs.samples() < count) {
            throw box.malformed(
                    "its runs have %d samples, but there are sizes of %d"
                            .formatted(runs.samples(), count));
        }
    }

    @Override
    long count() {
        return count;
    }

    @Override
    long firstTicks() {
        return 0;
    }

    @Override
    long endTicks() {
        return endTicks;
    }

    @Override
    long keyFrames() {
        return keys.count();
    }

    @Override
    int leastComposition() {
        return compositions == null ? 0 : compositions.least();
    }

    @Override
    int greatestComposition() {
        return compositions == null ? 0 : compositions.greatest();
    }

    @Override
    long decodedAt(long ticks) {
        return ticks <= 0 ? 0 : Math.min(durations.sampleAt(ticks), count - 1);
    }

    @Override
    SampleCursor from(long number) {
        return new Cursor(number);
    }

    @Override
    long offset(long number) {
        return chunks.offsetOf(number, sizes);
    }

    @Override
    long keyAtOrBefore(long number) {
        return keys.atOrBefore(number);
    }

    @Override
    void measure(Pace pace) {
        long left = count;
        for (long run = 0; run < durations.runs() && left > 0; run++) {
            long samples = Math.min(left, durations.countOf(run));
            left -= samples;
            // How long the last one is shown says nothing about the rate.
            pace.durations(
                    left == 0 ? samples - 1 : samples, durations.valueOf(run) & 0xffff_ffffL);
        }
        RunTable offsets = compositions;
        if (offsets == null) {
            return;
        }
        left = count;
        for (long run = 0; run < offsets.runs() && left > 0; run++) {
            if (offsets.countOf(run) > 0) {
                pace.composition(offsets.valueOf(run));
            }
            left -= offsets.countOf(run);
        }
    }

    private final class Cursor extends SampleCursor {
        private final RunTable.Cursor durationAt;
        private final RunTable.@Nullable Cursor compositionAt;

        Cursor(long number) {
            this.number = number;
            durationAt = durations.from(number);
            compositionAt = compositions == null ? null : compositions.from(number);
            decodeTime = durations.ticksBefore(number);
            read();
        }

        private void read() {
            duration = durationAt.value() & 0xffff_ffffL;
            compositionOffset = compositionAt == null ? 0 : compositionAt.value();
        }

        @Override
        boolean next() {
            if (number + 1 >= count) {
                return false;
            }
            decodeTime += duration;
            number++;
            durationAt.next();
            if (compositionAt != null) {
                compositionAt.next();
            }
            read();
            return true;
        }

        @Override
        long offset() {
            return MoovSamples.this.offset(number);
        }

        @Override
        long size() {
            return sizes.size(number);
        }

        @Override
        boolean key() {
            return keys.isKey(number);
        }

        @Override
        long description() {
            return chunks.description(number);
        }
    }
}

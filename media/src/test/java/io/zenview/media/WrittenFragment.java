package io.zenview.media;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A `moof` with its `mdat`, as [Mp4Writer] writes them.
public final class WrittenFragment {
    private static final int KEY = 0x2000000;
    private static final int NO_KEY = 0x1010000;

    /// Where a field of a sample is said. What a place cannot say, because samples differ, is said
    /// in the run.
    public enum Place {
        TREX,
        TFHD,
        TRUN
    }

    /// What data offsets count from.
    public enum Base {
        /// The file.
        ABSOLUTE,
        /// The `moof` (`default-base-is-moof`).
        MOOF,
        /// The `moof` for its first track, the end of the data before for all others.
        LEGACY
    }

    /// What the `trex` of a track says.
    public record Defaults(int duration, int size, int flags) {
        public static final Defaults NONE = new Defaults(0, 0, 0);
    }

    /// Some samples of one track in one fragment.
    public static final class Part {
        public final WrittenTrack track;
        public final int from;
        public final int to;
        public Place durations = Place.TRUN;
        public Place sizes = Place.TRUN;
        public Place flags = Place.TRUN;

        /// Whether a run says its first sample's flags, and the default holds for all others.
        public boolean firstFlags;

        public Base base = Base.MOOF;

        /// Version of the `tfdt`, or -1 for none, if times go on without a gap.
        public int timeVersion = 1;

        /// Samples of each run; the last number holds for the rest.
        public int[] runs;

        /// Whether later runs say where their data begins even if it goes on after that of the run
        /// before.
        public boolean offsetsOfAllRuns = true;

        /// Whether even the first run leaves that to the base, if it can.
        public boolean noOffset;

        public Part(WrittenTrack track, int from, int to) {
            this.track = track;
            this.from = from;
            this.to = to;
            this.runs = new int[] {to - from};
        }

        /// One of all the ways to say the same.
        public Part any(Random random) {
            durations = one(random, Place.values());
            sizes = one(random, Place.values());
            flags = one(random, Place.values());
            firstFlags = random.nextBoolean();
            base = one(random, Base.values());
            timeVersion = random.nextInt(3) - 1;
            runs = random.ints(3, 1, Math.max(2, to - from + 1)).toArray();
            offsetsOfAllRuns = random.nextBoolean();
            noOffset = random.nextBoolean();
            return this;
        }
    }

    @SafeVarargs
    static <T> T one(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    public final List<Part> parts = new ArrayList<>();

    /// Bytes before the data of each run that belong to nobody.
    public int padding;

    /// Whether the `mdat` says its size in 64 bits.
    public boolean largeMdat;

    public WrittenFragment add(Part part) {
        parts.add(part);
        return this;
    }

    /// Writes it, and tells the tracks where their samples are.
    ///
    /// @param next decode time at which each track goes on, by id
    byte[] write(
            long position, int sequence, Map<Integer, Long> next, Map<Integer, Defaults> trex) {
        int size = moof(position, 0, sequence, new HashMap<>(next), trex).length();
        WrittenBoxes out = moof(position, size, sequence, next, trex);
        if (largeMdat) {
            out.largeBox("mdat");
        } else {
            out.box("mdat");
        }
        for (Part part : parts) {
            int run = 0;
            for (int i = part.from; i < part.to; run++) {
                out.zeros(padding);
                int end = Math.min(part.to, i + part.runs[Math.min(run, part.runs.length - 1)]);
                for (; i < end; i++) {
                    out.put(part.track.bytes(i));
                }
            }
        }
        return out.end().toBytes();
    }

    private WrittenBoxes moof(
            long position,
            int size,
            int sequence,
            Map<Integer, Long> next,
            Map<Integer, Defaults> trex) {
        WrittenBoxes out = new WrittenBoxes();
        out.box("moof").box("mfhd", 0, 0).u32(sequence).end();
        long data = position + size + (largeMdat ? 16 : 8);
        long endOfData = position;
        for (Part part : parts) {
            data =
                    traf(
                            out,
                            part,
                            position,
                            endOfData,
                            data,
                            next,
                            trex.getOrDefault(part.track.id, Defaults.NONE));
            endOfData = data;
        }
        return out.end();
    }

    private long traf(
            WrittenBoxes out,
            Part part,
            long moof,
            long endOfData,
            long start,
            Map<Integer, Long> next,
            Defaults trex) {
        WrittenTrack track = part.track;
        Place durations = place(part, part.durations, track.durations, trex.duration());
        Place sizes = place(part, part.sizes, track.sizes, trex.size());
        int[] flagsOfAll = new int[track.count()];
        for (int i = 0; i < flagsOfAll.length; i++) {
            flagsOfAll[i] = track.keys[i] ? KEY : NO_KEY;
        }
        boolean first = part.firstFlags && part.flags != Place.TRUN && restAlike(part, flagsOfAll);
        int common = flagsOfAll[first ? Math.min(part.from + 1, part.to - 1) : part.from];
        Place flags;
        if (first) {
            flags = part.flags == Place.TREX && trex.flags() == common ? Place.TREX : Place.TFHD;
        } else {
            flags = place(part, part.flags, flagsOfAll, trex.flags());
        }
        int tfhd = 0;
        tfhd |= part.base == Base.ABSOLUTE ? 1 : 0;
        tfhd |= part.base == Base.MOOF ? 0x20000 : 0;
        tfhd |= durations == Place.TFHD ? 8 : 0;
        tfhd |= sizes == Place.TFHD ? 16 : 0;
        tfhd |= flags == Place.TFHD ? 32 : 0;
        long base =
                switch (part.base) {
                    case ABSOLUTE -> start;
                    case MOOF -> moof;
                    case LEGACY -> endOfData;
                };
        out.box("traf").box("tfhd", 0, tfhd).u32(track.id);
        if (part.base == Base.ABSOLUTE) {
            out.u64(base);
        }
        if (durations == Place.TFHD) {
            out.u32(track.durations[part.from]);
        }
        if (sizes == Place.TFHD) {
            out.u32(track.sizes[part.from]);
        }
        if (flags == Place.TFHD) {
            out.u32(common);
        }
        out.end();
        if (part.timeVersion >= 0
                || next.getOrDefault(track.id, 0L) != track.decodeTimes[part.from]) {
            int version = part.timeVersion == 0 ? 0 : 1;
            out.box("tfdt", version, 0);
            if (version == 1) {
                out.u64(track.decodeTimes[part.from]);
            } else {
                out.u32(track.decodeTimes[part.from]);
            }
            out.end();
        }
        next.put(
                track.id,
                track.decodeTimes[part.to - 1]
                        + Integer.toUnsignedLong(track.durations[part.to - 1]));
        long at = start;
        long implied = base;
        int run = 0;
        for (int i = part.from; i < part.to; run++) {
            int end = Math.min(part.to, i + part.runs[Math.min(run, part.runs.length - 1)]);
            at += padding;
            boolean compositions = false;
            boolean negative = false;
            for (int k = i; k < end; k++) {
                compositions |= track.compositions[k] != 0;
                negative |= track.compositions[k] < 0;
            }
            boolean needed = at != implied || (run == 0 ? !part.noOffset : part.offsetsOfAllRuns);
            boolean says = first && (run == 0 || flagsOfAll[i] != common);
            int trun = needed ? 1 : 0;
            trun |= says ? 4 : 0;
            trun |= durations == Place.TRUN ? 0x100 : 0;
            trun |= sizes == Place.TRUN ? 0x200 : 0;
            trun |= flags == Place.TRUN ? 0x400 : 0;
            trun |= compositions ? 0x800 : 0;
            out.box("trun", negative ? 1 : 0, trun).u32(end - i);
            if (needed) {
                out.u32(at - base);
            }
            if (says) {
                out.u32(flagsOfAll[i]);
            }
            for (; i < end; i++) {
                if (durations == Place.TRUN) {
                    out.u32(track.durations[i]);
                }
                if (sizes == Place.TRUN) {
                    out.u32(track.sizes[i]);
                }
                if (flags == Place.TRUN) {
                    out.u32(flagsOfAll[i]);
                }
                if (compositions) {
                    out.u32(track.compositions[i]);
                }
                track.offsets[i] = at;
                at += Integer.toUnsignedLong(track.sizes[i]);
            }
            implied = at;
            out.end();
        }
        out.end();
        return at;
    }

    private static boolean restAlike(Part part, int[] flags) {
        for (int i = part.from + 2; i < part.to; i++) {
            if (flags[i] != flags[part.from + 1]) {
                return false;
            }
        }
        return true;
    }

    private static Place place(Part part, Place wanted, int[] values, int trex) {
        for (int i = part.from; i < part.to; i++) {
            if (values[i] != values[part.from]) {
                return Place.TRUN;
            }
        }
        return wanted == Place.TREX && trex != values[part.from] ? Place.TFHD : wanted;
    }
}

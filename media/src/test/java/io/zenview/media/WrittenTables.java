package io.zenview.media;

/// Writes the boxes of a [WrittenTrack] that are in the `moov`.
final class WrittenTables {
    private final WrittenBoxes out;
    private final WrittenTrack track;
    private final long movieTimescale;

    WrittenTables(WrittenBoxes out, WrittenTrack track, long movieTimescale) {
        this.out = out;
        this.track = track;
        this.movieTimescale = movieTimescale;
    }

    void trak() {
        out.box("trak");
        out.box("tkhd", 0, track.enabled ? 3 : 2).u32(0).u32(0).u32(track.id).u32(0);
        long duration = track.duration >= 0 ? track.duration : movieDuration();
        out.u32(duration).zeros(16);
        matrix(out);
        out.u32((long) track.width << 16).u32((long) track.height << 16).end();
        if (!track.edits.isEmpty()) {
            edits();
        }
        if (track.timecodeTrack > 0) {
            out.box("tref").box("tmcd").u32(track.timecodeTrack).end().end();
        }
        out.box("mdia");
        out.box("mdhd", 1, 0).u64(0).u64(0).u32(track.timescale).u64(track.end());
        int code = 0;
        for (char c : track.language.toCharArray()) {
            code = (code << 5) | (c - 0x60);
        }
        out.u16(code).u16(0).end();
        out.box("hdlr", 0, 0).u32(0).text(track.handler).zeros(13).end();
        out.box("minf");
        switch (track.handler) {
            case "vide" -> out.box("vmhd", 0, 1).zeros(8).end();
            case "soun" -> out.box("smhd", 0, 0).zeros(4).end();
            default -> out.box("nmhd", 0, 0).end();
        }
        out.box("dinf").box("dref", 0, 0).u32(1).box("url ", 0, 1).end().end().end();
        out.box("stbl");
        descriptions();
        times();
        if (track.compositionVersion >= 0) {
            compositions();
        }
        keys();
        chunks();
        sizes();
        out.end().end().end().end();
    }

    private long movieDuration() {
        return track.timescale == 0 ? 0 : track.end() * movieTimescale / track.timescale;
    }

    static void matrix(WrittenBoxes out) {
        for (int value : new int[] {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000}) {
            out.u32(value);
        }
    }

    private void edits() {
        int version = track.editVersion;
        int width = version == 1 ? 8 : 4;
        out.box("edts").box("elst", version, 0).u32(track.edits.size());
        for (WrittenTrack.Edit edit : track.edits) {
            long[] numbers = {edit.duration(), edit.mediaTime()};
            for (long number : numbers) {
                if (width == 8) {
                    out.u64(number);
                } else {
                    out.u32(number);
                }
            }
            out.u16(1).u16(0);
        }
        out.end().end();
    }

    private void descriptions() {
        out.box("stsd", 0, 0).u32(track.sampleEntries);
        for (int i = 0; i < track.sampleEntries; i++) {
            switch (track.handler) {
                case "vide" -> {
                    out.box(track.pictures)
                            .zeros(6)
                            .u16(1)
                            .zeros(16)
                            .u16(track.width)
                            .u16(track.height);
                    out.u32(0x480000).u32(0x480000).u32(0).u16(1).zeros(32).u16(24).u16(0xFFFF);
                    if (track.pictures.equals("avc1")) {
                        out.box("avcC").u8(1).u8(0x64).u8(0).u8(0x1F).u8(0xFF).u8(0xE0).u8(0).end();
                    }
                    out.end();
                }
                case "soun" -> {
                    out.box(track.sound)
                            .zeros(6)
                            .u16(1)
                            .zeros(8)
                            .u16(track.channels)
                            .u16(16)
                            .u32(0);
                    out.u32((long) track.sampleRate << 16).end();
                }
                case "tmcd" -> {
                    int[] t = track.timecode;
                    out.box("tmcd").zeros(6).u16(1).u32(0).u32(t[0]).u32(t[1]).u32(t[2]);
                    out.u8(t[3]).u8(0).end();
                }
                default -> out.box("text").zeros(6).u16(1).end();
            }
        }
        out.end();
    }

    private void times() {
        int at = begin("stts", 0);
        int entries = 0;
        for (int i = 0; i < track.inMoov; ) {
            int run = run(track.durations, i);
            entries += entry(run, track.durations[i]);
            i += run;
        }
        end(at, entries);
    }

    private void compositions() {
        int at = begin("ctts", track.compositionVersion);
        int entries = 0;
        for (int i = 0; i < track.inMoov; ) {
            int run = run(track.compositions, i);
            entries += entry(run, track.compositions[i]);
            i += run;
        }
        end(at, entries);
    }

    private int begin(String type, int version) {
        out.box(type, version, 0);
        out.u32(0);
        return out.length() - 4;
    }

    private void end(int at, int entries) {
        out.put(at, entries, 4);
        out.end();
    }

    private int entry(int run, int value) {
        out.u32(run).u32(value);
        if (track.emptyRuns) {
            out.u32(0).u32(value + 7L);
            return 2;
        }
        return 1;
    }

    private int run(int[] values, int from) {
        int to = from + 1;
        while (track.mergeRuns && to < track.inMoov && values[to] == values[from]) {
            to++;
        }
        return to - from;
    }

    private void keys() {
        if (track.keyTable == WrittenTrack.Keys.NO_TABLE) {
            return;
        }
        int at = begin("stss", 0);
        int entries = 0;
        for (int i = 0; i < track.inMoov; i++) {
            if (track.isKey(i)) {
                out.u32(i + 1L);
                entries++;
            }
        }
        end(at, entries);
    }

    private void chunks() {
        int at = begin("stsc", 0);
        int entries = 0;
        int chunk = 0;
        int before = 0;
        int entry = 0;
        for (int i = 0; i < track.inMoov; chunk++) {
            int samples = Math.min(track.chunkLength(chunk), track.inMoov - i);
            int description = chunk % track.sampleEntries + 1;
            if (samples != before || description != entry || !track.mergeRuns) {
                out.u32(chunk + 1L).u32(samples).u32(description);
                entries++;
            }
            before = samples;
            entry = description;
            i += samples;
        }
        end(at, entries);
        out.box(track.largeOffsets ? "co64" : "stco", 0, 0).u32(chunk);
        chunk = 0;
        for (int i = 0; i < track.inMoov; i += track.chunkLength(chunk++)) {
            if (track.largeOffsets) {
                out.u64(track.offsets[i]);
            } else {
                out.u32(track.offsets[i]);
            }
        }
        out.end();
    }

    private void sizes() {
        int count = track.inMoov;
        switch (track.sizeTable) {
            case UNIFORM -> out.box("stsz", 0, 0).u32(track.sizes[0]).u32(count).end();
            case STSZ -> {
                out.box("stsz", 0, 0).u32(0).u32(count);
                for (int i = 0; i < count; i++) {
                    out.u32(track.sizes[i]);
                }
                out.end();
            }
            case STZ2_4 -> {
                out.box("stz2", 0, 0).u32(4).u32(count);
                for (int i = 0; i < count; i += 2) {
                    out.u8((track.sizes[i] << 4) | (i + 1 < count ? track.sizes[i + 1] : 0));
                }
                out.end();
            }
            case STZ2_8, STZ2_16 -> {
                int bits = track.sizeTable == WrittenTrack.Sizes.STZ2_8 ? 8 : 16;
                out.box("stz2", 0, 0).u32(bits).u32(count);
                for (int i = 0; i < count; i++) {
                    if (bits == 8) {
                        out.u8(track.sizes[i]);
                    } else {
                        out.u16(track.sizes[i]);
                    }
                }
                out.end();
            }
        }
    }
}

package io.zenview.media;

import org.jspecify.annotations.Nullable;

/// The first entry of a track's `stsd`: what its samples are.
///
/// @param codec as in RFC 6381
/// @param encrypted whether the samples are
/// @param width pixels as they are coded, or 0
/// @param height pixels as they are coded, or 0
/// @param channels of sound, or 0
/// @param sampleRate of sound in Hz, or 0
/// @param counting how frames are labelled, if this is a timecode track
record SampleEntry(
        String codec,
        boolean encrypted,
        int width,
        int height,
        int channels,
        long sampleRate,
        @Nullable Counting counting) {

    private static final int FRMA = Box.type("frma");
    private static final int SINF = Box.type("sinf");
    private static final int ENCV = Box.type("encv");
    private static final int ENCA = Box.type("enca");
    private static final int TMCD = Box.type("tmcd");

    private static final int VIDEO_FIELDS = 78;
    private static final int AUDIO_FIELDS = 28;
    private static final int DROP = 1;

    private static final SampleEntry UNKNOWN = new SampleEntry("none", false, 0, 0, 0, 0, null);

    /// How a timecode track labels frames.
    ///
    /// @param dropFrame whether labels are dropped
    /// @param timescale ticks per second
    /// @param frameDuration ticks per frame
    record Counting(boolean dropFrame, long timescale, long frameDuration) {}

    static SampleEntry read(Box stsd, Track.Kind kind) throws MalformedFilmException {
        if (stsd.u32(4) == 0) {
            return UNKNOWN;
        }
        Boxes entries = stsd.children(8);
        if (!entries.next()) {
            throw stsd.malformed(
                    "says that it has %d entries, but has none".formatted(stsd.u32(4)));
        }
        Box entry = entries.box();
        return switch (kind) {
            case VIDEO -> video(entry);
            case AUDIO -> audio(entry);
            case TIMECODE -> timecode(entry);
            default -> plain(entry);
        };
    }

    private static SampleEntry plain(Box entry) {
        return new SampleEntry(Box.typeText(entry.type()).strip(), false, 0, 0, 0, 0, null);
    }

    private static SampleEntry video(Box entry) throws MalformedFilmException {
        entry.require(0, VIDEO_FIELDS);
        return new SampleEntry(
                CodecName.of(original(entry, VIDEO_FIELDS), entry, VIDEO_FIELDS),
                entry.is(ENCV),
                entry.u16(24),
                entry.u16(26),
                0,
                0,
                null);
    }

    private static SampleEntry audio(Box entry) throws MalformedFilmException {
        entry.require(0, AUDIO_FIELDS);
        // QuickTime's later versions have more fields before the boxes.
        int version = entry.u16(8);
        int fields =
                switch (version) {
                    case 1 -> 44;
                    case 2 -> 64;
                    default -> AUDIO_FIELDS;
                };
        int channels = entry.u16(16);
        long rate = entry.u32(24) >>> 16;
        if (version == 2) {
            rate = Math.round(Double.longBitsToDouble(entry.u64(32)));
            channels = (int) Math.min(entry.u32(40), Integer.MAX_VALUE);
        }
        return new SampleEntry(
                CodecName.of(original(entry, fields), entry, fields),
                entry.is(ENCA),
                0,
                0,
                channels,
                rate,
                null);
    }

    private static SampleEntry timecode(Box entry) throws MalformedFilmException {
        if (!entry.is(TMCD)) {
            return plain(entry);
        }
        // Its fourth field, frames per second in a byte, is what cameras write wrong values into.
        Counting counting = new Counting((entry.s32(12) & DROP) != 0, entry.u32(16), entry.u32(20));
        return new SampleEntry("tmcd", false, 0, 0, 0, 0, counting);
    }

    /// The type before encryption put its own in front.
    private static int original(Box entry, long fields) throws MalformedFilmException {
        if (!entry.is(ENCV) && !entry.is(ENCA)) {
            return entry.type();
        }
        Box sinf = CodecName.find(entry, fields, SINF);
        Box frma = sinf == null ? null : sinf.find(FRMA);
        return frma == null ? entry.type() : frma.s32(0);
    }
}

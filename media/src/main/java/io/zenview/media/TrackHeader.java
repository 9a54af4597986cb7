package io.zenview.media;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a track says of itself (`tkhd`, `mdhd`, `hdlr`).
///
/// @param id its number
/// @param enabled whether it takes part in the film
/// @param kind what it is for
/// @param handler the four characters that say so
/// @param timescale ticks per second of its clock
/// @param language three letters, or nothing
/// @param width pixels to be shown
/// @param height pixels to be shown
record TrackHeader(
        long id,
        boolean enabled,
        Track.Kind kind,
        int handler,
        long timescale,
        Optional<String> language,
        int width,
        int height) {

    private static final int TKHD = Box.type("tkhd");
    private static final int MDHD = Box.type("mdhd");
    private static final int HDLR = Box.type("hdlr");
    private static final int ENABLED = 1;

    /// A film has no clock that ticks faster than this: it is 4 GHz.
    private static final long MAX_TIMESCALE = 0xffff_ffffL;

    static TrackHeader read(Box trak, Box mdia) throws MalformedFilmException {
        Box tkhd = trak.get(TKHD);
        boolean large = tkhd.version() == 1;
        long id = tkhd.u32(large ? 20 : 12);
        long matrix = large ? 52 : 40;
        // A picture turned by 90 degrees is as wide as it was high.
        boolean turned =
                tkhd.length() >= matrix + 44
                        && tkhd.s32(matrix) == 0
                        && tkhd.s32(matrix + 16) == 0
                        && tkhd.s32(matrix + 4) != 0;
        int width = (int) (tkhd.u32(matrix + 36) >>> 16);
        int height = (int) (tkhd.u32(matrix + 40) >>> 16);

        Box mdhd = mdia.get(MDHD);
        boolean largeTimes = mdhd.version() == 1;
        long timescale = mdhd.u32(largeTimes ? 20 : 12);
        if (timescale == 0 || timescale > MAX_TIMESCALE) {
            throw mdhd.malformed("a clock with " + timescale + " ticks per second");
        }
        int language = mdhd.u16(largeTimes ? 32 : 20);

        Box hdlr = mdia.find(HDLR);
        int handler = hdlr == null ? 0 : hdlr.s32(8);
        Track.Kind kind = kind(handler);
        boolean seen = kind == Track.Kind.VIDEO || kind == Track.Kind.TEXT;
        return new TrackHeader(
                id,
                (tkhd.flags() & ENABLED) != 0,
                kind,
                handler,
                timescale,
                Optional.ofNullable(language(language)),
                seen ? turned ? height : width : 0,
                seen ? turned ? width : height : 0);
    }

    private static Track.Kind kind(int handler) {
        return switch (Box.typeText(handler)) {
            case "vide" -> Track.Kind.VIDEO;
            case "soun" -> Track.Kind.AUDIO;
            case "text", "sbtl", "subt", "clcp" -> Track.Kind.TEXT;
            case "tmcd" -> Track.Kind.TIMECODE;
            default -> Track.Kind.OTHER;
        };
    }

    /// Three letters of five bits each. QuickTime has numbers below 0x400 for some languages.
    private static @Nullable String language(int packed) {
        if (packed < 0x400 || packed == 0x7fff) {
            return null;
        }
        StringBuilder letters = new StringBuilder(3);
        for (int shift = 10; shift >= 0; shift -= 5) {
            char letter = (char) ('`' + ((packed >> shift) & 0x1f));
            if (letter < 'a' || letter > 'z') {
                return null;
            }
            letters.append(letter);
        }
        return letters.toString().equals("und") ? null : letters.toString();
    }
}

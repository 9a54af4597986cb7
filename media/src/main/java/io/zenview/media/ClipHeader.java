package io.zenview.media;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `moov` of a clip. What describes the tracks is copied from the film; what says how long
/// things take, and where samples are, is made anew.
final class ClipHeader {
    private static final int MOOV = Box.type("moov");
    private static final int MVHD = Box.type("mvhd");
    private static final int TRAK = Box.type("trak");
    private static final int TKHD = Box.type("tkhd");
    private static final int TREF = Box.type("tref");
    private static final int TMCD = Box.type("tmcd");
    private static final int EDTS = Box.type("edts");
    private static final int ELST = Box.type("elst");
    private static final int MDIA = Box.type("mdia");
    private static final int MDHD = Box.type("mdhd");
    private static final int MINF = Box.type("minf");
    private static final int STBL = Box.type("stbl");
    private static final int STSD = Box.type("stsd");
    private static final int STTS = Box.type("stts");
    private static final int STSC = Box.type("stsc");
    private static final int STSZ = Box.type("stsz");
    private static final int STCO = Box.type("stco");

    /// What `mvhd` has behind the duration: rate, volume, matrix, number of the next track.
    private static final int MVHD_TAIL = 80;

    /// What `tkhd` has behind the duration: layer, group, volume, matrix, width and height.
    private static final int TKHD_TAIL = 60;

    private static final long MAX_32 = 0xffff_ffffL;
    private static final int RATE_1 = 0x1_0000;

    private final Movie movie;
    private final Track video;
    private final long duration;
    private final boolean largeTimes;
    private int labelOffsetAt = -1;

    /// @param video the track whose clock becomes the clip's
    /// @param duration of the clip, in its ticks
    ClipHeader(Movie movie, Track video, long duration) {
        this.movie = movie;
        this.video = video;
        this.duration = duration;
        this.largeTimes = duration > MAX_32;
    }

    /// @param timecode the film's timecode track, of which the clip gets one sample, or null
    /// @param largeOffsets whether chunks may begin behind 4 GiB
    void write(
            BoxWriter out, List<ClipTrack> tracks, @Nullable Track timecode, boolean largeOffsets)
            throws MalformedFilmException {
        out.box(
                MOOV,
                () -> {
                    movieHeader(out);
                    for (ClipTrack track : tracks) {
                        track(out, track, timecode, largeOffsets);
                    }
                    if (timecode != null) {
                        timecode(out, timecode);
                    }
                });
    }

    /// Fills in where the sample of the timecode track is in the clip.
    void patchLabel(BoxWriter out, long at) {
        if (labelOffsetAt >= 0) {
            out.patch32(labelOffsetAt, at);
        }
    }

    private void movieHeader(BoxWriter out) throws MalformedFilmException {
        Box source = movie.moov().get(MVHD);
        out.fullBox(
                MVHD,
                largeTimes ? 1 : 0,
                0,
                () -> {
                    created(out, largeTimes);
                    out.u32(video.timescale());
                    out.number(largeTimes, duration);
                    copyTail(out, source, source.version() == 1 ? 32 : 20, MVHD_TAIL);
                });
    }

    private void track(
            BoxWriter out, ClipTrack track, @Nullable Track timecode, boolean largeOffsets)
            throws MalformedFilmException {
        Box trak = track.track().trak();
        out.box(
                TRAK,
                () -> {
                    trackHeader(out, trak);
                    edits(out, track);
                    if (timecode != null && track.track().id() == video.id()) {
                        out.box(TREF, () -> out.box(TMCD, () -> out.u32(timecode.id())));
                    }
                    long ticks = track.samples().ticks();
                    media(out, trak, ticks, () -> track.samples().write(out, largeOffsets));
                });
    }

    /// One sample that lasts as long as the clip.
    private void timecode(BoxWriter out, Track track) throws MalformedFilmException {
        long ticks = Clip.scaled(duration, video.timescale(), track.timescale());
        out.box(
                TRAK,
                () -> {
                    trackHeader(out, track.trak());
                    media(
                            out,
                            track.trak(),
                            ticks,
                            () -> {
                                out.fullBox(STTS, 0, 0, () -> numbers(out, 1, 1, ticks));
                                out.fullBox(STSC, 0, 0, () -> numbers(out, 1, 1, 1, 1));
                                out.fullBox(STSZ, 0, 0, () -> numbers(out, 4, 1));
                                out.fullBox(
                                        STCO,
                                        0,
                                        0,
                                        () -> {
                                            out.u32(1);
                                            labelOffsetAt = out.length();
                                            out.u32(0);
                                        });
                            });
                });
    }

    private void trackHeader(BoxWriter out, Box trak) throws MalformedFilmException {
        Box source = trak.get(TKHD);
        boolean large = source.version() == 1;
        out.fullBox(
                TKHD,
                largeTimes ? 1 : 0,
                source.flags(),
                () -> {
                    created(out, largeTimes);
                    out.u32(source.u32(large ? 20 : 12));
                    out.u32(0);
                    out.number(largeTimes, duration);
                    copyTail(out, source, large ? 36 : 24, TKHD_TAIL);
                });
    }

    private void edits(BoxWriter out, ClipTrack track) throws MalformedFilmException {
        List<Timeline.Edit> edits = track.edits();
        long scale = track.track().timescale();
        boolean large =
                largeTimes || edits.stream().anyMatch(edit -> edit.mediaFrom() > Integer.MAX_VALUE);
        out.box(
                EDTS,
                () ->
                        out.fullBox(
                                ELST,
                                large ? 1 : 0,
                                0,
                                () -> {
                                    out.u32(edits.size());
                                    for (Timeline.Edit edit : edits) {
                                        // From end to end, so that rounding doesn't add up.
                                        long begins =
                                                Clip.scaled(
                                                        edit.shownFrom(), scale, video.timescale());
                                        long ends =
                                                Clip.scaled(
                                                        edit.shownUntil(),
                                                        scale,
                                                        video.timescale());
                                        out.number(large, ends - begins);
                                        out.number(large, edit.mediaFrom());
                                        out.u32(RATE_1);
                                    }
                                }));
    }

    private void media(BoxWriter out, Box trak, long ticks, BoxWriter.Contents tables)
            throws MalformedFilmException {
        Box mdia = trak.get(MDIA);
        Box minf = mdia.get(MINF);
        out.box(
                MDIA,
                () -> {
                    mediaHeader(out, mdia.get(MDHD), ticks);
                    copyOthers(out, mdia, MDHD, MINF);
                    out.box(
                            MINF,
                            () -> {
                                copyOthers(out, minf, STBL, STBL);
                                out.box(
                                        STBL,
                                        () -> {
                                            out.copy(minf.get(STBL).get(STSD));
                                            tables.write();
                                        });
                            });
                });
    }

    private static void mediaHeader(BoxWriter out, Box source, long ticks)
            throws MalformedFilmException {
        boolean large = source.version() == 1;
        boolean largeTicks = ticks > MAX_32;
        out.fullBox(
                MDHD,
                largeTicks ? 1 : 0,
                0,
                () -> {
                    created(out, largeTicks);
                    out.u32(source.u32(large ? 20 : 12));
                    out.number(largeTicks, ticks);
                    // Language, and two bytes of QuickTime's.
                    copyTail(out, source, large ? 32 : 20, 4);
                });
    }

    /// When it was created and changed: never, so that the same clip has the same bytes.
    private static void created(BoxWriter out, boolean large) {
        out.number(large, 0);
        out.number(large, 0);
    }

    private static void copyTail(BoxWriter out, Box source, long at, int bytes)
            throws MalformedFilmException {
        source.require(at, bytes);
        out.copy(source.film().copy(source.body() + at, bytes));
    }

    private static void copyOthers(BoxWriter out, Box parent, int but, int orBut)
            throws MalformedFilmException {
        for (Boxes boxes = parent.children(); boxes.next(); ) {
            if (!boxes.box().is(but) && !boxes.box().is(orBut)) {
                out.copy(boxes.box());
            }
        }
    }

    private static void numbers(BoxWriter out, long... numbers) {
        for (long number : numbers) {
            out.u32(number);
        }
    }
}

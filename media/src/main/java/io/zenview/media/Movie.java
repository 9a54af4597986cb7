package io.zenview.media;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A film as its boxes tell it: what is found when it is opened.
///
/// @param brand what it says to follow first
/// @param moov the box with everything but fragments
/// @param timescale ticks per second of the film's own clock
/// @param tracks all of them
/// @param fragmented whether there are fragments
/// @param timecode the track that labels frames, or null
record Movie(
        String brand,
        Box moov,
        long timescale,
        List<Track> tracks,
        boolean fragmented,
        @Nullable Track timecode) {

    private static final int FTYP = Box.type("ftyp");
    private static final int MOOV = Box.type("moov");
    private static final int CMOV = Box.type("cmov");
    private static final int MVHD = Box.type("mvhd");
    private static final int MVEX = Box.type("mvex");
    private static final int TRAK = Box.type("trak");
    private static final int TREF = Box.type("tref");
    private static final int TMCD = Box.type("tmcd");
    private static final int EDTS = Box.type("edts");
    private static final int ELST = Box.type("elst");
    private static final int MDIA = Box.type("mdia");
    private static final int MINF = Box.type("minf");
    private static final int STBL = Box.type("stbl");
    private static final int STSD = Box.type("stsd");

    /// More tracks than any film has; each costs a few kilobytes.
    private static final int MAX_TRACKS = 256;

    static Movie read(FilmBytes film) throws MalformedFilmException {
        Box file = Box.file(film);
        String brand = "qt  ";
        Box moov = null;
        boolean fragmented = false;
        for (Boxes boxes = file.children(); boxes.next(); ) {
            Box box = boxes.box();
            if (box.is(FTYP)) {
                brand = Box.typeText(box.s32(0));
            } else if (box.is(MOOV) && moov == null) {
                moov = box;
            } else if (box.is(FragmentCursor.MOOF)) {
                fragmented = true;
            }
            // Fragments are gone through track by track; whatever else is behind the first of them
            // makes no difference.
            if (moov != null && fragmented) {
                break;
            }
        }
        if (moov == null) {
            throw file.malformed(
                    film.size() == 0
                            ? "is empty"
                            : "has no 'moov' box, so is no film, or not all of one");
        }
        return read(moov, file, brand, fragmented);
    }

    private static Movie read(Box moov, Box file, String brand, boolean fragmented)
            throws MalformedFilmException {
        if (moov.find(CMOV) != null) {
            throw moov.malformed("is compressed ('cmov'), which is not understood");
        }
        Box mvhd = moov.get(MVHD);
        long timescale = mvhd.u32(mvhd.version() == 1 ? 20 : 12);
        if (timescale == 0) {
            throw mvhd.malformed("a clock with 0 ticks per second");
        }
        Map<Long, TrackDefaults> defaults = TrackDefaults.read(moov.find(MVEX));
        List<Track> tracks = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        long timecodeId = -1;
        for (Boxes boxes = moov.children(); boxes.next(); ) {
            Box trak = boxes.box();
            if (!trak.is(TRAK)) {
                continue;
            }
            if (tracks.size() == MAX_TRACKS) {
                throw trak.malformed("more than " + MAX_TRACKS + " tracks");
            }
            Track track = track(trak, file, timescale, defaults, fragmented);
            if (!ids.add(track.id())) {
                throw trak.malformed("a second track with the number " + track.id());
            }
            tracks.add(track);
            Box tref = trak.find(TREF);
            Box reference = tref == null ? null : tref.find(TMCD);
            if (reference != null && timecodeId < 0 && track.kind() == Track.Kind.VIDEO) {
                timecodeId = reference.u32(0);
            }
        }
        if (tracks.isEmpty()) {
            throw moov.malformed("has no tracks");
        }
        return new Movie(
                brand,
                moov,
                timescale,
                List.copyOf(tracks),
                fragmented,
                timecode(tracks, timecodeId));
    }

    private static Track track(
            Box trak,
            Box file,
            long movieScale,
            Map<Long, TrackDefaults> defaults,
            boolean fragmented)
            throws MalformedFilmException {
        Box mdia = trak.get(MDIA);
        TrackHeader header = TrackHeader.read(trak, mdia);
        Box stbl = mdia.get(MINF).get(STBL);
        SampleEntry entry = SampleEntry.read(stbl.get(STSD), header.kind());
        Samples samples = new MoovSamples(stbl);
        if (fragmented) {
            Samples more = new FragmentSamples(file, 0, header.id(), defaults, samples.endTicks());
            if (samples.count() == 0) {
                samples = more;
            } else if (more.count() > 0) {
                samples = new JoinedSamples(samples, more);
            }
        }
        Box edts = trak.find(EDTS);
        Timeline timeline =
                Timeline.read(
                        edts == null ? null : edts.find(ELST),
                        movieScale,
                        header.timescale(),
                        samples.shownUntil());
        return new Track(trak, header, entry, samples, timeline);
    }

    private static @Nullable Track timecode(List<Track> tracks, long id) {
        for (Track track : tracks) {
            if (track.kind() == Track.Kind.TIMECODE
                    && track.entry().counting() != null
                    && track.sampleCount() > 0
                    && (id < 0 || track.id() == id)) {
                return track;
            }
        }
        return null;
    }

    /// The track whose frames have numbers, or null.
    @Nullable Track video() {
        Track disabled = null;
        for (Track track : tracks) {
            if (track.kind() == Track.Kind.VIDEO && track.sampleCount() > 0) {
                if (track.header().enabled()) {
                    return track;
                }
                disabled = disabled == null ? track : disabled;
            }
        }
        return disabled;
    }

    /// How long the longest track takes.
    MediaTime duration() {
        MediaTime longest = new MediaTime(0, timescale);
        for (Track track : tracks) {
            boolean counts = track.kind() == Track.Kind.VIDEO || track.kind() == Track.Kind.AUDIO;
            if (counts && track.duration().seconds() > longest.seconds()) {
                longest = track.duration();
            }
        }
        return longest;
    }
}

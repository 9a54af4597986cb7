package io.zenview.media;

import io.zenview.transfer.FileRegion;
import io.zenview.transfer.MemoryRegion;
import io.zenview.transfer.Payload;
import io.zenview.transfer.Region;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/// Some frames of a film as a film of its own: boxes made in memory, in front of the media where
/// they lie in the file.
///
/// Pictures can be decoded from a key frame on only, so the one at or before the first frame is
/// where the clip's samples begin; its edit list begins at the first frame. Sound, subtitles and
/// the timecode are cut to the same time.
final class Clip {
    private static final int FTYP = Box.type("ftyp");
    private static final int MDAT = Box.type("mdat");

    /// What a `stco` can point to, less the room that a `moov` of the largest clip takes.
    private static final long SMALL = 0xffff_ffffL - (512L << 20);

    private final Mp4Index index;
    private final Track video;
    private final long fromFrame;
    private final long from;
    private final long to;

    private Clip(Mp4Index index, long fromFrame, long toFrame) {
        this.index = index;
        this.video = index.video().orElseThrow();
        this.fromFrame = fromFrame;
        ShownFrames frames = index.frames();
        from = frames.shownAt(fromFrame, frames.sampleOf(fromFrame));
        to =
                toFrame < frames.count()
                        ? frames.shownAt(toFrame, frames.sampleOf(toFrame))
                        : video.timeline().duration();
    }

    /// Cuts a clip.
    ///
    /// @param index the film
    /// @param channel the same film, open for reading
    /// @param name what errors call it
    /// @param fromFrame the first frame of the clip
    /// @param toFrame the one behind its last
    /// @return the payload; its regions share the channel
    static Payload of(
            Mp4Index index, FileChannel channel, String name, long fromFrame, long toFrame)
            throws MalformedFilmException {
        try {
            return new Clip(index, fromFrame, toFrame).payload(channel, name);
        } catch (InternalError e) {
            throw index.film().cut(e);
        }
    }

    private Payload payload(FileChannel channel, String name) throws MalformedFilmException {
        List<ClipTrack> tracks = new ArrayList<>();
        for (Track track : index.tracks()) {
            if (taken(track)) {
                ClipTrack part = new ClipTrack(track, ticks(from, track), ticks(to, track));
                if (!part.isEmpty()) {
                    tracks.add(part);
                }
            }
        }
        List<ClipMedia.Piece> pieces =
                ClipMedia.of(tracks.stream().map(ClipTrack::samples).toList());
        byte[] label = label();
        long media = pieces.isEmpty() ? 0 : pieces.getLast().end();
        byte[] head = head(tracks, pieces, label, media);
        List<Region> regions = new ArrayList<>();
        MemorySegment memory = Arena.ofAuto().allocate(head.length);
        memory.copyFrom(MemorySegment.ofArray(head));
        regions.add(new MemoryRegion(memory));
        for (ClipMedia.Piece piece : pieces) {
            regions.add(new FileRegion(name, channel, piece.from(), piece.to() - piece.from()));
        }
        return Payload.of(regions.toArray(Region[]::new));
    }

    private boolean taken(Track track) throws MalformedFilmException {
        if (track.sampleCount() == 0) {
            return false;
        }
        boolean taken =
                switch (track.kind()) {
                    case VIDEO, AUDIO, TEXT -> true;
                    case TIMECODE, OTHER -> false;
                };
        if (taken && track.entry().encrypted()) {
            throw new MalformedFilmException(
                    index.name(),
                    "track " + track.id(),
                    track.trak().start(),
                    "is encrypted, and what a clip needs to be decrypted is not taken along");
        }
        return taken;
    }

    /// A time of the video's clock in that of another track.
    private long ticks(long time, Track track) {
        return scaled(time, video.timescale(), track.timescale());
    }

    static long scaled(long time, long from, long to) {
        return from == to
                ? time
                : time / from * to + Math.round((double) (time % from) * to / from);
    }

    /// The sample of the timecode track: the number of the label that the first frame has.
    private byte[] label() {
        if (index.movie().timecode() == null) {
            return new byte[0];
        }
        BoxWriter out = new BoxWriter();
        out.u32(index.labels().of(fromFrame).frameNumber());
        return out.toByteArray();
    }

    private byte[] head(
            List<ClipTrack> tracks, List<ClipMedia.Piece> pieces, byte[] label, long media)
            throws MalformedFilmException {
        BoxWriter out = new BoxWriter();
        brands(out);
        boolean large = media > SMALL;
        Track timecode = index.movie().timecode();
        ClipHeader header = new ClipHeader(index.movie(), video, to - from);
        header.write(out, tracks, timecode, large);
        long contents = media + label.length;
        if (contents + 8 > 0xffff_ffffL) {
            out.u32(1);
            out.u32(MDAT);
            out.u64(contents + 16);
        } else {
            out.u32(contents + 8);
            out.u32(MDAT);
        }
        long labelAt = out.length();
        out.copy(label);
        long mediaAt = out.length();
        for (ClipTrack track : tracks) {
            track.samples().patchOffsets(out, pieces, mediaAt);
        }
        header.patchLabel(out, labelAt);
        return out.toByteArray();
    }

    /// The film's own brands, unless they promise fragments, which the clip has none of.
    private void brands(BoxWriter out) throws MalformedFilmException {
        boolean quickTime = index.brand().equals("qt  ");
        out.box(
                FTYP,
                () -> {
                    out.u32(Box.type(quickTime ? "qt  " : "isom"));
                    out.u32(0x200);
                    for (String brand :
                            quickTime
                                    ? new String[] {"qt  "}
                                    : new String[] {"isom", "iso2", "iso4", "mp41", "mp42"}) {
                        out.u32(Box.type(brand));
                    }
                });
    }
}

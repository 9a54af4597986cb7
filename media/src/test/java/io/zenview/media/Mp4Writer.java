package io.zenview.media;

import io.zenview.media.WrittenFragment.Defaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Writes MP4 files of any layout, and knows what is in them: a few bytes for tests, or gigabytes
/// that are holes.
///
/// Add tracks, say how their tables are to be, then write. Whoever wants another box, or a wrong
/// one, sets [#extra] or changes the bytes.
public final class Mp4Writer {
    /// Bytes at a place in the file; what is between such pieces is zero.
    private record Piece(long position, ByteBuffer bytes) {
        Piece(long position, byte[] bytes) {
            this(position, ByteBuffer.wrap(bytes));
        }
    }

    /// Samples that lie together.
    private record Chunk(WrittenTrack track, int from, int to) {}

    public final List<WrittenTrack> tracks = new ArrayList<>();
    public final List<WrittenFragment> fragments = new ArrayList<>();
    public final Map<Integer, Defaults> trex = new HashMap<>();

    public String brand = "isom";
    public long movieTimescale = 1000;
    public boolean moovLast;

    /// Whether sizes of `moov`, `trak` and `mdat` have 64 bits although they need not.
    public boolean largeSizes;

    /// Whether the size of the last `mdat` is 0, which means until the end of the file.
    public boolean mdatToTheEnd;

    /// Chunks after which a new `mdat` begins.
    public int chunksOfMdat = Integer.MAX_VALUE;

    /// Shuffles the chunks, if set.
    public Random shuffle;

    /// Bytes left out before each chunk.
    public long gap;

    /// Chunk before which [#jump] bytes are left out.
    public int jumpAt = -1;

    public long jump;

    /// Whether what samples say is left out: the file has holes there.
    public boolean sparse;

    /// Version of a `sidx` before the fragments, or -1.
    public int sidxVersion = -1;

    /// Whether a `mfra` comes last.
    public boolean mfra;

    /// Boxes at the beginning of the `moov`.
    public byte[] extra = {};

    private final List<Piece> pieces = new ArrayList<>();
    private long length;

    private WrittenTrack track(String handler, long timescale, int count) {
        WrittenTrack track = new WrittenTrack(tracks.size() + 1, handler, timescale, count);
        tracks.add(track);
        return track;
    }

    public WrittenTrack video(long timescale, int count) {
        WrittenTrack track = track("vide", timescale, count);
        track.width = 64;
        track.height = 36;
        return track;
    }

    public WrittenTrack audio(int sampleRate, int count) {
        WrittenTrack track = track("soun", sampleRate, count);
        track.channels = 2;
        track.sampleRate = sampleRate;
        return track;
    }

    public WrittenTrack text(long timescale, int count) {
        return track("text", timescale, count);
    }

    /// Adds a timecode track for another one.
    ///
    /// @param flags 1 drop, 2 wraps at 24 hours, 4 negative, 8 counter
    /// @param count what its sample says
    /// @param framesPerSecond the byte that some cameras write wrongly
    public WrittenTrack timecode(
            WrittenTrack video,
            int flags,
            int timescale,
            int frameDuration,
            int framesPerSecond,
            int count) {
        WrittenTrack track = track("tmcd", timescale, 1).uniform(1, 4);
        track.durations[0] = (int) (video.end() * timescale / video.timescale);
        track.timecode = new int[] {flags, timescale, frameDuration, framesPerSecond};
        track.content = ByteBuffer.allocate(4).putInt(count).array();
        track.keyTable = WrittenTrack.Keys.NO_TABLE;
        video.timecodeTrack = track.id;
        return track;
    }

    /// The film in memory.
    public byte[] toBytes() {
        layOut();
        byte[] film = new byte[Math.toIntExact(length)];
        for (Piece piece : pieces) {
            ByteBuffer bytes = piece.bytes.duplicate();
            bytes.get(film, Math.toIntExact(piece.position), bytes.remaining());
        }
        return film;
    }

    /// The film as a file, with holes where nothing was written.
    public Path write(Path file) {
        layOut();
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (Piece piece : pieces) {
                ByteBuffer bytes = piece.bytes.duplicate();
                for (long at = piece.position; bytes.hasRemaining(); ) {
                    at += channel.write(bytes, at);
                }
            }
            if (channel.size() < length) {
                channel.write(ByteBuffer.allocate(1), length - 1);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The `moov` alone, once the film was laid out.
    public byte[] moov() {
        WrittenBoxes out = new WrittenBoxes();
        begin(out, "moov", largeSizes);
        out.put(extra);
        out.box("mvhd", 0, 0).u32(0).u32(0).u32(movieTimescale);
        long duration = 0;
        for (WrittenTrack track : tracks) {
            duration =
                    Math.max(
                            duration,
                            track.timescale == 0
                                    ? 0
                                    : track.end() * movieTimescale / track.timescale);
        }
        out.u32(duration).u32(0x10000).u16(0x100).zeros(10);
        WrittenTables.matrix(out);
        out.zeros(24).u32(tracks.size() + 1L).end();
        for (WrittenTrack track : tracks) {
            new WrittenTables(out, track, movieTimescale).trak();
        }
        if (!fragments.isEmpty()) {
            out.box("mvex");
            for (WrittenTrack track : tracks) {
                Defaults defaults = trex.getOrDefault(track.id, Defaults.NONE);
                out.box("trex", 0, 0).u32(track.id).u32(1).u32(defaults.duration());
                out.u32(defaults.size()).u32(defaults.flags()).end();
            }
            out.end();
        }
        return out.end().toBytes();
    }

    private static void begin(WrittenBoxes out, String type, boolean large) {
        if (large) {
            out.largeBox(type);
        } else {
            out.box(type);
        }
    }

    private void layOut() {
        pieces.clear();
        length = 0;
        WrittenBoxes ftyp = new WrittenBoxes().box("ftyp").text(brand).u32(512).text(brand).end();
        add(ftyp.toBytes());
        long moov = length;
        if (!moovLast) {
            length += moov().length;
        }
        media();
        byte[] written = moov();
        if (moovLast) {
            add(written);
        } else {
            pieces.add(new Piece(moov, written));
        }
        if (!fragments.isEmpty()) {
            fragments();
        }
    }

    private void add(byte[] bytes) {
        pieces.add(new Piece(length, bytes));
        length += bytes.length;
    }

    /// One chunk of each track after the other.
    private List<Chunk> chunks() {
        List<Chunk> chunks = new ArrayList<>();
        int[] next = new int[tracks.size()];
        for (int number = 0, left = 1; left > 0; number++) {
            left = 0;
            for (int t = 0; t < next.length; t++) {
                WrittenTrack track = tracks.get(t);
                int to = Math.min(next[t] + track.chunkLength(number), track.inMoov);
                if (to > next[t]) {
                    chunks.add(new Chunk(track, next[t], to));
                    next[t] = to;
                    left++;
                }
            }
        }
        if (shuffle != null) {
            Collections.shuffle(chunks, shuffle);
        }
        return chunks;
    }

    private void media() {
        List<Chunk> chunks = chunks();
        boolean large = largeSizes || jump > 0xF000_0000L;
        int header = large ? 16 : 8;
        long start = -1;
        for (int i = 0; i < chunks.size(); i++) {
            if (start >= 0 && i % chunksOfMdat == 0) {
                endMdat(start, large, false);
                start = -1;
            }
            if (start < 0) {
                start = length;
                length += header;
            }
            length += gap + (i == jumpAt ? jump : 0);
            Chunk chunk = chunks.get(i);
            WrittenTrack track = chunk.track;
            long first = length;
            for (int n = chunk.from; n < chunk.to; n++) {
                track.offsets[n] = length;
                length += track.sizes[n];
            }
            if (!sparse || track.content.length > 0) {
                WrittenBoxes bytes = new WrittenBoxes();
                for (int n = chunk.from; n < chunk.to; n++) {
                    bytes.put(track.bytes(n));
                }
                pieces.add(new Piece(first, bytes.toBytes()));
            }
        }
        if (start >= 0) {
            endMdat(start, large, mdatToTheEnd && !moovLast && fragments.isEmpty());
        }
    }

    private void endMdat(long start, boolean large, boolean toTheEnd) {
        WrittenBoxes header = new WrittenBoxes();
        long size = toTheEnd ? 0 : length - start;
        if (large && !toTheEnd) {
            header.u32(1).text("mdat").u64(size);
        } else {
            header.u32(size).text("mdat");
        }
        pieces.add(new Piece(start, header.toBytes()));
    }

    private void fragments() {
        Map<Integer, Long> next = new HashMap<>();
        for (WrittenTrack track : tracks) {
            next.put(
                    track.id,
                    track.inMoov == 0
                            ? 0
                            : track.decodeTimes[track.inMoov - 1]
                                    + Integer.toUnsignedLong(track.durations[track.inMoov - 1]));
        }
        WrittenTrack timed = fragments.getFirst().parts.getFirst().track;
        long index = length;
        if (sidxVersion >= 0) {
            length += sidx(timed, new long[fragments.size()]).length;
        }
        long[] positions = new long[fragments.size()];
        long[] lengths = new long[fragments.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = length;
            byte[] bytes = fragments.get(i).write(length, i + 1, next, trex);
            lengths[i] = bytes.length;
            add(bytes);
        }
        if (sidxVersion >= 0) {
            pieces.add(new Piece(index, sidx(timed, lengths)));
        }
        if (mfra) {
            WrittenBoxes out = new WrittenBoxes().box("mfra");
            out.box("tfra", 1, 0).u32(timed.id).u32(0).u32(positions.length);
            for (int i = 0; i < positions.length; i++) {
                WrittenFragment.Part part = fragments.get(i).parts.getFirst();
                out.u64(part.track.presentationTime(part.from)).u64(positions[i]);
                out.u8(1).u8(1).u8(1);
            }
            out.end();
            out.box("mfro", 0, 0).u32(out.length() + 8L).end();
            add(out.end().toBytes());
        }
    }

    private byte[] sidx(WrittenTrack timed, long[] lengths) {
        WrittenBoxes out = new WrittenBoxes();
        out.box("sidx", sidxVersion, 0).u32(timed.id).u32(timed.timescale);
        long earliest = timed.decodeTimes[fragments.getFirst().parts.getFirst().from];
        if (sidxVersion == 0) {
            out.u32(earliest).u32(0);
        } else {
            out.u64(earliest).u64(0);
        }
        out.u16(0).u16(lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            long ticks = 0;
            for (WrittenFragment.Part part : fragments.get(i).parts) {
                for (int n = part.from; part.track == timed && n < part.to; n++) {
                    ticks += Integer.toUnsignedLong(timed.durations[n]);
                }
            }
            out.u32(lengths[i]).u32(ticks).u32(0x9000_0000L);
        }
        return out.end().toBytes();
    }
}

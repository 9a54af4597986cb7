package io.zenview.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/// A film of one video track with a chunk for each picture, as recorders write them. Its pictures
/// are a hole in the file: nobody looks at them.
///
/// @param pictures how many
/// @param timescale ticks per second
/// @param ticks from one picture to the next
/// @param reordered whether pictures are shown in another order than decoded, with a run of `ctts`
///   for each
/// @param perFragment how many pictures a fragment has, as cameras and players of live films write
///   them; 0 for a film whose tables are all in one place
record BenchFilm(int pictures, int timescale, int ticks, boolean reordered, int perFragment) {
    /// Bytes of a picture; the same for none of its neighbours. Two hours stay below 2 GiB so:
    /// isoparser reads no larger boxes.
    private static final int SIZE = 4_900;

    private static final int KEY_DISTANCE = 48;
    private static final int NO_KEY = 0x1_0000;
    private static final int[] SHOWN_LATER = {2, 5, 2, 0, 1};

    /// A film without fragments.
    BenchFilm(int pictures, int timescale, int ticks, boolean reordered) {
        this(pictures, timescale, ticks, reordered, 0);
    }

    /// Writes a film for a script.
    ///
    /// @param args `sixMinutes` or `twoHours`, and the file
    public static void main(String[] args) throws IOException {
        BenchFilm film = args[0].equals("twoHours") ? twoHours(false) : sixMinutes(false);
        film.write(Path.of(args[1]));
    }

    /// Six minutes at 30 pictures a second.
    static BenchFilm sixMinutes(boolean reordered) {
        return new BenchFilm(6 * 60 * 30, 15_360, 512, reordered);
    }

    /// Two hours at 60 pictures a second.
    static BenchFilm twoHours(boolean reordered) {
        return new BenchFilm(2 * 60 * 60 * 60, 15_360, 256, reordered);
    }

    /// Writes the film.
    ///
    /// @return the bytes that are no media
    long write(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer out = ByteBuffer.allocate(4096 + (perFragment > 0 ? 0 : pictures * 24));
            box(out, "ftyp", body -> text(body, "isom").putInt(0x200).put(four("isom")));
            box(out, "moov", this::movie);
            return perFragment > 0 ? fragments(channel, out) : media(channel, out);
        }
    }

    private long media(FileChannel channel, ByteBuffer out) throws IOException {
        long media = SIZE * (long) pictures + (long) pictures * (pictures % 2);
        out.putInt(1).put(four("mdat")).putLong(16 + media);
        int at = out.position();
        channel.write(out.flip());
        channel.write(ByteBuffer.wrap(new byte[1]), at + media - 1);
        return at;
    }

    private long fragments(FileChannel channel, ByteBuffer out) throws IOException {
        long at = out.position();
        long tables = at;
        channel.write(out.flip());
        ByteBuffer head = ByteBuffer.allocate(128 + perFragment * 8);
        for (int first = 0; first < pictures; first += perFragment) {
            int count = Math.min(perFragment, pictures - first);
            int media = 0;
            for (int i = first; i < first + count; i++) {
                media += size(i);
            }
            head.clear();
            int start = first;
            box(head, "moof", moof -> fragment(moof, start, count));
            head.putInt(8 + media).put(four("mdat"));
            tables += head.position();
            channel.write(head.flip(), at);
            at += head.limit() + media;
        }
        channel.write(ByteBuffer.wrap(new byte[1]), at - 1);
        return tables;
    }

    private void fragment(ByteBuffer moof, int first, int count) {
        int start = moof.position() - 8;
        box(moof, "mfhd", body -> numbers(body, 0, first / perFragment + 1));
        box(
                moof,
                "traf",
                traf -> {
                    // Data are counted from the moof; every picture lasts equally long.
                    box(traf, "tfhd", body -> numbers(body, 0x2_0008, 1, ticks));
                    box(traf, "tfdt", body -> body.putInt(1 << 24).putLong((long) first * ticks));
                    box(
                            traf,
                            "trun",
                            body -> {
                                // Where the data begin, flags of the first, sizes, and when shown.
                                numbers(body, reordered ? 0xa05 : 0x205, count);
                                int entries = count * (reordered ? 8 : 4);
                                numbers(body, body.position() + 8 + entries + 8 - start);
                                boolean key = perFragment > 1 || first % KEY_DISTANCE == 0;
                                numbers(body, key ? 0 : NO_KEY);
                                for (int i = first; i < first + count; i++) {
                                    numbers(body, size(i));
                                    if (reordered) {
                                        numbers(body, shownLater(i));
                                    }
                                }
                            });
                });
    }

    private static int size(int picture) {
        return SIZE - picture % 100;
    }

    private int shownLater(int picture) {
        return SHOWN_LATER[picture % SHOWN_LATER.length] * ticks;
    }

    private void movie(ByteBuffer out) {
        long duration = (long) pictures * ticks;
        box(
                out,
                "mvhd",
                body -> {
                    numbers(body, 0, 0, 0, timescale, (int) duration, 0x10000, 0x1000000);
                    body.position(body.position() + 72);
                });
        box(
                out,
                "trak",
                trak -> {
                    box(
                            trak,
                            "tkhd",
                            body -> {
                                numbers(body, 3, 0, 0, 1, 0, (int) duration);
                                body.position(body.position() + 52);
                                numbers(body, 1920 << 16, 1080 << 16);
                            });
                    box(
                            trak,
                            "mdia",
                            mdia -> {
                                box(
                                        mdia,
                                        "mdhd",
                                        body ->
                                                numbers(
                                                        body,
                                                        0,
                                                        0,
                                                        0,
                                                        timescale,
                                                        (int) duration,
                                                        0));
                                box(
                                        mdia,
                                        "hdlr",
                                        body -> {
                                            numbers(body, 0, 0);
                                            text(body, "vide").put(new byte[13]);
                                        });
                                box(
                                        mdia,
                                        "minf",
                                        minf -> {
                                            box(minf, "vmhd", body -> numbers(body, 1, 0, 0));
                                            box(minf, "stbl", this::tables);
                                        });
                            });
                });
        if (perFragment > 0) {
            box(
                    out,
                    "mvex",
                    mvex -> box(mvex, "trex", body -> numbers(body, 0, 1, 1, ticks, 0, NO_KEY)));
        }
    }

    private void tables(ByteBuffer out) {
        box(
                out,
                "stsd",
                body -> {
                    numbers(body, 0, 1);
                    box(
                            body,
                            "avc1",
                            entry -> {
                                entry.position(entry.position() + 6);
                                entry.putShort((short) 1).position(entry.position() + 16);
                                entry.putShort((short) 1920).putShort((short) 1080);
                                entry.position(entry.position() + 50);
                            });
                });
        if (perFragment > 0) {
            for (String table : List.of("stts", "stsc", "co64")) {
                box(out, table, body -> numbers(body, 0, 0));
            }
            box(out, "stsz", body -> numbers(body, 0, 0, 0));
            return;
        }
        box(out, "stts", body -> numbers(body, 0, 1, pictures, ticks));
        if (reordered) {
            box(
                    out,
                    "ctts",
                    body -> {
                        numbers(body, 0, pictures);
                        for (int i = 0; i < pictures; i++) {
                            numbers(body, 1, shownLater(i));
                        }
                    });
        }
        box(
                out,
                "stss",
                body -> {
                    numbers(body, 0, (pictures + KEY_DISTANCE - 1) / KEY_DISTANCE);
                    for (int i = 0; i < pictures; i += KEY_DISTANCE) {
                        numbers(body, i + 1);
                    }
                });
        box(out, "stsc", body -> numbers(body, 0, 1, 1, 1, 1));
        box(
                out,
                "stsz",
                body -> {
                    numbers(body, 0, 0, pictures);
                    for (int i = 0; i < pictures; i++) {
                        numbers(body, size(i));
                    }
                });
        box(
                out,
                "co64",
                body -> {
                    numbers(body, 0, pictures);
                    for (long i = 0; i < pictures; i++) {
                        body.putLong(1 + i * SIZE);
                    }
                });
    }

    private static void box(ByteBuffer out, String type, Consumer<ByteBuffer> contents) {
        int start = out.position();
        out.putInt(0).put(four(type));
        contents.accept(out);
        out.putInt(start, out.position() - start);
    }

    private static ByteBuffer text(ByteBuffer out, String text) {
        return out.put(four(text));
    }

    private static byte[] four(String type) {
        return type.getBytes(StandardCharsets.US_ASCII);
    }

    private static void numbers(ByteBuffer out, int... numbers) {
        for (int number : numbers) {
            out.putInt(number);
        }
    }
}

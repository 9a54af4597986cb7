package io.zenview.compare;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// What makes a film of a file: one picture, which is all that comes after the header.
final class FilmHeader {
    private static final int ROOM = 1024;
    private static final int TICKS = 1000;
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    /// A larger one has its size in 64 bits.
    private static final long LARGEST_BOX = 0xffff_ffffL;

    private FilmHeader() {}

    /// The first bytes of a film.
    ///
    /// @param fileSize of the whole file, header included
    static byte[] of(long fileSize) {
        if (fileSize < ROOM || fileSize > LARGEST_BOX) {
            throw new IllegalArgumentException(
                    "a film has " + ROOM + " to " + LARGEST_BOX + " bytes here, not " + fileSize);
        }
        // The tables tell where the media begin, which is where the tables end.
        int length = write(0, 0).position() + 8;
        ByteBuffer header = write(length, fileSize - length);
        header.putInt((int) (fileSize - header.position())).put(four("mdat"));
        byte[] bytes = new byte[header.position()];
        header.get(0, bytes);
        return bytes;
    }

    private static ByteBuffer write(int offset, long size) {
        ByteBuffer out = ByteBuffer.allocate(ROOM);
        box(out, "ftyp", body -> body.put(four("isom")).putInt(0).put(four("isom")));
        box(
                out,
                "moov",
                moov -> {
                    box(
                            moov,
                            "mvhd",
                            body -> {
                                numbers(body, 0, 0, 0, TICKS, TICKS, 0x10000, 0x1000000);
                                skip(body, 72);
                            });
                    box(moov, "trak", trak -> track(trak, offset, size));
                });
        return out;
    }

    private static void track(ByteBuffer out, int offset, long size) {
        box(
                out,
                "tkhd",
                body -> {
                    numbers(body, 3, 0, 0, 1, 0, TICKS);
                    skip(body, 52);
                    numbers(body, WIDTH << 16, HEIGHT << 16);
                });
        box(
                out,
                "mdia",
                mdia -> {
                    box(mdia, "mdhd", body -> numbers(body, 0, 0, 0, TICKS, TICKS, 0));
                    box(
                            mdia,
                            "hdlr",
                            body -> {
                                numbers(body, 0, 0);
                                skip(body.put(four("vide")), 13);
                            });
                    box(
                            mdia,
                            "minf",
                            minf -> {
                                box(minf, "vmhd", body -> numbers(body, 1, 0, 0));
                                box(minf, "stbl", stbl -> tables(stbl, offset, size));
                            });
                });
    }

    private static void tables(ByteBuffer out, int offset, long size) {
        box(
                out,
                "stsd",
                body -> {
                    numbers(body, 0, 1);
                    box(
                            body,
                            "avc1",
                            entry -> {
                                skip(entry, 6);
                                skip(entry.putShort((short) 1), 16);
                                entry.putShort((short) WIDTH).putShort((short) HEIGHT);
                                skip(entry, 50);
                            });
                });
        box(out, "stts", body -> numbers(body, 0, 1, 1, TICKS));
        box(out, "stsc", body -> numbers(body, 0, 1, 1, 1, 1));
        box(out, "stsz", body -> numbers(body, 0, 0, 1, (int) size));
        box(out, "stco", body -> numbers(body, 0, 1, offset));
    }

    private static void box(ByteBuffer out, String type, Consumer<ByteBuffer> contents) {
        int start = out.position();
        out.putInt(0).put(four(type));
        contents.accept(out);
        out.putInt(start, out.position() - start);
    }

    private static byte[] four(String type) {
        return type.getBytes(StandardCharsets.US_ASCII);
    }

    private static void numbers(ByteBuffer out, int... numbers) {
        for (int number : numbers) {
            out.putInt(number);
        }
    }

    private static void skip(ByteBuffer out, int zeros) {
        out.position(out.position() + zeros);
    }
}

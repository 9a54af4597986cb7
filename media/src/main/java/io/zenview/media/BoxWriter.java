package io.zenview.media;

import java.util.Arrays;

/// Boxes, written one into the other. The size of each is filled in when it ends.
final class BoxWriter {
    private byte[] bytes = new byte[4096];
    private int length;

    /// What a box holds.
    interface Contents {
        void write() throws MalformedFilmException;
    }

    void box(int type, Contents contents) throws MalformedFilmException {
        int start = length;
        u32(0);
        u32(type);
        contents.write();
        patch32(start, length - (long) start);
    }

    /// A box that begins with a version and flags.
    void fullBox(int type, int version, int flags, Contents contents)
            throws MalformedFilmException {
        box(
                type,
                () -> {
                    u32((version << 24) | flags);
                    contents.write();
                });
    }

    void u16(int value) {
        room(2);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    void u32(long value) {
        room(4);
        length += 4;
        patch32(length - 4, value);
    }

    void u64(long value) {
        u32(value >>> 32);
        u32(value);
    }

    /// 64 bits or 32.
    void number(boolean large, long value) {
        if (large) {
            u64(value);
        } else {
            u32(value);
        }
    }

    void copy(byte[] from) {
        room(from.length);
        System.arraycopy(from, 0, bytes, length, from.length);
        length += from.length;
    }

    /// A box as it is in the film.
    void copy(Box box) {
        copy(box.film().copy(box.start(), box.end() - box.start()));
    }

    void zeros(int count) {
        room(count);
        length += count;
    }

    int length() {
        return length;
    }

    void patch32(int at, long value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }

    void patch64(int at, long value) {
        patch32(at, value >>> 32);
        patch32(at + 4, value);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            // Beyond 2 GiB this fails; the limit on a clip's samples comes long before.
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }
}

package io.zenview.media;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/// Writes boxes of ISO/IEC 14496-12, one inside the other, with sizes filled in when they end.
public final class WrittenBoxes {
    private byte[] bytes = new byte[4096];
    private int length;
    private final ArrayDeque<Integer> open = new ArrayDeque<>();

    /// Begins a box.
    public WrittenBoxes box(String type) {
        open.push(length);
        return u32(0).text(type);
    }

    /// Begins a box with a version and flags.
    public WrittenBoxes box(String type, int version, int flags) {
        return box(type).u32(((long) version << 24) | flags);
    }

    /// Begins a box whose size has 64 bits.
    public WrittenBoxes largeBox(String type) {
        open.push(length);
        return u32(1).text(type).u64(0);
    }

    /// Ends the box that was begun last.
    public WrittenBoxes end() {
        int start = open.pop();
        boolean large = bytes[start + 3] == 1;
        put(large ? start + 8 : start, length - start, large ? 8 : 4);
        return this;
    }

    /// Ends the box that was begun last, with a size of 0: it goes on to the end of the file.
    public WrittenBoxes endOfFile() {
        open.pop();
        return this;
    }

    public WrittenBoxes u8(long value) {
        return number(value, 1);
    }

    public WrittenBoxes u16(long value) {
        return number(value, 2);
    }

    public WrittenBoxes u32(long value) {
        return number(value, 4);
    }

    public WrittenBoxes u64(long value) {
        return number(value, 8);
    }

    public WrittenBoxes text(String text) {
        return put(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public WrittenBoxes zeros(int count) {
        reserve(count);
        length += count;
        return this;
    }

    public WrittenBoxes put(byte... more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /// Overwrites a number.
    public void put(int at, long value, int width) {
        for (int i = 0; i < width; i++) {
            bytes[at + i] = (byte) (value >>> (8 * (width - 1 - i)));
        }
    }

    public int length() {
        return length;
    }

    public byte[] toBytes() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(open.size() + " boxes have not ended");
        }
        return Arrays.copyOf(bytes, length);
    }

    private WrittenBoxes number(long value, int width) {
        reserve(width);
        put(length, value, width);
        length += width;
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}

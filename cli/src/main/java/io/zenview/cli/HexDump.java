package io.zenview.cli;

import io.zenview.view.MemoryView;
import java.io.IOException;

/// Bytes as lines of sixteen: where they lie, their digits, and what of them is ASCII.
final class HexDump {
    private static final int PER_LINE = 16;
    private static final String DIGITS = "0123456789abcdef";

    private final MemoryView bytes;
    private final long origin;
    private final Appendable out;
    private final int offsetWidth;

    private HexDump(MemoryView bytes, long origin, Appendable out) {
        this.bytes = bytes;
        this.origin = origin;
        this.out = out;
        // Eight digits like other tools, more beyond 4 GiB; the same in all lines.
        this.offsetWidth = Math.max(8, Long.toHexString(origin + bytes.byteSize()).length());
    }

    /// Prints bytes, or if there are more than a limit, half as many from the start and half from
    /// the end, in whole lines.
    ///
    /// @param bytes a view of format `B` of one dimension
    /// @param origin where in the file its first byte lies
    /// @param limit how many bytes are printed at most; two lines' worth at least
    static void print(MemoryView bytes, long origin, long limit, Appendable out)
            throws IOException {
        HexDump dump = new HexDump(bytes, origin, out);
        long size = bytes.length();
        if (size <= Math.max(limit, 2 * PER_LINE)) {
            dump.lines(0, size);
            return;
        }
        long half = Math.max(PER_LINE, limit / 2 / PER_LINE * PER_LINE);
        // The last line is full or not as it would be in a complete dump.
        long from = Math.max(half, (size - half + PER_LINE - 1) / PER_LINE * PER_LINE);
        dump.lines(0, half);
        if (from > half) {
            out.append("...\n");
        }
        dump.lines(from, size);
    }

    private void lines(long from, long to) throws IOException {
        for (long at = from; at < to; at += PER_LINE) {
            line(at, (int) Math.min(PER_LINE, to - at));
        }
    }

    private void line(long at, int count) throws IOException {
        StringBuilder line = new StringBuilder(offsetWidth + 70);
        String offset = Long.toHexString(origin + at);
        line.repeat('0', offsetWidth - offset.length()).append(offset).append(' ');
        StringBuilder ascii = new StringBuilder(PER_LINE);
        for (int i = 0; i < PER_LINE; i++) {
            line.append(i % 8 == 0 ? "  " : " ");
            if (i < count) {
                int octet = (int) bytes.getLong(at + i);
                line.append(DIGITS.charAt(octet >> 4)).append(DIGITS.charAt(octet & 15));
                ascii.append(octet >= 0x20 && octet < 0x7f ? (char) octet : '.');
            } else {
                line.append("  ");
            }
        }
        out.append(line).append("  |").append(ascii).append("|\n");
    }
}

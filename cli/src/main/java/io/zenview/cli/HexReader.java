package io.zenview.cli;

import io.zenview.view.MemoryView;
import java.io.Reader;

/// Bytes as hexadecimal digits, made as they are read.
final class HexReader extends Reader {
    private final MemoryView bytes;
    private long next;

    /// A reader of as many digits as two for each byte.
    ///
    /// @param bytes a view of format `B` of one dimension
    HexReader(MemoryView bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(char[] digits, int from, int count) {
        long left = 2 * bytes.length() - next;
        if (left == 0) {
            return -1;
        }
        int read = (int) Math.min(left, count);
        for (int i = 0; i < read; i++, next++) {
            long octet = bytes.getLong(next / 2);
            long half = next % 2 == 0 ? octet >> 4 : octet & 15;
            digits[from + i] = Character.forDigit((int) half, 16);
        }
        return read;
    }

    @Override
    public void close() {}
}

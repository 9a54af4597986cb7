package io.zenview.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Looks for one run of bytes, forwards or backwards.
///
/// Candidates are compared as they come, which is fastest for nearly all data. Where many of them
/// turn out false late (`aaaa…` in `aaaa…b`) the search goes on by the method of Knuth, Morris and
/// Pratt, so that it never takes more than time linear in what it looks through.
final class ByteSearch {
    /// Compared bytes that may be wasted before the search minds its progress.
    private static final int PATIENCE = 64;

    private final byte[] wanted;
    private final boolean forwards;
    private int @Nullable [] borders;

    private ByteSearch(byte[] wanted, boolean forwards) {
        this.wanted = wanted;
        this.forwards = forwards;
    }

    /// A search for the first occurrence.
    static ByteSearch forwards(byte[] wanted) {
        return new ByteSearch(wanted, true);
    }

    /// A search for the last occurrence.
    static ByteSearch backwards(byte[] wanted) {
        return new ByteSearch(wanted, false);
    }

    int wantedLength() {
        return wanted.length;
    }

    /// Where the run lies between two indices, or -1. Nothing lies between `from` and a smaller
    /// `to`; an empty run lies at the end that the search begins at.
    int find(byte[] bytes, int from, int to) {
        int m = wanted.length;
        if (m > to - from) {
            return -1;
        }
        if (m == 0) {
            return forwards ? from : to;
        }
        return forwards ? first(bytes, from, to) : last(bytes, from, to);
    }

    private int first(byte[] bytes, int from, int to) {
        int m = wanted.length;
        byte head = wanted[0];
        long wasted = 0;
        for (int i = from; i <= to - m; i++) {
            if (bytes[i] != head) {
                continue;
            }
            int differs = Arrays.mismatch(bytes, i, i + m, wanted, 0, m);
            if (differs < 0) {
                return i;
            }
            wasted += differs;
            if (wasted > PATIENCE + 4L * (i - from)) {
                return linear(bytes, i + 1, to);
            }
        }
        return -1;
    }

    private int last(byte[] bytes, int from, int to) {
        int m = wanted.length;
        byte head = wanted[0];
        long wasted = 0;
        for (int i = to - m; i >= from; i--) {
            if (bytes[i] != head) {
                continue;
            }
            int differs = Arrays.mismatch(bytes, i, i + m, wanted, 0, m);
            if (differs < 0) {
                return i;
            }
            wasted += differs;
            if (wasted > PATIENCE + 4L * (to - m - i)) {
                return linear(bytes, from, i + m - 1);
            }
        }
        return -1;
    }

    private int linear(byte[] bytes, int from, int to) {
        int[] table = borders == null ? borders() : borders;
        borders = table;
        int matched = 0;
        for (int j = 0; j < to - from; j++) {
            byte b = forwards ? bytes[from + j] : bytes[to - 1 - j];
            matched = extend(table, matched, b);
            if (matched == wanted.length) {
                return forwards ? from + j + 1 - matched : to - 1 - j;
            }
        }
        return -1;
    }

    /// For each prefix of what is wanted (read in the direction of the search), the length of the
    /// longest shorter prefix that it ends with.
    private int[] borders() {
        int[] table = new int[wanted.length];
        int matched = 0;
        for (int i = 1; i < wanted.length; i++) {
            matched = extend(table, matched, wanted(i));
            table[i] = matched;
        }
        return table;
    }

    private int extend(int[] table, int matched, byte next) {
        int k = matched;
        while (k > 0 && wanted(k) != next) {
            k = table[k - 1];
        }
        return wanted(k) == next ? k + 1 : k;
    }

    private byte wanted(int i) {
        return wanted[forwards ? i : wanted.length - 1 - i];
    }

    /// How often the run occurs between two indices, without overlaps: as Python's `count` counts.
    int count(byte[] bytes, int from, int to) {
        if (from > to) {
            return 0;
        }
        if (wanted.length == 0) {
            return to - from + 1;
        }
        int found = 0;
        for (int at = find(bytes, from, to); at >= 0; at = find(bytes, at + wanted.length, to)) {
            found++;
        }
        return found;
    }

    /// A copy of the bytes with occurrences replaced, or null if there is none to replace.
    ///
    /// @param limit how many to replace; all if negative
    byte @Nullable [] replace(byte[] bytes, int length, byte[] with, long limit) {
        int m = wanted.length;
        int[] hits = new int[8];
        int count = 0;
        // An empty run occurs before every byte and at the end.
        for (int at = 0; at <= length && count != limit; at += Math.max(m, 1)) {
            at = find(bytes, at, length);
            if (at < 0) {
                break;
            }
            if (count == hits.length) {
                hits = Arrays.copyOf(hits, (int) Math.min(count * 2L, Bytes.MAX_LENGTH));
            }
            hits[count++] = at;
        }
        if (count == 0) {
            return null;
        }
        byte[] replaced =
                new byte[ByteValues.checkLength(length + (long) count * (with.length - m))];
        int read = 0;
        int write = 0;
        for (int i = 0; i < count; i++) {
            int kept = hits[i] - read;
            System.arraycopy(bytes, read, replaced, write, kept);
            System.arraycopy(with, 0, replaced, write + kept, with.length);
            read = hits[i] + m;
            write += kept + with.length;
        }
        System.arraycopy(bytes, read, replaced, write, length - read);
        return replaced;
    }
}

package io.zenview.media;

import io.zenview.view.ByteView;
import io.zenview.view.IntView;
import org.jspecify.annotations.Nullable;

/// The sizes of a track's samples, in bytes: `stsz`, or `stz2` with its fields of 4, 8 or 16 bits.
///
/// Only where chunks hold many samples the sums up to every so-many-th sample are kept, at most
/// 1,024 of them: to find a sample, the sizes of those before it in its chunk are added up.
final class SizeTable {
    private static final int MAX_ANCHORS = 1024;

    /// Adding up fewer is as quick as a look at the anchors.
    private static final long WITHOUT_ANCHORS = 128;

    private final long count;
    private final long uniform;
    private final int width;
    private final IntView.@Nullable Swapped words;
    private final @Nullable ByteView octets;
    private long stride;
    private long[] bytesBefore = {};

    private SizeTable(
            long count,
            long uniform,
            int width,
            IntView.@Nullable Swapped words,
            @Nullable ByteView octets) {
        this.count = count;
        this.uniform = uniform;
        this.width = width;
        this.words = words;
        this.octets = octets;
    }

    static SizeTable readStsz(Box box) throws MalformedFilmException {
        long uniform = box.u32(4);
        long count = box.u32(8);
        if (uniform != 0) {
            return new SizeTable(count, uniform, 32, null, null);
        }
        box.requireTable(12, count, 32);
        return new SizeTable(count, 0, 32, box.film().integers(box.body() + 12, count), null);
    }

    static SizeTable readStz2(Box box) throws MalformedFilmException {
        int width = box.u8(7);
        long count = box.u32(8);
        if (width != 4 && width != 8 && width != 16) {
            throw box.malformed("sizes of " + width + " bits; there are 4, 8 and 16");
        }
        box.requireTable(12, count, width);
        long bytes = (count * width + 7) / 8;
        return new SizeTable(count, 0, width, null, box.film().octets(box.body() + 12, bytes));
    }

    /// Makes look-ups in large chunks quick.
    ///
    /// @param largestChunk the most samples in a chunk
    void anchor(long largestChunk) {
        if (uniform != 0 || largestChunk <= WITHOUT_ANCHORS) {
            return;
        }
        stride = Math.max(WITHOUT_ANCHORS / 2, Math.ceilDiv(count, MAX_ANCHORS));
        bytesBefore = new long[(int) Math.ceilDiv(count, stride)];
        long sum = 0;
        for (int anchor = 0; anchor < bytesBefore.length; anchor++) {
            bytesBefore[anchor] = sum;
            long from = anchor * stride;
            sum += added(from, Math.min(count, from + stride));
        }
    }

    long count() {
        return count;
    }

    long size(long sample) {
        if (uniform != 0) {
            return uniform;
        }
        IntView.Swapped table = words;
        if (table != null) {
            return table.get(sample) & 0xffff_ffffL;
        }
        return narrow(sample);
    }

    private long narrow(long sample) {
        ByteView table = octets;
        if (table == null) {
            throw new IllegalStateException("no table of sizes");
        }
        return switch (width) {
            case 4 -> {
                int both = table.get(sample >> 1);
                yield (sample & 1) == 0 ? (both >> 4) & 0xf : both & 0xf;
            }
            case 8 -> table.get(sample) & 0xff;
            default -> ((table.get(2 * sample) & 0xff) << 8) | (table.get(2 * sample + 1) & 0xff);
        };
    }

    /// The sizes of some samples together. Below 2^64, since each has 32 bits.
    long sum(long from, long to) {
        if (uniform != 0) {
            return (to - from) * uniform;
        }
        if (bytesBefore.length == 0 || to - from <= WITHOUT_ANCHORS) {
            return added(from, to);
        }
        return before(to) - before(from);
    }

    private long before(long sample) {
        int anchor = (int) Math.min(sample / stride, bytesBefore.length - 1);
        return bytesBefore[anchor] + added(anchor * stride, sample);
    }

    private long added(long from, long to) {
        long sum = 0;
        IntView.Swapped table = words;
        if (table != null) {
            for (long i = from; i < to; i++) {
                sum += table.get(i) & 0xffff_ffffL;
            }
            return sum;
        }
        for (long i = from; i < to; i++) {
            sum += narrow(i);
        }
        return sum;
    }
}

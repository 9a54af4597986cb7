package io.zenview.bench.peers;

import io.zenview.view.DoubleView;
import io.zenview.view.Format;
import io.zenview.view.IntView;
import io.zenview.view.LongView;
import io.zenview.view.MemoryView;
import java.lang.foreign.MemorySegment;

/// Zenview as its documentation asks for: typed views, taken once, outside the loops. Slices are
/// made by `MemoryView`, and read by it: to make a typed view of each for a few bytes costs more.
final class TypedViewPeer implements Peer {
    private static final Format BYTE = Format.parse("b");

    private final LongView longs;
    private final IntView.Swapped bigEndian;
    private final IntView.Strided anywhere;
    private final IntView.Strided ids;
    private final DoubleView.Strided prices;
    private final MemoryView message;
    private final MemoryView block;
    private final MemoryView copy;
    private final MemoryView scratch;

    TypedViewPeer(String kind, Material material) {
        longs = MemoryView.of(Placed.segment(kind, material.longs)).cast("<q").asLongs();
        bigEndian =
                IntView.Swapped.of(MemoryView.of(Placed.segment(kind, material.ints)).cast(">i"));
        MemorySegment memory = Placed.segment(kind, material.block);
        // Ints that overlap: one begins at every byte.
        anywhere =
                IntView.Strided.of(
                        MemoryView.strided(
                                memory,
                                Format.parse("<i"),
                                0,
                                new long[] {memory.byteSize() - 3},
                                new long[] {1}));
        MemoryView records =
                MemoryView.of(Placed.segment(kind, material.records)).cast("<i:id:4xd:price:");
        ids = IntView.Strided.of(records.field("id"));
        prices = DoubleView.Strided.of(records.field("price"));
        message = MemoryView.of(Placed.segment(kind, material.message));
        block = MemoryView.of(memory, BYTE);
        copy = MemoryView.of(Placed.segment(kind, material.block), BYTE);
        scratch = MemoryView.of(Placed.segment(kind, material.block), BYTE);
    }

    @Override
    public long sumOfLongs() {
        long sum = 0;
        for (long i = 0; i < longs.length(); i++) {
            sum += longs.get(i);
        }
        return sum;
    }

    @Override
    public void doubleLongs() {
        for (long i = 0; i < longs.length(); i++) {
            longs.set(i, longs.get(i) * 2);
        }
    }

    @Override
    public long sumOfIntsAt(int[] offsets) {
        long sum = 0;
        for (int offset : offsets) {
            sum += anywhere.get(offset);
        }
        return sum;
    }

    @Override
    public long sumOfSlices(int[] offsets) {
        long sum = 0;
        for (int offset : offsets) {
            sum += block.slice(offset).getLong(0);
        }
        return sum;
    }

    @Override
    public long walk() {
        MemoryView rest = message;
        long sum = 0;
        while (true) {
            long length =
                    (rest.getLong(0) << 24)
                            | (rest.getLong(1) << 16)
                            | (rest.getLong(2) << 8)
                            | rest.getLong(3);
            if (length == 0) {
                return sum;
            }
            sum += length;
            rest = rest.slice(4, 4 + length);
        }
    }

    @Override
    public long sumOfBigEndianInts() {
        long sum = 0;
        for (long i = 0; i < bigEndian.length(); i++) {
            sum += bigEndian.get(i);
        }
        return sum;
    }

    @Override
    public void copyTo(byte[] target) {
        MemoryView.of(target).cast(BYTE).copyFrom(block);
    }

    @Override
    public void clear() {
        scratch.fill((byte) 0);
    }

    @Override
    public void copyScratchTo(byte[] target) {
        MemoryView.of(target).cast(BYTE).copyFrom(scratch);
    }

    @Override
    public boolean sameBytes() {
        return block.mismatch(copy) < 0;
    }

    @Override
    public double sumOfPrices() {
        double sum = 0;
        for (long i = 0; i < prices.length(); i++) {
            sum += prices.get(i);
        }
        return sum;
    }

    @Override
    public double sumOfRecords() {
        double sum = 0;
        int seen = 0;
        for (long i = 0; i < ids.length(); i++) {
            seen ^= ids.get(i);
            sum += prices.get(i);
        }
        return sum + seen;
    }

    @Override
    public void close() {}
}

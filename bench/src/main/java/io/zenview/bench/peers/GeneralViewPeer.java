package io.zenview.bench.peers;

import io.zenview.view.Format;
import io.zenview.view.MemoryView;

/// Zenview by [MemoryView] alone, which takes every format and shape: convenient, and not for
/// loops.
final class GeneralViewPeer implements Peer {
    private static final Format BYTE = Format.parse("b");
    private static final Format INT = Format.parse("<i");
    private static final Format LENGTH = Format.parse(">I");

    private final MemoryView longs;
    private final MemoryView bigEndian;
    private final MemoryView ids;
    private final MemoryView prices;
    private final MemoryView message;
    private final MemoryView block;
    private final MemoryView copy;
    private final MemoryView scratch;

    GeneralViewPeer(String kind, Material material) {
        longs = MemoryView.of(Placed.segment(kind, material.longs)).cast("<q");
        bigEndian = MemoryView.of(Placed.segment(kind, material.ints)).cast(">i");
        MemoryView records =
                MemoryView.of(Placed.segment(kind, material.records)).cast("<i:id:4xd:price:");
        ids = records.field("id");
        prices = records.field("price");
        message = MemoryView.of(Placed.segment(kind, material.message));
        block = MemoryView.of(Placed.segment(kind, material.block), BYTE);
        copy = MemoryView.of(Placed.segment(kind, material.block), BYTE);
        scratch = MemoryView.of(Placed.segment(kind, material.block), BYTE);
    }

    @Override
    public long sumOfLongs() {
        long sum = 0;
        for (long i = 0; i < longs.length(); i++) {
            sum += longs.getLong(i);
        }
        return sum;
    }

    @Override
    public void doubleLongs() {
        for (long i = 0; i < longs.length(); i++) {
            longs.setLong(i, longs.getLong(i) * 2);
        }
    }

    @Override
    public long sumOfIntsAt(int[] offsets) {
        long sum = 0;
        for (int offset : offsets) {
            sum += block.slice(offset, offset + 4).cast(INT).getLong(0);
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
            long length = rest.slice(0, 4).cast(LENGTH).getLong(0);
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
            sum += bigEndian.getLong(i);
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
            sum += prices.getDouble(i);
        }
        return sum;
    }

    @Override
    public double sumOfRecords() {
        double sum = 0;
        int seen = 0;
        for (long i = 0; i < ids.length(); i++) {
            seen ^= (int) ids.getLong(i);
            sum += prices.getDouble(i);
        }
        return sum + seen;
    }

    @Override
    public void close() {}
}

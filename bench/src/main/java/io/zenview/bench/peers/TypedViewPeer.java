package io.zenview.bench.peers;

import io.zenview.view.DataView;
import io.zenview.view.DoubleView;
import io.zenview.view.Format;
import io.zenview.view.IntView;
import io.zenview.view.LongView;
import io.zenview.view.MemoryView;
import java.nio.ByteOrder;

/// Zenview as its documentation asks for: typed views for many numbers of one type, and `DataView`
/// for numbers of several types or at any byte; taken once, outside the loops.
final class TypedViewPeer implements Peer {
    private static final Format BYTE = Format.parse("b");

    private final LongView longs;
    private final IntView.Swapped bigEndian;
    private final DoubleView.Strided prices;
    private final DataView records;
    private final DataView message;
    private final DataView anywhere;
    private final MemoryView block;
    private final MemoryView copy;
    private final MemoryView scratch;

    TypedViewPeer(String kind, Material material) {
        longs = MemoryView.of(Placed.segment(kind, material.longs)).cast("<q").asLongs();
        bigEndian =
                IntView.Swapped.of(MemoryView.of(Placed.segment(kind, material.ints)).cast(">i"));
        MemoryView table =
                MemoryView.of(Placed.segment(kind, material.records)).cast("<i:id:4xd:price:");
        prices = DoubleView.Strided.of(table.field("price"));
        records = table.asData(ByteOrder.LITTLE_ENDIAN);
        message =
                MemoryView.of(Placed.segment(kind, material.message)).asData(ByteOrder.BIG_ENDIAN);
        block = MemoryView.of(Placed.segment(kind, material.block), BYTE);
        anywhere = block.asData(ByteOrder.LITTLE_ENDIAN);
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
            sum += anywhere.getInt(offset);
        }
        return sum;
    }

    @Override
    public long sumOfSlices(int[] offsets) {
        long sum = 0;
        for (int offset : offsets) {
            sum += anywhere.part(offset, anywhere.length() - offset).getByte(0);
        }
        return sum;
    }

    @Override
    public long walk() {
        DataView rest = message;
        long sum = 0;
        while (true) {
            int length = rest.getInt(0);
            if (length == 0) {
                return sum;
            }
            sum += length;
            rest = rest.part(4, length);
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
        long size = records.length();
        double sum = 0;
        int ids = 0;
        for (long at = 0; at < size; at += Material.RECORD) {
            ids ^= records.getInt(at);
            sum += records.getDouble(at + Material.PRICE);
        }
        return sum + ids;
    }

    @Override
    public void close() {}
}

package io.zenview.bench.peers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The JDK's `MemorySegment`, with layouts that allow any address.
final class MemorySegmentPeer implements Peer {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt BIG_ENDIAN =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment longs;
    private final MemorySegment ints;
    private final MemorySegment records;
    private final MemorySegment message;
    private final MemorySegment block;
    private final MemorySegment copy;
    private final MemorySegment scratch;

    MemorySegmentPeer(String kind, Material material) {
        longs = Placed.segment(kind, material.longs);
        ints = Placed.segment(kind, material.ints);
        records = Placed.segment(kind, material.records);
        message = Placed.segment(kind, material.message);
        block = Placed.segment(kind, material.block);
        copy = Placed.segment(kind, material.block);
        scratch = Placed.segment(kind, material.block);
    }

    @Override
    public long sumOfLongs() {
        long size = longs.byteSize();
        long sum = 0;
        for (long at = 0; at < size; at += 8) {
            sum += longs.get(LONG, at);
        }
        return sum;
    }

    @Override
    public void doubleLongs() {
        long size = longs.byteSize();
        for (long at = 0; at < size; at += 8) {
            longs.set(LONG, at, longs.get(LONG, at) * 2);
        }
    }

    @Override
    public long sumOfIntsAt(int[] offsets) {
        long sum = 0;
        for (int offset : offsets) {
            sum += block.get(INT, offset);
        }
        return sum;
    }

    @Override
    public long sumOfSlices(int[] offsets) {
        long sum = 0;
        for (int offset : offsets) {
            sum += block.asSlice(offset).get(ValueLayout.JAVA_BYTE, 0);
        }
        return sum;
    }

    @Override
    public long walk() {
        MemorySegment rest = message;
        long sum = 0;
        while (true) {
            int length = rest.get(BIG_ENDIAN, 0);
            if (length == 0) {
                return sum;
            }
            sum += length;
            rest = rest.asSlice(4, length);
        }
    }

    @Override
    public long sumOfBigEndianInts() {
        long size = ints.byteSize();
        long sum = 0;
        for (long at = 0; at < size; at += 4) {
            sum += ints.get(BIG_ENDIAN, at);
        }
        return sum;
    }

    @Override
    public void copyTo(byte[] target) {
        MemorySegment.copy(block, ValueLayout.JAVA_BYTE, 0, target, 0, target.length);
    }

    @Override
    public void clear() {
        scratch.fill((byte) 0);
    }

    @Override
    public void copyScratchTo(byte[] target) {
        MemorySegment.copy(scratch, ValueLayout.JAVA_BYTE, 0, target, 0, target.length);
    }

    @Override
    public boolean sameBytes() {
        return block.mismatch(copy) < 0;
    }

    @Override
    public double sumOfPrices() {
        long size = records.byteSize();
        double sum = 0;
        for (long at = 0; at < size; at += Material.RECORD) {
            sum += records.get(DOUBLE, at + Material.PRICE);
        }
        return sum;
    }

    @Override
    public double sumOfRecords() {
        long size = records.byteSize();
        double sum = 0;
        int ids = 0;
        for (long at = 0; at < size; at += Material.RECORD) {
            ids ^= records.get(INT, at);
            sum += records.get(DOUBLE, at + Material.PRICE);
        }
        return sum + ids;
    }

    @Override
    public void close() {}
}

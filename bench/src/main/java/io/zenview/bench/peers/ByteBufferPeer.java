package io.zenview.bench.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The JDK's `ByteBuffer`, by absolute index.
final class ByteBufferPeer implements Peer {
    private final ByteBuffer longs;
    private final ByteBuffer ints;
    private final ByteBuffer records;
    private final ByteBuffer message;
    private final ByteBuffer block;
    private final ByteBuffer copy;
    private final ByteBuffer scratch;

    ByteBufferPeer(String kind, Material material) {
        longs = Placed.buffer(kind, material.longs).order(ByteOrder.LITTLE_ENDIAN);
        ints = Placed.buffer(kind, material.ints);
        records = Placed.buffer(kind, material.records).order(ByteOrder.LITTLE_ENDIAN);
        message = Placed.buffer(kind, material.message);
        block = Placed.buffer(kind, material.block).order(ByteOrder.LITTLE_ENDIAN);
        copy = Placed.buffer(kind, material.block);
        scratch = Placed.buffer(kind, material.block);
    }

    @Override
    public long sumOfLongs() {
        int size = longs.limit();
        long sum = 0;
        for (int at = 0; at < size; at += 8) {
            sum += longs.getLong(at);
        }
        return sum;
    }

    @Override
    public void doubleLongs() {
        int size = longs.limit();
        for (int at = 0; at < size; at += 8) {
            longs.putLong(at, longs.getLong(at) * 2);
        }
    }

    @Override
    public long sumOfIntsAt(int[] offsets) {
        long sum = 0;
        for (int offset : offsets) {
            sum += block.getInt(offset);
        }
        return sum;
    }

    @Override
    public long sumOfSlices(int[] offsets) {
        int size = block.limit();
        long sum = 0;
        for (int offset : offsets) {
            sum += block.slice(offset, size - offset).get(0);
        }
        return sum;
    }

    @Override
    public long walk() {
        ByteBuffer rest = message;
        long sum = 0;
        while (true) {
            int length = rest.getInt(0);
            if (length == 0) {
                return sum;
            }
            sum += length;
            // A slice is big-endian again, whatever the buffer was.
            rest = rest.slice(4, length);
        }
    }

    @Override
    public long sumOfBigEndianInts() {
        int size = ints.limit();
        long sum = 0;
        for (int at = 0; at < size; at += 4) {
            sum += ints.getInt(at);
        }
        return sum;
    }

    @Override
    public void copyTo(byte[] target) {
        block.get(0, target);
    }

    /// There is no fill.
    @Override
    public void clear() {
        int size = scratch.limit();
        for (int at = 0; at < size; at += 8) {
            scratch.putLong(at, 0);
        }
    }

    @Override
    public void copyScratchTo(byte[] target) {
        scratch.get(0, target);
    }

    @Override
    public boolean sameBytes() {
        return block.mismatch(copy) < 0;
    }

    @Override
    public double sumOfPrices() {
        int size = records.limit();
        double sum = 0;
        for (int at = 0; at < size; at += Material.RECORD) {
            sum += records.getDouble(at + Material.PRICE);
        }
        return sum;
    }

    @Override
    public double sumOfRecords() {
        int size = records.limit();
        double sum = 0;
        int ids = 0;
        for (int at = 0; at < size; at += Material.RECORD) {
            ids ^= records.getInt(at);
            sum += records.getDouble(at + Material.PRICE);
        }
        return sum + ids;
    }

    @Override
    public void close() {}
}

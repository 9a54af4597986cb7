package io.zenview.bench.peers;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/// Agrona's `UnsafeBuffer`, bounds checks on, as they are by default.
final class AgronaPeer implements Peer {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;

    private final UnsafeBuffer longs;
    private final UnsafeBuffer ints;
    private final UnsafeBuffer records;
    private final UnsafeBuffer message;
    private final UnsafeBuffer block;
    private final UnsafeBuffer copy;
    private final UnsafeBuffer scratch;

    AgronaPeer(String kind, Material material) {
        longs = placed(kind, material.longs);
        ints = placed(kind, material.ints);
        records = placed(kind, material.records);
        message = placed(kind, material.message);
        block = placed(kind, material.block);
        copy = placed(kind, material.block);
        scratch = placed(kind, material.block);
    }

    private static UnsafeBuffer placed(String kind, byte[] content) {
        return kind.equals(Placed.ARRAY)
                ? new UnsafeBuffer(content.clone())
                : new UnsafeBuffer(Placed.buffer(kind, content));
    }

    @Override
    public long sumOfLongs() {
        int size = longs.capacity();
        long sum = 0;
        for (int at = 0; at < size; at += 8) {
            sum += longs.getLong(at, LITTLE);
        }
        return sum;
    }

    @Override
    public void doubleLongs() {
        int size = longs.capacity();
        for (int at = 0; at < size; at += 8) {
            longs.putLong(at, longs.getLong(at, LITTLE) * 2, LITTLE);
        }
    }

    @Override
    public long sumOfIntsAt(int[] offsets) {
        long sum = 0;
        for (int offset : offsets) {
            sum += block.getInt(offset, LITTLE);
        }
        return sum;
    }

    @Override
    public long sumOfSlices(int[] offsets) {
        int size = block.capacity();
        long sum = 0;
        for (int offset : offsets) {
            sum += new UnsafeBuffer(block, offset, size - offset).getByte(0);
        }
        return sum;
    }

    @Override
    public long walk() {
        UnsafeBuffer rest = message;
        long sum = 0;
        while (true) {
            int length = rest.getInt(0, BIG);
            if (length == 0) {
                return sum;
            }
            sum += length;
            rest = new UnsafeBuffer(rest, 4, length);
        }
    }

    @Override
    public long sumOfBigEndianInts() {
        int size = ints.capacity();
        long sum = 0;
        for (int at = 0; at < size; at += 4) {
            sum += ints.getInt(at, BIG);
        }
        return sum;
    }

    @Override
    public void copyTo(byte[] target) {
        block.getBytes(0, target);
    }

    @Override
    public void clear() {
        scratch.setMemory(0, scratch.capacity(), (byte) 0);
    }

    @Override
    public void copyScratchTo(byte[] target) {
        scratch.getBytes(0, target);
    }

    @Override
    public boolean sameBytes() {
        return block.equals(copy);
    }

    @Override
    public double sumOfPrices() {
        int size = records.capacity();
        double sum = 0;
        for (int at = 0; at < size; at += Material.RECORD) {
            sum += records.getDouble(at + Material.PRICE, LITTLE);
        }
        return sum;
    }

    @Override
    public double sumOfRecords() {
        int size = records.capacity();
        double sum = 0;
        int ids = 0;
        for (int at = 0; at < size; at += Material.RECORD) {
            ids ^= records.getInt(at, LITTLE);
            sum += records.getDouble(at + Material.PRICE, LITTLE);
        }
        return sum + ids;
    }

    @Override
    public void close() {}
}

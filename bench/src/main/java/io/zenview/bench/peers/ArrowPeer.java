package io.zenview.bench.peers;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.ByteFunctionHelpers;

/// Arrow's `ArrowBuf`, which is always native memory in the machine's byte order, with its bounds
/// checks on, as they are by default.
///
/// On JDK 25 it starts only with `--add-opens java.base/java.nio=ALL-UNNAMED`.
final class ArrowPeer implements Peer {
    private final BufferAllocator allocator = new RootAllocator();
    private final ArrowBuf longs;
    private final ArrowBuf ints;
    private final ArrowBuf records;
    private final ArrowBuf message;
    private final ArrowBuf block;
    private final ArrowBuf copy;
    private final ArrowBuf scratch;
    private final int size;

    ArrowPeer(Material material) {
        longs = placed(material.longs);
        ints = placed(material.ints);
        records = placed(material.records);
        message = placed(material.message);
        block = placed(material.block);
        copy = placed(material.block);
        scratch = placed(material.block);
        size = material.block.length;
    }

    /// Capacities are rounded up, so the last element is where the writer stands.
    private ArrowBuf placed(byte[] content) {
        ArrowBuf buffer = allocator.buffer(content.length);
        buffer.writeBytes(content);
        return buffer;
    }

    @Override
    public long sumOfLongs() {
        long end = longs.writerIndex();
        long sum = 0;
        for (long at = 0; at < end; at += 8) {
            sum += longs.getLong(at);
        }
        return sum;
    }

    @Override
    public void doubleLongs() {
        long end = longs.writerIndex();
        for (long at = 0; at < end; at += 8) {
            longs.setLong(at, longs.getLong(at) * 2);
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
        long sum = 0;
        for (int offset : offsets) {
            sum += block.slice(offset, size - offset).getByte(0);
        }
        return sum;
    }

    @Override
    public long walk() {
        ArrowBuf rest = message;
        long sum = 0;
        while (true) {
            int length = Integer.reverseBytes(rest.getInt(0));
            if (length == 0) {
                return sum;
            }
            sum += length;
            rest = rest.slice(4, length);
        }
    }

    @Override
    public long sumOfBigEndianInts() {
        long end = ints.writerIndex();
        long sum = 0;
        for (long at = 0; at < end; at += 4) {
            sum += Integer.reverseBytes(ints.getInt(at));
        }
        return sum;
    }

    @Override
    public void copyTo(byte[] target) {
        block.getBytes(0, target);
    }

    @Override
    public void clear() {
        scratch.setZero(0, size);
    }

    @Override
    public void copyScratchTo(byte[] target) {
        scratch.getBytes(0, target);
    }

    @Override
    public boolean sameBytes() {
        return ByteFunctionHelpers.equal(block, 0, size, copy, 0, size) == 1;
    }

    @Override
    public double sumOfPrices() {
        long end = records.writerIndex();
        double sum = 0;
        for (long at = 0; at < end; at += Material.RECORD) {
            sum += records.getDouble(at + Material.PRICE);
        }
        return sum;
    }

    @Override
    public double sumOfRecords() {
        long end = records.writerIndex();
        double sum = 0;
        int ids = 0;
        for (long at = 0; at < end; at += Material.RECORD) {
            ids ^= records.getInt(at);
            sum += records.getDouble(at + Material.PRICE);
        }
        return sum + ids;
    }

    @Override
    public void close() {
        List.of(longs, ints, records, message, block, copy, scratch).forEach(ArrowBuf::close);
        allocator.close();
    }
}

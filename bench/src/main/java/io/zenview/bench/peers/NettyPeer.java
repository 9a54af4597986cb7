package io.zenview.bench.peers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;

/// Netty's `ByteBuf`, by absolute index.
final class NettyPeer implements Peer {
    private final ByteBuf longs;
    private final ByteBuf ints;
    private final ByteBuf records;
    private final ByteBuf message;
    private final ByteBuf block;
    private final ByteBuf copy;
    private final ByteBuf scratch;

    NettyPeer(String kind, Material material) {
        longs = placed(kind, material.longs);
        ints = placed(kind, material.ints);
        records = placed(kind, material.records);
        message = placed(kind, material.message);
        block = placed(kind, material.block);
        copy = placed(kind, material.block);
        scratch = placed(kind, material.block);
    }

    private static ByteBuf placed(String kind, byte[] content) {
        return switch (kind) {
            case Placed.NATIVE ->
                    Unpooled.directBuffer(content.length, content.length).writeBytes(content);
            case Placed.MAPPED -> Unpooled.wrappedBuffer(Placed.buffer(kind, content));
            default -> Unpooled.wrappedBuffer(content.clone());
        };
    }

    @Override
    public long sumOfLongs() {
        int size = longs.capacity();
        long sum = 0;
        for (int at = 0; at < size; at += 8) {
            sum += longs.getLongLE(at);
        }
        return sum;
    }

    @Override
    public void doubleLongs() {
        int size = longs.capacity();
        for (int at = 0; at < size; at += 8) {
            longs.setLongLE(at, longs.getLongLE(at) * 2);
        }
    }

    @Override
    public long sumOfIntsAt(int[] offsets) {
        long sum = 0;
        for (int offset : offsets) {
            sum += block.getIntLE(offset);
        }
        return sum;
    }

    @Override
    public long sumOfSlices(int[] offsets) {
        int size = block.capacity();
        long sum = 0;
        for (int offset : offsets) {
            sum += block.slice(offset, size - offset).getByte(0);
        }
        return sum;
    }

    @Override
    public long walk() {
        ByteBuf rest = message;
        long sum = 0;
        while (true) {
            int length = rest.getInt(0);
            if (length == 0) {
                return sum;
            }
            sum += length;
            rest = rest.slice(4, length);
        }
    }

    @Override
    public long sumOfBigEndianInts() {
        int size = ints.capacity();
        long sum = 0;
        for (int at = 0; at < size; at += 4) {
            sum += ints.getInt(at);
        }
        return sum;
    }

    @Override
    public void copyTo(byte[] target) {
        block.getBytes(0, target);
    }

    @Override
    public void clear() {
        scratch.setZero(0, scratch.capacity());
    }

    @Override
    public void copyScratchTo(byte[] target) {
        scratch.getBytes(0, target);
    }

    @Override
    public boolean sameBytes() {
        return ByteBufUtil.equals(block, copy);
    }

    @Override
    public double sumOfPrices() {
        int size = records.capacity();
        double sum = 0;
        for (int at = 0; at < size; at += Material.RECORD) {
            sum += records.getDoubleLE(at + Material.PRICE);
        }
        return sum;
    }

    @Override
    public double sumOfRecords() {
        int size = records.capacity();
        double sum = 0;
        int ids = 0;
        for (int at = 0; at < size; at += Material.RECORD) {
            ids ^= records.getIntLE(at);
            sum += records.getDoubleLE(at + Material.PRICE);
        }
        return sum + ids;
    }

    @Override
    public void close() {
        List.of(longs, ints, records, message, block, copy, scratch).forEach(ByteBuf::release);
    }
}

package io.zenview.bench.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/// What the peers work on, and what has to come out.
final class Material {
    static final int RECORD = 16;
    static final int PRICE = 8;

    /// How deep the message is nested.
    static final int DEPTH = 64;

    private static final int LENGTH = 4;

    /// Little-endian, small enough to add up.
    final byte[] longs;

    /// Big-endian.
    final byte[] ints;

    /// An int, 4 bytes of padding and a double, little-endian.
    final byte[] records;

    /// Nested messages of a length and as many bytes, the innermost one empty.
    final byte[] message;

    /// Random bytes.
    final byte[] block;

    /// Where to read in the block: mostly at no multiple of 4.
    final int[] offsets;

    private long sumOfLongs;
    private long sumOfInts;
    private long sumOfIntsAt;
    private long sumOfFirstBytes;
    private long sumOfLengths;
    private double sumOfPrices;
    private int idsOfRecords;

    /// @param elements how many longs and ints
    /// @param rows how many records
    /// @param size of the block, in bytes
    Material(int elements, int rows, int size) {
        Random random = new Random(42);
        longs = new byte[8 * elements];
        ints = new byte[4 * elements];
        records = new byte[RECORD * rows];
        message = new byte[LENGTH * (DEPTH + 1)];
        block = new byte[size];
        offsets = new int[4096];
        ByteBuffer little = ByteBuffer.wrap(longs).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer big = ByteBuffer.wrap(ints);
        for (int i = 0; i < elements; i++) {
            long number = random.nextInt(1000);
            little.putLong(number);
            sumOfLongs += number;
            int other = random.nextInt();
            big.putInt(other);
            sumOfInts += other;
        }
        fillRecords(random, rows);
        ByteBuffer nested = ByteBuffer.wrap(message);
        for (int level = 0; level <= DEPTH; level++) {
            int length = LENGTH * (DEPTH - level);
            nested.putInt(length);
            sumOfLengths += length;
        }
        random.nextBytes(block);
        ByteBuffer bytes = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = random.nextInt(size - 3);
            sumOfIntsAt += bytes.getInt(offsets[i]);
            sumOfFirstBytes += bytes.get(offsets[i]);
        }
    }

    private void fillRecords(Random random, int rows) {
        ByteBuffer buffer = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
        int ids = 0;
        for (int i = 0; i < rows; i++) {
            int id = random.nextInt();
            double price = random.nextInt(100_000) / 100.0;
            buffer.putInt(i * RECORD, id).putDouble(i * RECORD + PRICE, price);
            ids ^= id;
            sumOfPrices += price;
        }
        idsOfRecords = ids;
    }

    /// Lets a peer do all its work, and holds what comes out against what should.
    ///
    /// @throws IllegalStateException if it got something else; names the work
    void check(Peer peer) {
        expect(sumOfLongs, peer.sumOfLongs(), peer, "the sum of longs");
        peer.doubleLongs();
        expect(2 * sumOfLongs, peer.sumOfLongs(), peer, "the sum of doubled longs");
        expect(sumOfIntsAt, peer.sumOfIntsAt(offsets), peer, "the sum of ints at any byte");
        expect(sumOfFirstBytes, peer.sumOfSlices(offsets), peer, "the sum of slices' first bytes");
        expect(sumOfLengths, peer.walk(), peer, "the sum of lengths");
        expect(sumOfInts, peer.sumOfBigEndianInts(), peer, "the sum of big-endian ints");
        // To the last bit: all add up in the same order.
        expect(sumOfPrices, peer.sumOfPrices(), peer, "the sum of prices");
        expect(sumOfPrices + idsOfRecords, peer.sumOfRecords(), peer, "the sum of records");
        byte[] copy = new byte[block.length];
        peer.copyTo(copy);
        expect(0, differing(copy, block), peer, "bytes copied wrong");
        peer.copyScratchTo(copy);
        expect(
                0,
                differing(copy, block),
                peer,
                "bytes of the scratch block that are not yet as set");
        peer.clear();
        peer.copyScratchTo(copy);
        expect(0, differing(copy, new byte[copy.length]), peer, "bytes that were not cleared");
        expect(1, peer.sameBytes() ? 1 : 0, peer, "whether equal bytes are equal");
    }

    private static int differing(byte[] some, byte[] others) {
        int count = 0;
        for (int i = 0; i < some.length; i++) {
            count += some[i] == others[i] ? 0 : 1;
        }
        return count;
    }

    private static void expect(Number wanted, Number got, Peer peer, String what) {
        if (!wanted.equals(got)) {
            throw new IllegalStateException(
                    peer.getClass().getSimpleName()
                            + ": "
                            + what
                            + " should be "
                            + wanted
                            + " and is "
                            + got);
        }
    }
}

package io.zenview.bench.peers;

/// A library that lends access to memory, put to the same work as the others.
///
/// An instance owns a copy of a [Material] in one kind of memory. Its loops are those that a user
/// of the library would write, and all instances share them, so they have seen what the library
/// has.
interface Peer extends AutoCloseable {
    /// Adds up all longs by index, in the machine's byte order.
    long sumOfLongs();

    /// Doubles all longs by index, in place.
    void doubleLongs();

    /// Adds up the ints, in little-endian order, that begin at any byte of the block.
    ///
    /// @param offsets in bytes
    long sumOfIntsAt(int[] offsets);

    /// Makes a slice from each offset to the end of the block, and adds up their first bytes.
    ///
    /// @param offsets in bytes
    long sumOfSlices(int[] offsets);

    /// Unwraps a message: reads its length (4 bytes, big-endian), takes as many bytes behind it as
    /// a slice, and goes on with that until the length is 0.
    ///
    /// @return the sum of all lengths
    long walk();

    /// Adds up all big-endian ints by index.
    long sumOfBigEndianInts();

    /// Copies the block into an array of its size.
    void copyTo(byte[] target);

    /// Overwrites the scratch block with zeros.
    void clear();

    /// Copies the scratch block into an array of its size.
    void copyScratchTo(byte[] target);

    /// Compares the block with its copy, which has the same bytes.
    ///
    /// @return whether they are alike
    boolean sameBytes();

    /// Reads one field of all records.
    ///
    /// @return the sum of all prices
    double sumOfPrices();

    /// Reads both fields of all records.
    ///
    /// @return the sum of all prices, with the exclusive or of all ids added
    double sumOfRecords();

    @Override
    void close();
}

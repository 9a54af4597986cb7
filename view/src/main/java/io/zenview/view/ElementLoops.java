package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// Loops over elements of 1, 2, 4 or 8 bytes as whole numbers or mere bits, in one kind of memory
/// and one byte order, chosen once for a whole piece of work.
///
/// The loops themselves ([LongLoops] and its kin) are generated. Unless their name says otherwise
/// they take contiguous elements; spaced ones are moved through a *block*, a small array that stays
/// in the processor's cache and holds elements in the machine's byte order. Loops count with an
/// `int`: callers pass runs of at most [#RUN] elements.
///
/// There is one object for each kind of memory and byte order, so equal loops are for the same
/// kind.
///
/// @param <A> the array type of a block
abstract class ElementLoops<A> {
    /// The byte order that is not the machine's.
    static final ByteOrder SWAPPED =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                    ? ByteOrder.BIG_ENDIAN
                    : ByteOrder.LITTLE_ENDIAN;

    /// The most elements in one call: long enough that calls cost nothing, short enough that a
    /// compiled loop is entered anew soon after it was compiled.
    static final int RUN = 1 << 16;

    /// Bytes of an element.
    final int size;

    ElementLoops(int size) {
        this.size = size;
    }

    /// The loops for the elements of a format, or of raw bits of its size, in a window's memory.
    ///
    /// @throws IllegalArgumentException if elements have another size than 1, 2, 4 or 8 bytes
    static ElementLoops<?> of(Window window) {
        boolean swapped = !window.format.isNativeOrder();
        return switch (window.itemSize) {
            case 1 -> ByteLoops.of(window, swapped);
            case 2 -> ShortLoops.of(window, swapped);
            case 4 -> IntLoops.of(window, swapped);
            case 8 -> LongLoops.of(window, swapped);
            default ->
                    throw new IllegalArgumentException(
                            "no loops for elements of " + window.itemSize + " bytes");
        };
    }

    /// The loops for elements in a block.
    abstract ElementLoops<A> forBlocks();

    /// A new block.
    abstract A block(int length);

    /// A block as memory.
    abstract MemorySegment memory(A block);

    /// The elements of a block as `long`s; the mask makes them unsigned.
    abstract void widen(A block, int n, long mask, long[] to);

    /// The lowest bits of `long`s.
    abstract void narrow(long[] from, int n, A block);

    /// Index of the first element in which two blocks differ, or -1.
    abstract int mismatch(A a, A b, int n);

    /// Reverses the bytes of each of the first elements of a block.
    abstract void swap(A block, int n);

    /// Copies a plane whose rows lie as columns elsewhere in memory of the same kind; the target's
    /// columns are contiguous.
    ///
    /// @param fromRow bytes between neighbouring rows of the source
    /// @param fromColumn bytes between neighbouring columns of the source
    /// @param toRow bytes between neighbouring rows of the target
    abstract void turn(
            MemorySegment from,
            long fromAt,
            long fromRow,
            long fromColumn,
            MemorySegment to,
            long toAt,
            long toRow,
            int rows,
            int columns);

    /// Copies a plane whose columns lie one after another in a block.
    ///
    /// @param column elements from one column to the next in the block
    /// @param toRow bytes between neighbouring rows of the target
    abstract void turn(
            A block, int column, MemorySegment to, long toAt, long toRow, int rows, int columns);

    /// The sum of the elements' bits, as signed numbers to which the mask was applied.
    abstract long sum(MemorySegment m, long at, int n, long mask);

    /// The same of evenly spaced elements.
    abstract long sumSpaced(MemorySegment m, long at, long stride, int n, long mask);

    /// The key of the least of at least one element.
    abstract long min(MemorySegment m, long at, int n, Ordering order);

    /// The key of the greatest.
    abstract long max(MemorySegment m, long at, int n, Ordering order);

    /// How many elements have the given bits where the mask has ones.
    abstract long count(MemorySegment m, long at, int n, long bits, long mask);

    /// Multiplies each element, wrapping.
    abstract void scale(MemorySegment m, long at, int n, long factor);

    /// Adds to each element, wrapping.
    abstract void add(MemorySegment m, long at, int n, long addend);

    /// Adds the elements of a block to as many others, wrapping.
    abstract void addAll(MemorySegment m, long at, int n, A addends);

    /// Adds the first elements of a block to those of another, wrapping.
    abstract void addAll(A block, A addends, int n);

    /// Reads elements into a block.
    abstract void read(MemorySegment m, long at, int n, A block, int to);

    /// Reads evenly spaced elements into a block.
    abstract void readSpaced(MemorySegment m, long at, long stride, int n, A block, int to);

    /// Writes elements from a block.
    abstract void write(MemorySegment m, long at, int n, A block, int from);

    /// Writes evenly spaced elements from a block.
    abstract void writeSpaced(MemorySegment m, long at, long stride, int n, A block, int from);

    /// Writes the same bits into evenly spaced elements.
    abstract void fillSpaced(MemorySegment m, long at, long stride, int n, long bits);

    /// The sum of reals of 4 or 8 bytes: of eight partial sums, to each of which every eighth
    /// element was added.
    double sumReals(MemorySegment m, long at, int n) {
        throw noReals();
    }

    /// The same of evenly spaced reals.
    double sumRealsSpaced(MemorySegment m, long at, long stride, int n) {
        throw noReals();
    }

    /// Multiplies each `double`.
    void scaleDoubles(MemorySegment m, long at, int n, double factor) {
        throw noReals();
    }

    /// Adds to each `double`.
    void addDoubles(MemorySegment m, long at, int n, double addend) {
        throw noReals();
    }

    /// Adds `double`s in memory of the same kind to as many others.
    void addAllDoubles(MemorySegment m, long at, int n, MemorySegment addends, long from) {
        throw noReals();
    }

    /// Reads the bits of reals into the memory of a `float[]` or `double[]`.
    void readReals(MemorySegment m, long at, int n, MemorySegment reals) {
        throw noReals();
    }

    /// Writes the bits of reals from the memory of a `float[]` or `double[]`.
    void writeReals(MemorySegment m, long at, int n, MemorySegment reals) {
        throw noReals();
    }

    private AssertionError noReals() {
        return new AssertionError("no such reals of " + size + " bytes");
    }
}

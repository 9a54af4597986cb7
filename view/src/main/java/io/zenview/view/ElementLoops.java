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

    /// Swaps the rows and columns of a square in the first elements of a block.
    abstract void transpose(A block, int side);

    /// The sum of the elements' bits, as signed numbers to which the mask was applied.
    abstract long sum(MemorySegment m, long at, int n, long mask);

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

    /// Reads the bits of reals into the memory of a `float[]` or `double[]`.
    void readReals(MemorySegment m, long at, int n, MemorySegment reals) {
        throw new AssertionError("no reals of " + size + " bytes");
    }

    /// Writes the bits of reals from the memory of a `float[]` or `double[]`.
    void writeReals(MemorySegment m, long at, int n, MemorySegment reals) {
        throw new AssertionError("no reals of " + size + " bytes");
    }
}

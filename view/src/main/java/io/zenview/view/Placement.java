package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where the elements of a view lie: what bulk work needs to know of it.
///
/// @param window memory and format
/// @param offset bytes from the start of the memory to element (0, 0, …)
/// @param shape elements in each dimension
/// @param strides bytes between neighbours in each dimension, negative and 0 allowed
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Placement(Window window, long offset, long[] shape, long[] strides) {
    static long[] shapeOf(View view) {
        long[] shape = new long[view.rank()];
        for (int d = 0; d < shape.length; d++) {
            shape[d] = view.extent(d);
        }
        return shape;
    }

    static Placement of(View view) {
        int rank = view.rank();
        long[] shape = shapeOf(view);
        long[] strides = new long[rank];
        for (int d = 0; d < rank; d++) {
            strides[d] = view.stride(d);
        }
        return new Placement(view.window, view.offset, shape, strides);
    }

    /// Where all elements of a view lie, in C order: in one place, or, where rows have memories of
    /// their own, in a place for each row.
    static List<Placement> all(View view) {
        if (!view.indirect()) {
            return List.of(of(view));
        }
        List<Placement> rows = new ArrayList<>();
        for (long i = 0; i < view.extent(0); i++) {
            rows.addAll(all(view.row(i)));
        }
        return rows;
    }

    /// The elements at an index of the first dimension.
    Placement row(long index) {
        return new Placement(
                window,
                offset + index * strides[0],
                Arrays.copyOfRange(shape, 1, rank()),
                Arrays.copyOfRange(strides, 1, rank()));
    }

    /// Elements one after another, in C order, from the start of a window's memory.
    static Placement contiguous(Window window, long... shape) {
        long[] strides = new long[shape.length];
        long stride = window.itemSize;
        for (int d = shape.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= shape[d];
        }
        return new Placement(window, 0, shape, strides);
    }

    /// Elements of the same shape in fresh memory that belongs to nobody else.
    Placement fresh(MemorySegment memory) {
        return contiguous(
                new Window(window.export, memory, window.format), Arrays.copyOf(shape, rank()));
    }

    int rank() {
        return shape.length;
    }

    long count() {
        long count = 1;
        for (long extent : shape) {
            count *= extent;
        }
        return count;
    }

    /// Bytes of all elements, were they contiguous.
    long byteSize() {
        return count() * window.itemSize;
    }

    /// Whether the elements lie one after another in C order.
    boolean contiguous() {
        long expected = window.itemSize;
        for (int d = rank() - 1; d >= 0; d--) {
            if (shape[d] == 0) {
                return true;
            }
            if (shape[d] != 1 && strides[d] != expected) {
                return false;
            }
            expected *= shape[d];
        }
        return true;
    }

    /// The memory from the lowest to the highest byte of any element.
    private MemorySegment extent() {
        long first = offset;
        long last = offset + window.itemSize;
        for (int d = 0; d < rank(); d++) {
            if (shape[d] == 0) {
                return window.memory.asSlice(0, 0);
            }
            long reach = (shape[d] - 1) * strides[d];
            if (reach < 0) {
                first += reach;
            } else {
                last += reach;
            }
        }
        return window.memory.asSlice(first, last - first);
    }

    /// Whether writing to the other layout may change elements of this one before they are read,
    /// when both are walked in the same order: they share memory, and not element for element.
    boolean mayBeOverwrittenBy(Placement other) {
        // Two arrays may agree in all this without being the same one. They share no memory then,
        // and the answer is the same.
        boolean same =
                window.itemSize == other.window.itemSize
                        && offset == other.offset
                        && window.memory.address() == other.window.memory.address()
                        && Arrays.equals(strides, other.strides);
        return !same && extent().asOverlappingSlice(other.extent()).isPresent();
    }
}

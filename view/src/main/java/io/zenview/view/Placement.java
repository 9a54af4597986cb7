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
        return view.layout().shape;
    }

    static Placement of(View view) {
        Layout layout = view.layout();
        return new Placement(view.window, view.offset, layout.shape, layout.strides);
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
        long[] strides = Layout.contiguous(window.itemSize, Order.C, shape).strides;
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
        return layout().isContiguous(window.itemSize, Order.C);
    }

    private Layout layout() {
        return Layout.of(window.itemSize, shape, strides);
    }

    /// The memory from the lowest to the highest byte of any element.
    private MemorySegment extent() {
        long[] reach = layout().reach(window.itemSize);
        return reach == null
                ? window.memory.asSlice(0, 0)
                : window.memory.asSlice(offset + reach[0], reach[1] - reach[0]);
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

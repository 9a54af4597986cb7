package io.zenview.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a view is, said so plainly that it is hard to get wrong: a shape, and for every element, in
/// C order, the byte that it begins at. Every operation makes the list anew, one element after
/// another.
final class PlainModel {
    private final int[] shape;
    private final int[] starts;
    private final Format format;

    /// @param shape elements in each dimension
    /// @param starts first byte of each element
    /// @param format one code of `b`, `B`, `h`, `H`, `i`, with an optional byte order
    PlainModel(int[] shape, int[] starts, Format format) {
        this.shape = shape;
        this.starts = starts;
        this.format = format;
    }

    int[] shape() {
        return shape;
    }

    int[] starts() {
        return starts;
    }

    Format format() {
        return format;
    }

    static PlainModel of(int bytes) {
        int[] starts = new int[bytes];
        Arrays.setAll(starts, i -> i);
        return new PlainModel(new int[] {bytes}, starts, Format.UNSIGNED_BYTE);
    }

    int rank() {
        return shape.length;
    }

    private int strideInList(int dimension) {
        int product = 1;
        for (int d = dimension + 1; d < shape.length; d++) {
            product *= shape[d];
        }
        return product;
    }

    /// Which elements a choice per dimension takes.
    ///
    /// @param chosen the indices taken in each dimension, in order
    /// @param kept whether the dimension stays
    PlainModel take(List<int[]> chosen, boolean[] kept) {
        List<Integer> at = List.of(0);
        List<Integer> newShape = new ArrayList<>();
        for (int d = 0; d < shape.length; d++) {
            List<Integer> next = new ArrayList<>();
            for (int base : at) {
                for (int index : chosen.get(d)) {
                    next.add(base + index * strideInList(d));
                }
            }
            at = next;
            if (kept[d]) {
                newShape.add(chosen.get(d).length);
            }
        }
        return new PlainModel(
                ints(newShape), at.stream().mapToInt(i -> starts[i]).toArray(), format);
    }

    PlainModel transposed(int[] axes) {
        int[] newShape = new int[axes.length];
        for (int d = 0; d < axes.length; d++) {
            newShape[d] = shape[axes[d]];
        }
        int[] newStarts = new int[starts.length];
        int[] index = new int[axes.length];
        for (int i = 0; i < newStarts.length; i++) {
            int from = 0;
            for (int d = 0; d < axes.length; d++) {
                from += index[d] * strideInList(axes[d]);
            }
            newStarts[i] = starts[from];
            advance(index, newShape);
        }
        return new PlainModel(newShape, newStarts, format);
    }

    PlainModel reshaped(int[] newShape) {
        return new PlainModel(newShape, starts, format);
    }

    /// The same elements again and again, or null if the shapes do not go together.
    @Nullable PlainModel broadcast(int[] newShape) {
        int added = newShape.length - shape.length;
        if (added < 0) {
            return null;
        }
        for (int d = 0; d < newShape.length; d++) {
            int own = d < added ? 1 : shape[d - added];
            if (own != 1 && own != newShape[d]) {
                return null;
            }
        }
        int count = product(newShape);
        int[] newStarts = new int[count];
        int[] index = new int[newShape.length];
        for (int i = 0; i < count; i++) {
            int from = 0;
            for (int d = 0; d < shape.length; d++) {
                from += (shape[d] == 1 ? 0 : index[added + d]) * strideInList(d);
            }
            newStarts[i] = starts[from];
            advance(index, newShape);
        }
        return new PlainModel(newShape, newStarts, format);
    }

    /// Counts an index on, the last dimension first.
    private static void advance(int[] index, int[] within) {
        for (int d = index.length - 1; d >= 0; d--) {
            if (++index[d] < within[d]) {
                return;
            }
            index[d] = 0;
        }
    }

    /// The same bytes as elements of another size; the view must be contiguous.
    PlainModel cast(Format other, int[] newShape) {
        int first = starts.length == 0 ? 0 : starts[0];
        int[] newStarts = new int[product(newShape)];
        Arrays.setAll(newStarts, i -> first + i * other.itemSize());
        return new PlainModel(newShape, newStarts, other);
    }

    /// Whether element follows element without a gap.
    boolean contiguous() {
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] != starts[i - 1] + format.itemSize()) {
                return false;
            }
        }
        return true;
    }

    PlainModel reversedDimensions() {
        int[] axes = new int[rank()];
        Arrays.setAll(axes, d -> axes.length - 1 - d);
        return transposed(axes);
    }

    /// Whether strides exist that describe the elements.
    boolean evenlySpaced() {
        if (starts.length == 0) {
            return true;
        }
        int[] index = new int[rank()];
        for (int start : starts) {
            int expected = starts[0];
            for (int d = 0; d < rank(); d++) {
                int step = shape[d] == 1 ? 0 : starts[strideInList(d)] - starts[0];
                expected += index[d] * step;
            }
            if (expected != start) {
                return false;
            }
            advance(index, shape);
        }
        return true;
    }

    /// The bytes from one element to the next, where there is a next one.
    int step(int dimension) {
        return starts[strideInList(dimension)] - starts[0];
    }

    byte[] bytes(byte[] memory) {
        int size = format.itemSize();
        byte[] bytes = new byte[starts.length * size];
        for (int i = 0; i < starts.length; i++) {
            System.arraycopy(memory, starts[i], bytes, i * size, size);
        }
        return bytes;
    }

    void write(byte[] bytes, byte[] memory) {
        int size = format.itemSize();
        for (int i = 0; i < starts.length; i++) {
            System.arraycopy(bytes, i * size, memory, starts[i], size);
        }
    }

    /// An element's value, put together byte by byte.
    long value(int element, byte[] memory) {
        int size = format.itemSize();
        boolean big = format.toString().charAt(0) == '>';
        long value = 0;
        for (int i = 0; i < size; i++) {
            int at = starts[element] + (big ? i : size - 1 - i);
            value = (value << 8) | (memory[at] & 0xFF);
        }
        boolean signed = Character.isLowerCase(format.code());
        return signed && value >>> (8 * size - 1) != 0 ? value - (1L << (8 * size)) : value;
    }

    /// Elements as nested lists.
    Object nested(byte[] memory) {
        return nested(0, 0, memory);
    }

    private Object nested(int dimension, int from, byte[] memory) {
        if (dimension == rank()) {
            return value(from, memory);
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < shape[dimension]; i++) {
            list.add(nested(dimension + 1, from + i * strideInList(dimension), memory));
        }
        return list;
    }

    static int product(int[] shape) {
        int product = 1;
        for (int extent : shape) {
            product *= extent;
        }
        return product;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }
}

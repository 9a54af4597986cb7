package io.zenview.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Shape and strides: where the elements of a view lie, seen from its first element. Knows nothing
/// of memory.
final class Layout {
    /// As many as CPython's buffers have.
    static final int MAX_DIMENSIONS = 64;

    /// Elements in each dimension.
    final long[] shape;

    /// Bytes from one element to the next in each dimension.
    final long[] strides;

    private Layout(long[] shape, long[] strides) {
        this.shape = shape;
        this.strides = strides;
    }

    /// A layout of the given numbers, which are checked but not copied.
    static Layout of(int itemSize, long[] shape, long[] strides) {
        if (shape.length != strides.length) {
            throw new IllegalArgumentException(
                    "shape "
                            + describe(shape)
                            + " has "
                            + shape.length
                            + " dimensions, strides "
                            + describe(strides)
                            + " have "
                            + strides.length);
        }
        byteSize(itemSize, shape);
        return new Layout(shape, strides);
    }

    /// Elements one after another in C or in Fortran order.
    static Layout contiguous(int itemSize, Order order, long... shape) {
        byteSize(itemSize, shape);
        long[] strides = new long[shape.length];
        long stride = itemSize;
        for (int i = 0; i < shape.length; i++) {
            int d = order == Order.F ? i : shape.length - 1 - i;
            strides[d] = stride;
            // A dimension without elements counts as one, so that strides stay what they would be.
            stride *= Math.max(shape[d], 1);
        }
        return new Layout(shape, strides);
    }

    /// The size of all elements together, after all checks of a shape: nothing may be allocated or
    /// computed before.
    static long byteSize(int itemSize, long[] shape) {
        if (shape.length > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    shape.length + " dimensions; a view has at most " + MAX_DIMENSIONS);
        }
        long bytes = Math.max(itemSize, 1);
        boolean empty = false;
        for (int d = 0; d < shape.length; d++) {
            if (shape[d] < 0) {
                throw new IllegalArgumentException(
                        "dimension " + d + " of shape " + describe(shape) + " is negative");
            }
            empty |= shape[d] == 0;
            long factor = Math.max(shape[d], 1);
            // A zero beside large numbers does not make them right.
            if (Math.multiplyHigh(bytes, factor) != 0 || bytes * factor < 0) {
                throw new IllegalArgumentException(
                        "shape "
                                + describe(shape)
                                + " with elements of "
                                + itemSize
                                + " bytes exceeds 2^63 - 1 bytes");
            }
            bytes *= factor;
        }
        return empty || itemSize == 0 ? 0 : bytes;
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

    /// Whether the elements follow one another without gaps in the given order, [Order#C] or
    /// [Order#F]. Dimensions of one element have no say, and nothing is out of order where nothing
    /// is.
    boolean isContiguous(int itemSize, Order order) {
        long expected = itemSize;
        boolean inOrder = true;
        for (int i = 0; i < shape.length; i++) {
            int d = order == Order.F ? i : shape.length - 1 - i;
            if (shape[d] == 0) {
                return true;
            }
            inOrder &= shape[d] == 1 || strides[d] == expected;
            expected *= shape[d];
        }
        return inOrder;
    }

    /// Lowest and highest distance of a byte from the first element, the latter exclusive; null
    /// where there are no elements.
    ///
    /// @throws IllegalArgumentException if a distance does not fit 64 bits
    long @Nullable [] reach(int itemSize) {
        long low = 0;
        long high = itemSize;
        try {
            for (int d = 0; d < shape.length; d++) {
                if (shape[d] == 0) {
                    return null;
                }
                long last = Math.multiplyExact(shape[d] - 1, strides[d]);
                low = Math.addExact(low, Math.min(last, 0));
                high = Math.addExact(high, Math.max(last, 0));
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "shape "
                            + describe(shape)
                            + " with strides "
                            + describe(strides)
                            + " spans more than 2^63 bytes",
                    e);
        }
        return new long[] {low, high};
    }

    /// The dimensions from one on.
    Layout from(int dimension) {
        return new Layout(
                Arrays.copyOfRange(shape, dimension, shape.length),
                Arrays.copyOfRange(strides, dimension, strides.length));
    }

    /// This layout with more dimensions behind all others.
    Layout over(Layout inner) {
        long[] joinedShape = Arrays.copyOf(shape, rank() + inner.rank());
        long[] joinedStrides = Arrays.copyOf(strides, rank() + inner.rank());
        System.arraycopy(inner.shape, 0, joinedShape, rank(), inner.rank());
        System.arraycopy(inner.strides, 0, joinedStrides, rank(), inner.rank());
        byteSize(1, joinedShape);
        return new Layout(joinedShape, joinedStrides);
    }

    /// A part of a layout: how far its first element lies from that of the whole, and its own
    /// layout.
    record Cut(long distance, Layout layout) {}

    /// As many slices as there are dimensions: an ellipsis, or its absence at the end, written out.
    Slice[] expand(Slice... parts) {
        int named = 0;
        int ellipsis = -1;
        for (int i = 0; i < parts.length; i++) {
            if (!(parts[i] instanceof Slice.Ellipsis)) {
                named++;
            } else if (ellipsis < 0) {
                ellipsis = i;
            } else {
                throw new IllegalArgumentException(
                        "more than one ellipsis in " + Arrays.toString(parts));
            }
        }
        if (named > shape.length) {
            throw new IllegalArgumentException(
                    named
                            + " slices "
                            + Arrays.toString(parts)
                            + " for a view of "
                            + shape.length
                            + " dimensions, shape "
                            + describe(shape));
        }
        int before = ellipsis < 0 ? named : ellipsis;
        Slice[] all = new Slice[shape.length];
        Arrays.fill(all, Slice.ALL);
        System.arraycopy(parts, 0, all, 0, before);
        System.arraycopy(
                parts,
                parts.length - (named - before),
                all,
                all.length - (named - before),
                named - before);
        return all;
    }

    /// What slices take of this layout: one for each dimension, as [#expand] gives them.
    Cut slice(Slice... all) {
        long[] newShape = new long[shape.length];
        long[] newStrides = new long[shape.length];
        int taken = 0;
        long distance = 0;
        for (int d = 0; d < shape.length; d++) {
            if (all[d] instanceof Slice.At at) {
                distance += Index.checked(at.index(), shape[d], d) * strides[d];
                continue;
            }
            Slice.Range range = all[d].resolve(shape[d]);
            // An empty range may begin outside the elements, and must not point there.
            if (range.count() > 0) {
                distance += range.first() * strides[d];
            }
            newShape[taken] = range.count();
            newStrides[taken++] = strides[d] * range.step();
        }
        return new Cut(
                distance,
                new Layout(Arrays.copyOf(newShape, taken), Arrays.copyOf(newStrides, taken)));
    }

    /// The same elements with their dimensions in another order.
    Layout transpose(int... axes) {
        if (axes.length != rank()) {
            throw new IllegalArgumentException(
                    "axes "
                            + Arrays.toString(axes)
                            + " for a view of "
                            + rank()
                            + " dimensions; name each once");
        }
        long[] newShape = new long[rank()];
        long[] newStrides = new long[rank()];
        boolean[] seen = new boolean[rank()];
        for (int d = 0; d < axes.length; d++) {
            int axis = axes[d] < 0 ? axes[d] + rank() : axes[d];
            if (axis < 0 || axis >= rank() || seen[axis]) {
                throw new IllegalArgumentException(
                        "axes "
                                + Arrays.toString(axes)
                                + " are no order of the dimensions 0 to "
                                + (rank() - 1));
            }
            seen[axis] = true;
            newShape[d] = shape[axis];
            newStrides[d] = strides[axis];
        }
        return new Layout(newShape, newStrides);
    }

    /// The same elements, in C order, under another shape.
    ///
    /// @param wanted the shape; one entry may be -1, for whatever is left
    /// @throws IllegalArgumentException if the number of elements differs, or the elements do not
    ///   lie evenly enough for the new shape
    Layout reshape(int itemSize, long... wanted) {
        long[] target = completed(wanted);
        byteSize(itemSize, target);
        long count = count();
        if (product(target) != count) {
            throw new IllegalArgumentException(
                    "cannot reshape "
                            + describe(shape)
                            + " with "
                            + count
                            + " elements to "
                            + describe(wanted)
                            + " with "
                            + product(target));
        }
        if (count == 0) {
            return contiguous(itemSize, Order.C, target);
        }
        return new Layout(target, stridesFor(target, itemSize));
    }

    private long[] completed(long[] wanted) {
        long[] target = wanted.clone();
        int open = -1;
        long rest = 1;
        for (int d = 0; d < target.length; d++) {
            if (target[d] == -1 && open < 0) {
                open = d;
            } else if (target[d] < 0) {
                throw new IllegalArgumentException(
                        "shape "
                                + describe(wanted)
                                + ": one entry may be -1, all others are numbers of elements");
            } else if (target[d] != 0 && rest > Long.MAX_VALUE / target[d]) {
                throw new IllegalArgumentException(
                        "shape " + describe(wanted) + " exceeds 2^63 - 1 elements");
            } else {
                rest *= target[d];
            }
        }
        if (open >= 0) {
            if (rest == 0 || count() % rest != 0) {
                throw new IllegalArgumentException(
                        "cannot reshape "
                                + describe(shape)
                                + " with "
                                + count()
                                + " elements to "
                                + describe(wanted));
            }
            target[open] = count() / rest;
        }
        return target;
    }

    private static long product(long[] shape) {
        long product = 1;
        for (long extent : shape) {
            product *= extent;
        }
        return product;
    }

    /// Strides for a new shape of as many elements, at least one. Both shapes are walked side by
    /// side in groups of dimensions with equally many elements; a group of old dimensions has to be
    /// evenly spaced as a whole.
    private long[] stridesFor(long[] target, int itemSize) {
        Layout old = withoutOnes();
        long[] newStrides = new long[target.length];
        int o = 0;
        int n = 0;
        while (o < old.rank() && n < target.length) {
            int oldFirst = o;
            int newFirst = n;
            long oldCount = old.shape[o++];
            long newCount = target[n++];
            while (oldCount != newCount) {
                if (oldCount < newCount) {
                    oldCount *= old.shape[o++];
                } else {
                    newCount *= target[n++];
                }
            }
            for (int d = oldFirst; d < o - 1; d++) {
                if (old.strides[d] != old.shape[d + 1] * old.strides[d + 1]) {
                    throw new IllegalArgumentException(
                            "cannot reshape "
                                    + describe(shape)
                                    + " with strides "
                                    + describe(strides)
                                    + " to "
                                    + describe(target)
                                    + " without a copy: the elements are not evenly spaced; copy them first, for example with toBytes()");
                }
            }
            long stride = old.strides[o - 1];
            for (int d = n - 1; d >= newFirst; d--) {
                newStrides[d] = stride;
                stride *= target[d];
            }
        }
        // What is left of the new shape are dimensions of one element.
        long last = n == 0 ? itemSize : newStrides[n - 1];
        Arrays.fill(newStrides, n, target.length, last);
        return newStrides;
    }

    private Layout withoutOnes() {
        long[] s = new long[rank()];
        long[] t = new long[rank()];
        int n = 0;
        for (int d = 0; d < rank(); d++) {
            if (shape[d] != 1) {
                s[n] = shape[d];
                t[n++] = strides[d];
            }
        }
        return new Layout(Arrays.copyOf(s, n), Arrays.copyOf(t, n));
    }

    /// The elements repeated, by strides of 0, to fill a larger shape, as NumPy does.
    Layout broadcast(int itemSize, long... wanted) {
        int added = wanted.length - rank();
        boolean fits = added >= 0;
        long[] newStrides = new long[wanted.length];
        for (int d = 0; fits && d < rank(); d++) {
            fits = shape[d] == wanted[added + d] || shape[d] == 1;
            newStrides[added + d] = shape[d] == wanted[added + d] ? strides[d] : 0;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "cannot broadcast "
                            + describe(shape)
                            + " to "
                            + describe(wanted)
                            + ": counted from the last dimension, each must agree or be 1");
        }
        byteSize(itemSize, wanted);
        return new Layout(wanted.clone(), newStrides);
    }

    boolean sameShape(Layout other) {
        return Arrays.equals(shape, other.shape);
    }

    /// Numbers of a shape for people, for example `(2, 3)`.
    static String describe(long[] numbers) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < numbers.length; i++) {
            text.append(i == 0 ? "" : ", ").append(numbers[i]);
        }
        return text.append(numbers.length == 1 ? ",)" : ")").toString();
    }
}

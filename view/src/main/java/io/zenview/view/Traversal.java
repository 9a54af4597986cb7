package io.zenview.view;

/// A walk over all elements of one or more layouts of the same shape, as few and as long runs of
/// evenly spaced elements as there can be.
///
/// Dimensions of length 1 are dropped, and neighbouring ones merged where one goes on where the
/// other ends: contiguous elements of any rank are a single run. Where the order of the elements
/// does not matter, dimensions are sorted first, by the strides of the first layout, and walked
/// upwards: F-ordered or reversed elements are a single run too.
///
/// ```java
/// Traversal t = Traversal.inAnyOrder(target, source);
/// while (t.next()) {
///     copy(t.at(1), t.stride(1), t.at(0), t.stride(0), t.count());
/// }
/// ```
final class Traversal {
    private final int layouts;
    private int rank;
    private final long[] extents;

    /// By layout, then by dimension.
    private final long[][] strides;

    private final long[] at;
    private final long[] position;
    private boolean started;
    private final boolean empty;

    private Traversal(boolean anyOrder, Placement... all) {
        layouts = all.length;
        int full = all[0].rank();
        extents = new long[full];
        strides = new long[layouts][full];
        at = new long[layouts];
        boolean none = false;
        for (int d = 0; d < full; d++) {
            long extent = all[0].shape()[d];
            none |= extent == 0;
            if (extent != 1) {
                extents[rank] = extent;
                for (int v = 0; v < layouts; v++) {
                    strides[v][rank] = all[v].strides()[d];
                }
                rank++;
            }
        }
        empty = none;
        for (int v = 0; v < layouts; v++) {
            at[v] = all[v].offset();
        }
        if (anyOrder && !empty) {
            walkUpwards();
            sort();
        }
        merge();
        position = new long[Math.max(rank, 1)];
    }

    /// A walk in C order: the last index moves fastest.
    static Traversal inOrder(Placement... layouts) {
        return new Traversal(false, layouts);
    }

    /// A walk in the order that suits the memory of the first layout.
    static Traversal inAnyOrder(Placement... layouts) {
        return new Traversal(true, layouts);
    }

    private void walkUpwards() {
        for (int d = 0; d < rank; d++) {
            if (strides[0][d] < 0) {
                for (int v = 0; v < layouts; v++) {
                    at[v] += (extents[d] - 1) * strides[v][d];
                    strides[v][d] = -strides[v][d];
                }
            }
        }
    }

    /// Insertion sort, largest stride outside; ranks are small, and equal strides keep their order.
    private void sort() {
        for (int d = 1; d < rank; d++) {
            for (int k = d; k > 0 && Math.abs(strides[0][k - 1]) < Math.abs(strides[0][k]); k--) {
                swap(k - 1, k);
            }
        }
    }

    private void swap(int a, int b) {
        long extent = extents[a];
        extents[a] = extents[b];
        extents[b] = extent;
        for (long[] s : strides) {
            long stride = s[a];
            s[a] = s[b];
            s[b] = stride;
        }
    }

    private void merge() {
        int kept = 0;
        for (int d = 1; d < rank; d++) {
            if (continues(kept, d)) {
                extents[kept] *= extents[d];
            } else {
                extents[++kept] = extents[d];
            }
            for (long[] s : strides) {
                s[kept] = s[d];
            }
        }
        rank = Math.min(rank, kept + 1);
    }

    private boolean continues(int outer, int inner) {
        for (long[] s : strides) {
            if (s[outer] != extents[inner] * s[inner]) {
                return false;
            }
        }
        return true;
    }

    /// Goes to the next run, at first to the first one.
    ///
    /// @return false if there is none
    boolean next() {
        return advance(rank - 2);
    }

    /// Goes to the next plane instead, the two innermost dimensions being left to the caller.
    ///
    /// @return false if there is none
    boolean nextPlane() {
        return advance(rank - 3);
    }

    private boolean advance(int innermost) {
        if (!started) {
            started = true;
            return !empty;
        }
        for (int d = innermost; d >= 0; d--) {
            if (++position[d] < extents[d]) {
                for (int v = 0; v < layouts; v++) {
                    at[v] += strides[v][d];
                }
                return true;
            }
            position[d] = 0;
            for (int v = 0; v < layouts; v++) {
                at[v] -= (extents[d] - 1) * strides[v][d];
            }
        }
        return false;
    }

    /// Elements in each run.
    long count() {
        return rank == 0 ? 1 : extents[rank - 1];
    }

    /// Offset of the run's first element in a layout's memory, in bytes.
    long at(int layout) {
        return at[layout];
    }

    /// Bytes between the run's elements in a layout; a single element has the stride 0.
    long stride(int layout) {
        return rank == 0 ? 0 : strides[layout][rank - 1];
    }

    /// Number of dimensions that are left after merging.
    int rank() {
        return rank;
    }

    /// Elements in one of them.
    long extent(int dimension) {
        return extents[dimension];
    }

    /// Bytes between neighbours in one of them.
    long stride(int layout, int dimension) {
        return strides[layout][dimension];
    }
}

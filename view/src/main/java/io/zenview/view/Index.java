package io.zenview.view;

import java.util.Objects;

/// Element indices, checked as Python does: negative ones count from the end.
final class Index {
    private Index() {}

    /// The index as a distance from element 0.
    ///
    /// Without a branch on the sign, and by the JDK's intrinsic: loops over typed views lose their
    /// bounds checks only so.
    static long checked(long index, long length) {
        long k = index + (length & (index >> 63));
        try {
            Objects.checkIndex(k, length);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(index, length, 0);
        }
        return k;
    }

    /// The same for any dimension.
    static long checked(long index, long length, int dimension) {
        long k = index + (length & (index >> 63));
        try {
            Objects.checkIndex(k, length);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(index, length, dimension);
        }
        return k;
    }

    private static IndexOutOfBoundsException outOfBounds(long index, long length, int dimension) {
        return new IndexOutOfBoundsException(
                "index "
                        + index
                        + " is out of bounds on dimension "
                        + dimension
                        + " with length "
                        + length);
    }
}

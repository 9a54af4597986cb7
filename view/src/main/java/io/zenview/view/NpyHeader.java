package io.zenview.view;

import java.util.List;

/// What the header of a `.npy` file says about the array behind it.
///
/// @param majorVersion version of the file format, 1 to 3
/// @param minorVersion version of the file format, 0 so far
/// @param dataOffset where the elements begin, in bytes from the start of the file
/// @param descr what one element is, as it is written in the file: `'<i4'`, with the quotes. It
///   says more than the format does where NumPy has types of its own, for example the unit of time
///   in `'<M8[ns]'`
/// @param format what one element is
/// @param order [Order#C] or [Order#F]: in which order the elements follow one another
/// @param shape elements in each dimension; empty for an array of one element without dimensions
public record NpyHeader(
        int majorVersion,
        int minorVersion,
        long dataOffset,
        String descr,
        Format format,
        Order order,
        List<Long> shape) {
    /// Creates a header.
    ///
    /// @throws IllegalArgumentException if the order is [Order#ANY], or the shape has more than 64
    ///   dimensions, a negative one, or needs more than 2^63 - 1 bytes
    public NpyHeader {
        shape = List.copyOf(shape);
        if (order == Order.ANY) {
            throw new IllegalArgumentException("the elements of a file lie in order C or F");
        }
        Layout.byteSize(format.itemSize(), extents(shape));
    }

    /// Size of all elements together: what the file has to hold from [#dataOffset] on.
    ///
    /// @return bytes
    public long byteSize() {
        return Layout.byteSize(format.itemSize(), extents(shape));
    }

    /// The shape in the form that views take it.
    long[] extents() {
        return extents(shape);
    }

    private static long[] extents(List<Long> shape) {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}

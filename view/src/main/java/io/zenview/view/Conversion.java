package io.zenview.view;

/// What [MemoryView#copyFrom(BufferExporter, Conversion)] may do to values whose format differs
/// from the target's.
///
/// Byte order is never in the way, and the same code always converts.
public enum Conversion {
    /// Only formats that hold every value of the other exactly.
    ///
    /// | from | to |
    /// |---|---|
    /// | signed whole number | a signed one at least as wide |
    /// | unsigned whole number | an unsigned one at least as wide, a wider signed one |
    /// | `?` | every number, as 0 and 1 |
    /// | `b B` | also `e f d` |
    /// | `h H` | also `f d` |
    /// | whole number of 4 bytes | also `d` |
    /// | `e` | `f d` |
    /// | `f` | `d` |
    ///
    /// A real may become another kind of zero or NaN's bits: values convert, not bits.
    LOSSLESS,

    /// Any number to any other.
    ///
    /// - A whole number keeps its lowest bits in a narrower one, as in a Java cast, and becomes the
    ///   nearest real.
    /// - A real is rounded to the nearest narrower one, and beyond its range to infinity.
    /// - A real loses its fraction as a whole number, and beyond the range of the target's format
    ///   becomes the least or greatest number of that format; NaN becomes 0. For `i` and `q` that
    ///   is Java's cast; for `b` and `h` it is not, since Java takes the lowest bits of an `int`
    ///   there: 300.0 becomes 127 in `b`, and not 44. In unsigned formats -1.0 becomes 0.
    /// - As a truth value `?` a number is whether it differs from 0; NaN does.
    LOSSY
}

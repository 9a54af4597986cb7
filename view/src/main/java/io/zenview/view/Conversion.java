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

    /// Any number to any other, as Java's narrowing conversions.
    ///
    /// A whole number keeps its lowest bits in a narrower one and becomes the nearest real. A real
    /// is rounded to a narrower one (beyond its range to infinity); as a whole number it loses its
    /// fraction and is clamped to what the target's format holds, NaN becomes 0. As a truth value
    /// `?` a number is whether it differs from 0.
    LOSSY
}

package io.zenview.view;

/// How the bits of an element, read as a signed number, become a `long` that compares as the
/// element does.
///
/// The key of bits x is `y ^ flip ^ (y < 0 ? flipNegative : 0)` with `y = x & mask`: a few
/// instructions without a branch, so that one loop finds the least signed number, unsigned number
/// or real, and becomes vector instructions for each.
///
/// @param mask the bits of the element, for unsigned ones of less than 8 bytes; all bits otherwise
/// @param flip the highest bit for unsigned numbers of 8 bytes
/// @param flipNegative all bits but the sign for reals: of two negative ones, the greater magnitude
///   is the lesser
record Ordering(long mask, long flip, long flipNegative) {
    static final Ordering SIGNED = new Ordering(-1, 0, 0);
    static final Ordering UNSIGNED_LONG = new Ordering(-1, Long.MIN_VALUE, 0);
    static final Ordering FLOAT = new Ordering(-1, 0, Integer.MAX_VALUE);
    static final Ordering DOUBLE = new Ordering(-1, 0, Long.MAX_VALUE);

    /// Unsigned numbers of 1, 2, 4 or 8 bytes.
    static Ordering unsigned(int size) {
        return size == 8 ? UNSIGNED_LONG : new Ordering(mask(size), 0, 0);
    }

    /// Ones for the bits of an element.
    static long mask(int size) {
        return size == 8 ? -1 : (1L << (8 * size)) - 1;
    }

    /// The bits of a key. Keys of bits are bits of keys.
    long bits(long key) {
        return key ^ flip ^ ((key >> 63) & flipNegative);
    }
}

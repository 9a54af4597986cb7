package io.zenview.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which bytes a `Range` header asks for, as in RFC 9110, section 14.
///
/// A header that cannot be read, or whose unit is not `bytes`, is ignored, as section 14.2 wants
/// it. So is one that would make an answer larger than the whole or that only an attack would send
/// (CVE-2011-3192): too many ranges, ranges that add up to more than the whole, or more than two
/// that overlap. What is left is answered as it was asked for: in its order, and without joining
/// neighbours, so that a client finds each range it named.
///
/// Of an empty representation, no byte can be had by its number, which is unsatisfiable; but its
/// last five bytes are, by section 14.1.2, all it has, which only an answer with the whole can say.
sealed interface RangeSet {

    /// All of it, as if nothing had been asked for: 200.
    record Whole() implements RangeSet {}

    /// Some of it: 206.
    ///
    /// @param ranges at least one, in the order asked for
    record Parts(List<ByteRange> ranges) implements RangeSet {
        public Parts {
            ranges = List.copyOf(ranges);
        }
    }

    /// None of it is there: 416.
    record Unsatisfiable() implements RangeSet {}

    /// A run of bytes.
    ///
    /// @param from the first byte
    /// @param to the byte after the last one
    record ByteRange(long from, long to) {
        public ByteRange {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException(
                        "no range of bytes goes from %d to %d".formatted(from, to));
            }
        }

        long size() {
            return to - from;
        }
    }

    /// Reads a header in one pass.
    ///
    /// @param header its value, null if there is none
    /// @param size of the whole representation in bytes
    /// @param maxRanges how many ranges may be asked for, satisfiable or not
    static RangeSet parse(@Nullable CharSequence header, long size, int maxRanges) {
        if (header == null) {
            return new Whole();
        }
        List<ByteRange> ranges = new ArrayList<>();
        boolean suffixOfNothing = false;
        int count = 0;
        try {
            for (RangeSyntax syntax = RangeSyntax.of(header); syntax.next(); ) {
                if (++count > maxRanges) {
                    return new Whole();
                }
                ByteRange range = syntax.resolve(size);
                if (range != null) {
                    ranges.add(range);
                }
                suffixOfNothing |= size == 0 && syntax.isSuffix() && syntax.last() > 0;
            }
        } catch (IllegalArgumentException _) {
            return new Whole();
        }
        if (count == 0 || suffixOfNothing) {
            return new Whole();
        }
        if (ranges.isEmpty()) {
            return new Unsatisfiable();
        }
        return isTooMuch(ranges, size) ? new Whole() : new Parts(ranges);
    }

    private static boolean isTooMuch(List<ByteRange> ranges, long size) {
        long left = size;
        for (ByteRange range : ranges) {
            if (range.size() > left) {
                return true;
            }
            left -= range.size();
        }
        return overlapping(ranges) > 2;
    }

    /// How many of the ranges have a byte in common with another one.
    private static int overlapping(List<ByteRange> ranges) {
        ByteRange[] sorted = ranges.toArray(ByteRange[]::new);
        Arrays.sort(sorted, Comparator.comparingLong(ByteRange::from));
        int count = 0;
        long reached = 0;
        for (int i = 0; i < sorted.length; i++) {
            boolean before = sorted[i].from() < reached;
            boolean after = i + 1 < sorted.length && sorted[i + 1].from() < sorted[i].to();
            count += before || after ? 1 : 0;
            reached = Math.max(reached, sorted[i].to());
        }
        return count;
    }
}

package io.zenview.view;

import org.jspecify.annotations.Nullable;

/// What is taken of one dimension: a range with a step (Python's `start:stop:step`), a single
/// index, or an ellipsis that stands for all dimensions not named.
///
/// Each part of a range may be left out. Negative bounds count from the end, bounds beyond the ends
/// are clamped, a negative step walks backwards; only a step of 0 is an error. A slice knows
/// nothing of what it is applied to: [#resolve] turns a range into numbers for a given length.
///
/// ```java
/// Slice.of(2, 10);           // 2:10
/// Slice.from(-3);            // -3:
/// Slice.every(2);            // ::2
/// Slice.at(3);               // 3, which removes its dimension
/// Slice ellipsis = Slice.ELLIPSIS;                  // ...
/// Slice[] all = Slice.parse("::2, 3, -1:0:-1");     // one for each dimension
/// ```
///
/// Source of the rules: Python's `slice.indices`; several dimensions and the ellipsis as in NumPy's
/// basic indexing.
public sealed interface Slice {
    /// Everything: `:`.
    Slice ALL = new Span(null, null, null);

    /// All dimensions that the other slices leave over, whole: `...`. At most one in a list.
    Slice ELLIPSIS = new Ellipsis();

    /// The slice `start:stop`.
    ///
    /// @param start first element
    /// @param stop first element no longer taken
    /// @return the slice
    static Slice of(long start, long stop) {
        return new Span(start, stop, null);
    }

    /// The slice `start:stop:step`.
    ///
    /// @param start first element
    /// @param stop first element no longer taken
    /// @param step distance between elements
    /// @return the slice
    /// @throws IllegalArgumentException if the step is 0
    static Slice of(long start, long stop, long step) {
        return new Span(start, stop, step);
    }

    /// The slice `start:`.
    ///
    /// @param start first element
    /// @return the slice
    static Slice from(long start) {
        return new Span(start, null, null);
    }

    /// The slice `:stop`.
    ///
    /// @param stop first element no longer taken
    /// @return the slice
    static Slice to(long stop) {
        return new Span(null, stop, null);
    }

    /// The slice `::step`.
    ///
    /// @param step distance between elements; negative walks from the last element to the first
    /// @return the slice
    /// @throws IllegalArgumentException if the step is 0
    static Slice every(long step) {
        return new Span(null, null, step);
    }

    /// One index, which takes its dimension away: `m[:, 3]` has a dimension less than `m`.
    ///
    /// @param index element index, negative from the end
    /// @return the slice
    static Slice at(long index) {
        return new At(index);
    }

    /// Reads slices as Python writes them between brackets, one for each dimension, with commas
    /// between them.
    ///
    /// @param text for example `10:20`, `::2`, `-5:`, `::2, 3, -1:0:-1` or `..., 0`
    /// @return the slices, as [MemoryView#slice(Slice...)] takes them
    /// @throws IllegalArgumentException if the text is no list of slices, a number does not fit a
    ///   `long`, a step is 0, or there are more slices than a view can have dimensions
    static Slice[] parse(String text) {
        if (text.length() > SliceText.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a list of slices of "
                            + text.length()
                            + " characters; at most "
                            + SliceText.MAX_LENGTH
                            + " are read");
        }
        String[] parts = text.split(",", -1);
        // Python allows a comma after the last one.
        int count =
                parts.length > 1 && parts[parts.length - 1].isBlank()
                        ? parts.length - 1
                        : parts.length;
        // An ellipsis may stand beside as many slices as there are dimensions.
        if (count > Layout.MAX_DIMENSIONS + 1) {
            throw new IllegalArgumentException(
                    count + " slices; a view has at most " + Layout.MAX_DIMENSIONS + " dimensions");
        }
        Slice[] slices = new Slice[count];
        for (int i = 0; i < count; i++) {
            slices[i] = SliceText.read(parts[i].strip(), text);
        }
        return slices;
    }

    /// The range as numbers for a dimension of the given length, under Python's rules.
    ///
    /// @param length number of elements, at least 0
    /// @return which elements are meant
    /// @throws IllegalArgumentException if the length is negative, or this is an index or an
    ///   ellipsis
    Range resolve(long length);

    /// A resolved range: the elements `first`, `first + step`, …, `count` of them.
    ///
    /// @param first index of the first element; where `count` is 0 it may lie one outside the
    ///   elements
    /// @param count number of elements
    /// @param step distance between them, never 0
    record Range(long first, long count, long step) {}

    /// A range: `start:stop:step`.
    ///
    /// @param start first element, or null for the end that the step walks away from
    /// @param stop first element no longer taken, or null for "as far as there are elements"
    /// @param step distance between elements, or null for 1
    record Span(@Nullable Long start, @Nullable Long stop, @Nullable Long step) implements Slice {
        /// Creates a range.
        ///
        /// @throws IllegalArgumentException if the step is 0
        public Span {
            if (step != null && step == 0) {
                throw new IllegalArgumentException("slice step must not be 0");
            }
        }

        @Override
        public Range resolve(long length) {
            if (length < 0) {
                throw new IllegalArgumentException("a length cannot be negative: " + length);
            }
            long by = step == null ? 1 : step;
            long lowest = by > 0 ? 0 : -1;
            long highest = by > 0 ? length : length - 1;
            long first =
                    start == null
                            ? (by > 0 ? lowest : highest)
                            : clamp(start, length, lowest, highest);
            long end =
                    stop == null
                            ? (by > 0 ? highest : lowest)
                            : clamp(stop, length, lowest, highest);
            long span = by > 0 ? end - first : first - end;
            if (span <= 0) {
                return new Range(first, 0, by);
            }
            // -MIN_VALUE does not exist; such a step takes one element whatever its exact size.
            long width = by == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(by);
            return new Range(first, (span - 1) / width + 1, by);
        }

        private static long clamp(long bound, long length, long lowest, long highest) {
            long at = bound < 0 ? bound + length : bound;
            return Math.clamp(at, lowest, highest);
        }

        /// The range as Python writes it, for example `10:20` or `::2`.
        @Override
        public String toString() {
            return (start == null ? "" : start.toString())
                    + ":"
                    + (stop == null ? "" : stop.toString())
                    + (step == null ? "" : ":" + step);
        }
    }

    /// A single index.
    ///
    /// @param index element index, negative from the end
    record At(long index) implements Slice {
        @Override
        public Range resolve(long length) {
            throw new IllegalArgumentException(
                    "'" + index + "' is an index, not a range; write start:stop:step");
        }

        /// The index as Python writes it.
        @Override
        public String toString() {
            return Long.toString(index);
        }
    }

    /// All dimensions that are not named; see [#ELLIPSIS].
    record Ellipsis() implements Slice {
        @Override
        public Range resolve(long length) {
            throw new IllegalArgumentException(
                    "'...' stands for dimensions, not for a range; write start:stop:step");
        }

        /// The ellipsis as Python writes it.
        @Override
        public String toString() {
            return "...";
        }
    }
}

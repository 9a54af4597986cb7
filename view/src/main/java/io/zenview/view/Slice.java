package io.zenview.view;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A selection of evenly spaced elements: Python's `start:stop:step`.
///
/// Each part may be left out. Negative bounds count from the end, bounds beyond the ends are
/// clamped, a negative step walks backwards; only a step of 0 is an error. A slice knows nothing of
/// what it is applied to: [#resolve] turns it into numbers for a given length.
///
/// ```java
/// Slice.of(2, 10)            // 2:10
/// Slice.from(-3)             // -3:
/// Slice.every(2)             // ::2
/// Slice.parse("::-1")        // everything, backwards
/// ```
///
/// Source of the rule: Python's `slice.indices`.
///
/// @param start first element, or null for the end that the step walks away from
/// @param stop first element no longer taken, or null for "as far as there are elements"
/// @param step distance between elements, or null for 1
public record Slice(@Nullable Long start, @Nullable Long stop, @Nullable Long step) {
    private static final Pattern TEXT =
            Pattern.compile("\\s*([+-]?\\d+)?\\s*:\\s*([+-]?\\d+)?\\s*(?::\\s*([+-]?\\d+)?\\s*)?");

    /// Everything: `:`.
    public static final Slice ALL = new Slice(null, null, null);

    /// Creates a slice.
    ///
    /// @throws IllegalArgumentException if the step is 0
    public Slice {
        if (step != null && step == 0) {
            throw new IllegalArgumentException("slice step must not be 0");
        }
    }

    /// The slice `start:stop`.
    ///
    /// @param start first element
    /// @param stop first element no longer taken
    /// @return the slice
    public static Slice of(long start, long stop) {
        return new Slice(start, stop, null);
    }

    /// The slice `start:stop:step`.
    ///
    /// @param start first element
    /// @param stop first element no longer taken
    /// @param step distance between elements
    /// @return the slice
    public static Slice of(long start, long stop, long step) {
        return new Slice(start, stop, step);
    }

    /// The slice `start:`.
    ///
    /// @param start first element
    /// @return the slice
    public static Slice from(long start) {
        return new Slice(start, null, null);
    }

    /// The slice `:stop`.
    ///
    /// @param stop first element no longer taken
    /// @return the slice
    public static Slice to(long stop) {
        return new Slice(null, stop, null);
    }

    /// The slice `::step`.
    ///
    /// @param step distance between elements; negative walks from the last element to the first
    /// @return the slice
    public static Slice every(long step) {
        return new Slice(null, null, step);
    }

    /// Reads a slice as Python writes it.
    ///
    /// @param text for example `10:20`, `::2`, `-5:`, `:`
    /// @return the slice
    /// @throws IllegalArgumentException if the text is not a slice, a number does not fit a `long`,
    ///   or the step is 0
    public static Slice parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "not a slice: '"
                            + text
                            + "'; write start:stop:step, each optional, for example 10:20 or ::2");
        }
        try {
            return new Slice(number(m.group(1)), number(m.group(2)), number(m.group(3)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "a bound of slice '" + text + "' does not fit 64 bits", e);
        }
    }

    private static @Nullable Long number(@Nullable String digits) {
        return digits == null ? null : Long.valueOf(digits);
    }

    /// The slice as numbers for a dimension of the given length, under Python's rules.
    ///
    /// @param length number of elements, at least 0
    /// @return which elements are meant
    /// @throws IllegalArgumentException if the length is negative
    public Range resolve(long length) {
        if (length < 0) {
            throw new IllegalArgumentException("a length cannot be negative: " + length);
        }
        long by = step == null ? 1 : step;
        long lowest = by > 0 ? 0 : -1;
        long highest = by > 0 ? length : length - 1;
        long first =
                start == null ? (by > 0 ? lowest : highest) : clamp(start, length, lowest, highest);
        long end =
                stop == null ? (by > 0 ? highest : lowest) : clamp(stop, length, lowest, highest);
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

    /// The slice as Python writes it, for example `10:20` or `::2`.
    @Override
    public String toString() {
        return (start == null ? "" : start.toString())
                + ":"
                + (stop == null ? "" : stop.toString())
                + (step == null ? "" : ":" + step);
    }

    /// A resolved slice: the elements `first`, `first + step`, …, `count` of them.
    ///
    /// @param first index of the first element; where `count` is 0 it may lie one outside the
    ///   elements
    /// @param count number of elements
    /// @param step distance between them, never 0
    public record Range(long first, long count, long step) {}
}

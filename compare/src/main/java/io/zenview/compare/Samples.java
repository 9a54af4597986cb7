package io.zenview.compare;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// What repeating a measurement gave, one value a round, in the order of the rounds.
///
/// The figure to quote is the [#median]: one slow round does not move it. [#min] and [#max] say how
/// far to trust it.
///
/// @param values at least one value
public record Samples(List<Double> values) {
    /// Checks and copies.
    public Samples {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no samples: at least one round must be measured");
        }
        values = List.copyOf(values);
    }

    /// Samples given one by one.
    ///
    /// @param values at least one value
    /// @return the samples
    public static Samples of(double... values) {
        return new Samples(java.util.Arrays.stream(values).boxed().toList());
    }

    /// The value in the middle, or the mean of the two in the middle.
    ///
    /// @return the median
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /// The smallest value.
    ///
    /// @return the minimum
    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /// The largest value.
    ///
    /// @return the maximum
    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /// The same samples in another unit.
    Samples map(DoubleUnaryOperator unit) {
        return new Samples(values.stream().map(unit::applyAsDouble).toList());
    }
}

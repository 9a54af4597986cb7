package io.zenview.compare;

import java.util.Locale;
import java.util.Optional;

/// How fast a cost grows with the size of the work: the exponent of `cost = factor · n^exponent`,
/// fitted by least squares to the logarithms.
///
/// @param exponent 1 where twice the work costs twice as much, 2 where it costs four times as much
public record Growth(double exponent) {
    /// How far an exponent may be from a whole number and still be called by its name. Caches and
    /// clocks bend real curves by a tenth or two.
    private static final double TOLERANCE = 0.25;

    private static final String[] NAMES = {"constant", "linear", "quadratic", "cubic"};

    /// Fits the curve.
    ///
    /// @param sizes at least two different sizes, above zero
    /// @param costs the cost of each, above zero
    /// @return the growth
    /// @throws IllegalArgumentException if the numbers cannot be fitted
    public static Growth fit(double[] sizes, double[] costs) {
        if (sizes.length != costs.length) {
            throw new IllegalArgumentException(
                    sizes.length + " sizes do not go with " + costs.length + " costs");
        }
        int n = sizes.length;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            if (!(sizes[i] > 0 && costs[i] > 0)) {
                throw new IllegalArgumentException(
                        "size " + sizes[i] + " and cost " + costs[i] + " must be above zero");
            }
            meanX += Math.log(sizes[i]) / n;
            meanY += Math.log(costs[i]) / n;
        }
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < n; i++) {
            double dx = Math.log(sizes[i]) - meanX;
            covariance += dx * (Math.log(costs[i]) - meanY);
            variance += dx * dx;
        }
        if (variance == 0) {
            throw new IllegalArgumentException(
                    "a growth shows in two different sizes at least, not in " + n + " equal ones");
        }
        return new Growth(covariance / variance);
    }

    /// The growth in a word.
    ///
    /// @return constant, linear, quadratic or cubic, if it is close to one of them
    public Optional<String> name() {
        int nearest = (int) Math.round(exponent);
        boolean hasName =
                nearest >= 0 && nearest < NAMES.length && Math.abs(exponent - nearest) <= TOLERANCE;
        return hasName ? Optional.of(NAMES[nearest]) : Optional.empty();
    }

    /// The exponent, with the growth's name if it has one.
    ///
    /// @return for example `n^1.98 (quadratic)`, or just `n^1.42`
    @Override
    public String toString() {
        // Adding 0.0 turns a negative zero, which would print its sign, into a plain one.
        double rounded = Math.round(exponent * 100) / 100.0 + 0.0;
        String power = String.format(Locale.ROOT, "n^%.2f", rounded);
        return name().map(name -> power + " (" + name + ")").orElse(power);
    }
}

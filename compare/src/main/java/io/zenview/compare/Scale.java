package io.zenview.compare;

import java.util.ArrayList;
import java.util.List;

/// Where on an axis a value lies.
///
/// @param isLogarithmic whether equal distances are equal factors, rather than equal differences
/// @param low the value at one end
/// @param high the value at the other end
record Scale(boolean isLogarithmic, double low, double high) {
    /// From zero, so that a bar twice as long is twice as much.
    static Scale fromZero(double max) {
        return new Scale(false, 0, max > 0 ? max : 1);
    }

    /// Whole powers of ten around the values, which must be above zero.
    static Scale decades(double min, double max) {
        double low = Math.pow(10, Math.floor(Math.log10(min)));
        double high = Math.pow(10, Math.ceil(Math.log10(max)));
        return new Scale(true, low, high > low ? high : low * 10);
    }

    /// Where a value lies: 0 at [#low], 1 at [#high].
    double position(double value) {
        return isLogarithmic
                ? Math.log(value / low) / Math.log(high / low)
                : (value - low) / (high - low);
    }

    /// A few round values on the axis, no more than asked for.
    List<Double> ticks(int most) {
        return isLogarithmic ? powers(most) : steps(most);
    }

    private List<Double> powers(int most) {
        int first = (int) Math.round(Math.log10(low));
        int last = (int) Math.round(Math.log10(high));
        int step = Math.ceilDiv(last - first + 1, most);
        List<Double> ticks = new ArrayList<>();
        for (int power = first; power <= last; power += step) {
            ticks.add(Math.pow(10, power));
        }
        return ticks;
    }

    private List<Double> steps(int most) {
        double rough = (high - low) / (most - 1);
        double unit = Math.pow(10, Math.floor(Math.log10(rough)));
        double step =
                rough <= unit
                        ? unit
                        : rough <= 2 * unit ? 2 * unit : rough <= 5 * unit ? 5 * unit : 10 * unit;
        List<Double> ticks = new ArrayList<>();
        // Multiplied, not added up: sums of 0.1 end in odd digits.
        for (int i = 0; low + i * step <= high * (1 + 1e-9); i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }
}

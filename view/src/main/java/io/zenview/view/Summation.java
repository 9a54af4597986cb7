package io.zenview.view;

/// A sum of sums: adds up the sums of runs, and what adding them rounded away.
///
/// Neumaier's variant of Kahan's compensated summation.
final class Summation {
    private double sum;
    private double lost;

    void add(double part) {
        double next = sum + part;
        lost += Math.abs(sum) >= Math.abs(part) ? (sum - next) + part : (part - next) + sum;
        sum = next;
    }

    double total() {
        // Infinities and NaN leave nothing to compensate.
        return Double.isFinite(sum) && Double.isFinite(lost) ? sum + lost : sum;
    }
}

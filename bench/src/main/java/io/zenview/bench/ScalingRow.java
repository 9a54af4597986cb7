package io.zenview.bench;

import java.util.Locale;

/// A line of what is written down of how something grows: `figure,series,size,value`.
final class ScalingRow {
    private ScalingRow() {}

    /// Prints one.
    ///
    /// @param figure what was measured, as [ScalingFigure] names it
    /// @param series of which way, if there are several; without a comma
    /// @param size of the work
    /// @param value in the figure's unit: seconds, bytes, …
    static void print(String figure, String series, long size, double value) {
        System.out.printf(Locale.ROOT, "%s,%s,%d,%.9g%n", figure, series, size, value);
    }
}

package io.zenview.cli;

/// How much is printed, and how exactly.
///
/// @param threshold elements from which on a part stands for the whole
/// @param edgeItems elements shown at each end of a dimension then, at least 1
/// @param precision digits after the point of real numbers at most
/// @param width characters in a line of numbers at most
record PrintOptions(long threshold, int edgeItems, int precision, int width) {
    /// Those of NumPy.
    static final PrintOptions USUAL = new PrintOptions(1000, 3, 8, 75);

    /// These options for other amounts.
    PrintOptions with(long threshold, int edgeItems) {
        return new PrintOptions(threshold, edgeItems, precision, width);
    }
}

package io.zenview.view;

/// In which order the elements of several dimensions follow one another.
public enum Order {
    /// Row after row, as in C: the last index varies fastest.
    C,

    /// Column after column, as in Fortran: the first index varies fastest.
    F,

    /// As the memory lies: [#F] for views that are F-contiguous and not C-contiguous, [#C] for all
    /// others. Python's `"A"`.
    ANY
}

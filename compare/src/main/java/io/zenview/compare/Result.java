package io.zenview.compare;

import java.util.List;
import java.util.Optional;

/// What a comparison measured, as numbers and in words.
public sealed interface Result permits TransferResult, SlicesResult, ChunkResult, NumbersResult {
    /// What was compared.
    ///
    /// @return the comparison
    Comparison comparison();

    /// What was done, as a heading.
    ///
    /// @return a few words
    String title();

    /// The figures.
    ///
    /// @return a table of at most 100 characters' width
    Table table();

    /// What the figures say, computed from them, and what the talk's said.
    ///
    /// @return sentences
    List<String> readings();

    /// How it was measured, and what the figures contain.
    ///
    /// @return sentences
    List<String> method();

    /// How often everything was measured.
    ///
    /// @return the rounds that were counted
    int rounds();

    /// The interpreter of the Python columns, or why there are none.
    ///
    /// @return Python
    Python python();

    /// Why there are no Python columns.
    ///
    /// @return a sentence, unless there are
    default Optional<String> pythonAbsence() {
        return python().isPresent()
                ? Optional.empty()
                : Optional.of("Without Python's columns: " + python().description() + ".");
    }
}

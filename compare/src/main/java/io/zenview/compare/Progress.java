package io.zenview.compare;

/// Is told what a comparison is doing.
@FunctionalInterface
public interface Progress {
    /// One step begins.
    ///
    /// @param step what and how far
    void begins(Step step);

    /// Tells nobody.
    ///
    /// @return a listener that does nothing
    static Progress silent() {
        return step -> {};
    }

    /// One step of a comparison: one way of doing the work, once.
    ///
    /// @param comparison whose step
    /// @param what the way, in a few words
    /// @param round which round, from 1; 0 for what comes before and is not counted
    /// @param rounds how many rounds are counted
    /// @param done which part of the comparison lies behind, from 0 to 1: an estimate by work, not
    ///   by time
    record Step(Comparison comparison, String what, int round, int rounds, double done) {}
}

package io.zenview.compare;

import java.io.IOException;
import java.util.List;

/// Interleaved rounds: each takes every way of doing the work once, so that whatever else the
/// machine does meanwhile meets all of them alike.
final class Rounds {
    private final Comparison comparison;
    private final int rounds;
    private final Progress progress;

    Rounds(Comparison comparison, int rounds, Progress progress) {
        this.comparison = comparison;
        this.rounds = rounds;
        this.progress = progress;
    }

    /// Does the work once.
    @FunctionalInterface
    interface Work {
        /// Does it.
        ///
        /// @param counted whether this is measured; otherwise it is for warming up, and may be less
        void run(boolean counted) throws IOException, InterruptedException;
    }

    /// One way of doing the work.
    ///
    /// @param name for the progress
    /// @param weight how long it takes, in any unit that is the same for all ways
    record Way(String name, double weight, Work work) {}

    /// One uncounted round, then those that count.
    void run(List<Way> ways) throws IOException, InterruptedException {
        double total = ways.stream().mapToDouble(Way::weight).sum() * (rounds + 1);
        double done = 0;
        for (int round = 0; round <= rounds; round++) {
            for (Way way : ways) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                progress.begins(
                        new Progress.Step(comparison, way.name, round, rounds, done / total));
                way.work.run(round > 0);
                done += way.weight;
            }
        }
    }
}

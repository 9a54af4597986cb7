package io.zenview.cli;

import io.zenview.compare.Comparison;
import io.zenview.compare.Progress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// What `zenview compare` says on standard error while it works: on a terminal one line that is
/// rewritten, elsewhere a line for each comparison.
final class ComparisonProgress implements Progress, AutoCloseable {
    /// Before that, the pace is a guess.
    private static final double FIRST_ESTIMATE = 0.1;

    private final PrintWriter err;
    private final Terminal terminal;
    private @Nullable Comparison current;
    private long started;
    private boolean lineOpen;

    ComparisonProgress(PrintWriter err, Terminal terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void begins(Step step) {
        long now = System.nanoTime();
        if (step.comparison() != current) {
            current = step.comparison();
            started = now;
            if (!terminal.err()) {
                err.println("Comparing " + step.comparison() + " …");
            }
        }
        if (terminal.err()) {
            rewrite(line(step, (now - started) / 1e9));
        }
        err.flush();
    }

    /// `transfer: sendfile, round 2 of 5, about 40 s left`.
    static String line(Step step, double elapsedSeconds) {
        String round =
                step.round() == 0 ? "warming up" : "round " + step.round() + " of " + step.rounds();
        String text = step.comparison() + ": " + step.what() + ", " + round;
        if (step.done() < FIRST_ESTIMATE) {
            return text;
        }
        long left = Math.round(elapsedSeconds * (1 - step.done()) / step.done());
        return text + ", about " + left + " s left";
    }

    /// Makes room for what is printed on standard output of the same terminal.
    void clear() {
        if (lineOpen) {
            rewrite("");
            err.print("\r");
            err.flush();
            lineOpen = false;
        }
    }

    private void rewrite(String line) {
        // One less than the width: a full line would wrap and stay.
        int room = Math.max(1, terminal.columns() - 1);
        String cut = line.length() > room ? line.substring(0, room) : line;
        err.print("\r" + cut + " ".repeat(room - cut.length()));
        lineOpen = true;
    }

    @Override
    public void close() {
        clear();
    }
}

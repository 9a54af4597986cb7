package io.zenview.compare;

import java.util.Arrays;

/// Times what is so short that a single run would show what else the system did.
final class Stopwatch {
    private Stopwatch() {}

    /// The median of several runs.
    ///
    /// @param times how often to run it
    /// @param work what
    /// @return seconds
    static double median(int times, Runnable work) {
        double[] seconds = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[times / 2];
    }
}

package io.zenview.client;

import io.zenview.transfer.ProgressListener;

/// Passes progress on from several threads, to one at a time and ten times a second at most.
final class Pace {
    private static final long INTERVAL_NANOS = 100_000_000;

    private final ProgressListener listener;
    private long last = System.nanoTime();

    Pace(ProgressListener listener) {
        this.listener = listener;
    }

    synchronized void reached(long bytes, long total) {
        long now = System.nanoTime();
        if (now - last >= INTERVAL_NANOS) {
            last = now;
            listener.reached(bytes, total);
        }
    }

    synchronized void finished(long total) {
        listener.reached(total, total);
    }
}

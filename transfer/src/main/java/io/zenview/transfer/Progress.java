package io.zenview.transfer;

/// Passes progress on at a bounded rate, so that a listener that draws does not slow the transfer
/// down.
final class Progress {
    /// Ten times a second looks alive to the eye and costs nothing.
    private static final long INTERVAL_NANOS = 100_000_000;

    private final ProgressListener listener;
    private long last = System.nanoTime();
    private long reported = -1;

    Progress(ProgressListener listener) {
        this.listener = listener;
    }

    void reached(long sent, long total) {
        long now = System.nanoTime();
        if (now - last >= INTERVAL_NANOS) {
            last = now;
            report(sent, total);
        }
    }

    void finished(long sent, long total) {
        if (reported != sent) {
            report(sent, total);
        }
    }

    private void report(long sent, long total) {
        reported = sent;
        listener.reached(sent, total);
    }
}

package io.zenview.client;

/// Counts what was sent, in however many tries.
final class Sent {
    private final Pace pace;
    private final long size;
    private volatile long offset;
    private volatile long before;
    private volatile long now;

    Sent(Pace pace, long size) {
        this.pace = pace;
        this.size = size;
    }

    /// A request begins that sends from an offset on.
    void begin(long from) {
        before = bytes();
        now = 0;
        offset = from;
    }

    void reached(long ofThisRequest) {
        now = ofThisRequest;
        pace.reached(offset + ofThisRequest, size);
    }

    long bytes() {
        return before + now;
    }
}

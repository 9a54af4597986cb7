package io.zenview.transfer;

import java.time.Duration;

/// Bytes per second.
final class Rate {
    private Rate() {}

    static double bytesPerSecond(long bytes, Duration elapsed) {
        // A clock may tell the same time twice; a rate is finite all the same.
        return bytes * 1e9 / Math.max(1, elapsed.toNanos());
    }
}

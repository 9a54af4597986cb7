package io.zenview.server;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Knows when a connection has taken too long, and with what. All times are of [System#nanoTime].
final class Watchdog {
    static final String HEAD = "slow head";
    static final String IDLE = "idle";
    static final String STALL = "stalled body";
    static final String RATE = "slow body";
    static final String LINGER = "linger";

    /// How long a client may take to notice that its connection was ended.
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long RATE_WINDOW = TimeUnit.MINUTES.toNanos(1);

    private final Limits limits;
    private long since = System.nanoTime();
    private boolean inHead;
    private boolean lingering;
    private long moved;
    private long windowStart;
    private long windowMoved;

    Watchdog(Limits limits) {
        this.limits = limits;
    }

    void bytesCame(boolean answering) {
        if (!answering && !inHead) {
            inHead = true;
            since = System.nanoTime();
        }
    }

    void headCame() {
        inHead = false;
    }

    void bodyBegins() {
        since = System.nanoTime();
        windowStart = since;
        moved = 0;
        windowMoved = 0;
    }

    void answerEnded() {
        since = System.nanoTime();
    }

    void lingers() {
        lingering = true;
        since = System.nanoTime();
    }

    /// What has taken too long, if anything.
    ///
    /// @param moved bytes of the body in progress, negative if there is none
    @Nullable String complaint(long now, boolean busy, long moved) {
        if (lingering) {
            return now - since > LINGER_NANOS ? LINGER : null;
        }
        if (moved >= 0) {
            return aboutBody(now, moved);
        }
        if (busy) {
            return null; // an answer is being made
        }
        if (inHead) {
            return now - since > limits.headTime().toNanos() ? HEAD : null;
        }
        return now - since > limits.idleTime().toNanos() ? IDLE : null;
    }

    private @Nullable String aboutBody(long now, long movedSoFar) {
        if (movedSoFar != moved) {
            moved = movedSoFar;
            since = now;
        }
        if (now - since > limits.stallTime().toNanos()) {
            return STALL;
        }
        if (now - windowStart > RATE_WINDOW) {
            long rate = (movedSoFar - windowMoved) / TimeUnit.NANOSECONDS.toSeconds(RATE_WINDOW);
            windowStart = now;
            windowMoved = movedSoFar;
            return rate < limits.minRate() ? RATE : null;
        }
        return null;
    }
}

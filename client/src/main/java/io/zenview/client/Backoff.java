package io.zenview.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// How often something is tried again, and how long to wait before. Used by one thread.
final class Backoff {
    /// Tries without a byte of progress, the first one included.
    static final int TRIES = 5;

    static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// A server that wants to be left alone for longer is told so to the user, who may come back.
    private static final Duration LONGEST_WISH = Duration.ofMinutes(2);

    private final Duration firstPause;
    private final BooleanSupplier stopped;
    private int failures;

    /// Waits in short steps, so that it ends soon when `stopped` says so.
    Backoff(Duration firstPause, BooleanSupplier stopped) {
        this.firstPause = firstPause;
        this.stopped = stopped;
    }

    /// Something has moved: what failed before no longer counts.
    void progress() {
        failures = 0;
    }

    /// Waits before the next try.
    ///
    /// @param wish the answer's `Retry-After`
    /// @throws IOException the failure itself when it is the last straw
    void failed(IOException failure, @Nullable String wish) throws IOException {
        failures++;
        if (failures >= TRIES) {
            throw failure;
        }
        Duration pause = firstPause.multipliedBy(1L << (failures - 1));
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        Duration wished = wish == null ? Duration.ZERO : parse(wish, Instant.now());
        if (wished.compareTo(LONGEST_WISH) > 0) {
            throw failure;
        }
        sleep(wished.compareTo(pause) > 0 ? wished : pause);
    }

    private void sleep(Duration pause) throws InterruptedIOException {
        long end = System.nanoTime() + pause.toNanos();
        try {
            for (long left = pause.toNanos();
                    left > 0 && !stopped.getAsBoolean();
                    left = end - System.nanoTime()) {
                Thread.sleep(Duration.ofNanos(Math.min(left, 100_000_000)));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /// A `Retry-After` in seconds or as a date; nonsense is no time at all.
    static Duration parse(String wish, Instant now) {
        if (wish.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Integer.parseInt(wish));
        }
        try {
            Instant then =
                    ZonedDateTime.parse(wish, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        } catch (DateTimeParseException _) {
            return Duration.ZERO;
        }
    }
}

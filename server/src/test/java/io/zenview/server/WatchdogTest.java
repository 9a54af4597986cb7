package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What takes minutes in life.
class WatchdogTest {
    private static final Limits LIMITS =
            Limits.DEFAULT
                    .withMinRate(1000)
                    .withTimes(
                            Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));

    private final long begun = System.nanoTime();
    private final Watchdog watchdog = new Watchdog(LIMITS);

    private long after(double seconds) {
        return begun + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void aSlowBodyIsEndedAfterAMinute() {
        watchdog.bodyBegins();
        for (int second = 1; second <= 60; second++) {
            assertThat(watchdog.complaint(after(second), true, second * 900L)).isNull();
        }
        assertThat(watchdog.complaint(after(62), true, 62 * 900L)).isEqualTo(Watchdog.RATE);
    }

    @Test
    void aBodyThatBecomesSlowIsEndedToo() {
        watchdog.bodyBegins();
        for (int second = 1; second <= 62; second++) {
            assertThat(watchdog.complaint(after(second), true, second * 100_000L)).isNull();
        }
        long moved = 62 * 100_000L;
        String complaint = null;
        for (int second = 63; second <= 190 && complaint == null; second++) {
            moved += 10;
            complaint = watchdog.complaint(after(second), true, moved);
        }
        assertThat(complaint).isEqualTo(Watchdog.RATE);
    }

    @Test
    void aBodyThatIsFastEnoughGoesOnForever() {
        watchdog.bodyBegins();
        for (int second = 1; second <= 10_000; second++) {
            assertThat(watchdog.complaint(after(second), true, second * 1100L)).isNull();
        }
    }

    @Test
    void aBodyThatStandsStillIsEnded() {
        watchdog.bodyBegins();
        assertThat(watchdog.complaint(after(10), true, 1_000_000)).isNull();
        assertThat(watchdog.complaint(after(39), true, 1_000_000)).isNull();
        assertThat(watchdog.complaint(after(41), true, 1_000_000)).isEqualTo(Watchdog.STALL);
    }

    @Test
    void aHeadHasItsTimeFromItsFirstByte() {
        watchdog.bytesCame(false);
        watchdog.bytesCame(false);
        assertThat(watchdog.complaint(after(9), false, -1)).isNull();
        assertThat(watchdog.complaint(after(11), false, -1)).isEqualTo(Watchdog.HEAD);
        watchdog.headCame();
        assertThat(watchdog.complaint(after(11), true, -1)).isNull();
    }

    @Test
    void nobodyIdlesForLong() {
        assertThat(watchdog.complaint(after(19), false, -1)).isNull();
        assertThat(watchdog.complaint(after(21), false, -1)).isEqualTo(Watchdog.IDLE);
    }

    @Test
    void whoDoesNotNoticeTheEndIsNotWaitedFor() {
        watchdog.lingers();
        assertThat(watchdog.complaint(after(4), false, -1)).isNull();
        assertThat(watchdog.complaint(after(6), false, -1)).isEqualTo(Watchdog.LINGER);
    }
}

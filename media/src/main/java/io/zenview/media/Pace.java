package io.zenview.media;

import org.jspecify.annotations.Nullable;

/// Finds out at which rate the samples of a track follow each other, and whether it is constant.
///
/// Files store whole ticks, so a constant rate shows in one of two ways: all durations are equal,
/// or they are such that each sample begins within a tick of where a standard rate has it.
final class Pace {
    private static final FrameRate[] STANDARD = FrameRate.STANDARD.toArray(FrameRate[]::new);

    /// A film of variable rate without a usual one is labelled at the standard rate that its
    /// average comes close to.
    private static final double CLOSE = 0.02;

    private final long timescale;
    private final double[] earliest = new double[STANDARD.length];
    private final double[] latest = new double[STANDARD.length];
    private final long[] usual = new long[STANDARD.length];
    private int alive = (1 << STANDARD.length) - 1;
    private long samples;
    private long ticks;
    private long duration = -1;
    private boolean uniform = true;
    private boolean aligned = true;
    private long firstOffset;
    private boolean offsets;

    /// @param timescale ticks per second
    Pace(long timescale) {
        this.timescale = timescale;
    }

    /// So many samples more, each of which is followed by the next after so many ticks.
    void durations(long count, long each) {
        if (count == 0) {
            return;
        }
        if (duration < 0) {
            duration = each;
        } else if (each != duration) {
            uniform = false;
        }
        if (each > 0) {
            int nearest = closest((double) timescale / each);
            if (Math.abs(each - ticksPerFrame(STANDARD[nearest])) <= 1) {
                usual[nearest] += count;
            }
        }
        samples += count;
        ticks += count * each;
        // Within a run the way from where a rate has it grows steadily, so the ends tell.
        for (int i = 0; alive != 0 && i < STANDARD.length; i++) {
            if ((alive & 1 << i) != 0) {
                double off = ticks - samples * ticksPerFrame(STANDARD[i]);
                earliest[i] = Math.min(earliest[i], off);
                latest[i] = Math.max(latest[i], off);
                if (latest[i] - earliest[i] > 2) {
                    alive &= ~(1 << i);
                }
            }
        }
    }

    /// The composition offset of some samples: whether pictures are shown at a constant rate, too,
    /// if they are decoded at one.
    void composition(int ticks) {
        if (!offsets) {
            offsets = true;
            firstOffset = ticks;
        } else if (ticks != firstOffset && duration > 0 && (ticks - firstOffset) % duration != 0) {
            aligned = false;
        }
    }

    private double ticksPerFrame(FrameRate rate) {
        return (double) timescale * rate.denominator() / rate.numerator();
    }

    /// Ticks from one frame to the next if they are the same for all, otherwise 0.
    long uniformTicks() {
        return uniform && aligned && duration > 0 ? duration : 0;
    }

    boolean constant() {
        return uniformTicks() > 0 || standard() != null;
    }

    /// The rate, or what a film of variable rate is labelled at.
    ///
    /// @param only how long the only sample is shown, if there is but one
    FrameRate rate(long only) {
        if (uniformTicks() > 0) {
            return new FrameRate(timescale, duration);
        }
        FrameRate standard = standard();
        if (standard != null) {
            return standard;
        }
        if (samples == 0) {
            return only > 0 ? new FrameRate(timescale, only) : FrameRate.of(1);
        }
        if (ticks == 0) {
            return FrameRate.of(1);
        }
        // What most pictures keep to: a film of 30 with gaps is one of 30, not of the 22 that it
        // comes to.
        for (int i = 0; i < STANDARD.length; i++) {
            if (usual[i] > samples / 2) {
                return STANDARD[i];
            }
        }
        double average = (double) samples * timescale / ticks;
        FrameRate closest = STANDARD[closest(average)];
        if (Math.abs(closest.framesPerSecond() / average - 1) <= CLOSE) {
            return closest;
        }
        return FrameRate.of(Math.clamp(Math.round(average), 1, 1000));
    }

    /// The standard rate that the samples keep to, or null.
    private @Nullable FrameRate standard() {
        if (alive == 0 || samples < 2 || uniform) {
            return null;
        }
        int closest = closest((double) samples * timescale / ticks);
        // Ticks of milliseconds cannot tell 24 from 23.976 in a short film, but they have to be
        // finer than the frames.
        boolean keeps = (alive & 1 << closest) != 0 && ticksPerFrame(STANDARD[closest]) > 4;
        return keeps ? STANDARD[closest] : null;
    }

    private static int closest(double framesPerSecond) {
        int closest = 0;
        for (int i = 1; i < STANDARD.length; i++) {
            if (Math.abs(STANDARD[i].framesPerSecond() - framesPerSecond)
                    < Math.abs(STANDARD[closest].framesPerSecond() - framesPerSecond)) {
                closest = i;
            }
        }
        return closest;
    }
}

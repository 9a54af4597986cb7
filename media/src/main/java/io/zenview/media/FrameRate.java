package io.zenview.media;

/// Frames per second as an exact fraction in lowest terms: 30000/1001, never 29.97.
///
/// A rate counts in whole labels: 23.976 frames per second are labelled like 24, 29.97 like 30
/// ([#labelsPerSecond]). What that loses against the clock, drop-frame counting makes up for by
/// leaving labels out, which exists at 29.97 and 59.94 only (SMPTE ST 12-1).
///
/// @param numerator frames, at least 1
/// @param denominator seconds in which they pass, at least 1
public record FrameRate(long numerator, long denominator) implements Comparable<FrameRate> {

    /// Brings the fraction to its lowest terms.
    ///
    /// @throws IllegalArgumentException if one of the numbers is not positive
    public FrameRate {
        throw new UnsupportedOperationException();
    }

    /// So many frames in a second.
    ///
    /// @param frames frames per second
    /// @return the rate
    public static FrameRate of(long frames) {
        return new FrameRate(frames, 1);
    }

    /// Reads `25`, `30000/1001`, or a decimal fraction. 23.976, 23.98, 29.97, 47.95, 59.94 and
    /// 119.88 mean the fractions over 1001 that they abbreviate; other decimals mean what they say.
    ///
    /// @param text the text
    /// @return the rate
    /// @throws IllegalArgumentException if it is none of these
    public static FrameRate parse(String text) {
        throw new UnsupportedOperationException();
    }

    /// The well-known rate that a measured one stands for: films store durations in whole ticks, so
    /// that 30000/1001 becomes 2997/100 in one file and 29.999 in another.
    ///
    /// @return the standard rate (24, 25, 30, 48, 50, 60, 100, 120, and the fractions over 1001 of
    ///   24, 30, 48, 60 and 120) within 50 millionths of this, or this
    public FrameRate standard() {
        throw new UnsupportedOperationException();
    }

    /// How many labels a second has, the rate rounded up to the next whole number.
    ///
    /// @return labels per second
    public int labelsPerSecond() {
        throw new UnsupportedOperationException();
    }

    /// How many labels drop-frame counting leaves out at the start of each minute but every tenth.
    ///
    /// @return 2 at 30000/1001, 4 at 60000/1001, otherwise 0: there is no drop-frame then
    public int droppedPerMinute() {
        throw new UnsupportedOperationException();
    }

    /// As a number, for display.
    ///
    /// @return frames per second
    public double framesPerSecond() {
        return (double) numerator / denominator;
    }

    @Override
    public int compareTo(FrameRate other) {
        throw new UnsupportedOperationException();
    }

    /// As people write it: `25`, `29.97`, `23.976`.
    @Override
    public String toString() {
        throw new UnsupportedOperationException();
    }
}

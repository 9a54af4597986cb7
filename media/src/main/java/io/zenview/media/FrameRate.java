package io.zenview.media;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Frames per second as an exact fraction in lowest terms: 30000/1001, never 29.97.
///
/// A rate counts in whole labels: 23.976 frames per second are labelled like 24, 29.97 like 30
/// ([#labelsPerSecond]). What that loses against the clock, drop-frame counting makes up for by
/// leaving labels out, which exists at 29.97 and 59.94 only (SMPTE ST 12-1).
///
/// All arithmetic is in whole numbers and exact, for any two positive `long`s.
///
/// @param numerator frames, at least 1
/// @param denominator seconds in which they pass, at least 1
public record FrameRate(long numerator, long denominator) implements Comparable<FrameRate> {
    /// Three digits of frames, as many as a label has room for.
    private static final int MOST_LABELS = 1000;

    private static final FrameRate NTSC_24 = new FrameRate(24_000, 1001);
    private static final FrameRate NTSC_30 = new FrameRate(30_000, 1001);
    private static final FrameRate NTSC_48 = new FrameRate(48_000, 1001);
    private static final FrameRate NTSC_60 = new FrameRate(60_000, 1001);
    private static final FrameRate NTSC_120 = new FrameRate(120_000, 1001);

    private static final List<FrameRate> STANDARD =
            List.of(
                    NTSC_24, of(24), of(25), NTSC_30, of(30), NTSC_48, of(48), of(50), NTSC_60,
                    of(60), of(100), NTSC_120, of(120));

    private static final Map<BigDecimal, FrameRate> ABBREVIATED =
            Map.of(
                    new BigDecimal("23.976"), NTSC_24,
                    new BigDecimal("23.98"), NTSC_24,
                    new BigDecimal("29.97"), NTSC_30,
                    new BigDecimal("47.95"), NTSC_48,
                    new BigDecimal("47.952"), NTSC_48,
                    new BigDecimal("59.94"), NTSC_60,
                    new BigDecimal("119.88"), NTSC_120);

    /// As many digits as a `long` may have.
    private static final Pattern FRACTION =
            Pattern.compile("([0-9]{1,19})(?:/([0-9]{1,19})|\\.([0-9]{1,9}))?");

    /// Brings the fraction to its lowest terms.
    ///
    /// @throws IllegalArgumentException if one of the numbers is not positive
    public FrameRate {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException(
                    "frame rate "
                            + numerator
                            + "/"
                            + denominator
                            + ": both numbers must be positive");
        }
        long divisor = commonDivisor(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    private static long commonDivisor(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /// So many frames in a second.
    ///
    /// @param frames frames per second, at least 1
    /// @return the rate
    /// @throws IllegalArgumentException if there are none
    public static FrameRate of(long frames) {
        return new FrameRate(frames, 1);
    }

    /// Reads `25`, `30000/1001`, or a decimal fraction. 23.976, 23.98, 29.97, 47.95, 47.952, 59.94
    /// and 119.88 mean the fractions over 1001 that they abbreviate; other decimals mean what they
    /// say.
    ///
    /// @param text digits, with a `/` or a point between them or not: 19 of them at most on each
    ///   side of `/` and before the point, 9 after the point
    /// @return the rate
    /// @throws IllegalArgumentException if it is none of these, or zero, or in its lowest terms
    ///   beyond a `long`
    public static FrameRate parse(String text) {
        Matcher fraction = FRACTION.matcher(text);
        if (!fraction.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + TimecodeException.shown(text)
                            + "' is no frame rate; one looks like 25, 29.97 or 30000/1001");
        }
        String denominator = fraction.group(2);
        if (denominator != null) {
            return reduced(text, new BigInteger(fraction.group(1)), new BigInteger(denominator));
        }
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        FrameRate abbreviated = ABBREVIATED.get(value);
        if (abbreviated != null) {
            return abbreviated;
        }
        int digits = Math.max(value.scale(), 0);
        return reduced(
                text, value.movePointRight(digits).toBigIntegerExact(), BigInteger.TEN.pow(digits));
    }

    private static FrameRate reduced(String text, BigInteger frames, BigInteger seconds) {
        if (frames.signum() == 0 || seconds.signum() == 0) {
            throw new IllegalArgumentException("frame rate " + text + ": numbers must be positive");
        }
        BigInteger divisor = frames.gcd(seconds);
        BigInteger numerator = frames.divide(divisor);
        BigInteger denominator = seconds.divide(divisor);
        if (Math.max(numerator.bitLength(), denominator.bitLength()) >= Long.SIZE) {
            throw new IllegalArgumentException("frame rate " + text + " has too many digits");
        }
        return new FrameRate(numerator.longValue(), denominator.longValue());
    }

    /// The well-known rate that a measured one stands for: films store durations in whole ticks, so
    /// that 30000/1001 becomes 2997/100 in one file and 19001/634 in another.
    ///
    /// @return the standard rate (24, 25, 30, 48, 50, 60, 100, 120, and the fractions over 1001 of
    ///   24, 30, 48, 60 and 120) within 50 millionths of this, or this
    public FrameRate standard() {
        for (FrameRate rate : STANDARD) {
            if (isCloseTo(rate)) {
                return rate;
            }
        }
        return this;
    }

    private boolean isCloseTo(FrameRate rate) {
        if (equals(rate)) {
            return true;
        }
        BigInteger own = BigInteger.valueOf(numerator).multiply(big(rate.denominator));
        BigInteger other = big(rate.numerator).multiply(big(denominator));
        return own.subtract(other).abs().multiply(big(20_000)).compareTo(other) <= 0;
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    /// How many labels a second has: the rate rounded to the nearest whole number, from 1 to 1000.
    ///
    /// A label has room for three digits of frames. What is faster than 1000 frames per second is
    /// labelled by 1000 to the second all the same: its labels number the frames and run ahead of
    /// the clock. Those of a film with less than a frame in two seconds fall behind it.
    ///
    /// @return labels per second
    public int labelsPerSecond() {
        long whole = numerator / denominator;
        if (whole >= MOST_LABELS) {
            return MOST_LABELS;
        }
        long rest = numerator - whole * denominator;
        // Not 2 · rest, which may overflow.
        return (int) Math.max(1, rest >= denominator - rest ? whole + 1 : whole);
    }

    /// How many labels drop-frame counting leaves out at the start of each minute but every tenth.
    ///
    /// @return 2 at 30000/1001, 4 at 60000/1001, otherwise 0: there is no drop-frame then
    public int droppedPerMinute() {
        if (denominator != 1001) {
            return 0;
        }
        return numerator == 30_000 ? 2 : numerator == 60_000 ? 4 : 0;
    }

    /// As a number, for display.
    ///
    /// @return frames per second, rounded
    public double framesPerSecond() {
        return (double) numerator / denominator;
    }

    /// Orders by frames per second, exactly.
    @Override
    public int compareTo(FrameRate other) {
        int high =
                Long.compare(
                        Math.multiplyHigh(numerator, other.denominator),
                        Math.multiplyHigh(other.numerator, denominator));
        return high != 0
                ? high
                : Long.compareUnsigned(
                        numerator * other.denominator, other.numerator * denominator);
    }

    /// As people write it: `25`, `29.97`, `23.976`, `12.5`. A rate that three decimals do not tell
    /// is written as a fraction: `15000/1001`. [#parse] makes the same rate of it.
    @Override
    public String toString() {
        if (denominator == 1) {
            return Long.toString(numerator);
        }
        BigDecimal rounded =
                BigDecimal.valueOf(numerator)
                        .divide(BigDecimal.valueOf(denominator), 3, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros();
        FrameRate meant = ABBREVIATED.get(rounded);
        boolean tells =
                meant == null
                        ? rounded.multiply(BigDecimal.valueOf(denominator))
                                        .compareTo(BigDecimal.valueOf(numerator))
                                == 0
                        : meant.equals(this);
        return tells ? rounded.toPlainString() : numerator + "/" + denominator;
    }
}

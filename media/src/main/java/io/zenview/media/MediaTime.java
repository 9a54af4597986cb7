package io.zenview.media;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/// A moment or a duration as an exact fraction of seconds, in the ticks of a clock as films have
/// them.
///
/// @param value ticks
/// @param timescale ticks per second, at least 1
public record MediaTime(long value, long timescale) {

    /// Up to here a double holds every whole number, and the quotient of two is rounded once.
    private static final long EXACT = 1L << 53;

    /// No sign and no exponent; a double is printed with 17 digits.
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,20})?");

    private static final long NANOS = 1_000_000_000;

    /// Checks the numbers; the fraction is kept as it is.
    ///
    /// @throws IllegalArgumentException if the timescale is not positive
    public MediaTime {
        if (timescale < 1) {
            throw new IllegalArgumentException("timescale " + timescale + " must be positive");
        }
    }

    /// Reads seconds as people and programs write them, such as `600.5`.
    ///
    /// @param seconds up to 9 digits, and up to 20 more behind a point
    /// @return the time, rounded to a nanosecond
    /// @throws IllegalArgumentException if it looks otherwise
    public static MediaTime parse(String seconds) {
        if (!SECONDS.matcher(seconds).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no time; write seconds as in 12.5, with at most 9 digits before the point and 20 behind it"
                            .formatted(TimecodeException.shown(seconds)));
        }
        long nanos =
                new BigDecimal(seconds)
                        .movePointRight(9)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
        return new MediaTime(nanos, NANOS);
    }

    /// Rounded to the nearest double, for display and for players.
    ///
    /// @return seconds
    public double seconds() {
        return Math.abs(value) <= EXACT && timescale <= EXACT
                ? (double) value / timescale
                : exactSeconds().doubleValue();
    }

    /// The same rounded to a nanosecond, and half a digit of what [#toString] prints later; the
    /// same if nanoseconds are too many for it.
    MediaTime plusHalfMicrosecond() {
        BigInteger nanos = exactSeconds().movePointRight(9).toBigInteger();
        return nanos.bitLength() > 62 ? this : new MediaTime(nanos.longValue() + 500, NANOS);
    }

    /// As a decimal fraction of 34 digits.
    private BigDecimal exactSeconds() {
        return BigDecimal.valueOf(value)
                .divide(BigDecimal.valueOf(timescale), MathContext.DECIMAL128);
    }

    /// With six digits after the point or fewer: `4154.933333`.
    @Override
    public String toString() {
        BigDecimal exact =
                BigDecimal.valueOf(value)
                        .divide(BigDecimal.valueOf(timescale), 6, RoundingMode.HALF_EVEN);
        return exact.stripTrailingZeros().toPlainString();
    }
}

package io.zenview.media;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// A moment or a duration as an exact fraction of seconds, in the ticks of a clock as films have
/// them.
///
/// @param value ticks
/// @param timescale ticks per second, at least 1
public record MediaTime(long value, long timescale) {

    /// Up to here a double holds every whole number, and the quotient of two is rounded once.
    private static final long EXACT = 1L << 53;

    /// Checks the numbers; the fraction is kept as it is.
    ///
    /// @throws IllegalArgumentException if the timescale is not positive
    public MediaTime {
        if (timescale < 1) {
            throw new IllegalArgumentException("timescale " + timescale + " must be positive");
        }
    }

    /// Rounded to the nearest double, for display and for players.
    ///
    /// @return seconds
    public double seconds() {
        return Math.abs(value) <= EXACT && timescale <= EXACT
                ? (double) value / timescale
                : BigDecimal.valueOf(value)
                        .divide(BigDecimal.valueOf(timescale), MathContext.DECIMAL128)
                        .doubleValue();
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

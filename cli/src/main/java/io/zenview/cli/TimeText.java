package io.zenview.cli;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Points in time, NumPy's `datetime64`: `'2026-11-23T13:00'`, as exact as their unit.
///
/// What lies beyond Java's calendar, the years to 999,999,999 before and after, is written as the
/// count that it is.
final class TimeText extends ElementText {
    /// Decimal digits of a second that the unit tells.
    private static final Map<String, Integer> DIGITS =
            Map.of("s", 0, "ms", 3, "us", 6, "ns", 9, "ps", 12, "fs", 15, "as", 18);

    private final String unit;
    private final long multiple;
    private int width;

    private TimeText(String unit, long multiple) {
        this.unit = unit;
        this.multiple = multiple;
    }

    /// The text of points in time that count this unit.
    ///
    /// @return null if the unit means no point in time
    static @Nullable TimeText of(String unit, long multiple) {
        boolean known =
                List.of("Y", "M", "W", "D", "h", "m").contains(unit) || DIGITS.containsKey(unit);
        return known ? new TimeText(unit, multiple) : null;
    }

    @Override
    void measure(Object value) {
        width = Math.max(width, text((Long) value).length());
    }

    @Override
    String of(Object value) {
        String text = text((Long) value);
        return " ".repeat(width - text.length()) + text;
    }

    private String text(long count) {
        if (count == Long.MIN_VALUE) {
            return "'NaT'";
        }
        try {
            String text = point(Math.multiplyExact(count, multiple));
            // Java marks years beyond 9999, and counts the digits of a year without its minus.
            return "'" + text.replaceFirst("^\\+|(?<=^-)0", "") + "'";
        } catch (ArithmeticException | DateTimeException _) {
            return String.valueOf(count);
        }
    }

    private String point(long count) {
        LocalDate epoch = LocalDate.EPOCH;
        return switch (unit) {
            case "Y" -> epoch.plusYears(count).toString().replaceFirst("-01-01$", "");
            case "M" -> epoch.plusMonths(count).toString().replaceFirst("-01$", "");
            case "W" -> epoch.plusWeeks(count).toString();
            case "D" -> epoch.plusDays(count).toString();
            case "h" -> clock(Math.multiplyExact(count, 3600L), 2);
            case "m" -> clock(Math.multiplyExact(count, 60L), 5);
            default -> second(count);
        };
    }

    private static String clock(long second, int characters) {
        String text = at(second).toString();
        return text.substring(0, text.indexOf('T') + 1 + characters);
    }

    private static LocalDateTime at(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    }

    private String second(long count) {
        int digits = DIGITS.getOrDefault(unit, 0);
        BigInteger perSecond = BigInteger.TEN.pow(digits);
        BigInteger[] parts = BigInteger.valueOf(count).divideAndRemainder(perSecond);
        if (parts[1].signum() < 0) {
            parts[0] = parts[0].subtract(BigInteger.ONE);
            parts[1] = parts[1].add(perSecond);
        }
        LocalDateTime time = at(parts[0].longValueExact());
        String whole =
                time.toLocalDate()
                        + "T"
                        + "%02d:%02d:%02d"
                                .formatted(time.getHour(), time.getMinute(), time.getSecond());
        return digits == 0 ? whole : whole + "." + ("%0" + digits + "d").formatted(parts[1]);
    }
}

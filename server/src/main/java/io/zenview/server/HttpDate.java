package io.zenview.server;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates as in RFC 9110, section 5.6.7: written in one form, read in all three.
final class HttpDate {
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final String TIME = "(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})";

    private static final List<Pattern> FORMS =
            List.of(
                    Pattern.compile(
                            "[A-Z][a-z]{2}, (?<day>[0-9]{2}) (?<month>[A-Z][a-z]{2}) (?<year>[0-9]{4}) "
                                    + TIME
                                    + " GMT"),
                    Pattern.compile(
                            "[A-Z][a-z]{5,8}, (?<day>[0-9]{2})-(?<month>[A-Z][a-z]{2})-(?<year>[0-9]{2}) "
                                    + TIME
                                    + " GMT"),
                    Pattern.compile(
                            "[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ 0-9][0-9]) "
                                    + TIME
                                    + " (?<year>[0-9]{4})"));

    private HttpDate() {}

    /// Reads a date. The name of the weekday is not compared with the day.
    ///
    /// @param text IMF-fixdate, RFC 850 or asctime
    /// @param now decides the century of a year of two digits: not more than 50 years ahead
    /// @return the date, or null if it is none
    static @Nullable Instant parse(String text, Instant now) {
        for (Pattern form : FORMS) {
            Matcher parts = form.matcher(text);
            if (parts.matches()) {
                return instant(parts, now);
            }
        }
        return null;
    }

    private static @Nullable Instant instant(Matcher parts, Instant now) {
        int month = MONTHS.indexOf(parts.group("month")) + 1;
        String time = parts.group("time");
        // A leap second, which the grammar knows and the clock here does not.
        int second = Math.min(59, number(time, 6));
        if (month == 0 || number(time, 6) > 60) {
            return null;
        }
        int year = Integer.parseInt(parts.group("year"));
        if (parts.group("year").length() == 2) {
            int latest = now.atOffset(ZoneOffset.UTC).getYear() + 50;
            year += latest - latest % 100;
            year -= year > latest ? 100 : 0;
        }
        int day = Integer.parseInt(parts.group("day").strip());
        try {
            return LocalDateTime.of(year, month, day, number(time, 0), number(time, 3), second)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null; // a 30th of February
        }
    }

    private static int number(String text, int at) {
        return Integer.parseInt(text, at, at + 2, 10);
    }

    /// Writes a date, without its fraction of a second.
    ///
    /// @param date any; one without a year of four digits is written as [#clamped]
    static String format(Instant date) {
        return IMF_FIXDATE.format(clamped(date));
    }

    /// The nearest date with a year of four digits, which is all that the grammar has. File systems
    /// have no such limit, and a strange date must not make a file unreadable.
    static Instant clamped(Instant date) {
        if (date.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return date.isAfter(LATEST) ? LATEST : date;
    }
}

package io.zenview.server;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which of the two forms of a listing a client would rather have (RFC 9110, section 12.5.1).
final class Accept {
    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    /// How much one form is wanted, and how exactly it was named: 3 by its type, 2 by `text/*`, 1
    /// by `*/*`, 0 not at all.
    private record Wish(BigDecimal weight, int precision) {
        static final Wish NONE = new Wish(BigDecimal.ZERO, 0);

        boolean isGreaterThan(Wish other) {
            int order = weight.compareTo(other.weight);
            return order > 0 || (order == 0 && precision > other.precision);
        }
    }

    private Accept() {}

    /// Whether JSON is wanted more than HTML.
    ///
    /// Between equal weights, the form that is named more exactly wins, so that `application/json,
    /// */*` means JSON; if that does not tell them apart either (`*/*`, which is what curl sends),
    /// it is HTML. If neither is acceptable, it is HTML as well: a client can do more with a page
    /// than with a 406.
    ///
    /// @param value of `Accept`, null if there is none; several lines are to be joined by commas
    static boolean prefersJson(@Nullable String value) {
        if (value == null) {
            return false;
        }
        Wish json = Wish.NONE;
        Wish html = Wish.NONE;
        for (String element : split(value, ',')) {
            List<String> parts = split(element, ';');
            String range = parts.getFirst().strip().toLowerCase(Locale.ROOT);
            BigDecimal weight = weight(parts);
            json = closer(json, weight, precision(range, "application", "json"));
            html = closer(html, weight, precision(range, "text", "html"));
        }
        return json.weight().signum() > 0 && json.isGreaterThan(html);
    }

    /// The most exact element decides about a form, wherever it stands.
    private static Wish closer(Wish known, BigDecimal weight, int precision) {
        return precision > known.precision() ? new Wish(weight, precision) : known;
    }

    private static int precision(String range, String type, String subtype) {
        if (range.equals(type + "/" + subtype)) {
            return 3;
        }
        if (range.equals(type + "/*")) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }

    /// One that cannot be read is 0, so that nothing is sent which may have been refused.
    private static BigDecimal weight(List<String> parts) {
        for (String parameter : parts.subList(1, parts.size())) {
            String text = parameter.strip().toLowerCase(Locale.ROOT);
            if (text.startsWith("q=")) {
                String number = text.substring(2);
                return WEIGHT.matcher(number).matches() ? new BigDecimal(number) : BigDecimal.ZERO;
            }
        }
        return BigDecimal.ONE;
    }

    /// Splits at a character unless it is in quotes.
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                i++;
            } else if (!quoted && c == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}

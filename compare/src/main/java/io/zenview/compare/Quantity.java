package io.zenview.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Measured numbers as people read them: three digits, a fitting unit, no more precision than there
/// is.
final class Quantity {
    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    /// What stands where nothing was measured.
    static final String NONE = "-";

    private Quantity() {}

    /// Three digits: `1,234`, `12.3`, `1.23`, `0.123`, `0.00012`.
    static String digits(double value) {
        double size = Math.abs(value);
        // From 99.95 on, one decimal would round to four digits; so with the others.
        if (size >= 99.95) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (size >= 9.995) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        if (size >= 0.9995) {
            return String.format(Locale.ROOT, "%.2f", value);
        }
        if (size >= 0.00995 || size == 0) {
            return String.format(Locale.ROOT, size == 0 ? "%.0f" : "%.3f", value);
        }
        int decimals = Math.min(12, 1 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /// A time with its range, in the unit that fits another time: figures in a column compare at a
    /// glance if their unit is the same.
    static String seconds(Samples samples, double like) {
        TimeUnit unit = TimeUnit.of(like);
        Samples scaled = samples.map(s -> s / unit.seconds);
        return digits(scaled.median())
                + " "
                + unit.label
                + (samples.values().size() == 1 ? "" : " " + range(scaled));
    }

    /// A time: `1.02 s`, `4.93 ms`, `5.2 ns`.
    static String seconds(double seconds) {
        TimeUnit unit = TimeUnit.of(seconds);
        return digits(seconds / unit.seconds) + " " + unit.label;
    }

    /// A time with its range: `1.02 s (0.98–1.10)`; without one if there was one round.
    static String seconds(Samples samples) {
        return seconds(samples, samples.median());
    }

    /// The range of samples: `(0.98–1.10)`.
    static String range(Samples samples) {
        return "(" + digits(samples.min()) + "–" + digits(samples.max()) + ")";
    }

    /// A number of bytes: `17 B`, `20 MiB`, `2.1 GiB`.
    static String bytes(long bytes) {
        double scaled = (double) bytes;
        int power = 0;
        while (scaled >= 1023.5 && power < BYTES.length - 1) {
            scaled /= 1024;
            power++;
        }
        boolean whole = power == 0 || scaled == Math.rint(scaled);
        return (whole ? String.format(Locale.ROOT, "%.0f", scaled) : digits(scaled))
                + " "
                + BYTES[power];
    }

    /// A factor in two or three digits: `0.21`, `2.5`, `164,000`.
    static String factor(double factor) {
        if (factor >= 1000) {
            // The digits behind the third are noise.
            double unit = Math.pow(10, Math.floor(Math.log10(factor)) - 2);
            return String.format(Locale.ROOT, "%,.0f", Math.rint(factor / unit) * unit);
        }
        return factor >= 99.5
                ? String.format(Locale.ROOT, "%.0f", factor)
                : String.format(
                        Locale.ROOT, factor >= 9.95 || factor < 0.995 ? "%.2g" : "%.1f", factor);
    }

    /// How a time compares with another: `2.5 times as fast as`, `1.3 times as slow as`, `as fast
    /// as`.
    static String speed(double seconds, double otherSeconds) {
        double ratio = otherSeconds / seconds;
        if (ratio >= 1.05) {
            return factor(ratio) + " times as fast as";
        }
        return ratio > 1 / 1.05 ? "as fast as" : factor(1 / ratio) + " times as slow as";
    }

    /// A round value on an axis, in as few digits as say it: `2`, `0.5`.
    static String round(double value) {
        // Steps of 0.1 end in odd digits somewhere behind the fifteenth.
        return BigDecimal.valueOf(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    /// A round time on an axis: `10 ms`; nothing has no unit.
    static String roundSeconds(double seconds) {
        if (seconds == 0) {
            return "0";
        }
        TimeUnit unit = TimeUnit.of(seconds);
        return round(seconds / unit.seconds) + " " + unit.label;
    }

    /// The same text, with its first letter in upper case.
    static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /// `10,000`.
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private enum TimeUnit {
        SECONDS("s", 1),
        MILLIS("ms", 1e-3),
        MICROS("µs", 1e-6),
        NANOS("ns", 1e-9);

        final String label;
        final double seconds;

        TimeUnit(String label, double seconds) {
            this.label = label;
            this.seconds = seconds;
        }

        static TimeUnit of(double seconds) {
            for (TimeUnit unit : values()) {
                if (Math.abs(seconds) >= unit.seconds * 0.9995) {
                    return unit;
                }
            }
            return NANOS;
        }
    }
}

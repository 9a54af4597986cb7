package io.zenview.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Units, as people write them: three digits, and no more than there is.
enum ScalingUnit {
    SECONDS(10, "ps ns µs ms s", 1e-12, 1000),
    BYTES(2, "B KiB MiB GiB", 1, 1024),
    COUNT(10, " k M G", 1, 1000),
    PLAIN(10, "", 1, 1000);

    private final double base;
    private final String names;
    private final double smallest;
    private final double factor;

    ScalingUnit(double base, String names, double smallest, double factor) {
        this.base = base;
        this.names = names;
        this.smallest = smallest;
        this.factor = factor;
    }

    /// What can't be told from nothing.
    double least() {
        return switch (this) {
            case SECONDS -> 1e-12;
            case BYTES, COUNT -> 1;
            case PLAIN -> 1e-4;
        };
    }

    /// A value with its unit: `1.02 s`, `64 MiB`, `100M`.
    String format(double value) {
        if (this == PLAIN) {
            return digits(value);
        }
        if (this == COUNT && value < 10_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        List<String> units = List.of(names.split(" ", -1));
        double scaled = value / smallest;
        int unit = 0;
        while (scaled >= factor * 0.9995 && unit < units.size() - 1) {
            scaled /= factor;
            unit++;
        }
        boolean whole = Math.abs(scaled - Math.rint(scaled)) < 1e-9;
        String number = whole ? String.format(Locale.ROOT, "%,.0f", scaled) : digits(scaled);
        return number + (this == COUNT || units.get(unit).isEmpty() ? "" : " ") + units.get(unit);
    }

    /// A round value, in as few digits as say it: `10`, `0.1`, `64 MiB`.
    String round(double value) {
        return this == PLAIN
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : format(value);
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        int decimals =
                size == 0 || size >= 99.95
                        ? 0
                        : Math.min(6, 2 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /// Round values around some, for a logarithmic axis: the first is at most the least, the last
    /// at least the greatest, and there are no more than asked for.
    List<Double> around(double least, double greatest, int most) {
        int first = power(least, false);
        int last = Math.max(first + 1, power(greatest, true));
        int step = Math.max(1, Math.ceilDiv(last - first, most - 1));
        List<Double> ticks = new ArrayList<>();
        for (int power = first; ; power += step) {
            ticks.add(Math.pow(base, power));
            if (power >= last) {
                return ticks;
            }
        }
    }

    private int power(double value, boolean up) {
        double power = Math.log(value) / Math.log(base);
        return (int) (up ? Math.ceil(power - 1e-9) : Math.floor(power + 1e-9));
    }
}

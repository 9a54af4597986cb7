package io.zenview.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/// A number of bytes as a user writes it: `4096`, `64K`, `1.5G`, `20MiB`.
///
/// Units are binary: a `K` is 1024 bytes, spelled `KiB` if one likes. `KB` is refused because half
/// of the world takes it for 1000.
///
/// @param bytes the size in bytes, not negative
record ByteSize(long bytes) {
    private static final String UNITS = "KMGTPE";
    private static final Pattern SIZE =
            Pattern.compile("(\\d+(?:\\.\\d+)?) ?(?:([KMGTPE])(I?B)?|B)?");
    private static final String EXAMPLES =
            "write bytes or a binary unit, for example 4096, 64K, 20M or 1.5G";

    ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size can't be negative: " + bytes);
        }
    }

    /// Reads a size.
    ///
    /// @throws TypeConversionException if the text is no size, or no whole number of bytes, or more
    ///   than a `long` holds; picocli puts the name of the option before the message
    static ByteSize parse(String text) {
        Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw refused(text, "is not a size");
        }
        String unit = size.group(2);
        if ("B".equals(size.group(3))) {
            throw refused(
                    text,
                    "is ambiguous: a "
                            + unit
                            + " or "
                            + unit
                            + "iB is binary, "
                            + unit
                            + "B may not be");
        }
        int power = unit == null ? 0 : UNITS.indexOf(unit) + 1;
        BigDecimal bytes =
                new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw refused(text, "is more than a file can have");
        }
        if (bytes.stripTrailingZeros().scale() > 0) {
            throw refused(text, "is no whole number of bytes");
        }
        return new ByteSize(bytes.longValueExact());
    }

    /// The size as a person reads it: exact below a KiB, at most three digits and a unit above.
    @Override
    public String toString() {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double scaled = bytes;
        int power = 0;
        // From 999.5 on it would round to four digits.
        while (scaled >= 999.5) {
            scaled /= 1024;
            power++;
        }
        int decimals = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
        String digits =
                BigDecimal.valueOf(scaled)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
        return digits + " " + UNITS.charAt(power - 1) + "iB";
    }

    private static TypeConversionException refused(String text, String why) {
        return new TypeConversionException("'" + text + "' " + why + "; " + EXAMPLES);
    }
}

package io.zenview.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// A finite real number in decimal digits: the fewest that tell it from its neighbours of the same
/// width, or a rounding of them.
///
/// @param negative whether it has a minus, which zero may have, too
/// @param digits without zeros at either end, at least one; `0` for zero
/// @param exponent power of ten of the first digit
/// @param exact the number itself, for roundings that its shortest digits can't settle
record Decimal(boolean negative, String digits, int exponent, double exact) {
    /// The shortest digits of a number of 16, 32 or 64 bits.
    static Decimal shortest(double value, int bits) {
        boolean negative = Math.copySign(1, value) < 0;
        double size = Math.abs(value);
        if (size == 0) {
            return new Decimal(negative, "0", 0, 0);
        }
        String text =
                switch (bits) {
                    case 64 -> Double.toString(size);
                    case 32 -> Float.toString((float) size);
                    default -> ofHalf((float) size).toString();
                };
        Decimal found = of(negative, new BigDecimal(text), size);
        // Java always gives two digits; where one is enough, it may have preferred a nearer pair.
        return found.digits.length() == 2 && bits != 16 ? found.shortened(bits) : found;
    }

    private static Decimal of(boolean negative, BigDecimal size, double exact) {
        if (size.signum() == 0) {
            return new Decimal(negative, "0", 0, exact);
        }
        BigDecimal stripped = size.stripTrailingZeros();
        String digits = stripped.unscaledValue().toString();
        return new Decimal(negative, digits, digits.length() - 1 - stripped.scale(), exact);
    }

    private Decimal shortened(int bits) {
        BigDecimal nearest =
                new BigDecimal(exact).round(new MathContext(1, RoundingMode.HALF_EVEN));
        boolean same =
                bits == 64 ? nearest.doubleValue() == exact : nearest.floatValue() == (float) exact;
        return same ? of(negative, nearest, exact) : this;
    }

    /// The shortest decimal that lies nearer to a half than to its neighbours.
    private static BigDecimal ofHalf(float half) {
        short bits = Float.floatToFloat16(half);
        BigDecimal exact = new BigDecimal(half);
        BigDecimal below = middle(half, Float.float16ToFloat((short) (bits - 1)));
        float next = Float.float16ToFloat((short) (bits + 1));
        BigDecimal above = middle(half, Float.isInfinite(next) ? 65536 : next);
        // A number in the middle is read as the neighbour whose last bit is 0.
        int reach = (bits & 1) == 0 ? 0 : -1;
        for (int precision = 1; ; precision++) {
            BigDecimal nearest = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (below.compareTo(nearest) <= reach && nearest.compareTo(above) <= reach) {
                return nearest;
            }
        }
    }

    private static BigDecimal middle(float a, float b) {
        // Exact: a double has room for the sum of two halves.
        return new BigDecimal(((double) a + b) / 2);
    }

    boolean isZero() {
        return digits.equals("0");
    }

    /// Digits before the point when written without an exponent.
    int wholeDigits() {
        return Math.max(1, exponent + 1);
    }

    /// Digits after the point when written without an exponent.
    int fractionDigits() {
        return isZero() ? 0 : Math.max(0, digits.length() - 1 - exponent);
    }

    /// Rounded to a number of digits after the point, if it has more.
    Decimal roundedToFraction(int places) {
        return fractionDigits() <= places ? this : rounded(exponent + 1 + places);
    }

    /// Rounded to a number of digits in all, if it has more.
    Decimal roundedToDigits(int count) {
        return digits.length() <= count ? this : rounded(count);
    }

    /// @param kept how many of the digits stay, not all; below 0 not even the place before the
    ///   first
    private Decimal rounded(int kept) {
        if (kept < 0) {
            return new Decimal(negative, "0", 0, 0);
        }
        String tail = digits.substring(kept);
        // The shortest digits lie on the same side of the middle as the number, unless they are it.
        BigDecimal from =
                tail.equals("5") ? new BigDecimal(exact) : new BigDecimal(digitsAsNumber());
        int scale = kept - 1 - exponent;
        return of(negative, from.setScale(scale, RoundingMode.HALF_EVEN), exact);
    }

    private String digitsAsNumber() {
        return digits + "E" + (exponent - digits.length() + 1);
    }

    /// With the digits that the number has beyond its shortest form, where more are asked for: then
    /// it is no longer the same ones and more, 6e-08 may go on as 5.9999998e-08.
    Decimal extendedToDigits(int count) {
        return isZero() || digits.length() >= count
                ? this
                : of(
                        negative,
                        new BigDecimal(exact).round(new MathContext(count, RoundingMode.HALF_EVEN)),
                        exact);
    }

    /// The digits before the point.
    String whole() {
        if (exponent < 0) {
            return "0";
        }
        int count = exponent + 1;
        return digits.length() >= count
                ? digits.substring(0, count)
                : digits + "0".repeat(count - digits.length());
    }

    /// The digits after the point, without zeros at the end.
    String fraction() {
        if (isZero()) {
            return "";
        }
        if (exponent < 0) {
            return "0".repeat(-exponent - 1) + digits;
        }
        return digits.length() > exponent + 1 ? digits.substring(exponent + 1) : "";
    }
}

package io.zenview.cli;

/// Real numbers as NumPy prints them: the fewest digits that tell a number from its neighbours, at
/// most [#precision] of them after the point, all in one notation and with their points in line.
///
/// It takes two passes over the numbers: [#measure] sees all of them, and then [#of] knows whether
/// they need exponents and how wide they are.
final class RealText extends ElementText {
    private final int bits;
    private final int precision;
    private final boolean signed;

    private boolean anyFinite;
    private double largest;
    private double smallest = Double.POSITIVE_INFINITY;

    /// Width of what is not finite; 0 if there is none.
    private int special;

    private int wholeWidth;
    private int fractionWidth;
    private int leadWidth;
    private int mantissaWidth;
    private int exponentWidth;

    /// @param bits 16, 32 or 64
    /// @param precision digits after the point at most
    /// @param signed whether a plus is written, too
    RealText(int bits, int precision, boolean signed) {
        this.bits = bits;
        this.precision = precision;
        this.signed = signed;
    }

    @Override
    void measure(Object value) {
        double x = (Double) value;
        if (!Double.isFinite(x)) {
            // As NumPy does, room for an infinity even where there is only NaN.
            special = Math.max(special, signed || x == Double.NEGATIVE_INFINITY ? 4 : 3);
            return;
        }
        anyFinite = true;
        if (x != 0) {
            largest = Math.max(largest, Math.abs(x));
            smallest = Math.min(smallest, Math.abs(x));
        }
        Decimal shortest = Decimal.shortest(x, bits);
        int sign = sign(shortest).length();
        Decimal fixed = shortest.roundedToFraction(precision);
        wholeWidth = Math.max(wholeWidth, sign + fixed.wholeDigits());
        fractionWidth = Math.max(fractionWidth, fixed.fractionDigits());
        Decimal floating = shortest.roundedToDigits(precision + 1);
        leadWidth = Math.max(leadWidth, sign + 1);
        mantissaWidth = Math.max(mantissaWidth, floating.digits().length() - 1);
        exponentWidth = Math.max(exponentWidth, exponentDigits(floating.exponent()));
    }

    private static int exponentDigits(int exponent) {
        return Math.abs(exponent) >= 100 ? 3 : 2;
    }

    /// Whether the numbers are so large, so small or so different that they are written with
    /// exponents. Compared in their own width, as NumPy does.
    private boolean withExponents() {
        if (largest == 0) {
            return false;
        }
        double limit = bits == 16 ? 1e3 : bits == 32 ? 1e6 : 1e8;
        return largest >= limit || smallest < narrow(0.0001) || narrow(largest / smallest) > 1000;
    }

    private double narrow(double x) {
        return switch (bits) {
            case 64 -> x;
            case 32 -> (float) x;
            default -> Float.float16ToFloat(Float.floatToFloat16((float) x));
        };
    }

    @Override
    String of(Object value) {
        double x = (Double) value;
        if (!Double.isFinite(x)) {
            return padded(special(x));
        }
        Decimal shortest = Decimal.shortest(x, bits);
        return withExponents() ? floating(shortest) : fixed(shortest);
    }

    private String special(double x) {
        if (Double.isNaN(x)) {
            return signed ? "+nan" : "nan";
        }
        return x < 0 ? "-inf" : signed ? "+inf" : "inf";
    }

    private String padded(String text) {
        int left;
        int right;
        if (!anyFinite) {
            left = 0;
            right = 0;
        } else if (withExponents()) {
            left = leadWidth;
            right = mantissaWidth + 2 + exponentWidth;
        } else {
            left = wholeWidth;
            right = fractionWidth;
        }
        int width = Math.max(left, special - (right + 1)) + right + 1;
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private String fixed(Decimal shortest) {
        Decimal number = shortest.roundedToFraction(precision);
        String whole = sign(shortest) + number.whole();
        String fraction = number.fraction();
        int left = Math.max(wholeWidth, special - (fractionWidth + 1));
        return " ".repeat(left - whole.length())
                + whole
                + "."
                + fraction
                + " ".repeat(fractionWidth - fraction.length());
    }

    private String floating(Decimal shortest) {
        Decimal number =
                shortest.roundedToDigits(mantissaWidth + 1).extendedToDigits(mantissaWidth + 1);
        int right = mantissaWidth + 2 + exponentWidth;
        int left = Math.max(leadWidth, special - (right + 1));
        String lead = sign(shortest) + number.digits().charAt(0);
        String exponent = String.valueOf(Math.abs(number.exponent()));
        return " ".repeat(left - lead.length())
                + lead
                + "."
                + number.digits().substring(1)
                + "0".repeat(mantissaWidth + 1 - number.digits().length())
                + (number.exponent() < 0 ? "e-" : "e+")
                + "0".repeat(Math.max(0, exponentWidth - exponent.length()))
                + exponent;
    }

    private String sign(Decimal number) {
        return number.negative() ? "-" : signed ? "+" : "";
    }
}

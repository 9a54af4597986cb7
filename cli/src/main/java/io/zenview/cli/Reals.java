package io.zenview.cli;

/// Single real numbers as Python writes them: `0.1`, `1e+16`, `nan`.
final class Reals {
    private Reals() {}

    /// The fewest digits that give the number again.
    ///
    /// @param bits width of the number: 16, 32 or 64
    static String text(double value, int bits) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-inf" : "inf";
        }
        Decimal decimal = Decimal.shortest(value, bits);
        String sign = decimal.negative() ? "-" : "";
        if (decimal.exponent() >= -4 && decimal.exponent() < 16) {
            String fraction = decimal.fraction();
            return sign + decimal.whole() + "." + (fraction.isEmpty() ? "0" : fraction);
        }
        String digits = decimal.digits();
        return sign
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "e%+03d".formatted(decimal.exponent());
    }
}

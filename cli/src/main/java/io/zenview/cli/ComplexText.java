package io.zenview.cli;

import java.util.List;

/// Complex numbers: two columns of reals, the second with signs and a `j`.
final class ComplexText extends ElementText {
    private final RealText real;
    private final RealText imaginary;

    ComplexText(int bits, int precision) {
        real = new RealText(bits, precision, false);
        imaginary = new RealText(bits, precision, true);
    }

    @Override
    void measure(Object value) {
        List<?> parts = (List<?>) value;
        real.measure(parts.get(0));
        imaginary.measure(parts.get(1));
    }

    @Override
    String of(Object value) {
        List<?> parts = (List<?>) value;
        String second = imaginary.of(parts.get(1));
        String digits = second.stripTrailing();
        return real.of(parts.get(0)) + digits + "j" + second.substring(digits.length());
    }
}

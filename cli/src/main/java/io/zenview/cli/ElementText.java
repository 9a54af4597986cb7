package io.zenview.cli;

import io.zenview.view.Bytes;
import io.zenview.view.Format;

/// How the elements of one type are written, all with one width where that makes columns.
///
/// Two passes: all elements that will be shown are measured, then each is written. Nothing is kept
/// of an element but how wide it is.
abstract class ElementText {
    /// The text of elements as NumPy writes them.
    ///
    /// @param alone whether it is one element and no array, which needs no column
    static ElementText of(ElementType type, PrintOptions options, boolean alone) {
        ElementText time = type.timeText();
        if (time != null) {
            return time;
        }
        Format format = type.format();
        if (type.isComplex()) {
            return new ComplexText(
                    format.fields().getFirst().format().itemSize() * 8, options.precision());
        }
        return switch (format.code()) {
            case 'T' -> new RecordText(format, options, alone);
            case 'e', 'f', 'd' -> new RealText(format.itemSize() * 8, options.precision(), false);
            case '?' -> new Plain(value -> (Boolean) value ? alone ? "True" : " True" : "False");
            case 'c', 's', 'p' ->
                    new Plain(
                            type.isVoid()
                                    ? value -> Quoted.hex((Bytes) value)
                                    : value -> Quoted.bytes((Bytes) value));
            case 'w' -> new Plain(value -> Quoted.text((String) value));
            default -> new WholeText();
        };
    }

    /// Takes note of an element that will be written.
    abstract void measure(Object value);

    /// Writes an element that was measured.
    abstract String of(Object value);

    /// Elements that are written by themselves, whatever the others are.
    private static final class Plain extends ElementText {
        private final java.util.function.Function<Object, String> text;

        Plain(java.util.function.Function<Object, String> text) {
            this.text = text;
        }

        @Override
        void measure(Object value) {}

        @Override
        String of(Object value) {
            return text.apply(value);
        }
    }

    /// Whole numbers, flush right.
    private static final class WholeText extends ElementText {
        private int width;

        @Override
        void measure(Object value) {
            width = Math.max(width, value.toString().length());
        }

        @Override
        String of(Object value) {
            String digits = value.toString();
            return " ".repeat(width - digits.length()) + digits;
        }
    }
}

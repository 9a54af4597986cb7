package io.zenview.cli;

import io.zenview.view.Format;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Records as tuples, each field with a width of its own: `( 1, b'ab', 2.5)`.
final class RecordText extends ElementText {
    private final List<ElementText> fields;

    RecordText(Format format, PrintOptions options, boolean alone) {
        fields = format.fields().stream().map(field -> ofField(field, options, alone)).toList();
    }

    /// The text of one field's values.
    static ElementText ofField(Format.Field field, PrintOptions options, boolean alone) {
        ElementType type = new ElementType(field.format(), null);
        return field.shape().isEmpty()
                ? ElementText.of(type, options, alone)
                : new SubarrayText(ElementText.of(type, options, false), field.shape(), options);
    }

    @Override
    void measure(Object value) {
        List<?> values = (List<?>) value;
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).measure(values.get(i));
        }
    }

    @Override
    String of(Object value) {
        List<?> values = (List<?>) value;
        return IntStream.range(0, fields.size())
                .mapToObj(i -> fields.get(i).of(values.get(i)))
                .collect(Collectors.joining(", ", "(", fields.size() == 1 ? ",)" : ")"));
    }

    /// A field of several values: `[[1, 2], [3, 4]]`.
    private static final class SubarrayText extends ElementText {
        private final ElementText element;
        private final int dimensions;
        private final int edge;
        private final boolean summarised;

        SubarrayText(ElementText element, List<Long> shape, PrintOptions options) {
            this.element = element;
            this.dimensions = shape.size();
            long count = shape.stream().reduce(1L, (a, b) -> a * b);
            this.edge = options.edgeItems();
            this.summarised = count > options.threshold();
        }

        @Override
        void measure(Object value) {
            measure(value, dimensions);
        }

        private void measure(Object value, int depth) {
            if (depth == 0) {
                element.measure(value);
            } else {
                ((List<?>) value).forEach(inner -> measure(inner, depth - 1));
            }
        }

        @Override
        String of(Object value) {
            return of(value, dimensions);
        }

        private String of(Object value, int depth) {
            if (depth == 0) {
                return element.of(value);
            }
            List<?> values = (List<?>) value;
            int left = summarised && values.size() > 2 * edge ? values.size() - 2 * edge : 0;
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < values.size(); i++) {
                if (i > 0) {
                    text.append(", ");
                }
                if (left > 0 && i == edge) {
                    text.append("..., ");
                    i += left;
                }
                text.append(of(values.get(i), depth - 1));
            }
            return text.append(']').toString();
        }
    }
}

package io.zenview.cli;

import io.zenview.view.Format;
import io.zenview.view.Format.Field;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What elements are: their format, and what NumPy knows beyond it.
///
/// @param format how an element lies in memory
/// @param dtype how NumPy writes it, for example `<i4`; null where the user wrote a format
record ElementType(Format format, @Nullable String dtype) {
    private static final Pattern TIME = Pattern.compile("[<>=|]?([Mm])8\\[(\\d*)(\\D+)]");
    private static final Pattern VOID = Pattern.compile("[<>=|]?V\\d+");

    /// How it is shown and asked for.
    String name() {
        return dtype == null ? format.toString() : dtype;
    }

    /// The type of a field; what NumPy knows of it stays behind.
    ElementType field(String name) {
        return new ElementType(format.field(name).format(), null);
    }

    /// Whether elements have fields that can be chosen.
    boolean isRecord() {
        return format.isRecord() && !isComplex();
    }

    /// Whether elements are complex numbers: two reals of one kind, `real` and `imag`.
    boolean isComplex() {
        List<Field> fields = format.fields();
        return fields.size() == 2
                && fields.get(0).name().equals("real")
                && fields.get(1).name().equals("imag")
                && isReal(fields.get(0))
                && fields.get(1).format().equals(fields.get(0).format())
                && format.itemSize() == 2 * fields.get(0).format().itemSize();
    }

    private static boolean isReal(Field field) {
        return "fd".indexOf(field.format().code()) >= 0 && field.shape().isEmpty();
    }

    /// Whether elements are bytes that even NumPy knows nothing of.
    boolean isVoid() {
        return dtype != null && VOID.matcher(dtype).matches();
    }

    /// The text of points in time or of spans, if elements are such.
    @Nullable ElementText timeText() {
        Matcher time = TIME.matcher(dtype == null ? "" : dtype);
        if (!time.matches()) {
            return null;
        }
        long multiple = time.group(2).isEmpty() ? 1 : Long.parseLong(time.group(2));
        return time.group(1).equals("m") ? new SpanText() : TimeText.of(time.group(3), multiple);
    }
}

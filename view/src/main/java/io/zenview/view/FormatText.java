package io.zenview.view;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a record in normal form: names where they are not `f0`, `f1`, …, counts for runs of equal
/// values, `x` for padding that alignment does not make by itself.
///
/// The text depends on nothing but fields, offsets and size, so that equal texts and equal records
/// are the same thing. It is written as a C struct first (`@`); a record that cannot be one,
/// because a value is not aligned, is written with `^` and all its padding.
final class FormatText {
    private final char nativeMode;

    /// What the reader's byte order is at this place of the text.
    private char mode = '@';

    /// The order to begin with, so that `<bi` is not written `b<i`; 0 when it has been written.
    private char first;

    private boolean impossible;

    private FormatText(char nativeMode) {
        this.nativeMode = nativeMode;
    }

    static String of(RecordLayout layout) {
        FormatText struct = new FormatText('@');
        String text = struct.write(layout);
        return struct.impossible ? new FormatText('^').write(layout) : text;
    }

    private String write(RecordLayout layout) {
        first = firstMode(layout);
        List<Format.Field> fields = layout.fields();
        boolean braces = false;
        for (int i = 0; i < fields.size(); i++) {
            braces |= !fields.get(i).name().equals("f" + i);
        }
        if (fields.size() == 1 && fields.getFirst().size() == layout.size()) {
            // Without braces one value would be that value, not a record of it.
            braces |= fields.getFirst().shape().isEmpty();
        }
        StringBuilder out = new StringBuilder();
        if (braces) {
            out.append("T{");
        }
        writeFields(out, layout, braces);
        if (braces) {
            out.append('}');
        }
        return out.isEmpty() ? "0x" : out.toString();
    }

    /// Writes the fields and returns the alignment that the reader will give this record.
    private int writeFields(StringBuilder out, RecordLayout layout, boolean inBraces) {
        List<Format.Field> fields = layout.fields();
        boolean numbered = numbered(fields);
        long at = 0;
        int alignment = 1;
        int next = 0;
        while (next < fields.size()) {
            Format.Field field = fields.get(next);
            boolean named = !(numbered && isNumbered(field.name()));
            int run = named ? 1 : run(fields, next, numbered);
            StringBuilder value = new StringBuilder();
            int unit = writeValue(value, field, run);
            if (mode != '@') {
                unit = 1;
            }
            impossible |= field.offset() % unit != 0;
            if (roundUp(at, unit) != field.offset()) {
                pad(out, field.offset() - at);
            }
            out.append(value);
            if (named) {
                out.append(':').append(field.name()).append(':');
            }
            alignment = Math.max(alignment, unit);
            at = field.offset() + field.size() * run;
            next += run;
        }
        boolean rounded = inBraces && mode == '@';
        impossible |= rounded && layout.size() % alignment != 0;
        if ((rounded ? roundUp(at, alignment) : at) != layout.size()) {
            pad(out, layout.size() - at);
        }
        return alignment;
    }

    private int writeValue(StringBuilder out, Format.Field field, int run) {
        Format format = field.format();
        if (!field.shape().isEmpty()) {
            out.append(
                    field.shape().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",", "(", ")")));
        }
        RecordLayout inner = format.layout();
        String count = run == 1 ? format.count() : String.valueOf(run);
        if (inner != null) {
            out.append(count).append("T{");
            int alignment = writeFields(out, inner, true);
            out.append('}');
            return alignment;
        }
        char wanted = ordered(format) ? modeOf(format) : first != 0 ? first : mode;
        first = 0;
        if (wanted != mode) {
            out.append(wanted);
            mode = wanted;
        }
        out.append(count).append(format.code());
        return format.alignment();
    }

    /// How many equal values without names follow one another without a gap.
    private static int run(List<Format.Field> fields, int from, boolean numbered) {
        Format.Field field = fields.get(from);
        Format format = field.format();
        if (!field.shape().isEmpty() || "spw".indexOf(format.code()) >= 0) {
            return 1;
        }
        int run = 1;
        while (from + run < fields.size()) {
            Format.Field other = fields.get(from + run);
            if (!(numbered && isNumbered(other.name()))
                    || !other.shape().isEmpty()
                    || !other.format().equals(format)
                    || other.offset() != field.offset() + (long) run * format.itemSize()) {
                break;
            }
            run++;
        }
        return run;
    }

    private char modeOf(Format format) {
        return format.prefix() == 0 ? nativeMode : format.prefix();
    }

    /// Whether the byte order makes a difference to a value.
    private static boolean ordered(Format format) {
        return format.prefix() != 0 || "bBc?sp".indexOf(format.code()) < 0;
    }

    private char firstMode(RecordLayout layout) {
        @Nullable Format seen = null;
        for (Format.Field field : layout.fields()) {
            // A run of values shares one format; without this a record of records of … never ends.
            if (seen != null && seen.equals(field.format())) {
                continue;
            }
            seen = field.format();
            RecordLayout inner = seen.layout();
            char found = 0;
            if (inner != null) {
                found = firstMode(inner);
            } else if (ordered(seen)) {
                found = modeOf(seen);
            }
            if (found != 0) {
                return found;
            }
        }
        return 0;
    }

    /// Whether those fields that are called `f` and a number are called what the reader would call
    /// them if they had no names.
    private static boolean numbered(List<Format.Field> fields) {
        int expected = 0;
        for (Format.Field field : fields) {
            if (isNumbered(field.name()) && !field.name().equals("f" + expected++)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumbered(String name) {
        return name.length() > 1
                && name.charAt(0) == 'f'
                && name.chars().skip(1).allMatch(c -> c >= '0' && c <= '9')
                && (name.length() == 2 || name.charAt(1) != '0');
    }

    private static void pad(StringBuilder out, long bytes) {
        out.append(bytes == 1 ? "" : String.valueOf(bytes)).append('x');
    }

    static long roundUp(long at, int alignment) {
        return (at + alignment - 1) / alignment * alignment;
    }
}

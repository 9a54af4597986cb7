package io.zenview.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the text of a format, from left to right and once.
///
/// The text may come from a file or a network. So every number is checked before anything is made
/// of it, and what is made is bounded by [#MAX_VALUES].
final class FormatParser {
    /// Characters of a text: some thousand values with names, ten times what NumPy's users have.
    static final int MAX_TEXT = 65_536;

    /// Values of a text, repeated ones counted singly: as many as a text has room for one by one.
    static final int MAX_VALUES = 65_536;

    /// Levels of records and dimensions together: as many as a view can have dimensions.
    static final int MAX_DEPTH = 64;

    private static final String CODES = "bBc?hHiIlLqQnNPefdspwx, Zf, Zd, T{…}";
    private static final String ORDERS = "@=<>!^";
    private static final String SPACE = " \t\n\u000B\f\r";

    private final String text;
    private int at;

    /// The byte order that holds at this place: one of `@^=<>`.
    private char mode = '@';

    private int values;

    private FormatParser(String text) {
        this.text = text;
    }

    static Format parse(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "not a format: a text of "
                            + text.length()
                            + " characters is too long, at most "
                            + MAX_TEXT
                            + " are read");
        }
        Format format = new FormatParser(text).whole();
        ensureReadable(format.toString(), text);
        return format;
    }

    /// The normal form may say one by one what the text repeats, and so come to more values than
    /// are read. A format that cannot be read back is none.
    private static void ensureReadable(String normalForm, String text) {
        if (normalForm.equals(text)) {
            return;
        }
        try {
            new FormatParser(normalForm).whole();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "not a format: '"
                            + quoted(text)
                            + "', for its normal form cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    /// A text as it stands in a message: not all of it if it is long.
    static String quoted(String text) {
        return text.length() <= 100 ? text : text.substring(0, 99) + "…";
    }

    private Format whole() {
        Values all = values(0, false);
        if (all.isEmpty()) {
            throw error(text.length(), "expected a code, one of " + CODES + ", for example <i");
        }
        Format alone = all.alone();
        Format format = alone != null ? alone : record(all, 0);
        try {
            return format.checked();
        } catch (IllegalArgumentException e) {
            throw error(0, String.valueOf(e.getMessage()));
        }
    }

    private Format record(Values all, int start) {
        try {
            return Format.of(RecordLayout.of(all.fields(), (int) all.size));
        } catch (IllegalArgumentException e) {
            throw error(start, String.valueOf(e.getMessage()));
        }
    }

    /// Reads values up to the end of the text, or of the record that they are in.
    private Values values(int level, boolean inBraces) {
        Values all = new Values();
        while (true) {
            skipSpace();
            if (at == text.length()) {
                if (inBraces) {
                    throw error(at, "expected a value or the } that ends the record");
                }
                return all;
            }
            if (inBraces && text.charAt(at) == '}') {
                at++;
                if (mode == '@') {
                    all.size = FormatText.roundUp(all.size, all.alignment);
                    ensureSize(all.size, at - 1);
                }
                return all;
            }
            value(all, level);
        }
    }

    private void value(Values all, int level) {
        int start = at;
        order();
        List<Long> shape = new ArrayList<>(shape(level));
        if (!shape.isEmpty()) {
            order();
        }
        int countAt = at;
        long count = number();
        int codeAt = at;
        char code = code();
        int inner = level + shape.size() + 1;
        int alignment = 1;
        Format format;
        if (code == 'T') {
            expect('{');
            ensureDepth(inner, codeAt);
            Values nested = values(inner, true);
            format = record(nested, codeAt);
            alignment = nested.alignment;
        } else if (code == 'x') {
            format = plain(code, (int) Math.max(count, -1), codeAt);
            count = -1;
        } else {
            boolean counted = "spw".indexOf(code) >= 0;
            format =
                    code == 'Z' ? complex(codeAt) : plain(code, counted ? (int) count : -1, codeAt);
            alignment = format.alignment();
            count = counted ? -1 : count;
        }
        String name = name(all);
        all.any = true;
        if (mode != '@') {
            alignment = 1;
        }
        long offset = FormatText.roundUp(all.size, alignment);
        all.alignment = Math.max(all.alignment, alignment);
        boolean one = name != null || !shape.isEmpty();
        if (one && count >= 0 && count != 1) {
            shape.add(count);
            count = 1;
        }
        long bytes = RecordLayout.size(format.itemSize(), shape);
        long repeat = one || count < 0 ? 1 : count;
        ensureSize(bytes < 0 ? Long.MAX_VALUE : offset + bytes * repeat, countAt);
        all.size = offset + bytes * repeat;
        if (code == 'x' && name == null) {
            all.padded = true;
            return;
        }
        values += (int) Math.min(repeat, MAX_VALUES + 1L);
        if (values > MAX_VALUES) {
            throw error(
                    countAt,
                    "more than "
                            + MAX_VALUES
                            + " values; an array, as in ("
                            + repeat
                            + ")"
                            + code
                            + ", is one");
        }
        ensureDepth(level + shape.size(), start);
        for (int i = 0; i < repeat; i++) {
            all.add(name, format, (int) (offset + bytes * i), shape);
        }
    }

    /// A byte order, if there is one, and the spaces after it.
    private void order() {
        if (at < text.length() && ORDERS.indexOf(text.charAt(at)) >= 0) {
            char order = text.charAt(at++);
            mode = order == '!' ? '>' : order;
            skipSpace();
        }
    }

    private List<Long> shape(int level) {
        List<Long> shape = new ArrayList<>();
        if (at == text.length() || text.charAt(at) != '(') {
            return shape;
        }
        int start = at;
        do {
            at++;
            skipSpace();
            long length = number();
            if (length < 0) {
                throw error(at, "expected the length of a dimension, as in (2,3)d");
            }
            shape.add(length);
            ensureDepth(level + shape.size(), start);
            skipSpace();
        } while (at < text.length() && text.charAt(at) == ',');
        expect(')');
        skipSpace();
        return shape;
    }

    /// A whole number, or -1 if there is none.
    private long number() {
        int start = at;
        long number = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = number * 10 + text.charAt(at++) - '0';
            if (number > Integer.MAX_VALUE) {
                throw error(start, "this number is beyond " + Integer.MAX_VALUE);
            }
        }
        return at == start ? -1 : number;
    }

    private char code() {
        if (at == text.length()) {
            throw error(at, "expected a code, one of " + CODES);
        }
        return text.charAt(at++);
    }

    /// A value that is neither a record nor complex. Pads are read as bytes: with a name they are.
    private Format plain(char code, int count, int codeAt) {
        int length = count < 0 ? 1 : count;
        if (code == 'w' && length > Integer.MAX_VALUE / Integer.BYTES) {
            throw tooLarge(codeAt);
        }
        Format format = Format.single(mode, code == 'x' ? 's' : code, length);
        if (format == null) {
            String why =
                    switch (code) {
                        case 'n', 'N', 'P' ->
                                "code '" + code + "' exists in native order only (@ or ^)";
                        case 'g', 'O', '&', 'X', 't', 'u' ->
                                "PEP 3118 has '"
                                        + code
                                        + "' ("
                                        + unsupported(code)
                                        + "), Zenview does not; known codes are "
                                        + CODES;
                        default -> "expected a code, one of " + CODES + ", not '" + code + "'";
                    };
            throw error(codeAt, why);
        }
        return format;
    }

    private static String unsupported(char code) {
        return switch (code) {
            case 'g' -> "long double, which no Java type holds";
            case 'O' -> "a reference to a Python object";
            case '&' -> "a pointer to a value";
            case 'X' -> "a pointer to a function";
            case 't' -> "bits";
            default -> "text of 2 bytes a character";
        };
    }

    /// A complex number is a record of two reals.
    private Format complex(int codeAt) {
        char part = code();
        if (part != 'f' && part != 'd') {
            throw error(codeAt + 1, "expected f or d: complex numbers are Zf and Zd");
        }
        Format real = plain(part, -1, codeAt);
        int size = real.itemSize();
        return Format.record(
                List.of(
                        new Format.Field("real", real, 0, List.of()),
                        new Format.Field("imag", real, size, List.of())),
                2 * size);
    }

    private @Nullable String name(Values all) {
        if (at == text.length() || text.charAt(at) != ':') {
            return null;
        }
        int start = ++at;
        int end = text.indexOf(':', start);
        if (end <= start) {
            throw error(start, end < 0 ? "expected the : that ends a name" : "expected a name");
        }
        at = end + 1;
        String name = text.substring(start, end);
        if (!all.names.add(name)) {
            throw error(start, "the name '" + name + "' is taken already");
        }
        return name;
    }

    private void expect(char wanted) {
        if (at == text.length() || text.charAt(at) != wanted) {
            throw error(at, "expected " + wanted);
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && SPACE.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void ensureDepth(int levels, int position) {
        if (levels > MAX_DEPTH) {
            throw error(
                    position, "records and dimensions are nested more than " + MAX_DEPTH + " deep");
        }
    }

    private void ensureSize(long size, int position) {
        if (size > Integer.MAX_VALUE) {
            throw tooLarge(position);
        }
    }

    private IllegalArgumentException tooLarge(int position) {
        return error(position, "an element would be larger than " + Integer.MAX_VALUE + " bytes");
    }

    private IllegalArgumentException error(int position, String why) {
        return new IllegalArgumentException(
                "not a format: '" + quoted(text) + "', position " + position + ": " + why);
    }

    /// The values of one record, while they are being read.
    private static final class Values {
        private final List<@Nullable String> given = new ArrayList<>();
        private final List<Format> formats = new ArrayList<>();
        private final List<Integer> offsets = new ArrayList<>();
        private final List<List<Long>> shapes = new ArrayList<>();
        final Set<String> names = new HashSet<>();
        long size;
        int alignment = 1;
        boolean any;
        boolean padded;

        boolean isEmpty() {
            return !any;
        }

        void add(@Nullable String name, Format format, int offset, List<Long> shape) {
            given.add(name);
            formats.add(format);
            offsets.add(offset);
            shapes.add(shape);
        }

        /// The one value there is, if it is no record of its own.
        @Nullable Format alone() {
            boolean alone =
                    formats.size() == 1
                            && given.getFirst() == null
                            && shapes.getFirst().isEmpty()
                            && !padded
                            && size == formats.getFirst().itemSize();
            return alone ? formats.getFirst() : null;
        }

        /// The fields; those without a name get the next `f0`, `f1`, … that is free, as in NumPy.
        List<Format.Field> fields() {
            List<Format.Field> fields = new ArrayList<>(formats.size());
            int next = 0;
            for (int i = 0; i < formats.size(); i++) {
                String name = given.get(i);
                while (name == null) {
                    String free = "f" + next++;
                    name = names.contains(free) ? null : free;
                }
                fields.add(new Format.Field(name, formats.get(i), offsets.get(i), shapes.get(i)));
            }
            return fields;
        }
    }
}

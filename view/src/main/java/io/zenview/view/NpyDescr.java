package io.zenview.view;

import io.zenview.view.PythonLiteral.Literal;
import io.zenview.view.PythonLiteral.Sequence;
import io.zenview.view.PythonLiteral.Text;
import io.zenview.view.PythonLiteral.Tuple;
import io.zenview.view.PythonLiteral.Whole;
import java.nio.ByteOrder;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the `descr` of a `.npy` header, NumPy's word for what one element is.
///
/// A text such as `<i4` describes one value, a list of fields a record. The table of both
/// directions stands at [Npy].
final class NpyDescr {
    private static final Pattern SCALAR =
            Pattern.compile("([<>|=]?)([a-zA-Z?])([0-9]{0,10})(\\[.{0,40}])?");

    /// A unit of time, as it follows `M8` and `m8`: `[ns]`, `[25s]`, `[s/10]`.
    private static final Pattern TIME_UNIT =
            Pattern.compile(
                    "\\[[0-9]{0,9}(Y|M|W|D|h|m|s|ms|us|μs|ns|ps|fs|as|generic)(/[0-9]{1,9})?]");

    /// What one field or element is: a value, or several of them.
    private record Dtype(Format format, List<Long> shape, boolean opaque) {
        static Dtype of(Format format) {
            return new Dtype(format, List.of(), false);
        }

        /// As many of these as an outer shape says, the inner dimensions last.
        Dtype within(List<Long> outer) {
            List<Long> joined = new ArrayList<>(outer);
            joined.addAll(shape);
            return new Dtype(format, List.copyOf(joined), opaque);
        }

        /// Bytes; [Long#MAX_VALUE] for more than there are.
        long size() {
            long size = format.itemSize();
            for (long extent : shape) {
                if (Math.multiplyHigh(size, extent) != 0 || size * extent < 0) {
                    return Long.MAX_VALUE;
                }
                size *= extent;
            }
            return size;
        }
    }

    private NpyDescr() {}

    /// What the elements of an array are.
    ///
    /// @throws ParseException if NumPy knows no such type, or no format is like it
    static Format read(Literal descr) throws ParseException {
        Dtype dtype = dtype(descr);
        if (!dtype.shape().isEmpty()) {
            throw error(
                    descr, "a type with a shape of its own stands in the fields of records only");
        }
        return dtype.format();
    }

    private static ParseException error(Literal where, String message) {
        return new ParseException(message, where.at());
    }

    private static Dtype dtype(Literal descr) throws ParseException {
        return switch (descr) {
            case Text text -> scalar(text);
            case Sequence fields -> Dtype.of(structure(fields));
            case Tuple pair when pair.items().size() == 2 ->
                    dtype(pair.items().getFirst()).within(shape(pair.items().getLast()));
            default -> throw error(descr, "a type is a text such as '<i4' or a list of fields");
        };
    }

    private static Dtype scalar(Text descr) throws ParseException {
        Matcher parts = SCALAR.matcher(descr.value());
        String quoted = PythonLiteral.quote(FormatParser.quoted(descr.value()));
        if (!parts.matches()) {
            throw error(descr, quoted + " is no type that NumPy writes");
        }
        char kind = parts.group(2).charAt(0);
        if (kind == 'O') {
            throw error(
                    descr,
                    quoted
                            + " are Python objects, stored as a pickle: a program rather than data, which is never run here;"
                            + " save the array with a type of its own");
        }
        long size = parts.group(3).isEmpty() ? 0 : Long.parseLong(parts.group(3));
        boolean swapped = !nativeOrder(parts.group(1));
        Format format = format(kind, size, swapped, parts.group(4));
        if (format != null) {
            return new Dtype(format, List.of(), kind == 'V');
        }
        throw error(
                descr,
                "fc".indexOf(kind) >= 0 && (size == 16 || size == 32)
                        ? quoted
                                + " are extended reals, which the JVM has not; save them as f8 or c16"
                        : "SaUV".indexOf(kind) >= 0
                                ? quoted + ": elements of 1 to 2^31 - 1 bytes can be viewed"
                                : quoted + " is no type that NumPy writes");
    }

    private static boolean nativeOrder(String prefix) {
        return switch (prefix) {
            case "<" -> ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
            case ">" -> ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
            default -> true;
        };
    }

    /// The format of a type, null if there is none.
    private static @Nullable Format format(
            char kind, long size, boolean swapped, @Nullable String unit) {
        if (unit != null && !((kind == 'M' || kind == 'm') && TIME_UNIT.matcher(unit).matches())) {
            return null;
        }
        boolean text = "SaUV".indexOf(kind) >= 0;
        if (text) {
            long bytes = kind == 'U' ? 4 * size : size;
            boolean fits = bytes > 0 && bytes <= Integer.MAX_VALUE;
            return fits ? ordered(size + (kind == 'U' ? "w" : "s"), swapped && kind == 'U') : null;
        }
        return switch (kind + Long.toString(size)) {
            case "b1" -> Format.parse("?");
            case "i1" -> Format.parse("b");
            case "u1" -> Format.parse("B");
            case "i2" -> ordered("h", swapped);
            case "u2" -> ordered("H", swapped);
            case "i4" -> ordered("i", swapped);
            case "u4" -> ordered("I", swapped);
            // NumPy's own choice; l has 4 bytes where it is not the machine's.
            case "i8" -> ordered(swapped ? "q" : "l", swapped);
            case "u8" -> ordered(swapped ? "Q" : "L", swapped);
            case "f2" -> ordered("e", swapped);
            case "f4" -> ordered("f", swapped);
            case "f8" -> ordered("d", swapped);
            case "c8" -> complex(ordered("f", swapped));
            case "c16" -> complex(ordered("d", swapped));
            case "M8", "m8" -> ordered("q", swapped);
            default -> null;
        };
    }

    private static Format ordered(String codes, boolean swapped) {
        String prefix =
                !swapped ? "" : ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ">" : "<";
        return Format.parse(prefix + codes);
    }

    private static Format complex(Format part) {
        return Format.record(
                List.of(
                        new Format.Field("real", part, 0, List.of()),
                        new Format.Field("imag", part, part.itemSize(), List.of())),
                2 * part.itemSize());
    }

    private static Format structure(Sequence descr) throws ParseException {
        List<Format.Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        long offset = 0;
        for (Literal item : descr.items()) {
            List<Literal> parts = itemsOf(item);
            if (parts.size() < 2 || parts.size() > 3) {
                throw error(item, "a field is a tuple of name, type and perhaps shape");
            }
            Dtype dtype = dtype(parts.get(1));
            if (parts.size() == 3) {
                dtype = dtype.within(shape(parts.get(2)));
            }
            if (dtype.size() > Integer.MAX_VALUE - offset) {
                throw error(item, "a record of more than 2^31 - 1 bytes");
            }
            String name = nameOf(parts.getFirst(), names);
            boolean padding = name.isEmpty() && dtype.opaque();
            if (!padding) {
                if (name.isEmpty()) {
                    throw error(item, "a field without a name");
                }
                fields.add(field(item, name, dtype, (int) offset));
            }
            offset += dtype.size();
        }
        if (fields.isEmpty()) {
            throw error(descr, "a record without fields");
        }
        try {
            return Format.record(fields, (int) offset);
        } catch (IllegalArgumentException e) {
            throw unlike(descr, e);
        }
    }

    private static Format.Field field(Literal item, String name, Dtype dtype, int offset)
            throws ParseException {
        try {
            return new Format.Field(name, dtype.format(), offset, dtype.shape());
        } catch (IllegalArgumentException e) {
            throw unlike(item, e);
        }
    }

    /// What NumPy may do and formats do not. A name in the message may be as long as the header.
    private static ParseException unlike(Literal where, IllegalArgumentException e) {
        String why = String.valueOf(e.getMessage());
        return error(
                where,
                "a record that no format describes: "
                        + (why.length() <= 300 ? why : why.substring(0, 300) + "…"));
    }

    private static List<Literal> itemsOf(Literal literal) {
        return switch (literal) {
            case Tuple tuple -> tuple.items();
            case Sequence list -> list.items();
            default -> List.of();
        };
    }

    /// A field's name. It may come with a title, which is another name for the same field: NumPy
    /// wants all of them to differ.
    private static String nameOf(Literal literal, Set<String> taken) throws ParseException {
        List<Literal> texts = literal instanceof Tuple both ? both.items() : List.of(literal);
        String name = "";
        for (Literal text : texts) {
            if (!(text instanceof Text(String value, int _, int _)) || texts.size() > 2) {
                throw error(literal, "a field's name is a text, or a tuple of title and name");
            }
            boolean padding = value.isEmpty() && texts.size() == 1;
            if (!padding && !taken.add(value)) {
                throw error(
                        text,
                        PythonLiteral.quote(FormatParser.quoted(value)) + " names two fields");
            }
            name = value;
        }
        return name;
    }

    private static List<Long> shape(Literal literal) throws ParseException {
        List<Literal> extents = literal instanceof Whole ? List.of(literal) : itemsOf(literal);
        if (!(literal instanceof Whole
                || literal instanceof Tuple
                || literal instanceof Sequence)) {
            throw error(literal, "a shape is a tuple of whole numbers");
        }
        return extents(literal, extents);
    }

    /// The numbers of a shape.
    static List<Long> extents(Literal shape, List<Literal> items) throws ParseException {
        if (items.size() > Layout.MAX_DIMENSIONS) {
            throw error(
                    shape,
                    "a shape of "
                            + items.size()
                            + " dimensions; there may be "
                            + Layout.MAX_DIMENSIONS);
        }
        List<Long> extents = new ArrayList<>();
        for (Literal item : items) {
            if (!(item instanceof Whole(long extent, int _, int _)) || extent < 0) {
                throw error(item, "a shape is a tuple of whole numbers that are not negative");
            }
            extents.add(extent);
        }
        return List.copyOf(extents);
    }
}

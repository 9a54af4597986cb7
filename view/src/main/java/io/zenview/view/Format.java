package io.zenview.view;

import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What one element of a view is: its type, size and byte order, written as in Python's `struct`
/// module and PEP 3118.
///
/// | code | element | bytes, native | bytes, explicit order | read as |
/// |---|---|---|---|---|
/// | `b` / `B` | signed / unsigned byte | 1 | 1 | `Long` |
/// | `c` | one byte | 1 | 1 | [Bytes] of length 1 |
/// | `?` | truth value, any non-zero byte is true | 1 | 1 | `Boolean` |
/// | `h` / `H` | signed / unsigned short | 2 | 2 | `Long` |
/// | `i` / `I` | signed / unsigned int | 4 | 4 | `Long` |
/// | `l` / `L` | signed / unsigned long | 8 (LP64) | 4 | `Long` |
/// | `q` / `Q` | signed / unsigned long long | 8 | 8 | `Long`, beyond 2^63 - 1 a `BigInteger` |
/// | `n` / `N` | `ssize_t` / `size_t` | 8 | - | as `q` / `Q` |
/// | `P` | pointer | 8 | - | as `Q`; negative numbers are stored, too, as in CPython |
/// | `e` / `f` / `d` | IEEE 754 of 2, 4, 8 bytes | 2 / 4 / 8 | 2 / 4 / 8 | `Double` |
/// | `5s` | 5 bytes | 5 | 5 | [Bytes] of length 5 |
/// | `5p` | up to 4 bytes after one that counts them | 5 | 5 | [Bytes] |
/// | `5w` | up to 5 Unicode code points of 4 bytes | 20 | 20 | `String`, NULs at its end left out |
/// | `Zf` / `Zd` | complex number: two reals | 8 / 16 | 8 / 16 | a record of `real` and `imag` |
/// | `3x` | 3 bytes that belong to no value | 3 | 3 | not read and never written |
///
/// A prefix sets byte order and sizes: none or `@` native order, sizes and alignment, `^` native
/// order and sizes without alignment, `=` native order and standard sizes, `<` little-endian, `>`
/// and `!` big-endian, both with standard sizes. It holds until the next one, past the end of a
/// nested record, too.
///
/// ## Records
///
/// Several values make a record, and an element of it reads as an immutable `List` with an entry
/// for each value:
///
/// | written | means |
/// |---|---|
/// | `<I4sh` | three values, one after another |
/// | `4i` | four values |
/// | `i:price:` | a value with a name; those without are called `f0`, `f1`, … |
/// | `(2,3)d` | one value: an array of two rows, read as nested lists |
/// | `4i:rgba:` | one value: an array of four, because it has one name |
/// | `T{…}` | a record in the record, padded at its end as a C struct is when the order is `@` |
/// | `3x:rest:` | pads with a name are bytes: `3s:rest:` |
///
/// In native order (`@`) each value lies at a multiple of its own size, as in a C struct. At the
/// top level nothing is padded at the end, as `struct.calcsize` has it; write `T{…}` for that.
///
/// A text has at most 65,536 characters and values, records and dimensions are nested at most 64
/// deep, and an element has less than 2 GiB.
///
/// Instances are immutable; two formats are equal when they are written alike in normal form
/// ([#toString]: `@i` counts as `i`, `bxxxi` as `bi`).
public final class Format {
    /// Unsigned bytes, `B`: the format of plain memory.
    public static final Format UNSIGNED_BYTE = parse("B");

    /// Native longs of 8 bytes, `l`: the format of a `long[]`.
    public static final Format LONG = parse("l");

    /// Native ints of 4 bytes, `i`: the format of an `int[]`.
    public static final Format INT = parse("i");

    /// Native shorts of 2 bytes, `h`: the format of a `short[]`.
    public static final Format SHORT = parse("h");

    /// Native unsigned shorts of 2 bytes, `H`: the format of a `char[]`.
    public static final Format UNSIGNED_SHORT = parse("H");

    /// Native floats of 4 bytes, `f`: the format of a `float[]`.
    public static final Format FLOAT = parse("f");

    /// Native doubles of 8 bytes, `d`: the format of a `double[]`.
    public static final Format DOUBLE = parse("d");

    private final char prefix;
    private final char code;
    private final ByteOrder order;
    private final boolean nativeOrder;
    private final int alignment;
    private final Element element;
    private final @Nullable RecordLayout layout;

    /// Written out when it is first asked for; a race only writes it twice.
    private @Nullable String text;

    private Format(char prefix, char code, ByteOrder order, int alignment, Element element) {
        this.prefix = prefix;
        this.code = code;
        this.order = order;
        this.nativeOrder = order == ByteOrder.nativeOrder() || element.size() == 1 || prefix == 0;
        this.alignment = alignment;
        this.element = element;
        this.layout = null;
    }

    private Format(RecordLayout layout) {
        this.prefix = 0;
        this.code = 'T';
        this.order = layout.order();
        this.nativeOrder = layout.nativeOrder();
        this.alignment = layout.alignment();
        this.element = new ElementRecord(layout);
        this.layout = layout;
    }

    /// Reads a format. Takes time proportional to the text and the number of values.
    ///
    /// @param text for example `l`, `<i`, `<I4sh:price:` or `T{<i:a:(2,3)d:m:}`
    /// @return the format
    /// @throws IllegalArgumentException if the text is not a format as described above, naming the
    ///   position and what was expected there
    public static Format parse(String text) {
        return FormatParser.parse(Objects.requireNonNull(text, "text"));
    }

    /// The format of one value that is no record, or null if there is none of that code in that
    /// byte order.
    ///
    /// @param mode one of `@^=<>`
    /// @param count bytes or code points of `s`, `p`, `w`; 1 for all others
    static @Nullable Format single(char mode, char code, int count) {
        boolean nativeSizes = mode == '@' || mode == '^';
        ByteOrder order =
                switch (mode) {
                    case '<' -> ByteOrder.LITTLE_ENDIAN;
                    case '>' -> ByteOrder.BIG_ENDIAN;
                    default -> ByteOrder.nativeOrder();
                };
        Element element = Element.of(code, count, nativeSizes, order);
        if (element == null) {
            return null;
        }
        int unit = code == 'w' ? Integer.BYTES : code == 's' || code == 'p' ? 1 : element.size();
        boolean ordered = code != 's' && code != 'p';
        return new Format(
                nativeSizes || !ordered ? 0 : mode,
                code,
                ordered ? order : ByteOrder.nativeOrder(),
                nativeSizes ? unit : 1,
                element);
    }

    /// A record of fields at the offsets they name; bytes between them are padding.
    ///
    /// @throws IllegalArgumentException if fields overlap, are out of order or reach beyond the
    ///   item size, if two have the same name, or if the record is beyond what [#parse] reads
    static Format record(List<Field> fields, int itemSize) {
        return new Format(RecordLayout.of(fields, itemSize)).checked();
    }

    /// The format itself, if its normal form can be read back.
    Format checked() {
        int length = toString().length();
        if (length > FormatParser.MAX_TEXT) {
            throw new IllegalArgumentException(
                    "written in normal form the format has "
                            + length
                            + " characters, more than "
                            + FormatParser.MAX_TEXT);
        }
        return this;
    }

    static Format of(RecordLayout layout) {
        return new Format(layout);
    }

    /// The format without a byte order that makes no difference, as values of records have it.
    Format withoutNeedlessOrder() {
        return prefix != 0 && element.size() <= 1 && code != 'w'
                ? new Format((char) 0, code, ByteOrder.nativeOrder(), 1, element)
                : this;
    }

    /// The code without its byte order, for example `i`.
    ///
    /// @return the code; `T` for a record
    public char code() {
        return code;
    }

    /// Size of one element.
    ///
    /// @return bytes, padding included; 0 for formats such as `0s`
    public int itemSize() {
        return element.size();
    }

    /// The alignment that an element needs for all its native values to be aligned.
    ///
    /// @return bytes: the size of a native number, 1 for an explicit byte order, for text and
    ///   bytes; of a record the largest alignment of its values, 1 if they do not lie at multiples
    ///   of their own
    public int alignment() {
        return alignment;
    }

    /// Byte order of the elements.
    ///
    /// @return the order; of a record the one that all its values have, the native one where they
    ///   differ
    public ByteOrder byteOrder() {
        return order;
    }

    /// Whether elements of more than one byte lie in the machine's own byte order, of a record all
    /// its values.
    ///
    /// @return true if no byte has to be swapped
    public boolean isNativeOrder() {
        return nativeOrder;
    }

    /// Whether this is one of the byte formats `b`, `B` and `c`, which memory can be cast to and
    /// from.
    ///
    /// @return true for a byte format in native order
    public boolean isByte() {
        return prefix == 0 && (code == 'b' || code == 'B' || code == 'c');
    }

    /// Whether elements are records, read as a `List` of values.
    ///
    /// @return true unless an element is one value
    public boolean isRecord() {
        return layout != null;
    }

    /// The values of a record, in the order in which they lie.
    ///
    /// @return its fields, unmodifiable; empty if this is no record
    public List<Field> fields() {
        return layout == null ? List.of() : layout.fields();
    }

    /// The field of a name, in constant time.
    ///
    /// @param name its name; `f0`, `f1`, … for values without one
    /// @return the field
    /// @throws IllegalArgumentException if there is none of that name; the message lists those
    ///   there are
    public Field field(String name) {
        Objects.requireNonNull(name, "name");
        if (layout == null) {
            throw new IllegalArgumentException(
                    "format '"
                            + FormatParser.quoted(toString())
                            + "' is no record and has no field '"
                            + name
                            + "'");
        }
        Field field = layout.byName().get(name);
        if (field == null) {
            int known = layout.fields().size();
            throw new IllegalArgumentException(
                    "no field '"
                            + name
                            + "' in format '"
                            + FormatParser.quoted(toString())
                            + "'; its fields are "
                            + layout.fields().stream()
                                    .limit(20)
                                    .map(Field::name)
                                    .collect(Collectors.joining(", "))
                            + (known > 20 ? ", … (" + known + " in all)" : ""));
        }
        return field;
    }

    Element element() {
        return element;
    }

    @Nullable RecordLayout layout() {
        return layout;
    }

    /// The byte order as it is written, 0 where it is native or makes no difference.
    char prefix() {
        return prefix;
    }

    /// The count that belongs to the code: `5` of `5s`, nothing where it is one.
    String count() {
        return switch (code) {
            case 's', 'p' -> itemSize() == 1 ? "" : String.valueOf(itemSize());
            case 'w' -> itemSize() == 4 ? "" : String.valueOf(itemSize() / 4);
            default -> "";
        };
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Format that
                && code == that.code
                && itemSize() == that.itemSize()
                && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /// The format in normal form, for example `l`, `<i` or `T{i:a:d:b:}`. [#parse] reads it back as
    /// an equal format.
    @Override
    public String toString() {
        String written = text;
        if (written == null) {
            written =
                    layout != null
                            ? FormatText.of(layout)
                            : (prefix == 0 ? "" : String.valueOf(prefix)) + count() + code;
            text = written;
        }
        return written;
    }

    /// One value of a record.
    ///
    /// @param name its name, not empty and without a colon
    /// @param format what it is; of an array what its elements are
    /// @param offset bytes from the start of the record
    /// @param shape elements in each dimension, empty unless the value is an array
    public record Field(String name, Format format, int offset, List<Long> shape) {
        /// Takes a copy of the shape.
        ///
        /// @throws IllegalArgumentException if the name is empty or contains a colon, or a number
        ///   is negative
        public Field {
            Objects.requireNonNull(format, "format");
            shape = List.copyOf(shape);
            if (name.isEmpty() || name.indexOf(':') >= 0) {
                throw new IllegalArgumentException(
                        "a field needs a name without a colon, not '" + name + "'");
            }
            if (offset < 0 || shape.stream().anyMatch(n -> n < 0)) {
                throw new IllegalArgumentException(
                        "offset and shape of field '"
                                + name
                                + "' cannot be negative: "
                                + offset
                                + ", "
                                + shape);
            }
        }

        /// Bytes of all elements, or -1 if they are beyond what an `int` counts.
        long size() {
            return RecordLayout.size(format.itemSize(), shape);
        }

        /// The map that [Format#field] looks into, in order of the fields.
        static Map<String, Field> byName(List<Field> fields) {
            Map<String, Field> byName = LinkedHashMap.newLinkedHashMap(fields.size());
            for (Field field : fields) {
                if (byName.put(field.name(), field) != null) {
                    throw new IllegalArgumentException(
                            "two fields are called '" + field.name() + "'");
                }
            }
            return Collections.unmodifiableMap(byName);
        }
    }
}

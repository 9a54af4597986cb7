package io.zenview.view;

import java.nio.ByteOrder;
import java.util.Objects;

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
///
/// A prefix sets byte order and sizes: none or `@` native order and native sizes, `=` native order
/// and standard sizes, `<` little-endian, `>` and `!` big-endian, both with standard sizes.
///
/// Instances are immutable; two formats are equal when they are written alike (`@i` counts as `i`).
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

    private final String text;
    private final char code;
    private final ByteOrder order;
    private final Element element;
    private final java.util.List<Field> fields = java.util.List.of();

    private Format(String text, char code, ByteOrder order, Element element) {
        this.text = text;
        this.code = code;
        this.order = order;
        this.element = element;
    }

    /// Reads a format.
    ///
    /// @param text an optional byte order and one code, for example `l` or `<i`
    /// @return the format
    /// @throws IllegalArgumentException if the text is not a format of the table above
    public static Format parse(String text) {
        Objects.requireNonNull(text, "text");
        boolean prefixed = text.length() == 2 && "@=<>!".indexOf(text.charAt(0)) >= 0;
        if (text.length() != (prefixed ? 2 : 1)) {
            throw new IllegalArgumentException(
                    "not a format: '"
                            + text
                            + "'; write an optional byte order (@ = < > !) and one code of bBc?hHiIlLqQnNPefd, for example <i");
        }
        char prefix = prefixed ? text.charAt(0) : '@';
        char code = text.charAt(text.length() - 1);
        ByteOrder order =
                switch (prefix) {
                    case '<' -> ByteOrder.LITTLE_ENDIAN;
                    case '>', '!' -> ByteOrder.BIG_ENDIAN;
                    default -> ByteOrder.nativeOrder();
                };
        Element element = Element.of(code, prefix == '@', order);
        if (element == null) {
            throw new IllegalArgumentException(
                    "not a format: '"
                            + text
                            + "'; "
                            + ("nNP".indexOf(code) >= 0
                                    ? "code '" + code + "' exists in native order only"
                                    : "known codes are bBc?hHiIlLqQnNPefd"));
        }
        return new Format(prefix == '@' ? String.valueOf(code) : text, code, order, element);
    }

    /// The code without its byte order, for example `i`.
    ///
    /// @return the code
    public char code() {
        return code;
    }

    /// Size of one element.
    ///
    /// @return bytes, 1 to 8
    public int itemSize() {
        return element.size();
    }

    /// Byte order of the elements; the native one for elements of one byte.
    ///
    /// @return the order
    public ByteOrder byteOrder() {
        return order;
    }

    /// Whether elements of more than one byte lie in the machine's own byte order.
    ///
    /// @return true if no byte has to be swapped
    public boolean isNativeOrder() {
        return order == ByteOrder.nativeOrder() || itemSize() == 1;
    }

    /// Whether this is one of the byte formats `b`, `B` and `c`, which memory can be cast to and
    /// from.
    ///
    /// @return true for a byte format in native order
    public boolean isByte() {
        return text.length() == 1 && (code == 'b' || code == 'B' || code == 'c');
    }

    Element element() {
        return element;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Format that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /// The format as it is written, for example `l` or `<i`.
    @Override
    public String toString() {
        return text;
    }

    /// One value of a record.
    ///
    /// @param name its name
    /// @param format what it is
    /// @param offset bytes from the start of the record
    /// @param shape its dimensions, empty unless it is an array
    public record Field(String name, Format format, int offset, java.util.List<Long> shape) {}

    /// The field of a name.
    ///
    /// @param name the name
    /// @return the field
    /// @throws IllegalArgumentException if there is none
    public Field field(String name) {
        return fields.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "format '" + this + "' has no field '" + name + "'"));
    }
}

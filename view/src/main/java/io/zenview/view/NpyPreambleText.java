package io.zenview.view;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Writes the bytes before the elements of a `.npy` file, byte for byte as NumPy does.
final class NpyPreambleText {
    /// The elements begin at a multiple of this: no element of a mapped file straddles a cache
    /// line.
    private static final int ALIGNMENT = 64;

    /// Characters that the dimension which may grow is given.
    private static final int GROWTH = 21;

    private NpyPreambleText() {}

    /// The oldest version of the file format that can say it.
    ///
    /// @throws IllegalArgumentException if NumPy has no type like the format
    static byte[] of(Format format, Order order, long... shape) {
        StringBuilder text =
                new StringBuilder("{'descr': ")
                        .append(descr(format))
                        .append(", 'fortran_order': ")
                        .append(order == Order.F ? "True" : "False")
                        .append(", 'shape': ")
                        .append(Layout.describe(shape))
                        .append(", }");
        if (shape.length > 0) {
            long growing = shape[order == Order.F ? shape.length - 1 : 0];
            text.append(" ".repeat(GROWTH - Long.toString(growing).length()));
        }
        boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
        byte[] encoded =
                text.toString()
                        .getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        boolean shortLength = latin && filled(encoded.length, 10) <= 0xffff;
        int major = shortLength ? 1 : latin ? 2 : 3;
        int start = shortLength ? 10 : 12;
        int length = filled(encoded.length, start);
        byte[] preamble = new byte[start + length];
        System.arraycopy(
                new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, 0},
                0,
                preamble,
                0,
                8);
        for (int i = 8; i < start; i++) {
            preamble[i] = (byte) (length >>> (8 * (i - 8)));
        }
        System.arraycopy(encoded, 0, preamble, start, encoded.length);
        Arrays.fill(preamble, start + encoded.length, preamble.length, (byte) ' ');
        preamble[preamble.length - 1] = '\n';
        return preamble;
    }

    /// The length of a dictionary with its line feed and the spaces that align what follows.
    private static int filled(int length, int start) {
        int total = start + length + 1;
        return length + 1 + ALIGNMENT - total % ALIGNMENT;
    }

    /// What NumPy calls elements of a format.
    ///
    /// @throws IllegalArgumentException if it has no type like this one
    static String descr(Format format) {
        if (!format.isRecord()) {
            return PythonLiteral.quote(scalar(format));
        }
        List<Format.Field> fields = format.fields();
        return isComplex(fields, format.itemSize())
                ? PythonLiteral.quote(prefix(fields.getFirst().format()) + "c" + format.itemSize())
                : structure(format);
    }

    /// Whether a record is what NumPy's complex numbers are read as.
    private static boolean isComplex(List<Format.Field> fields, int itemSize) {
        if (fields.size() != 2) {
            return false;
        }
        Format.Field real = fields.getFirst();
        Format.Field imaginary = fields.getLast();
        Format part = real.format();
        return real.name().equals("real")
                && imaginary.name().equals("imag")
                && !part.isRecord()
                && (part.code() == 'f' || part.code() == 'd')
                && part.code() == imaginary.format().code()
                && part.byteOrder() == imaginary.format().byteOrder()
                && real.shape().isEmpty()
                && imaginary.shape().isEmpty()
                && real.offset() == 0
                && imaginary.offset() == part.itemSize()
                && itemSize == 2 * part.itemSize();
    }

    private static String prefix(Format format) {
        return format.byteOrder() == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
    }

    private static String scalar(Format format) {
        int size = format.itemSize();
        return switch (format.code()) {
            case '?' -> "|b1";
            case 'b' -> "|i1";
            case 'B' -> "|u1";
            case 'c', 's' -> "|S" + size;
            case 'h', 'i', 'l', 'q', 'n' -> prefix(format) + "i" + size;
            case 'H', 'I', 'L', 'Q', 'N', 'P' -> prefix(format) + "u" + size;
            case 'e', 'f', 'd' -> prefix(format) + "f" + size;
            case 'w' -> prefix(format) + "U" + size / 4;
            default ->
                    throw new IllegalArgumentException(
                            "NumPy has no type for elements of format '"
                                    + format
                                    + "'; cast them to bytes, B, first");
        };
    }

    private static String structure(Format format) {
        List<Format.Field> fields = new ArrayList<>(format.fields());
        fields.sort(Comparator.comparingInt(Format.Field::offset));
        List<String> parts = new ArrayList<>();
        long end = 0;
        for (Format.Field field : fields) {
            if (field.offset() < end) {
                throw new IllegalArgumentException(
                        "field '"
                                + field.name()
                                + "' at byte "
                                + field.offset()
                                + " of '"
                                + format
                                + "' overlaps another one; the .npy format cannot say that");
            }
            pad(parts, field.offset() - end);
            long count = 1;
            for (long extent : field.shape()) {
                count *= extent;
            }
            end = field.offset() + count * field.format().itemSize();
            String shape =
                    field.shape().isEmpty()
                            ? ""
                            : ", "
                                    + Layout.describe(
                                            field.shape().stream().mapToLong(n -> n).toArray());
            parts.add(
                    "(%s, %s%s)"
                            .formatted(
                                    PythonLiteral.quote(field.name()),
                                    descr(field.format()),
                                    shape));
        }
        pad(parts, format.itemSize() - end);
        return "[" + String.join(", ", parts) + "]";
    }

    private static void pad(List<String> parts, long bytes) {
        if (bytes > 0) {
            parts.add("('', '|V" + bytes + "')");
        }
    }
}

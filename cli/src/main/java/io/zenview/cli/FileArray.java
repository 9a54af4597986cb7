package io.zenview.cli;

import io.zenview.view.Format;
import io.zenview.view.MemoryView;
import io.zenview.view.Npy;
import io.zenview.view.NpyHeader;
import io.zenview.view.Order;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A file as a typed and shaped view of all its elements.
///
/// @param file the file
/// @param bytes its size
/// @param view its elements; closing it unmaps the file
/// @param type what the elements are
/// @param offset where the first one lies, in bytes
/// @param order in which order they follow one another
/// @param npy what a `.npy` file says of itself; null for others
record FileArray(
        Path file,
        long bytes,
        MemoryView view,
        ElementType type,
        long offset,
        Order order,
        @Nullable NpyHeader npy)
        implements AutoCloseable {
    private static final byte[] NPY_MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /// What a file without any further word is: bytes.
    static final ElementType PLAIN = new ElementType(Format.UNSIGNED_BYTE, null);

    /// Refuses what has no fixed content: only regular files are mapped.
    static void ensureRegular(Path file) throws IOException {
        // Says in the system's words what is missing: the file, or a permission on the way.
        Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
        if (Files.isDirectory(file)) {
            throw new IOException("'" + file + "' is a directory; name a file in it");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    "'"
                            + file
                            + "' is a pipe or a device, and only regular files can be viewed in place; save what comes"
                            + " out of it first");
        }
    }

    /// Whether the file says of itself that it is one of NumPy's.
    static boolean isNpy(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(NPY_MAGIC.length), NPY_MAGIC);
        }
    }

    /// Opens an array of NumPy.
    static FileArray npy(Path file) throws IOException {
        NpyHeader header = Npy.header(file);
        // Quotes stand around a single type; a record's description has them inside.
        String dtype = header.descr().replaceFirst("^'([^']*)'$", "$1");
        return new FileArray(
                file,
                Files.size(file),
                Npy.open(file),
                new ElementType(header.format(), dtype),
                header.dataOffset(),
                header.order(),
                header);
    }

    /// Opens any file, as elements that lie one after another.
    ///
    /// @param offset where the first one lies
    /// @param shape how they are arranged; null for one dimension, as many as there are
    /// @throws IllegalArgumentException if there are not as many elements, or a part of one is left
    ///   over; says how the option is to be written
    static FileArray of(
            Path file, ElementType type, long offset, @Nullable ShapeSpelling shape, Order order)
            throws IOException {
        long bytes = Files.size(file);
        if (offset > bytes) {
            throw new IllegalArgumentException(
                    "--offset "
                            + offset
                            + " lies beyond the end of '"
                            + file
                            + "', which has "
                            + bytes
                            + " bytes");
        }
        if (type.format().itemSize() == 0) {
            throw new IllegalArgumentException(
                    "--format: elements of '" + type.name() + "' have no bytes to look at");
        }
        ShapeSpelling arranged = shape == null ? ShapeSpelling.ALL : shape;
        long[] extents = extents(file, type, offset, bytes - offset, arranged);
        long size = Arrays.stream(extents).reduce(1, (a, b) -> a * b) * type.format().itemSize();
        MemoryView whole = MemoryView.map(file, MapMode.READ_ONLY, offset, size);
        MemoryView elements =
                type.format().equals(Format.UNSIGNED_BYTE) ? whole : whole.cast(type.format());
        return new FileArray(
                file, bytes, arranged(elements, extents, order), type, offset, order, null);
    }

    private static MemoryView arranged(MemoryView elements, long[] extents, Order order) {
        if (order != Order.F) {
            return elements.reshape(extents);
        }
        // Fortran order is C order with the dimensions turned round.
        long[] turned = new long[extents.length];
        Arrays.setAll(turned, d -> extents[extents.length - 1 - d]);
        return elements.reshape(turned).transpose();
    }

    private static long[] extents(
            Path file, ElementType type, long offset, long available, ShapeSpelling shape) {
        int itemSize = type.format().itemSize();
        String elements =
                "elements of "
                        + itemSize
                        + (itemSize == 1 ? " byte (" : " bytes (")
                        + type.name()
                        + ")";
        String there = "'" + file + "' has " + available + " bytes from offset " + offset + " on";
        BigInteger unit = shape.count().multiply(BigInteger.valueOf(itemSize));
        boolean fits = unit.compareTo(BigInteger.valueOf(available)) <= 0;
        if (!shape.isOpen()) {
            if (!fits) {
                throw new IllegalArgumentException(
                        "--shape "
                                + shape.text()
                                + " of "
                                + elements
                                + " takes "
                                + unit
                                + " bytes, and "
                                + there
                                + ": room for "
                                + available / itemSize
                                + " of them");
            }
            return shape.extents();
        }
        if (unit.signum() == 0) {
            return shape.with(0);
        }
        long open = fits ? available / unit.longValueExact() : 0;
        long left = fits ? available % unit.longValueExact() : available;
        if (left != 0) {
            String group =
                    shape.entries().size() == 1
                            ? elements
                            : "times " + shape.text() + " " + elements;
            throw new IllegalArgumentException(
                    there
                            + ": "
                            + open
                            + " "
                            + group
                            + " and "
                            + left
                            + (left == 1 ? " byte" : " bytes")
                            + " left over; --offset "
                            + (offset + left)
                            + " skips them in front, --shape "
                            + ShapeSpelling.bare(shape.with(open))
                            + " ignores them at the end");
        }
        return shape.with(open);
    }

    /// The same elements, in C order, under another shape.
    ///
    /// @param shape elements in each dimension; one may be -1
    /// @throws IllegalArgumentException if there are not as many
    FileArray reshaped(long... shape) {
        return new FileArray(file, bytes, view.reshape(shape), type, offset, order, npy);
    }

    /// Bytes behind the last element.
    long bytesAfter() {
        return bytes - offset - view.byteSize();
    }

    @Override
    public void close() {
        view.close();
    }
}

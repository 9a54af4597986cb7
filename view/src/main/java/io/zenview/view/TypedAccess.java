package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// What a view must be for a typed view to stand on it, and the memory that it stands on.
final class TypedAccess {
    /// The memory if it is off the heap: always an object of the one class that the JDK has for
    /// native memory, where that can be had.
    final @Nullable MemorySegment nativeMemory;

    /// Where the first element lies in the memory, in bytes.
    final long offset;

    private TypedAccess(@Nullable MemorySegment nativeMemory, long offset) {
        this.nativeMemory = nativeMemory;
        this.offset = offset;
    }

    /// The memory for a view whose elements follow one another.
    ///
    /// @param view the view
    /// @param codes the format codes that the typed view reads
    /// @param carrier the Java type of its elements
    /// @param order the byte order it reads
    static TypedAccess contiguous(View view, String codes, Class<?> carrier, ByteOrder order) {
        check(view, codes, carrier, order);
        view.ensureContiguous("read in a typed loop");
        return to(view);
    }

    /// The memory for a view of one dimension, with any stride.
    static TypedAccess strided(View view, String codes, Class<?> carrier, ByteOrder order) {
        check(view, codes, carrier, order);
        if (view.rank() != 1 || view.indirect()) {
            throw new IllegalArgumentException(
                    "a strided typed view has one dimension, this is "
                            + view
                            + "; slice or reshape it first");
        }
        return to(view);
    }

    /// The memory for a view of two dimensions, whose rows are contiguous and at any distance.
    static TypedAccess rows(View view, String codes, Class<?> carrier, ByteOrder order) {
        check(view, codes, carrier, order);
        boolean contiguousRows =
                view.rank() == 2
                        && !view.indirect()
                        && (view.extent(1) <= 1 || view.stride(1) == view.window.itemSize);
        if (!contiguousRows) {
            throw new IllegalArgumentException(
                    "a typed matrix has two dimensions and contiguous rows, this is "
                            + view
                            + "; slice, transpose or copy it first");
        }
        return to(view);
    }

    /// The JDK has a class for mapped memory beside that for other native memory. A loop that has
    /// seen both holds the code for either, and C2 then has more branches to move out of the loop
    /// than it is willing to: in 13 of 15 runs such a loop cost 40 times as much. A buffer of
    /// shorts over mapped memory no longer knows that it is mapped, so the segment over it is one
    /// of native memory. The lifetime stays what it was. Memory that no such buffer can cover
    /// (beyond 2 GiB, an odd number of bytes) is taken as it is.
    private static TypedAccess to(View view) {
        Window window = view.window;
        long[] reach = view.layout().reach(window.itemSize);
        if (!window.memory.isMapped() || reach == null) {
            return new TypedAccess(window.nativeMemory, view.offset);
        }
        long from = view.offset + reach[0];
        long size = reach[1] - reach[0];
        if (size % 2 != 0) {
            size++;
            from -= from + size > window.memory.byteSize() ? 1 : 0;
        }
        if (from < 0 || size > Integer.MAX_VALUE) {
            return new TypedAccess(window.nativeMemory, view.offset);
        }
        MemorySegment plain =
                MemorySegment.ofBuffer(
                        window.memory.asSlice(from, size).asByteBuffer().asShortBuffer());
        return new TypedAccess(plain, view.offset - from);
    }

    /// The memory for a view whose bytes are read whatever they mean.
    static TypedAccess bytes(View view) {
        view.window.export.ensureOpen();
        view.ensureContiguous("read as numbers at any byte");
        return to(view);
    }

    private static void check(View view, String codes, Class<?> carrier, ByteOrder order) {
        Window window = view.window;
        window.export.ensureOpen();
        Format format = window.format;
        boolean ordered = window.itemSize == 1 || format.byteOrder() == order;
        if (codes.indexOf(format.code()) < 0 || window.itemSize != sizeOf(carrier) || !ordered) {
            throw new IllegalArgumentException(
                    "format '"
                            + format
                            + "' is not read as "
                            + carrier
                            + "s "
                            + (order == ByteOrder.nativeOrder()
                                    ? "of native byte order"
                                    : "of swapped byte order")
                            + "; read it with get, or cast it");
        }
        if (window.kind == Window.OTHER_ARRAY && window.arrayType != carrier) {
            throw new IllegalArgumentException(
                    "typed views of "
                            + carrier
                            + "s stand on native memory, mapped files, byte[] and "
                            + carrier
                            + "[], not on "
                            + window.describeMemory()
                            + "; read it with get, or copy it");
        }
    }

    private static int sizeOf(Class<?> carrier) {
        return carrier == byte.class
                ? 1
                : carrier == short.class || carrier == char.class
                        ? 2
                        : carrier == int.class || carrier == float.class ? 4 : 8;
    }
}

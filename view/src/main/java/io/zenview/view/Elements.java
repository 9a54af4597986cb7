package io.zenview.view;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Work on all elements of a view at once: copying and comparing.
final class Elements {
    private Elements() {}

    /// Copies as many elements of the same size from one view to another, right however the two
    /// overlap.
    static void copy(View from, View to) {
        MemorySegment source = from.window.memory;
        MemorySegment target = to.window.memory;
        int size = to.window.itemSize;
        if (from.contiguous() && to.contiguous()) {
            MemorySegment.copy(source, from.offset, target, to.offset, to.length * size);
        } else if (source.asOverlappingSlice(target).isEmpty()) {
            copy(
                    source,
                    from.offset,
                    from.stride(),
                    target,
                    to.offset,
                    to.stride(),
                    to.length,
                    size);
        } else {
            // Through a copy of the source, so that overlap in any direction is right.
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment staged = arena.allocate(to.length * size);
                copy(source, from.offset, from.stride(), staged, 0, size, to.length, size);
                copy(staged, 0, size, target, to.offset, to.stride(), to.length, size);
            }
        }
    }

    private static void copy(
            MemorySegment from,
            long fromAt,
            long fromStride,
            MemorySegment to,
            long toAt,
            long toStride,
            long count,
            int size) {
        for (long i = 0; i < count; i++) {
            MemorySegment.copy(from, fromAt + i * fromStride, to, toAt + i * toStride, size);
        }
    }

    /// The bytes of all elements, one after another.
    static byte[] copyOf(View view) {
        int item = view.window.itemSize;
        long size = view.length * item;
        if (size > Bytes.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    size
                            + " bytes do not fit a Bytes, which holds at most "
                            + Bytes.MAX_LENGTH
                            + "; slice first");
        }
        byte[] bytes = new byte[(int) size];
        MemorySegment copy = MemorySegment.ofArray(bytes);
        MemorySegment memory = view.window.memory;
        if (view.contiguous()) {
            MemorySegment.copy(memory, view.offset, copy, 0, size);
        } else {
            copy(memory, view.offset, view.stride(), copy, 0, item, view.length, item);
        }
        return bytes;
    }

    /// Whether two views of the same length hold equal values.
    static boolean equal(View a, View b) {
        Window window = a.window;
        if (window.format.equals(b.window.format)
                && Values.sameBitsMeanEqual(window.format)
                && a.contiguous()
                && b.contiguous()) {
            long bytes = a.length * window.itemSize;
            return MemorySegment.mismatch(
                            window.memory,
                            a.offset,
                            a.offset + bytes,
                            b.window.memory,
                            b.offset,
                            b.offset + bytes)
                    < 0;
        }
        for (long i = 0; i < a.length; i++) {
            if (!Values.equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}

package io.zenview.view;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Work on all elements of a view at once: copying and comparing.
final class Elements {
    private Elements() {}

    static List<Object> toList(View view) {
        if (view.count() > Bytes.MAX_LENGTH || view.extent(0) > Bytes.MAX_LENGTH) {
            throw new IllegalArgumentException(view.describe() + " do not fit a list; slice first");
        }
        int length = (int) view.extent(0);
        List<Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            Object item = view.get(i);
            list.add(item instanceof View row ? toList(row) : item);
        }
        return Collections.unmodifiableList(list);
    }

    /// Copies as many elements of the same size from one view to another, right however the two
    /// overlap.
    static void copy(View from, View to) {
        int size = to.window.itemSize;
        long bytes = to.count() * size;
        if (bytes == 0) {
            return;
        }
        if (from.contiguous() && to.contiguous()) {
            MemorySegment.copy(from.window.memory, from.offset, to.window.memory, to.offset, bytes);
        } else {
            // Through a copy of the source, so that overlap in any direction is right.
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment staged = arena.allocate(bytes);
                gather(from, staged, 0);
                scatter(staged, 0, to);
            }
        }
    }

    /// Copies elements in C order to a place behind another one.
    private static long gather(View from, MemorySegment to, long at) {
        long size = from.window.itemSize;
        if (from.rank() == 0) {
            MemorySegment.copy(from.window.memory, from.offset, to, at, size);
            return at + size;
        }
        long next = at;
        for (long i = 0; i < from.extent(0); i++) {
            next = gather(from.row(i), to, next);
        }
        return next;
    }

    private static long scatter(MemorySegment from, long at, View to) {
        long size = to.window.itemSize;
        if (to.rank() == 0) {
            MemorySegment.copy(from, at, to.window.memory, to.offset, size);
            return at + size;
        }
        long next = at;
        for (long i = 0; i < to.extent(0); i++) {
            next = scatter(from, next, to.row(i));
        }
        return next;
    }

    /// The bytes of all elements, one after another in C order.
    static byte[] copyOf(View view) {
        long size = view.count() * view.window.itemSize;
        if (size > Bytes.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    size
                            + " bytes do not fit a Bytes, which holds at most "
                            + Bytes.MAX_LENGTH
                            + "; slice first");
        }
        byte[] bytes = new byte[(int) size];
        MemorySegment copy = MemorySegment.ofArray(bytes);
        if (size > 0 && view.contiguous()) {
            MemorySegment.copy(view.window.memory, view.offset, copy, 0, size);
        } else if (size > 0) {
            gather(view, copy, 0);
        }
        return bytes;
    }

    /// Whether two views of the same shape hold equal values.
    static boolean equal(View a, View b) {
        if (a.count() == 0) {
            return true;
        }
        Window window = a.window;
        if (window.format.equals(b.window.format)
                && Values.sameBitsMeanEqual(window.format)
                && a.contiguous()
                && b.contiguous()) {
            long bytes = a.count() * window.itemSize;
            return MemorySegment.mismatch(
                            window.memory,
                            a.offset,
                            a.offset + bytes,
                            b.window.memory,
                            b.offset,
                            b.offset + bytes)
                    < 0;
        }
        if (a.rank() == 0) {
            return Values.equal(a.get(), b.get());
        }
        for (long i = 0; i < a.extent(0); i++) {
            if (!equal(a.row(i), b.row(i))) {
                return false;
            }
        }
        return true;
    }
}

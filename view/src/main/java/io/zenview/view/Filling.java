package io.zenview.view;

import java.lang.foreign.MemorySegment;

/// Stores one value in all elements.
final class Filling {
    private static final int DOUBLED_UP_TO = 1 << 16;

    private Filling() {}

    /// Fills all elements of a view; nothing is written if the value has the wrong type or does not
    /// fit.
    static void fill(View view, Object value) {
        if (view.count() == 0) {
            // The value must be right all the same.
            encoded(view.window, value);
        }
        for (Placement part : Placement.all(view)) {
            fill(part, value);
        }
    }

    private static byte[] encoded(Window window, Object value) {
        byte[] element = new byte[window.itemSize];
        Window one = new Window(window.export, MemorySegment.ofArray(element), window.format);
        window.format.element().set(one, 0, value);
        return element;
    }

    /// Fills; nothing is written if the value has the wrong type or does not fit.
    static void fill(Placement layout, Object value) {
        Window window = layout.window();
        byte[] element = encoded(window, value);
        MappedMemory.guarded(window, () -> fill(layout, element));
    }

    private static void fill(Placement layout, byte[] element) {
        Window window = layout.window();
        int size = window.itemSize;
        MemorySegment encoded = MemorySegment.ofArray(element);
        Traversal t = Traversal.inAnyOrder(layout);
        while (t.next()) {
            if (t.count() == 1 || t.stride(0) == size) {
                fillContiguous(window.memory.asSlice(t.at(0), t.count() * size), element, encoded);
            } else if (size == 1 || size == 2 || size == 4 || size == 8) {
                fillSpaced(t, window, encoded);
            } else {
                for (long i = 0; i < t.count(); i++) {
                    MemorySegment.copy(encoded, 0, window.memory, t.at(0) + i * t.stride(0), size);
                }
            }
        }
    }

    private static void fillSpaced(Traversal t, Window window, MemorySegment encoded) {
        // As the loops for this byte order read it, so that they write it back as it is.
        Window one = new Window(window.export, encoded, window.format);
        long bits = first(ElementLoops.of(one), encoded);
        ElementLoops<?> loops = ElementLoops.of(window);
        for (long i = 0; i < t.count(); i += ElementLoops.RUN) {
            int n = (int) Math.min(ElementLoops.RUN, t.count() - i);
            loops.fillSpaced(window.memory, t.at(0) + i * t.stride(0), t.stride(0), n, bits);
        }
    }

    private static long first(ElementLoops<?> loops, MemorySegment m) {
        return loops.sum(m, 0, 1, -1);
    }

    private static void fillContiguous(
            MemorySegment memory, byte[] element, MemorySegment encoded) {
        if (allEqual(element)) {
            if (element.length > 0) {
                memory.fill(element[0]);
            }
            return;
        }
        // Twice as many elements each time; beyond the cache's size the same ones again and again,
        // since reading what was just written to memory costs as much as writing it.
        long size = memory.byteSize();
        MemorySegment.copy(encoded, 0, memory, 0, element.length);
        long done = element.length;
        long limit = Math.max(DOUBLED_UP_TO / element.length, 1) * (long) element.length;
        while (done < size) {
            long more = Math.min(Math.min(done, limit), size - done);
            MemorySegment.copy(memory, 0, memory, done, more);
            done += more;
        }
    }

    private static boolean allEqual(byte[] element) {
        for (byte b : element) {
            if (b != element[0]) {
                return false;
            }
        }
        return true;
    }
}

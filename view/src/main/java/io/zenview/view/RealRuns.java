package io.zenview.view;

import java.lang.foreign.MemorySegment;

/// Carries a kernel over all reals of a layout, in arrays of their own type: where they lie if they
/// lie in one, contiguous and in native byte order, and through a block otherwise.
///
/// @param <A> `float[]` or `double[]`
final class RealRuns<A> {
    private static final int BLOCK_BYTES = 8192;

    /// Elements that a kernel sees at once at most, wherever they lie.
    static final int RUN = 4096;

    private final Placement layout;
    private final RealLoops<A> reals;
    private final Transport<?> transport;

    /// Work on a part of an array.
    @FunctionalInterface
    interface Kernel<A> {
        void on(RealLoops<A> loops, A array, int from, int n);
    }

    private RealRuns(Placement layout, RealLoops<A> reals) {
        this.layout = layout;
        this.reals = reals;
        this.transport = Transport.of(layout.window());
    }

    static RealRuns<float[]> floats(Placement layout) {
        return new RealRuns<>(layout, RealLoops.FLOATS);
    }

    static RealRuns<double[]> doubles(Placement layout) {
        return new RealRuns<>(layout, RealLoops.DOUBLES);
    }

    void read(Kernel<A> kernel) {
        each(kernel, false);
    }

    void update(Kernel<A> kernel) {
        each(kernel, true);
    }

    private void each(Kernel<A> kernel, boolean write) {
        int size = transport.loops.size;
        MemorySegment memory = layout.window().memory;
        A own = ownArray();
        int length = BLOCK_BYTES / size;
        A block = reals.block(own == null ? length : 0);
        MemorySegment blockMemory = reals.memory(block);
        Traversal t = Traversal.inAnyOrder(layout);
        while (t.next()) {
            long stride = t.count() == 1 ? size : t.stride(0);
            long place = memory.address() + t.at(0);
            if (own != null && stride == size && place % size == 0) {
                for (long i = 0; i < t.count(); i += RUN) {
                    int n = (int) Math.min(RUN, t.count() - i);
                    kernel.on(reals, own, (int) (place / size + i), n);
                }
                continue;
            }
            if (own != null && blockMemory.byteSize() == 0) {
                block = reals.block(length);
                blockMemory = reals.memory(block);
            }
            for (long i = 0; i < t.count(); i += length) {
                int n = (int) Math.min(length, t.count() - i);
                long first = t.at(0) + i * stride;
                transport.read(memory, first, stride, n, blockMemory);
                kernel.on(reals, block, 0, n);
                if (write) {
                    transport.write(memory, first, stride, n, blockMemory);
                }
            }
        }
    }

    /// The array itself, if its elements are these reals.
    @SuppressWarnings("unchecked") // the type of the array was compared
    private @org.jspecify.annotations.Nullable A ownArray() {
        Window window = layout.window();
        Class<?> type = reals == RealLoops.FLOATS ? float.class : double.class;
        if (window.arrayType != type || !window.format.isNativeOrder()) {
            return null;
        }
        // A read-only segment hides its array.
        return (A) window.memory.heapBase().orElse(null);
    }

    /// Moves the bits of reals.
    private static final class Transport<B> {
        final ElementLoops<B> loops;
        private final B spaced;
        private final MemorySegment spacedMemory;

        private Transport(ElementLoops<B> loops) {
            this.loops = loops;
            this.spaced = loops.block(BLOCK_BYTES / loops.size);
            this.spacedMemory = loops.memory(spaced);
        }

        static Transport<?> of(Window window) {
            return of(ElementLoops.of(window));
        }

        private static <B> Transport<B> of(ElementLoops<B> loops) {
            return new Transport<>(loops);
        }

        void read(MemorySegment m, long at, long stride, int n, MemorySegment block) {
            if (stride == loops.size) {
                loops.readReals(m, at, n, block);
            } else {
                loops.readSpaced(m, at, stride, n, spaced, 0);
                MemorySegment.copy(spacedMemory, 0, block, 0, (long) n * loops.size);
            }
        }

        void write(MemorySegment m, long at, long stride, int n, MemorySegment block) {
            if (stride == loops.size) {
                loops.writeReals(m, at, n, block);
            } else {
                MemorySegment.copy(block, 0, spacedMemory, 0, (long) n * loops.size);
                loops.writeSpaced(m, at, stride, n, spaced, 0);
            }
        }
    }
}

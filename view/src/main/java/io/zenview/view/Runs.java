package io.zenview.view;

import java.lang.foreign.MemorySegment;

/// Carries a kernel over all elements of a layout: over contiguous ones where they lie, over others
/// through a block.
///
/// @param <A> the array type of the block
final class Runs<A> {
    /// Bytes in a block: a fraction of the first cache.
    private static final int BLOCK_BYTES = 8192;

    private final Placement layout;
    private final ElementLoops<A> loops;
    private final boolean direct;

    /// Work on contiguous elements.
    @FunctionalInterface
    interface Kernel<A> {
        /// Works on some elements.
        ///
        /// @param n at most [ElementLoops#RUN]
        void on(ElementLoops<A> loops, MemorySegment memory, long at, int n);
    }

    private Runs(Placement layout, ElementLoops<A> loops) {
        this.layout = layout;
        this.loops = loops;
        // C2 swaps the bytes of two-byte elements in vectors only when they merely move.
        this.direct = layout.window().format.isNativeOrder() || loops.size > 2;
    }

    static Runs<?> of(Placement layout) {
        return of(layout, ElementLoops.of(layout.window()));
    }

    private static <A> Runs<A> of(Placement layout, ElementLoops<A> loops) {
        return new Runs<>(layout, loops);
    }

    /// Shows all elements to a kernel, in any order.
    void read(Kernel<? super A> kernel) {
        each(kernel, false);
    }

    /// Lets a kernel change all elements, in any order.
    void update(Kernel<? super A> kernel) {
        each(kernel, true);
    }

    @SuppressWarnings("unchecked") // kernels that take blocks of unknown type don't look inside
    private void each(Kernel<? super A> anyKernel, boolean write) {
        Kernel<A> kernel = (Kernel<A>) anyKernel;
        MemorySegment m = layout.window().memory;
        int size = loops.size;
        Staging<A> staging = null;
        Traversal t = Traversal.inAnyOrder(layout);
        while (t.next()) {
            long stride = t.count() == 1 ? size : t.stride(0);
            if (direct && stride == size) {
                for (long i = 0; i < t.count(); i += ElementLoops.RUN) {
                    int n = (int) Math.min(ElementLoops.RUN, t.count() - i);
                    kernel.on(loops, m, t.at(0) + i * size, n);
                }
            } else {
                if (staging == null) {
                    staging = new Staging<>(loops, BLOCK_BYTES / size);
                }
                staging.each(kernel, m, t.at(0), stride, t.count(), write);
            }
        }
    }

    /// A block, and what moves elements to it and back.
    private static final class Staging<A> {
        private final ElementLoops<A> loops;
        private final ElementLoops<A> inBlock;
        private final A block;
        private final MemorySegment memory;
        private final int length;

        Staging(ElementLoops<A> loops, int length) {
            this.loops = loops;
            this.inBlock = loops.forBlocks();
            this.block = loops.block(length);
            this.memory = loops.memory(block);
            this.length = length;
        }

        void each(
                Kernel<A> kernel,
                MemorySegment m,
                long at,
                long stride,
                long count,
                boolean write) {
            boolean contiguous = stride == loops.size;
            for (long i = 0; i < count; i += length) {
                int n = (int) Math.min(length, count - i);
                long first = at + i * stride;
                if (contiguous) {
                    loops.read(m, first, n, block, 0);
                } else {
                    loops.readSpaced(m, first, stride, n, block, 0);
                }
                kernel.on(inBlock, memory, 0, n);
                if (write && contiguous) {
                    loops.write(m, first, n, block, 0);
                } else if (write) {
                    loops.writeSpaced(m, first, stride, n, block, 0);
                }
            }
        }
    }
}

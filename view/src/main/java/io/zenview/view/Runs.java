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

    /// Shows all elements to a kernel that compares them, in any order.
    ///
    /// Mapped memory is copied to a block first. Where C2 makes vectors of comparisons it may put
    /// the load into an instruction behind which the JVM does not find the next one, should the
    /// page be lost because another program cut the file: then the JVM dies, where a mere load is
    /// an error.
    void read(Kernel<? super A> kernel) {
        each(kernel, false, direct && !layout.window().memory.isMapped());
    }

    /// Lets a kernel change all elements, in any order.
    void update(Kernel<? super A> kernel) {
        each(kernel, true, direct);
    }

    /// The sum of all elements, as signed numbers to which the mask was applied; wraps.
    long sum(long mask) {
        Summing summing = new Summing(mask);
        each(summing, false, direct);
        return summing.sum;
    }

    /// Adds up, and needs no block for spaced elements.
    private static final class Summing implements Kernel<Object> {
        private final long mask;
        private long sum;

        Summing(long mask) {
            this.mask = mask;
        }

        @Override
        public void on(ElementLoops<Object> loops, MemorySegment m, long at, int n) {
            sum += loops.sum(m, at, n, mask);
        }

        void spaced(ElementLoops<?> loops, MemorySegment m, long at, long stride, int n) {
            sum += loops.sumSpaced(m, at, stride, n, mask);
        }
    }

    private void each(Kernel<? super A> kernel, boolean write, boolean inPlace) {
        MappedMemory.guarded(layout.window(), () -> walk(kernel, write, inPlace));
    }

    @SuppressWarnings("unchecked") // kernels that take blocks of unknown type don't look inside
    private void walk(Kernel<? super A> anyKernel, boolean write, boolean inPlace) {
        Kernel<A> kernel = (Kernel<A>) anyKernel;
        MemorySegment m = layout.window().memory;
        int size = loops.size;
        Staging<A> staging = null;
        Traversal t = Traversal.inAnyOrder(layout);
        while (t.next()) {
            long stride = t.count() == 1 ? size : t.stride(0);
            if (inPlace && stride == size) {
                for (long i = 0; i < t.count(); i += ElementLoops.RUN) {
                    kernel.on(loops, m, t.at(0) + i * size, run(t, i));
                }
            } else if (stride != size && anyKernel instanceof Summing sum) {
                for (long i = 0; i < t.count(); i += ElementLoops.RUN) {
                    sum.spaced(loops, m, t.at(0) + i * stride, stride, run(t, i));
                }
            } else {
                if (staging == null) {
                    staging =
                            new Staging<>(
                                    loops,
                                    BLOCK_BYTES / size,
                                    !layout.window().format.isNativeOrder());
                }
                staging.each(kernel, m, t.at(0), stride, t.count(), write);
            }
        }
    }

    private static int run(Traversal t, long done) {
        return (int) Math.min(ElementLoops.RUN, t.count() - done);
    }

    /// A block, and what moves elements to it and back.
    private static final class Staging<A> {
        private final ElementLoops<A> loops;
        private final ElementLoops<A> inBlock;
        private final A block;
        private final MemorySegment memory;
        private final int length;
        private final boolean swapped;

        Staging(ElementLoops<A> loops, int length, boolean swapped) {
            this.swapped = swapped;
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
            for (long i = 0; i < count; i += length) {
                int n = (int) Math.min(length, count - i);
                long first = at + i * stride;
                if (stride == loops.size) {
                    long bytes = (long) n * loops.size;
                    MemorySegment.copy(m, first, memory, 0, bytes);
                    swap(n);
                    kernel.on(inBlock, memory, 0, n);
                    if (write) {
                        swap(n);
                        MemorySegment.copy(memory, 0, m, first, bytes);
                    }
                } else {
                    loops.readSpaced(m, first, stride, n, block, 0);
                    kernel.on(inBlock, memory, 0, n);
                    if (write) {
                        loops.writeSpaced(m, first, stride, n, block, 0);
                    }
                }
            }
        }

        private void swap(int n) {
            if (swapped) {
                loops.swap(block, n);
            }
        }
    }
}

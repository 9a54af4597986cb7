package io.zenview.view;

import java.lang.foreign.MemorySegment;

/// Carries a kernel over all reals of a layout: over arrays of their own type where they lie in one
/// or are moved through one, and over the memory itself where that is faster.
///
/// @param <A> `float[]` or `double[]`
final class RealRuns<A> {
    /// Elements that are added up at once at most, wherever they lie.
    private static final int RUN = 4096;

    private final Placement layout;
    private final RealLoops<A> reals;

    /// Work on a part of an array.
    @FunctionalInterface
    interface Kernel<A> {
        void on(RealLoops<A> loops, A array, int from, int n);
    }

    /// The same work on contiguous `double`s in memory.
    ///
    /// The compiler makes no vectors of it, and for 8 bytes an element none are needed: the memory
    /// is what takes the time, and a block in between takes more of it.
    @FunctionalInterface
    interface Direct {
        void on(ElementLoops<?> loops, MemorySegment memory, long at, int n);
    }

    private RealRuns(Placement layout, RealLoops<A> reals) {
        this.layout = layout;
        this.reals = reals;
    }

    static RealRuns<float[]> floats(Placement layout) {
        return new RealRuns<>(layout, RealLoops.FLOATS);
    }

    static RealRuns<double[]> doubles(Placement layout) {
        return new RealRuns<>(layout, RealLoops.DOUBLES);
    }

    /// Adds up all reals.
    void sum(Summation sum) {
        MappedMemory.guarded(layout.window(), () -> addUp(sum));
    }

    private void addUp(Summation sum) {
        ElementLoops<?> loops = ElementLoops.of(layout.window());
        RealBlock<A> block = RealBlock.of(layout.window(), reals);
        MemorySegment memory = layout.window().memory;
        int size = loops.size;
        boolean swapped = !layout.window().format.isNativeOrder();
        Traversal t = Traversal.inAnyOrder(layout);
        while (t.next()) {
            long stride = t.count() == 1 ? size : t.stride(0);
            // Bytes are swapped in vectors while they move; and then what moved is in a block.
            boolean inArray = stride == size && (swapped || block.isOwn(t.at(0), stride));
            int length = inArray && swapped ? block.length() : RUN;
            for (long i = 0; i < t.count(); i += length) {
                int n = (int) Math.min(length, t.count() - i);
                long at = t.at(0) + i * stride;
                if (inArray) {
                    block.read(at, stride, n);
                    sum.add(reals.sum(block.array, block.from, n));
                } else if (stride == size) {
                    sum.add(loops.sumReals(memory, at, n));
                } else {
                    sum.add(loops.sumRealsSpaced(memory, at, stride, n));
                }
            }
        }
    }

    /// Changes all reals.
    ///
    /// @param direct the same for `double`s, not used for `float`s
    void update(Kernel<A> kernel, Direct direct) {
        MappedMemory.guarded(layout.window(), () -> change(kernel, direct));
    }

    private void change(Kernel<A> kernel, Direct direct) {
        ElementLoops<?> loops = ElementLoops.of(layout.window());
        RealBlock<A> block = RealBlock.of(layout.window(), reals);
        MemorySegment memory = layout.window().memory;
        int size = loops.size;
        Traversal t = Traversal.inAnyOrder(layout);
        while (t.next()) {
            long stride = t.count() == 1 ? size : t.stride(0);
            boolean inMemory =
                    size == 8
                            && stride == size
                            && layout.window().format.isNativeOrder()
                            && !block.isOwn(t.at(0), stride);
            int length = inMemory ? ElementLoops.RUN : block.length();
            for (long i = 0; i < t.count(); i += length) {
                int n = (int) Math.min(length, t.count() - i);
                long at = t.at(0) + i * stride;
                if (inMemory) {
                    direct.on(loops, memory, at, n);
                } else {
                    block.read(at, stride, n);
                    kernel.on(reals, block.array, block.from, n);
                    block.write(at, stride, n);
                }
            }
        }
    }
}

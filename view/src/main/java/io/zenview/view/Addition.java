package io.zenview.view;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Adds the elements of one layout to those of another.
final class Addition {
    private Addition() {}

    /// Adds all elements of a view to those of another of the same shape.
    static void add(View addends, View target) {
        if (!addends.indirect() && !target.indirect()) {
            add(Placement.of(addends), Placement.of(target));
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            scatter(Copying.gathered(addends, arena), target);
        }
    }

    private static void scatter(Placement addends, View target) {
        if (!target.indirect()) {
            add(addends, Placement.of(target));
            return;
        }
        for (long i = 0; i < target.extent(0); i++) {
            scatter(addends.row(i), target.row(i));
        }
    }

    /// Adds; shapes agree, and values of the addends' format fit the target's.
    static void add(Placement addends, Placement target) {
        if (addends.mayBeOverwrittenBy(target)) {
            try (Arena arena = Arena.ofConfined()) {
                Placement copy = addends.fresh(arena.allocate(Math.max(addends.byteSize(), 1), 8));
                Copying.copy(addends, copy);
                add(copy, target);
            }
        } else {
            MappedMemory.guarded(
                    addends.window(),
                    () ->
                            MappedMemory.guarded(
                                    target.window(), () -> addDisjoint(addends, target)));
        }
    }

    private static void addDisjoint(Placement addends, Placement target) {
        char from = addends.window().format.code();
        char to = target.window().format.code();
        if (from == 'd' && to == 'd') {
            addSame(addends, target, RealLoops.DOUBLES, true);
        } else if (from == 'f' && to == 'f') {
            addSame(addends, target, RealLoops.FLOATS, false);
        } else if (NumberBlock.isReal(target.window().format)) {
            addReals(addends, target);
        } else {
            addWhole(addends, target, ElementLoops.of(target.window()));
        }
    }

    /// Adds reals of the same type: their sum, rounded once, is what the way through doubles gives.
    private static <A> void addSame(
            Placement addends, Placement target, RealLoops<A> reals, boolean doubles) {
        RealBlock<A> from = RealBlock.of(addends.window(), reals);
        RealBlock<A> to = RealBlock.of(target.window(), reals);
        MemorySegment source = addends.window().memory;
        MemorySegment m = target.window().memory;
        ElementLoops<?> loops = ElementLoops.of(target.window());
        // Doubles in the same kind of memory go without a block in between.
        boolean direct =
                doubles
                        && loops.equals(ElementLoops.of(addends.window()))
                        && target.window().format.isNativeOrder();
        int size = loops.size;
        Traversal t = Traversal.inAnyOrder(target, addends);
        while (t.next()) {
            long stride = t.count() == 1 ? size : t.stride(0);
            long fromStride = t.count() == 1 ? size : t.stride(1);
            boolean inMemory =
                    direct && stride == size && fromStride == size && !to.isOwn(t.at(0), stride);
            for (long i = 0; i < t.count(); i += from.length()) {
                int n = (int) Math.min(from.length(), t.count() - i);
                long at = t.at(0) + i * stride;
                long fromAt = t.at(1) + i * fromStride;
                if (inMemory) {
                    loops.addAllDoubles(m, at, n, source, fromAt);
                    continue;
                }
                from.read(fromAt, fromStride, n);
                to.read(at, stride, n);
                if (from.from != to.from) {
                    from.readCopy(fromAt, fromStride, n);
                    to.readCopy(at, stride, n);
                }
                reals.addAll(to.array, to.from, n, from.array);
                to.write(at, stride, n);
            }
        }
    }

    private static <A> void addWhole(Placement addends, Placement target, ElementLoops<A> loops) {
        NumberBlock<?> from = NumberBlock.of(addends.window());
        long[] values = new long[NumberBlock.LENGTH];
        A block = loops.block(NumberBlock.LENGTH);
        A sums = loops.block(NumberBlock.LENGTH);
        MemorySegment sumsMemory = loops.memory(sums);
        MemorySegment m = target.window().memory;
        // The same bits: read them into the block at once.
        @SuppressWarnings("unchecked")
        ElementLoops<A> same =
                addends.window().itemSize == loops.size
                        ? (ElementLoops<A>) ElementLoops.of(addends.window())
                        : null;
        boolean swapFrom = !addends.window().format.isNativeOrder();
        // The compiler makes no vectors where an array that is written might be the block, nor
        // where
        // it would have to swap two bytes between other work.
        boolean direct =
                target.window().kind != Window.OTHER_ARRAY
                        && (target.window().format.isNativeOrder() || loops.size > 2);
        boolean swapTo = !target.window().format.isNativeOrder();
        MemorySegment source = addends.window().memory;
        MemorySegment blockMemory = loops.memory(block);
        int size = loops.size;
        Traversal t = Traversal.inAnyOrder(target, addends);
        while (t.next()) {
            for (long i = 0; i < t.count(); i += NumberBlock.LENGTH) {
                int n = (int) Math.min(NumberBlock.LENGTH, t.count() - i);
                long at = t.at(0) + i * t.stride(0);
                long fromAt = t.at(1) + i * t.stride(1);
                if (same == null || addends.window().format.code() == '?') {
                    from.readLongs(fromAt, t.stride(1), n, values);
                    loops.narrow(values, n, block);
                } else if (t.stride(1) == size) {
                    MemorySegment.copy(source, fromAt, blockMemory, 0, (long) n * size);
                    if (swapFrom) {
                        loops.swap(block, n);
                    }
                } else {
                    same.readSpaced(source, fromAt, t.stride(1), n, block, 0);
                }
                if (direct && t.stride(0) == size) {
                    loops.addAll(m, at, n, block);
                } else if (t.stride(0) == size) {
                    MemorySegment.copy(m, at, sumsMemory, 0, (long) n * size);
                    if (swapTo) {
                        loops.swap(sums, n);
                    }
                    loops.addAll(sums, block, n);
                    if (swapTo) {
                        loops.swap(sums, n);
                    }
                    MemorySegment.copy(sumsMemory, 0, m, at, (long) n * size);
                } else {
                    loops.readSpaced(m, at, t.stride(0), n, sums, 0);
                    loops.addAll(sums, block, n);
                    loops.writeSpaced(m, at, t.stride(0), n, sums, 0);
                }
            }
        }
    }

    private static void addReals(Placement addends, Placement target) {
        NumberBlock<?> from = NumberBlock.of(addends.window());
        NumberBlock<?> to = NumberBlock.of(target.window());
        double[] block = new double[NumberBlock.LENGTH];
        double[] sums = new double[NumberBlock.LENGTH];
        Traversal t = Traversal.inAnyOrder(target, addends);
        while (t.next()) {
            for (long i = 0; i < t.count(); i += NumberBlock.LENGTH) {
                int n = (int) Math.min(NumberBlock.LENGTH, t.count() - i);
                long at = t.at(0) + i * t.stride(0);
                from.readDoubles(t.at(1) + i * t.stride(1), t.stride(1), n, block);
                to.readDoubles(at, t.stride(0), n, sums);
                RealLoops.DOUBLES.addAll(sums, 0, n, block);
                to.writeDoubles(at, t.stride(0), n, sums);
            }
        }
    }
}

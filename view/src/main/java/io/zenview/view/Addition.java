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
        } else if (NumberBlock.isReal(target.window().format)) {
            addReals(addends, target);
        } else {
            addWhole(addends, target, ElementLoops.of(target.window()));
        }
    }

    private static <A> void addWhole(Placement addends, Placement target, ElementLoops<A> loops) {
        NumberBlock<?> from = NumberBlock.of(addends.window());
        long[] values = new long[NumberBlock.LENGTH];
        A block = loops.block(NumberBlock.LENGTH);
        A spaced = loops.block(NumberBlock.LENGTH);
        MemorySegment spacedMemory = loops.memory(spaced);
        MemorySegment m = target.window().memory;
        // The same bits: read them into the block at once.
        @SuppressWarnings("unchecked")
        ElementLoops<A> same =
                addends.window().itemSize == loops.size
                        ? (ElementLoops<A>) ElementLoops.of(addends.window())
                        : null;
        boolean direct = target.window().format.isNativeOrder() || loops.size > 2;
        Traversal t = Traversal.inAnyOrder(target, addends);
        while (t.next()) {
            for (long i = 0; i < t.count(); i += NumberBlock.LENGTH) {
                int n = (int) Math.min(NumberBlock.LENGTH, t.count() - i);
                long at = t.at(0) + i * t.stride(0);
                long fromAt = t.at(1) + i * t.stride(1);
                if (same == null || addends.window().format.code() == '?') {
                    from.readLongs(fromAt, t.stride(1), n, values);
                    loops.narrow(values, n, block);
                } else if (t.stride(1) == loops.size) {
                    same.read(addends.window().memory, fromAt, n, block, 0);
                } else {
                    same.readSpaced(addends.window().memory, fromAt, t.stride(1), n, block, 0);
                }
                if (direct && t.stride(0) == loops.size) {
                    loops.addAll(m, at, n, block);
                } else {
                    loops.readSpaced(m, at, t.stride(0), n, spaced, 0);
                    loops.forBlocks().addAll(spacedMemory, 0, n, block);
                    loops.writeSpaced(m, at, t.stride(0), n, spaced, 0);
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

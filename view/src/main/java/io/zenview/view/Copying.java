package io.zenview.view;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Copies elements from one layout to another of the same shape and item size, bit by bit.
final class Copying {
    /// Rows of the target that are written at once, when rows become columns: few enough for their
    /// lines to stay in the cache and their pages in its tables, from one column to the next.
    private static final int ROWS = 64;

    /// Rows and columns that pass through a block at once, between different kinds of memory: few
    /// and long columns, since each is a call.
    private static final int BLOCK_ROWS = 256;

    private static final int BLOCK_COLUMNS = 8;

    private static final int BLOCK_BYTES = 8192;

    private Copying() {}

    /// Copies all elements of a view to another of the same shape and item size, right however the
    /// two overlap.
    static void copy(View from, View to) {
        if (!from.indirect() && !to.indirect()) {
            copy(Placement.of(from), Placement.of(to));
            return;
        }
        // Rows may share memory in any way; through a copy of the source that makes no difference.
        try (Arena arena = Arena.ofConfined()) {
            scatter(gathered(from, arena), to);
        }
    }

    /// A copy of all elements in fresh memory, contiguous in C order.
    static Placement gathered(View from, Arena arena) {
        long bytes = from.count() * from.window.itemSize;
        Window fresh =
                new Window(
                        from.window.export,
                        arena.allocate(Math.max(bytes, 1), 8),
                        from.window.format);
        Placement copy = Placement.contiguous(fresh, Placement.shapeOf(from));
        gather(from, copy);
        return copy;
    }

    private static void gather(View from, Placement to) {
        if (!from.indirect()) {
            copy(Placement.of(from), to);
            return;
        }
        for (long i = 0; i < from.extent(0); i++) {
            gather(from.row(i), to.row(i));
        }
    }

    private static void scatter(Placement from, View to) {
        if (!to.indirect()) {
            copy(from, Placement.of(to));
            return;
        }
        for (long i = 0; i < to.extent(0); i++) {
            scatter(from.row(i), to.row(i));
        }
    }

    /// Copies all elements, right however the two overlap. Contiguous ones move as one block; where
    /// the two overlap in another way, the source is copied to temporary memory of its size first.
    static void copy(Placement from, Placement to) {
        MappedMemory.guarded(
                from.window(), () -> MappedMemory.guarded(to.window(), () -> move(from, to)));
    }

    private static void move(Placement from, Placement to) {
        if (from.contiguous() && to.contiguous()) {
            MemorySegment.copy(
                    from.window().memory,
                    from.offset(),
                    to.window().memory,
                    to.offset(),
                    to.byteSize());
        } else if (from.mayBeOverwrittenBy(to)) {
            try (Arena arena = Arena.ofConfined()) {
                Placement staged = from.fresh(arena.allocate(from.byteSize(), 8));
                copyDisjoint(from, staged);
                copyDisjoint(staged, to);
            }
        } else {
            copyDisjoint(from, to);
        }
    }

    private static void copyDisjoint(Placement from, Placement to) {
        int size = to.window().itemSize;
        Traversal t = Traversal.inAnyOrder(to, from);
        if (size == 1 || size == 2 || size == 4 || size == 8) {
            copy(t, from.window(), to.window(), loops(to.window()));
            return;
        }
        MemorySegment source = from.window().memory;
        MemorySegment target = to.window().memory;
        while (t.next()) {
            if (t.stride(0) == size && t.stride(1) == size) {
                MemorySegment.copy(source, t.at(1), target, t.at(0), t.count() * size);
            } else {
                for (long i = 0; i < t.count(); i++) {
                    long at = t.at(1) + i * t.stride(1);
                    MemorySegment.copy(source, at, target, t.at(0) + i * t.stride(0), size);
                }
            }
        }
    }

    private static <A> void copy(Traversal t, Window from, Window to, ElementLoops<A> writer) {
        @SuppressWarnings(
                "unchecked") // elements of the same size are staged in the same array type
        ElementLoops<A> reader = (ElementLoops<A>) loops(from);
        int size = to.itemSize;
        int last = t.rank() - 1;
        if (last >= 1 && Math.abs(t.stride(1, last)) > Math.abs(t.stride(1, last - 1))) {
            A block = writer.block(BLOCK_ROWS * BLOCK_COLUMNS);
            while (t.nextPlane()) {
                copyPlane(t, from.memory, to.memory, reader, writer, block);
            }
            return;
        }
        A block = writer.block(BLOCK_BYTES / size);
        int length = BLOCK_BYTES / size;
        while (t.next()) {
            if (t.stride(0) == size && t.stride(1) == size) {
                MemorySegment.copy(from.memory, t.at(1), to.memory, t.at(0), t.count() * size);
                continue;
            }
            for (long i = 0; i < t.count(); i += length) {
                int n = (int) Math.min(length, t.count() - i);
                read(reader, from.memory, t.at(1) + i * t.stride(1), t.stride(1), n, block, 0);
                write(writer, to.memory, t.at(0) + i * t.stride(0), t.stride(0), n, block, 0);
            }
        }
    }

    /// Copies a plane whose rows in the target are columns in the source.
    private static <A> void copyPlane(
            Traversal t,
            MemorySegment from,
            MemorySegment to,
            ElementLoops<A> reader,
            ElementLoops<A> writer,
            A block) {
        int inner = t.rank() - 1;
        int outer = inner - 1;
        long fromRow = t.stride(1, outer);
        long fromColumn = t.stride(1, inner);
        long toRow = t.stride(0, outer);
        long toColumn = t.stride(0, inner);
        // Of the same kind of memory, and no block in between.
        boolean direct = reader.equals(writer) && toColumn == writer.size;
        int most = direct ? ElementLoops.RUN : BLOCK_COLUMNS;
        int mostRows = direct ? ROWS : BLOCK_ROWS;
        MemorySegment blockMemory = writer.memory(block);
        for (long r = 0; r < t.extent(outer); r += mostRows) {
            int rows = (int) Math.min(mostRows, t.extent(outer) - r);
            for (long c = 0; c < t.extent(inner); c += most) {
                int columns = (int) Math.min(most, t.extent(inner) - c);
                long source = t.at(1) + r * fromRow + c * fromColumn;
                long target = t.at(0) + r * toRow + c * toColumn;
                if (direct) {
                    writer.turn(
                            from, source, fromRow, fromColumn, to, target, toRow, rows, columns);
                    continue;
                }
                for (int k = 0; k < columns; k++) {
                    long at = source + k * fromColumn;
                    int place = k * BLOCK_ROWS;
                    if (fromRow == writer.size) {
                        long bytes = (long) rows * writer.size;
                        MemorySegment.copy(
                                from, at, blockMemory, (long) place * writer.size, bytes);
                    } else {
                        reader.readSpaced(from, at, fromRow, rows, block, place);
                    }
                }
                if (toColumn == writer.size) {
                    writer.turn(block, BLOCK_ROWS, to, target, toRow, rows, columns);
                } else {
                    for (int k = 0; k < columns; k++) {
                        write(
                                writer,
                                to,
                                target + k * toColumn,
                                toRow,
                                rows,
                                block,
                                k * BLOCK_ROWS);
                    }
                }
            }
        }
    }

    private static <A> void read(
            ElementLoops<A> loops, MemorySegment m, long at, long stride, int n, A block, int to) {
        if (stride == loops.size) {
            loops.read(m, at, n, block, to);
        } else {
            loops.readSpaced(m, at, stride, n, block, to);
        }
    }

    private static <A> void write(
            ElementLoops<A> loops,
            MemorySegment m,
            long at,
            long stride,
            int n,
            A block,
            int from) {
        if (stride == loops.size) {
            loops.write(m, at, n, block, from);
        } else {
            loops.writeSpaced(m, at, stride, n, block, from);
        }
    }

    /// The bytes of all elements in C order.
    static byte[] bytes(View view) {
        long size = view.count() * view.window.itemSize;
        if (size > Bytes.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    size
                            + " bytes do not fit a Bytes, which holds at most "
                            + Bytes.MAX_LENGTH
                            + "; slice first");
        }
        byte[] bytes = new byte[(int) size];
        if (view.contiguous()) {
            // The common case, without a detour over layouts: a small copy is made of nothing else.
            MappedMemory.guarded(
                    view.window,
                    () ->
                            MemorySegment.copy(
                                    view.window.memory,
                                    view.offset,
                                    MemorySegment.ofArray(bytes),
                                    0,
                                    size));
            return bytes;
        }
        Window copy =
                new Window(view.window.export, MemorySegment.ofArray(bytes), view.window.format);
        gather(view, Placement.contiguous(copy, Placement.shapeOf(view)));
        return bytes;
    }

    /// Loops that move bits as they are, whatever their byte order.
    private static ElementLoops<?> loops(Window window) {
        return switch (window.itemSize) {
            case 1 -> ByteLoops.of(window, false);
            case 2 -> ShortLoops.of(window, false);
            case 4 -> IntLoops.of(window, false);
            default -> LongLoops.of(window, false);
        };
    }
}

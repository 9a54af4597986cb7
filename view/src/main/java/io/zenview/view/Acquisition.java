package io.zenview.view;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// How a view comes by its memory: each way begins an [Export] and knows how to end it.
final class Acquisition {
    private Acquisition() {}

    static View of(Object owner, MemorySegment memory, Format format) {
        return open(owner, memory, format, () -> {});
    }

    static View shaped(MemorySegment memory, Format format, long... shape) {
        Layout layout = Layout.contiguous(format.itemSize(), Order.C, shape.clone());
        long bytes = Layout.byteSize(format.itemSize(), shape);
        if (bytes != memory.byteSize()) {
            throw new IllegalArgumentException(
                    "shape "
                            + Layout.describe(shape)
                            + " of '"
                            + format
                            + "' takes "
                            + bytes
                            + " bytes, the memory has "
                            + memory.byteSize());
        }
        return View.of(new Window(lend(memory, () -> {}), memory, format), 0, layout);
    }

    static View strided(
            MemorySegment memory, Format format, long offset, long[] shape, long[] strides) {
        Layout layout = Layout.of(format.itemSize(), shape.clone(), strides.clone());
        long[] reach = layout.reach(format.itemSize());
        long size = memory.byteSize();
        if (reach != null && (offset < -reach[0] || offset > size - reach[1])) {
            throw new IllegalArgumentException(
                    "shape "
                            + Layout.describe(shape)
                            + " with strides "
                            + Layout.describe(strides)
                            + " of '"
                            + format
                            + "' reaches from byte "
                            + reach[0]
                            + " to byte "
                            + reach[1]
                            + " around offset "
                            + offset
                            + ", outside a memory of "
                            + size
                            + " bytes");
        }
        return View.of(new Window(lend(memory, () -> {}), memory, format), offset, layout);
    }

    private static Export lend(Object owner, Runnable giveBack) {
        return new Export(owner, new Export.Lease(giveBack));
    }

    /// Acquires every row, or none.
    @SuppressWarnings("MustBeClosedChecker") // the rows are closed with the view made of them
    static View indirect(List<? extends BufferExporter> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "an indirect view of no rows has no format; give at least one");
        }
        List<View> acquired = new ArrayList<>(rows.size());
        Runnable giveBack = () -> closeAll(acquired);
        try {
            for (BufferExporter row : rows) {
                acquired.add(of(row, BufferRequest.FULL_RO));
                ensureAlike(acquired);
            }
        } catch (RuntimeException | Error e) {
            try {
                giveBack.run();
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        View first = acquired.get(0);
        boolean readOnly = acquired.stream().anyMatch(row -> row.window.readOnly);
        Export export = lend(List.copyOf(rows), giveBack);
        Window window = first.window.withExport(export);
        View[] table = new View[acquired.size()];
        Arrays.setAll(
                table, i -> acquired.get(i).within(acquired.get(i).window.withExport(export)));
        return new IndirectView(readOnly ? window.toReadOnly() : window, table, first.layout());
    }

    /// Closes every row, also where another one's owner cannot take its memory back; such a row may
    /// be closed again.
    private static void closeAll(List<View> rows) {
        RuntimeException failure = null;
        for (View row : rows) {
            try {
                row.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static void ensureAlike(List<View> rows) {
        View first = rows.get(0);
        View last = rows.get(rows.size() - 1);
        last.ensureDirect("take as a row");
        boolean alike =
                first.window.format.equals(last.window.format)
                        && first.layout().sameShape(last.layout())
                        && Arrays.equals(first.layout().strides, last.layout().strides);
        if (!alike) {
            throw new IllegalArgumentException(
                    "row "
                            + (rows.size() - 1)
                            + " is "
                            + last
                            + ", row 0 is "
                            + first
                            + ": all rows must have one format, shape and strides");
        }
    }

    /// What a view lends on a request, under the rules of PEP 3118; the lender's own export is held
    /// once more.
    static View answer(View view, BufferRequest request) {
        Window window = view.window;
        boolean formatted = request.includes(BufferRequest.FORMAT);
        refuseIf(
                request.includes(BufferRequest.WRITABLE) && window.readOnly,
                "writable memory was asked for, but this view is read-only");
        refuseIf(
                request.includes(BufferRequest.C_CONTIGUOUS) && !view.contiguous(),
                "C-contiguous memory was asked for, but this is " + view);
        refuseIf(
                request.includes(BufferRequest.F_CONTIGUOUS) && !view.contiguous(Order.F),
                "F-contiguous memory was asked for, but this is " + view);
        refuseIf(
                request.includes(BufferRequest.ANY_CONTIGUOUS)
                        && !view.contiguous()
                        && !view.contiguous(Order.F),
                "contiguous memory was asked for, but this is " + view);
        refuseIf(
                view.indirect() && !request.includes(BufferRequest.INDIRECT),
                "this view has suboffsets; ask for INDIRECT to get it");
        refuseIf(
                !request.includes(BufferRequest.STRIDES) && !view.contiguous(),
                "C-contiguous memory is needed without STRIDES, but this is " + view);
        refuseIf(
                formatted && !request.includes(BufferRequest.ND),
                "FORMAT needs a shape: ask for ND or STRIDES as well");
        refuseIf(
                !formatted && view.indirect() && !window.format.equals(Format.UNSIGNED_BYTE),
                "FORMAT was not asked for, and rows of '"
                        + window.format
                        + "' cannot be lent as bytes");
        View asked =
                formatted
                        ? view
                        : request.includes(BufferRequest.ND) ? asBytes(view) : flatBytes(view);
        // Last, so that nothing is held if something above fails.
        return asked.within(asked.window.withExport(window.export.again()));
    }

    /// Unsigned bytes under the shape of the elements; elements of several bytes add a dimension.
    private static View asBytes(View view) {
        if (view.window.format.equals(Format.UNSIGNED_BYTE)) {
            return view;
        }
        Window bytes = view.window.withFormat(Format.UNSIGNED_BYTE);
        Layout layout = view.layout();
        refuseIf(
                view.window.itemSize != 1 && layout.rank() == Layout.MAX_DIMENSIONS,
                "FORMAT was not asked for, and the bytes of an element would be dimension "
                        + (layout.rank() + 1)
                        + " of at most "
                        + Layout.MAX_DIMENSIONS);
        return View.of(
                bytes,
                view.offset,
                view.window.itemSize == 1
                        ? layout
                        : layout.over(Layout.contiguous(1, Order.C, view.window.itemSize)));
    }

    private static View flatBytes(View view) {
        return new ContiguousView(
                view.window.withFormat(Format.UNSIGNED_BYTE),
                view.offset,
                view.count() * view.window.itemSize);
    }

    private static void refuseIf(boolean unmet, String why) {
        if (unmet) {
            throw new BufferException(why);
        }
    }

    static View of(BufferExporter exporter, BufferRequest request) {
        if (exporter instanceof View view) {
            return view.acquire(request);
        }
        View lent = (View) exporter.acquire(request);
        if (lent == null) {
            throw new BufferException(
                    exporter.getClass().getName() + " lent null: acquire must return a view");
        }
        try {
            if (lent.isClosed()) {
                throw new BufferException(
                        exporter.getClass().getName()
                                + " lent a view that is closed: acquire must return an open one");
            }
            Export export = lend(exporter, () -> exporter.release(lent));
            return lent.within(lent.window.withExport(export));
        } catch (RuntimeException | Error e) {
            try {
                exporter.release(lent);
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    @SuppressWarnings(
            "MustBeClosedChecker") // the arena lives as long as the view's export, which closes it
    static View map(Path file, MapMode mode, long offset, long size) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; only a file can be mapped");
        }
        Set<StandardOpenOption> options =
                mode.equals(MapMode.READ_ONLY)
                        ? Set.of(StandardOpenOption.READ)
                        : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options)) {
            long available = channel.size();
            long wanted = size < 0 ? available : size;
            if (offset > available || wanted > available - offset) {
                throw new IOException(
                        file
                                + " has "
                                + available
                                + " bytes; cannot map "
                                + wanted
                                + " bytes at offset "
                                + offset);
            }
            Arena arena = Arena.ofShared();
            try {
                MemorySegment memory = channel.map(mode, offset, wanted, arena);
                return open(file, memory, Format.UNSIGNED_BYTE, arena::close);
            } catch (IOException | RuntimeException e) {
                arena.close();
                throw e;
            }
        }
    }

    private static View open(Object owner, MemorySegment memory, Format format, Runnable giveBack) {
        long size = memory.byteSize();
        if (format.itemSize() == 0 || size % format.itemSize() != 0) {
            throw new IllegalArgumentException(
                    "a memory of "
                            + size
                            + " bytes is not a whole number of elements of format '"
                            + format
                            + "' ("
                            + format.itemSize()
                            + " bytes each)");
        }
        return new ContiguousView(
                new Window(lend(owner, giveBack), memory, format), 0, size / format.itemSize());
    }
}

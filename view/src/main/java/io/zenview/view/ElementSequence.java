package io.zenview.view;

import java.lang.foreign.MemorySegment;

/// The elements of a view as one sequence of bytes, in C order, of which any part can be copied out
/// or in. The one place of everything that goes in and out which knows how elements lie.
final class ElementSequence {
    private ElementSequence() {}

    /// Number of bytes in the sequence.
    static long size(View view) {
        return view.count() * view.window.itemSize;
    }

    /// Copies a part of the sequence out.
    ///
    /// @param from where the part begins in the sequence, in bytes, inside an element or at its
    ///   start
    /// @throws java.io.UncheckedIOException if a page of a mapped file is lost
    static void copyOut(View view, long from, MemorySegment to, long toAt, long size) {
        move(view, from, to, toAt, size, true);
    }

    /// Overwrites a part of the sequence.
    ///
    /// @param at where the part begins in the sequence, in bytes, inside an element or at its start
    /// @throws java.io.UncheckedIOException if a page of a mapped file is lost
    static void copyIn(View view, long at, MemorySegment from, long fromAt, long size) {
        move(view, at, from, fromAt, size, false);
    }

    private static void move(
            View view, long position, MemorySegment plain, long at, long size, boolean out) {
        if (size == 0) {
            return;
        }
        if (view.contiguous()) {
            MappedMemory.guarded(
                    view.window,
                    () -> copy(view.window.memory, view.offset + position, plain, at, size, out));
            return;
        }
        // What lies in the sequence: the end of one row, whole rows, and the start of one.
        long rowSize = size(view) / view.extent(0);
        long row = position / rowSize;
        long inside = position % rowSize;
        long done = 0;
        if (inside != 0) {
            done = Math.min(rowSize - inside, size);
            move(view.row(row), inside, plain, at, done, out);
            row++;
        }
        long whole = (size - done) / rowSize;
        if (whole > 0) {
            moveWhole(view.part(Slice.of(row, row + whole)), plain, at + done, out);
            done += whole * rowSize;
        }
        if (done < size) {
            move(view.row(row + whole), 0, plain, at + done, size - done, out);
        }
    }

    private static void moveWhole(View rows, MemorySegment plain, long at, boolean out) {
        Window window = new Window(rows.window.export, plain, rows.window.format);
        Layout layout = Layout.contiguous(window.itemSize, Order.C, rows.layout().shape);
        View flat = View.of(window, at, layout);
        Copying.copy(out ? rows : flat, out ? flat : rows);
    }

    private static void copy(
            MemorySegment memory, long at, MemorySegment plain, long plainAt, long n, boolean out) {
        if (out) {
            MemorySegment.copy(memory, at, plain, plainAt, n);
        } else {
            MemorySegment.copy(plain, plainAt, memory, at, n);
        }
    }
}

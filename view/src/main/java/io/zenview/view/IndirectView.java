package io.zenview.view;

import java.util.Arrays;

/// Elements reached through a table of rows that lie anywhere: PEP 3118's suboffsets.
///
/// In C the table holds pointers; here it holds views, all of one shape and format, and the stride
/// of the first dimension counts the 8 bytes that a pointer would take. Slicing moves over the
/// table in the first dimension and inside the rows in all others; the distance inside the rows is
/// the suboffset.
final class IndirectView extends View {
    /// What a pointer in the table would take.
    private static final long POINTER_SIZE = 8;

    private final View[] table;
    private final long first;
    private final long step;
    private final long length;

    /// Where the first element lies behind that of each row, in bytes.
    private final long suboffset;

    private final Layout inner;

    /// @param window format, lifetime and writability; its memory is not used
    /// @param table the rows, each in a window with the lifetime of `window`
    IndirectView(Window window, View[] table, Layout inner) {
        this(window, table, 0, 1, table.length, 0, inner);
    }

    private IndirectView(
            Window window,
            View[] table,
            long first,
            long step,
            long length,
            long suboffset,
            Layout inner) {
        super(window, 0);
        this.table = table;
        this.first = first;
        this.step = step;
        this.length = length;
        this.suboffset = suboffset;
        this.inner = inner;
    }

    @Override
    boolean indirect() {
        return true;
    }

    @Override
    int rank() {
        return 1 + inner.rank();
    }

    @Override
    long extent(int dimension) {
        return dimension == 0 ? length : inner.shape[dimension - 1];
    }

    @Override
    long stride(int dimension) {
        return dimension == 0 ? step * POINTER_SIZE : inner.strides[dimension - 1];
    }

    @Override
    long count() {
        return length * inner.count();
    }

    @Override
    boolean contiguous() {
        return false;
    }

    @Override
    View row(long index) {
        View whole = table[(int) (first + Index.checked(index, length) * step)];
        Window memory = whole.window.withFormat(window.format);
        return View.of(
                window.readOnly ? memory.toReadOnly() : memory, whole.offset + suboffset, inner);
    }

    @Override
    View within(Window other) {
        View[] moved = table;
        if (other.export != window.export) {
            moved = new View[table.length];
            for (int i = 0; i < table.length; i++) {
                moved[i] = table[i].within(table[i].window.withExport(other.export));
            }
        }
        return new IndirectView(other, moved, first, step, length, suboffset, inner);
    }

    @Override
    View part(Slice... parts) {
        // Checks all numbers, and names dimensions as this view counts them.
        Slice[] all = layout().expand(parts);
        layout().slice(all);
        Slice[] rest = Arrays.copyOfRange(all, 1, all.length);
        if (all[0] instanceof Slice.At at) {
            return row(at.index()).part(rest);
        }
        Slice.Range range = all[0].resolve(length);
        Layout.Cut cut = inner.slice(rest);
        return new IndirectView(
                window,
                table,
                range.count() == 0 ? first : first + range.first() * step,
                step * range.step(),
                range.count(),
                suboffset + cut.distance(),
                cut.layout());
    }

    @Override
    View ofField(Format.Field field) {
        Window memory = window.withFormat(field.format());
        Layout element = elementOf(field);
        return new IndirectView(
                memory,
                table,
                first,
                step,
                length,
                suboffset + field.offset(),
                inner.over(element));
    }

    @Override
    View permuted(int... axes) {
        layout().transpose(axes);
        if (axes[0] != 0 && axes[0] != -rank()) {
            throw new IllegalArgumentException(
                    "the first dimension of an indirect view is its table of rows and must stay the first; copy the view to transpose it");
        }
        int[] rest = new int[axes.length - 1];
        for (int d = 0; d < rest.length; d++) {
            rest[d] = (axes[d + 1] < 0 ? axes[d + 1] + rank() : axes[d + 1]) - 1;
        }
        return new IndirectView(
                window, table, first, step, length, suboffset, inner.transpose(rest));
    }

    @Override
    long[] suboffsetNumbers() {
        long[] numbers = new long[rank()];
        Arrays.fill(numbers, -1);
        numbers[0] = suboffset;
        return numbers;
    }

    @Override
    long offsetOf(long index) {
        throw new IllegalStateException("rows have offsets of their own");
    }

    @Override
    long offsetOf(long row, long column) {
        throw new IllegalStateException("rows have offsets of their own");
    }

    @Override
    public MemoryView slice(long start, long stop) {
        return slice(Slice.of(start, stop));
    }
}

package io.zenview.cli;

import io.zenview.view.MemoryView;
import org.jspecify.annotations.Nullable;

/// What of a file is looked at.
///
/// @param array all of it
/// @param chosen the part that was asked for
/// @param type what the elements of that part are
/// @param untyped whether nobody knows what the bytes mean
/// @param field the field that was asked for, null for all
/// @param slice the part that was asked for, as it was written; null for all
record Inspection(
        FileArray array,
        MemoryView chosen,
        ElementType type,
        boolean untyped,
        @Nullable String field,
        @Nullable String slice) {
    /// Whether it is shown as a table: records that don't come from NumPy.
    boolean isTable() {
        return array.npy() == null && type.isRecord() && chosen.ndim() == 1;
    }

    /// Where in the file the first byte lies of elements that lie side by side.
    long origin() {
        if (chosen.byteSize() == 0) {
            return array.offset();
        }
        return array.offset() + chosen.segment().address() - array.view().segment().address();
    }
}

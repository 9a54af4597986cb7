package io.zenview.cli;

import io.zenview.view.MemoryView;
import java.util.function.Consumer;

/// A large view in parts, for work that shows how far it is.
final class Parts {
    private Parts() {}

    /// Works on all elements in C order, on as many at a time as a limit allows.
    ///
    /// @param most elements in a part, at least 1
    static void of(MemoryView view, long most, Consumer<MemoryView> work) {
        long count = view.elementCount();
        if (count <= most) {
            if (count > 0) {
                work.accept(view);
            }
            return;
        }
        long rows = most / (count / view.length());
        for (long from = 0; from < view.length(); from += Math.max(1, rows)) {
            if (rows > 0) {
                work.accept(view.slice(from, Math.min(view.length(), from + rows)));
            } else {
                of(view.at(from), most, work);
            }
        }
    }
}

package io.zenview.view;

import java.util.ArrayList;
import java.util.List;

/// A user's own exporter: it lends an array and keeps account of what is out.
final class CountingExporter implements BufferExporter {
    private final byte[] data;
    final List<MemoryView> lent = new ArrayList<>();
    int acquired;

    CountingExporter(byte[] data) {
        this.data = data;
    }

    @Override
    public MemoryView acquire(BufferRequest request) {
        MemoryView view = MemoryView.of(data).acquire(request);
        acquired++;
        lent.add(view);
        return view;
    }

    @Override
    public void release(MemoryView view) {
        if (!lent.remove(view)) {
            throw new AssertionError("released a view that is not lent: " + view);
        }
    }
}

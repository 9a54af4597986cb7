package io.zenview.view;

import java.util.ArrayList;
import java.util.List;

/// An exporter that keeps account: how often it was asked, and whether it got everything back.
final class Lender implements BufferExporter {
    private final MemoryView memory;
    private final List<MemoryView> lent = new ArrayList<>();
    int acquired;
    int released;

    Lender(MemoryView memory) {
        this.memory = memory;
    }

    @Override
    public MemoryView acquire(BufferRequest request) {
        MemoryView view = memory.acquire(request);
        acquired++;
        lent.add(view);
        return view;
    }

    @Override
    public void release(MemoryView view) {
        if (!lent.removeIf(known -> known == view)) {
            throw new AssertionError("released a view that is not lent: " + view);
        }
        released++;
    }
}

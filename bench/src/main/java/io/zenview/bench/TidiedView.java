package io.zenview.bench;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// What [io.zenview.view.LongView] becomes when somebody tidies it up: the same accessors with one
/// call for all kinds of memory.
///
/// It is here to be measured, as the reason why the real one repeats itself.
final class TidiedView {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final MemorySegment memory;
    private final long length;

    TidiedView(MemorySegment memory) {
        this.memory = memory;
        this.length = memory.byteSize() / 8;
    }

    long length() {
        return length;
    }

    long get(long index) {
        long k = index + (length & (index >> 63));
        Objects.checkIndex(k, length);
        return memory.get(LONG, k << 3);
    }

    void set(long index, long value) {
        long k = index + (length & (index >> 63));
        Objects.checkIndex(k, length);
        memory.set(LONG, k << 3, value);
    }
}

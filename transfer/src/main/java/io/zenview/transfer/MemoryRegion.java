package io.zenview.transfer;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A run of bytes in memory: on the heap, native or mapped.
///
/// The bytes are read when they are sent, so whatever the memory holds then is what goes out. The
/// memory must stay alive until the transfer ends and must be accessible to the sending thread.
/// Native and mapped memory goes to a channel as it lies; heap memory has to be copied into native
/// memory first, because the garbage collector may move it: the methods do that in small pieces,
/// and [SendMethod] counts it.
///
/// @param segment the memory
public record MemoryRegion(MemorySegment segment) implements Region {

    /// Takes the memory as it is.
    public MemoryRegion {
        Objects.requireNonNull(segment, "segment");
    }

    @Override
    public long size() {
        return segment.byteSize();
    }

    @Override
    public MemoryRegion slice(long from, long to) {
        Objects.checkFromToIndex(from, to, size());
        return new MemoryRegion(segment.asSlice(from, to - from));
    }
}

package io.zenview.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// [SendMethod#BUFFERED]: everything through one native buffer.
final class BufferedWriter implements PayloadWriter {
    private final int chunkSize;

    BufferedWriter(int chunkSize) {
        this.chunkSize = chunkSize;
    }

    @Override
    public void write(Payload payload, Wire wire) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment chunk = arena.allocate(Math.min(chunkSize, payload.size()));
            for (Region region : payload.regions()) {
                switch (region) {
                    case FileRegion file -> copy(file, 0, file.size(), chunk, wire);
                    case MemoryRegion memory -> copy(memory.segment(), chunk, wire);
                }
            }
        }
    }

    /// Sends `count` bytes of a file region through a native chunk.
    static void copy(FileRegion region, long from, long count, MemorySegment chunk, Wire wire)
            throws IOException {
        ByteBuffer buffer = chunk.asByteBuffer();
        long position = region.offset() + from;
        long end = position + count;
        while (position < end) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
            position += fill(region, position, buffer);
            wire.write(buffer.flip());
        }
    }

    /// Sends memory of any kind through a native chunk.
    static void copy(MemorySegment memory, MemorySegment chunk, Wire wire) throws IOException {
        ByteBuffer buffer = chunk.asByteBuffer();
        for (long at = 0; at < memory.byteSize(); ) {
            int n = (int) Math.min(chunk.byteSize(), memory.byteSize() - at);
            MemorySegment.copy(memory, at, chunk, 0, n);
            wire.write(buffer.clear().limit(n));
            at += n;
        }
    }

    /// Reads at least one byte from the file at `position`, without waiting for the buffer to be
    /// full.
    static int fill(FileRegion region, long position, ByteBuffer buffer) throws IOException {
        int n = region.channel().read(buffer, position);
        if (n <= 0) {
            throw new FileShrunkException(
                    region.name(),
                    position,
                    region.offset() + region.size(),
                    region.channel().size());
        }
        return n;
    }
}

package io.zenview.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// [SendMethod#WHOLE]: all bytes into memory, then all bytes out.
final class WholeWriter implements PayloadWriter {
    /// The most that one buffer covers; a ByteBuffer ends before 2 GiB.
    private static final long READ_WINDOW = 1L << 30;

    /// What stays free for everything else on the machine and in this process.
    private static final long HEADROOM = 64L << 20;

    private final int chunkSize;

    WholeWriter(int chunkSize) {
        this.chunkSize = chunkSize;
    }

    @Override
    public void write(Payload payload, Wire wire) throws IOException {
        requireMemory(payload.size());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment all = arena.allocate(payload.size());
            long at = 0;
            for (Region region : payload.regions()) {
                MemorySegment place = all.asSlice(at, region.size());
                switch (region) {
                    case FileRegion file -> read(file, place);
                    case MemoryRegion memory -> place.copyFrom(memory.segment());
                }
                at += region.size();
            }
            for (at = 0; at < all.byteSize(); at += chunkSize) {
                long n = Math.min(chunkSize, all.byteSize() - at);
                wire.write(all.asSlice(at, n).asByteBuffer());
            }
        }
    }

    private static void read(FileRegion file, MemorySegment place) throws IOException {
        long at = 0;
        while (at < file.size()) {
            ByteBuffer window =
                    place.asSlice(at, Math.min(READ_WINDOW, file.size() - at)).asByteBuffer();
            at += BufferedWriter.fill(file, file.offset() + at, window);
        }
    }

    private static void requireMemory(long size) throws IOException {
        // Asking for too much would not fail here but end some process, perhaps this one, when the
        // pages are touched.
        long available = AvailableMemory.bytes();
        if (size > available - HEADROOM) {
            throw new IOException(
                    "Sending whole needs "
                            + size
                            + " bytes of memory, but only "
                            + available
                            + " are available and "
                            + HEADROOM
                            + " of them are kept free: send by sendfile, mapped or buffered");
        }
    }
}

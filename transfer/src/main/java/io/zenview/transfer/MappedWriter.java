package io.zenview.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel.MapMode;

/// [SendMethod#MAPPED]: files written from a mapping, a window at a time.
///
/// Windows, and not one mapping of the file, because the pages of a mapping count as resident
/// memory of the process until it is undone. The arena is confined, so undoing it needs no word
/// with the other threads.
final class MappedWriter implements PayloadWriter {
    private final int windowSize;

    MappedWriter(int windowSize) {
        this.windowSize = windowSize;
    }

    @Override
    public void write(Payload payload, Wire wire) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySender memorySender = new MemorySender(arena);
            for (Region region : payload.regions()) {
                switch (region) {
                    case FileRegion file -> write(file, wire);
                    case MemoryRegion memory -> memorySender.write(memory.segment(), wire);
                }
            }
        }
    }

    private void write(FileRegion file, Wire wire) throws IOException {
        for (long at = 0; at < file.size(); at += windowSize) {
            long n = Math.min(windowSize, file.size() - at);
            // Mapping beyond the end would fail with a message about the mapping.
            file.requireWhole(file.offset() + at);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment window =
                        file.channel().map(MapMode.READ_ONLY, file.offset() + at, n, arena);
                wire.write(window.asByteBuffer());
            } catch (InternalError | IOException e) {
                // Touching a page that the file lost is an InternalError in Java and EFAULT in the
                // kernel.
                file.requireWhole(file.offset() + at);
                throw e;
            }
            // A page that lost only its end does not fault: it reads as zeros. So look before going
            // on.
            file.requireWhole(file.offset() + at);
        }
    }
}

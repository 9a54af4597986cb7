package io.zenview.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/// [SendMethod#SENDFILE]: files sent by the kernel from its page cache.
final class SendfileWriter implements PayloadWriter {
    /// What goes through user space when sendfile would have blocked: enough to make the thread
    /// wait in a plain write, which parks a virtual thread, and little enough to return to sendfile
    /// soon.
    private static final int STALL_CHUNK = 64 << 10;

    private final int chunkSize;

    SendfileWriter(int chunkSize) {
        this.chunkSize = chunkSize;
    }

    @Override
    public void write(Payload payload, Wire wire) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySender memorySender = new MemorySender(arena);
            for (Region region : payload.regions()) {
                switch (region) {
                    case FileRegion file -> write(file, memorySender, wire);
                    case MemoryRegion memory -> memorySender.write(memory.segment(), wire);
                }
            }
        }
    }

    private void write(FileRegion file, MemorySender memorySender, Wire wire) throws IOException {
        long at = 0;
        long digested = 0;
        while (at < file.size()) {
            long n = Math.min(chunkSize, file.size() - at);
            if (wire.digests() && digested < at + n) {
                digest(file, digested, at + n, memorySender, wire);
                digested = at + n;
            }
            long moved = wire.transfer(file.channel(), file.offset() + at, n);
            // Nothing moved means two things: the file ends here, or the socket is full and the
            // thread is a virtual one,
            // for which transferTo does not wait. The read below tells them apart; asking again
            // would spin.
            at +=
                    moved > 0
                            ? moved
                            : writeOnce(file, at, Math.min(STALL_CHUNK, n), memorySender, wire);
        }
        file.requireWhole(file.offset() + at);
    }

    private static int writeOnce(
            FileRegion file, long at, long n, MemorySender memorySender, Wire wire)
            throws IOException {
        ByteBuffer buffer = memorySender.chunk().asSlice(0, n).asByteBuffer();
        int read = BufferedWriter.fill(file, file.offset() + at, buffer);
        wire.writeDigested(buffer.flip());
        return read;
    }

    private static void digest(
            FileRegion file, long from, long to, MemorySender memorySender, Wire wire)
            throws IOException {
        ByteBuffer buffer = memorySender.chunk().asByteBuffer();
        for (long at = from; at < to; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
            int n = BufferedWriter.fill(file, file.offset() + at, buffer);
            wire.digest(buffer.flip());
            wire.readForDigest(n);
            at += n;
        }
    }
}

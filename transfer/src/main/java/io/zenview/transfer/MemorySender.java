package io.zenview.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Sends memory regions for the methods that avoid copies: native and mapped memory as it lies,
/// heap memory in chunks through one native buffer.
///
/// The chunks are what a heap write costs anyway: the JDK copies a heap buffer into native memory
/// of the buffer's full size and keeps that for the thread.
final class MemorySender {
    /// Fits the second-level cache, so that the kernel's copy finds the bytes there.
    private static final int HEAP_CHUNK = 256 << 10;

    /// The most that one write gets: often enough for a progress bar, and far below a ByteBuffer's
    /// 2 GiB.
    private static final long NATIVE_CHUNK = 4 << 20;

    private final Arena arena;
    private @Nullable MemorySegment chunk;

    /// @param arena where the buffer is allocated if it is needed, and thereby who frees it
    MemorySender(Arena arena) {
        this.arena = arena;
    }

    void write(MemorySegment memory, Wire wire) throws IOException {
        if (memory.isNative()) {
            for (long at = 0; at < memory.byteSize(); at += NATIVE_CHUNK) {
                long n = Math.min(NATIVE_CHUNK, memory.byteSize() - at);
                wire.write(memory.asSlice(at, n).asByteBuffer());
            }
        } else {
            BufferedWriter.copy(memory, chunk(), wire);
        }
    }

    /// A native buffer, made on first use.
    MemorySegment chunk() {
        if (chunk == null) {
            chunk = arena.allocate(HEAP_CHUNK);
        }
        return chunk;
    }
}

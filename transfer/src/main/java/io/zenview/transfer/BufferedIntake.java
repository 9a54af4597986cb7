package io.zenview.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// [ReceiveMethod#BUFFERED]: through one native buffer, into a file or into nothing.
final class BufferedIntake implements Intake {
    /// As much as a receive buffer of the kernel holds by default is worth taking at once; more
    /// gained nothing.
    private static final int BUFFER = 1 << 20;

    private final @Nullable PartFile file;

    /// @param file where to write, or nothing to drop the bytes
    BufferedIntake(@Nullable PartFile file) {
        this.file = file;
    }

    @Override
    public void take(Inflow inflow) throws IOException {
        // From an arena, not allocateDirect: freed with the connection and not counted against the
        // heap's limit.
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer buffer = arena.allocate(BUFFER).asByteBuffer();
            Headroom headroom = file == null ? null : new Headroom(file.part());
            long at = 0;
            while (inflow.read(buffer.clear())) {
                buffer.flip();
                if (file != null && headroom != null) {
                    at += write(buffer, file);
                    headroom.reach(at);
                }
            }
            if (headroom != null) {
                headroom.end(at);
            }
        }
    }

    private static int write(ByteBuffer buffer, PartFile file) throws IOException {
        int size = buffer.remaining();
        while (buffer.hasRemaining()) {
            file.channel().write(buffer);
        }
        return size;
    }
}

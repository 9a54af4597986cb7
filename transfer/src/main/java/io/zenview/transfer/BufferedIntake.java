package io.zenview.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// [ReceiveMethod#BUFFERED]: through one native buffer, into a file or into nothing.
final class BufferedIntake implements Intake {
    /// As much as a receive buffer of the kernel holds by default is worth taking at once; more
    /// gained nothing.
    private static final int BUFFER = 1 << 20;

    private final @Nullable WritableByteChannel file;

    /// @param file where to write, or nothing to drop the bytes
    BufferedIntake(@Nullable WritableByteChannel file) {
        this.file = file;
    }

    @Override
    public void take(Inflow inflow) throws IOException {
        // From an arena, not allocateDirect: freed with the connection and not counted against the
        // heap's limit.
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer buffer = arena.allocate(BUFFER).asByteBuffer();
            while (inflow.read(buffer.clear())) {
                buffer.flip();
                while (file != null && buffer.hasRemaining()) {
                    file.write(buffer);
                }
            }
        }
    }
}

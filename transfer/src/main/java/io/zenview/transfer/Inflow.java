package io.zenview.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where received bytes come from, and the one place that counts and digests them.
final class Inflow {
    private final SocketChannel socket;
    private final @Nullable Digester digester;
    private long bytes;

    Inflow(SocketChannel socket, @Nullable DigestAlgorithm algorithm) {
        this.socket = socket;
        this.digester = algorithm == null ? null : new Digester(algorithm);
    }

    /// Reads once into the buffer, which must have room.
    ///
    /// @return false at the end of the stream
    boolean read(ByteBuffer buffer) throws IOException {
        int from = buffer.position();
        int n;
        try {
            n = socket.read(buffer);
        } catch (ClosedChannelException e) {
            throw e; // on purpose, by this side
        } catch (IOException e) {
            throw new BrokenStreamException(e);
        }
        if (n < 0) {
            return false;
        }
        bytes += n;
        if (digester != null) {
            digester.update(buffer.slice(from, n));
        }
        return true;
    }

    long bytes() {
        return bytes;
    }

    Optional<Digest> digest() {
        return Optional.ofNullable(digester).map(Digester::finish);
    }
}

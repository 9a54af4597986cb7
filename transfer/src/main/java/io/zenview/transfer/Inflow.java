package io.zenview.transfer;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where received bytes come from, and the one place that counts and digests them.
final class Inflow {
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final SocketChannel socket;
    private final @Nullable Digester digester;
    private long bytes;
    private int descriptor = -1;
    private final Object stopping = new Object();
    private boolean stopped;

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

    /// Announces that bytes will be taken by [#splice], from the socket's descriptor.
    void beginSplice() throws IOException {
        synchronized (stopping) {
            if (stopped) {
                throw new AsynchronousCloseException();
            }
            descriptor = SocketDescriptor.of(socket);
        }
    }

    /// Moves what there is, however long it takes to come.
    ///
    /// @return the number of bytes, or -1 at the end of the stream
    long splice(Splice splice, long position, long count) throws IOException {
        long n = 0;
        IOException failure = null;
        try {
            n = splice.move(descriptor, position, count, FOR_EVER);
        } catch (SocketException e) {
            failure = new BrokenStreamException(e);
        } catch (IOException e) {
            failure = e;
        }
        bytes += splice.position() - position;
        // A stop looks like the end of the stream, or like a failure: so ask for it first.
        requireGoing();
        if (failure != null) {
            throw failure;
        }
        return n;
    }

    private void requireGoing() throws AsynchronousCloseException {
        synchronized (stopping) {
            if (stopped) {
                throw new AsynchronousCloseException();
            }
        }
    }

    /// Ends the taking of bytes from another thread, by an [AsynchronousCloseException].
    void stop() throws IOException {
        synchronized (stopping) {
            stopped = true;
            if (descriptor < 0) {
                socket.close();
                return;
            }
        }
        // Not closed: its number would be given to another connection or file, and the splice would
        // go on with that.
        try {
            socket.shutdownInput();
        } catch (ClosedChannelException e) {
            // It has just finished by itself.
        }
    }

    /// Digests bytes that are in a file by now.
    void digest(FileChannel file, Path name, long from, long to) throws IOException {
        if (digester != null) {
            FileDigest.feed(digester, file, name.toString(), from, to);
        }
    }

    long bytes() {
        return bytes;
    }

    Optional<Digest> digest() {
        return Optional.ofNullable(digester).map(Digester::finish);
    }
}

package io.zenview.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One connection to a receiver, from accept to its [Reception].
final class Connection {
    /// A user who has many pipes gets further ones of a page or two, through which reading and
    /// writing is faster than splicing.
    private static final int LEAST_PIPE = 64 << 10;

    private final SocketChannel socket;
    private final InetSocketAddress peer;
    private final @Nullable Path directory;
    private final ReceiveMethod wanted;
    private final Inflow inflow;
    private final long start = System.nanoTime();
    private volatile boolean stopped;
    private ReceiveMethod method = ReceiveMethod.BUFFERED;

    Connection(
            SocketChannel socket,
            @Nullable Path directory,
            ReceiveMethod method,
            @Nullable DigestAlgorithm digest)
            throws IOException {
        this.socket = socket;
        this.peer = (InetSocketAddress) socket.getRemoteAddress();
        this.directory = directory;
        this.wanted = method;
        this.inflow = new Inflow(socket, digest);
        // Until everything is in its place, closing resets the connection, so that the sender
        // learns of a failure; the
        // kernel does the same if this process is killed.
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        // A sender whose machine is gone says nothing more; without probes its connection would
        // stay for ever.
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    /// Takes the stream to its end. Does not throw for what can happen to a connection; the
    /// reception tells it.
    Reception run() {
        Optional<Path> file = Optional.empty();
        Optional<Digest> digest = Optional.empty();
        Optional<IOException> failure = Optional.empty();
        try (socket) {
            file = receive();
            digest = inflow.digest();
            socket.setOption(StandardSocketOptions.SO_LINGER, -1);
        } catch (IOException e) {
            failure = Optional.of(explained(e));
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new Reception(peer, method, inflow.bytes(), elapsed, digest, file, failure);
    }

    /// Ends the connection from another thread; [#run] returns soon with a failure, unless it was
    /// just finishing.
    void stop() {
        stopped = true;
        try {
            inflow.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Path> receive() throws IOException {
        if (directory == null) {
            new BufferedIntake(null).take(inflow);
            return Optional.empty();
        }
        try (PartFile file = PartFile.create(directory, Instant.now())) {
            take(file);
            return Optional.of(file.keep());
        }
    }

    private void take(PartFile file) throws IOException {
        if (wanted == ReceiveMethod.MAPPED) {
            method = wanted;
            new MappedIntake(file).take(inflow);
            return;
        }
        Optional<Splice> open = splice(file);
        if (open.isEmpty()) {
            new BufferedIntake(file).take(inflow);
            return;
        }
        try (Splice splice = open.get()) {
            method = ReceiveMethod.SPLICE;
            new SpliceIntake(splice, file).take(inflow);
        }
    }

    private Optional<Splice> splice(PartFile file) throws IOException {
        if (wanted == ReceiveMethod.SPLICE) {
            SpliceIntake.requireAvailable();
            return Optional.of(Splice.into(file.part()));
        }
        if (wanted == ReceiveMethod.BUFFERED || SpliceIntake.unavailability().isPresent()) {
            return Optional.empty();
        }
        try {
            Splice splice = Splice.into(file.part());
            if (splice.pipeSize() >= LEAST_PIPE) {
                return Optional.of(splice);
            }
            splice.close();
        } catch (IOException e) {
            // No pipes left, or a file system that cannot: there is another way.
        }
        return Optional.empty();
    }

    private IOException explained(IOException e) {
        String peerName = HostPort.format(peer);
        if (stopped && e instanceof ClosedChannelException) {
            return new IOException(
                    "Stopped while "
                            + peerName
                            + " was sending, after "
                            + inflow.bytes()
                            + " bytes; nothing of it was kept");
        }
        if (e instanceof BrokenStreamException) {
            return new IOException(
                    "The sender "
                            + peerName
                            + " went away after "
                            + inflow.bytes()
                            + " bytes ("
                            + e.getMessage()
                            + "); nothing of it was kept",
                    e);
        }
        return new IOException(
                "What "
                        + peerName
                        + " sent cannot be kept in "
                        + directory
                        + ": "
                        + e.getMessage()
                        + ", after "
                        + inflow.bytes()
                        + " bytes; nothing of it was kept",
                e);
    }
}

package io.zenview.transfer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends payloads over raw TCP: connects, writes the bytes, ends the stream. Nothing else goes over
/// the wire, so any program that reads until the end of the stream can receive: `nc -l`, a few
/// lines of Python, [Receiver].
///
/// ```java
/// Sender sender = Sender.builder(new InetSocketAddress("127.0.0.1", 8082)).build();
/// try (Payload payload = Payload.of(path)) {
///     SendReport report = sender.send(payload);
/// }
/// ```
///
/// **The end.** After the last byte the sender ends its side of the connection and waits, for a
/// bounded time, until the receiver ends the other. A receiver that goes away with bytes unread
/// resets the connection, and that makes the send fail; a program that only writes and closes would
/// not notice. A receiver that keeps its side open (`nc -l` does until its standard input ends)
/// makes the send succeed unconfirmed, see [SendReport#confirmed]. What the receiver may say on the
/// connection is read and dropped.
///
/// **Failure.** Until the last byte was written, closing the connection resets it: on an exception,
/// on an interrupt, even when the process is killed. So the receiver can tell a broken transfer
/// from a short file.
///
/// **Blocking.** [#send] blocks the calling thread for as long as the receiver takes. There is no
/// time limit on a receiver that stalls; interrupt the thread to give up, which fails the send with
/// a [java.nio.channels.ClosedByInterruptException], resets the connection and, if it hits a file
/// operation, closes the payload's file. Use a platform thread: on a virtual one
/// [SendMethod#SENDFILE] works, but holds the carrier or goes through user space where the receiver
/// is slower than the sender.
///
/// A sender is immutable; any number of threads can send with it at the same time, each call on a
/// connection of its own.
public final class Sender {
    private final InetSocketAddress address;
    private final SendMethod method;
    private final int chunkSize;
    private final Duration connectTimeout;
    private final Duration closeWait;
    private final @Nullable ProgressListener listener;
    private final @Nullable DigestAlgorithm digest;

    private Sender(Builder builder) {
        this.address = builder.address;
        this.method = builder.method;
        this.chunkSize = builder.chunkSize == 0 ? method.defaultChunkSize() : builder.chunkSize;
        this.connectTimeout = builder.connectTimeout;
        this.closeWait = builder.closeWait;
        this.listener = builder.listener;
        this.digest = builder.digest;
    }

    /// Starts the description of a sender.
    ///
    /// @param address the receiver; a host name in it is looked up at every send if it was not
    ///   before
    /// @return a builder with the defaults that its methods name
    public static Builder builder(InetSocketAddress address) {
        return new Builder(address);
    }

    /// Sends a payload on a new connection.
    ///
    /// @param payload what to send; it stays open
    /// @return what was done
    /// @throws UnknownHostException if the receiver's name cannot be resolved
    /// @throws ConnectException if nobody listens at the address
    /// @throws SocketTimeoutException if the connection could not be made in time
    /// @throws ConnectionLostException if the receiver goes away before it has taken every byte
    /// @throws FileShrunkException if a file no longer holds the bytes of its region
    /// @throws IOException if a file cannot be read, or if the payload does not fit the memory that
    ///   [SendMethod#WHOLE] needs, in which case nothing was sent
    public SendReport send(Payload payload) throws IOException {
        try (SocketChannel socket = connect()) {
            InetSocketAddress peer = (InetSocketAddress) socket.getRemoteAddress();
            Progress progress = listener == null ? null : new Progress(listener);
            Digester digester = digest == null ? null : new Digester(digest);
            Wire wire = new Wire(socket, payload.size(), name(peer), progress, digester);

            Duration cpuBefore = ProcessCpu.now();
            long start = System.nanoTime();
            method.writer(chunkSize).write(payload, wire);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            Duration cpu = ProcessCpu.now().minus(cpuBefore);

            if (progress != null) {
                progress.finished(wire.sent(), payload.size());
            }
            boolean confirmed = end(socket, peer, payload.size());
            Optional<Digest> result = Optional.ofNullable(digester).map(Digester::finish);
            return new SendReport(
                    peer,
                    method,
                    wire.sent(),
                    elapsed,
                    cpu,
                    wire.throughUserSpace(),
                    confirmed,
                    result);
        }
    }

    /// Connects to the first of the name's addresses that answers.
    private SocketChannel connect() throws IOException {
        if (!address.isUnresolved()) {
            return connect(address);
        }
        IOException failure = null;
        for (InetAddress each : addresses(address.getHostString())) {
            try {
                return connect(new InetSocketAddress(each, address.getPort()));
            } catch (ConnectException | SocketTimeoutException e) {
                failure = e;
            }
        }
        throw failure == null ? new UnknownHostException(address.getHostString()) : failure;
    }

    private static InetAddress[] addresses(String host) throws UnknownHostException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw withCause(
                    new UnknownHostException(
                            host + ": no address is known for this name; check its spelling"),
                    e);
        }
    }

    private SocketChannel connect(InetSocketAddress resolved) throws IOException {
        SocketChannel socket = SocketChannel.open();
        try {
            // The adaptor is the one way to a connect with a time limit that keeps the channel in
            // blocking mode.
            socket.socket().connect(resolved, Math.toIntExact(connectTimeout.toMillis()));
            // Close means reset from here on, whoever does it and even if that is the kernel, until
            // end().
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            return socket;
        } catch (SocketTimeoutException e) {
            socket.close();
            throw withCause(
                    new SocketTimeoutException(
                            "No answer from "
                                    + name(resolved)
                                    + " within "
                                    + connectTimeout.toMillis()
                                    + " ms: is the address right, and does a firewall drop packets?"),
                    e);
        } catch (ConnectException e) {
            socket.close();
            throw withCause(
                    new ConnectException(
                            "Nobody listens at "
                                    + name(resolved)
                                    + " ("
                                    + e.getMessage()
                                    + "): start the receiver first, or check host and port"),
                    e);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /// Ends the stream in order and waits for the receiver to do the same.
    ///
    /// @return whether it did
    private boolean end(SocketChannel socket, InetSocketAddress peer, long bytes)
            throws IOException {
        try {
            socket.setOption(StandardSocketOptions.SO_LINGER, -1);
            socket.shutdownOutput();
            var in = socket.socket().getInputStream();
            byte[] dropped = new byte[4096];
            long deadline = System.nanoTime() + closeWait.toNanos();
            for (long left = closeWait.toMillis();
                    left > 0;
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                socket.socket().setSoTimeout((int) left);
                if (in.read(dropped) < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (java.nio.channels.ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new ConnectionLostException(name(peer), bytes, bytes, e);
        }
    }

    private static String name(InetSocketAddress address) {
        return HostPort.format(address);
    }

    private static <E extends IOException> E withCause(E clearer, IOException cause) {
        clearer.initCause(cause);
        return clearer;
    }

    /// Describes a [Sender]; each method returns the builder itself.
    public static final class Builder {
        /// A buffer's size is an int; half of its range is far beyond any use.
        private static final int MAX_CHUNK = 1 << 30;

        private final InetSocketAddress address;
        private SendMethod method = SendMethod.SENDFILE;
        private int chunkSize;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration closeWait = Duration.ofSeconds(5);
        private @Nullable ProgressListener listener;
        private @Nullable DigestAlgorithm digest;

        private Builder(InetSocketAddress address) {
            this.address = Objects.requireNonNull(address, "address");
        }

        /// How to send; [SendMethod#SENDFILE] if not called.
        ///
        /// @param method the method
        /// @return this
        public Builder method(SendMethod method) {
            this.method = Objects.requireNonNull(method, "method");
            return this;
        }

        /// How many bytes to move in one step; [SendMethod#defaultChunkSize] if not called. Small
        /// steps cost system calls, large ones cost memory (not with sendfile) and make progress
        /// coarse.
        ///
        /// @param bytes from 1 to 2^30
        /// @return this
        /// @throws IllegalArgumentException if the size is out of range
        public Builder chunkSize(long bytes) {
            if (bytes < 1 || bytes > MAX_CHUNK) {
                throw new IllegalArgumentException(
                        "a chunk has 1 to " + MAX_CHUNK + " bytes, not " + bytes);
            }
            this.chunkSize = (int) bytes;
            return this;
        }

        /// How long to wait for the connection; 10 seconds if not called.
        ///
        /// @param timeout a positive time of at most [Integer#MAX_VALUE] milliseconds
        /// @return this
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = requirePositive(timeout);
            return this;
        }

        /// How long to wait, after the last byte, for the receiver to end the connection; 5 seconds
        /// if not called.
        ///
        /// @param timeout a positive time of at most [Integer#MAX_VALUE] milliseconds
        /// @return this
        public Builder closeWait(Duration timeout) {
            this.closeWait = requirePositive(timeout);
            return this;
        }

        /// Whom to tell about progress; nobody if not called.
        ///
        /// @param listener is called by the sending thread
        /// @return this
        public Builder onProgress(ProgressListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /// What digest to compute while sending; none if not called. See [SendMethod] for what it
        /// costs.
        ///
        /// @param algorithm the algorithm
        /// @return this
        public Builder digest(DigestAlgorithm algorithm) {
            this.digest = Objects.requireNonNull(algorithm, "algorithm");
            return this;
        }

        /// The sender as described.
        ///
        /// @return a new sender
        public Sender build() {
            return new Sender(this);
        }

        private static Duration requirePositive(Duration timeout) {
            if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "a time limit has 1 to 2147483647 ms, not " + timeout.toMillis());
            }
            return timeout;
        }
    }
}

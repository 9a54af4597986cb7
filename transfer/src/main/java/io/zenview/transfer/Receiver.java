package io.zenview.transfer;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Receives over raw TCP: every connection is one stream of bytes, from the first to the sender's
/// end of the stream. Works with any program that connects, writes and closes: [Sender], `nc`, a
/// few lines of Python.
///
/// ```java
/// try (Receiver receiver = Receiver.builder().directory(dir).onReception(System.out::println).start()) {
///     System.out.println("listening on port " + receiver.port());
///     receiver.awaitStop();
/// }
/// ```
///
/// **Files.** With a directory, each stream becomes a new file `received-<UTC time>-<number>.bin`;
/// existing files are never overwritten. While bytes come the name ends in `.part`. If the
/// connection is reset, the disk is full or the receiver is stopped, the file is deleted, the
/// reception carries the failure, and the sender gets a reset. Files are not forced to the disk: a
/// power failure can take what was just received.
///
/// **What the end of a stream means.** Raw TCP carries no length. A sender that dies without a
/// reset looks exactly like one that has finished (the kernel of a killed program says an orderly
/// goodbye; [Sender] arranges for a reset). Compare sizes or digests where it matters.
///
/// **Threads.** Every connection has a platform thread: on a virtual one, which waits through a
/// poller, receiving took about twice the processor time. At most [#MAX_CONNECTIONS] are served at
/// the same time; further ones wait in the system's accept queue. All methods may be called by any
/// thread. The listener is called by the connections' threads, several at a time.
public final class Receiver implements AutoCloseable {
    /// How many connections are served at the same time. Each holds a thread, a 1 MiB buffer or
    /// pipe and up to 6 MiB in the kernel: 64 keep that below half a gigabyte, and are far more
    /// than a network link can feed at full speed.
    public static final int MAX_CONNECTIONS = 64;

    /// How long [#close] waits for the threads of the connections it has ended. They have to delete
    /// a file each.
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    /// How long to leave the system alone when it cannot accept, which means that it is short of
    /// descriptors or memory.
    private static final long ACCEPT_RETRY_MILLIS = 100;

    private final ServerSocketChannel server;
    private final InetSocketAddress address;
    private final @Nullable Path directory;
    private final ReceiveMethod method;
    private final @Nullable DigestAlgorithm digest;
    private final boolean once;
    private final Consumer<Reception> listener;
    private final Semaphore slots = new Semaphore(MAX_CONNECTIONS);
    private final Map<Connection, Thread> active = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closing;

    private Receiver(Builder builder, ServerSocketChannel server) throws IOException {
        this.server = server;
        this.address = (InetSocketAddress) server.getLocalAddress();
        this.directory = builder.directory;
        this.method = builder.method;
        this.digest = builder.digest;
        this.once = builder.once;
        this.listener = builder.listener;
    }

    /// Starts the description of a receiver.
    ///
    /// @return a builder with the defaults that its methods name
    public static Builder builder() {
        return new Builder();
    }

    /// Where it listens.
    ///
    /// @return the bound address
    public InetSocketAddress address() {
        return address;
    }

    /// The port on which it listens, also if any was asked for.
    ///
    /// @return the port's number
    public int port() {
        return address.getPort();
    }

    /// Waits until the receiver has stopped: after [#close], or after its one connection if it was
    /// to take just one.
    ///
    /// @throws InterruptedException if the waiting thread is interrupted, which does not stop the
    ///   receiver
    public void awaitStop() throws InterruptedException {
        ended.await();
    }

    /// Stops: accepts nothing more, ends the connections that are open (each still gets its
    /// reception, with a failure) and waits for their threads, 5 seconds at most. Does nothing if
    /// the receiver has stopped before.
    ///
    /// A listener that calls this waits for itself; let another thread do it.
    @Override
    public void close() throws IOException {
        closing = true;
        server.close();
        active.keySet().forEach(Connection::stop);
        try {
            if (!ended.await(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        active.size()
                                + " connections did not end within "
                                + STOP_WAIT.toSeconds()
                                + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() {
        try (server) {
            boolean more = true;
            while (more) {
                slots.acquire();
                SocketChannel socket = accept();
                more = socket != null && !(serve(socket) && once);
            }
        } catch (IOException e) {
            // Closing a listening socket has nothing to lose.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            joinAll();
            ended.countDown();
        }
    }

    /// The next connection, or null when the receiver was closed.
    private @Nullable SocketChannel accept() throws InterruptedException {
        while (true) {
            try {
                return server.accept();
            } catch (ClosedChannelException e) {
                return null;
            } catch (IOException e) {
                Thread.sleep(ACCEPT_RETRY_MILLIS);
            }
        }
    }

    /// @return whether there will be a reception
    private boolean serve(SocketChannel socket) throws IOException {
        Connection connection;
        try {
            connection = new Connection(socket, directory, method, digest);
        } catch (IOException e) {
            // Gone before it was begun: there is nobody to name and nothing to report.
            socket.close();
            slots.release();
            return false;
        }
        Thread thread =
                Thread.ofPlatform()
                        .name("zenview-receive-" + port())
                        .unstarted(() -> {
                            try {
                                listener.accept(connection.run());
                            } finally {
                                active.remove(connection);
                                slots.release();
                            }
                        });
        active.put(connection, thread);
        thread.start();
        if (closing) {
            connection.stop(); // close() may have looked at the active ones just before this one
            // joined them
        }
        return true;
    }

    private void joinAll() {
        for (Thread thread : active.values()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Describes a [Receiver]; each method but the last returns the builder itself.
    public static final class Builder {
        /// The port of the talk that this library grew out of.
        private static final int DEFAULT_PORT = 8082;

        private InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), DEFAULT_PORT);
        private @Nullable Path directory;
        private ReceiveMethod method = ReceiveMethod.AUTO;
        private @Nullable DigestAlgorithm digest;
        private boolean once;
        private Consumer<Reception> listener = reception -> {};

        private Builder() {}

        /// Where to listen; port 8082 of the loopback interface if not called. Whoever can reach
        /// the address can send: there is no authentication.
        ///
        /// @param address an address of this machine; port 0 takes any free one
        /// @return this
        public Builder address(InetSocketAddress address) {
            this.address = Objects.requireNonNull(address, "address");
            return this;
        }

        /// Keeps what comes as files in a directory; if not called, it is counted and dropped.
        ///
        /// @param directory an existing directory
        /// @return this
        public Builder directory(Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /// How to receive; [ReceiveMethod#AUTO] if not called.
        ///
        /// @param method the method
        /// @return this
        public Builder method(ReceiveMethod method) {
            this.method = Objects.requireNonNull(method, "method");
            return this;
        }

        /// What digest to compute of each stream; none if not called.
        ///
        /// @param algorithm the algorithm
        /// @return this
        public Builder digest(DigestAlgorithm algorithm) {
            this.digest = Objects.requireNonNull(algorithm, "algorithm");
            return this;
        }

        /// Takes one connection and stops.
        ///
        /// @return this
        public Builder once() {
            this.once = true;
            return this;
        }

        /// Whom to tell about each connection that has ended; nobody if not called.
        ///
        /// @param listener is called by several threads at a time; what it throws goes to the
        ///   thread's handler
        /// @return this
        public Builder onReception(Consumer<Reception> listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /// Binds the address and begins to accept.
        ///
        /// @return the receiver at work
        /// @throws BindException if the port is taken, reserved, or the address is not one of this
        ///   machine
        /// @throws NoSuchFileException if the directory does not exist
        /// @throws NotDirectoryException if it is something else
        /// @throws AccessDeniedException if it may not be written to
        /// @throws IOException if listening fails for another reason, or if streams are to be kept
        ///   by [ReceiveMethod#SPLICE] and that cannot be done here; the message says why
        public Receiver start() throws IOException {
            if (directory != null) {
                requireWritable(directory);
                if (method == ReceiveMethod.SPLICE) {
                    SpliceIntake.requireAvailable();
                }
            }
            ServerSocketChannel server = open();
            try {
                server.bind(address);
                Receiver receiver = new Receiver(this, server);
                Thread.ofPlatform()
                        .name("zenview-accept-" + receiver.port())
                        .daemon()
                        .start(receiver::acceptAll);
                return receiver;
            } catch (BindException e) {
                server.close();
                String cause = String.valueOf(e.getMessage());
                String wayOut =
                        cause.contains("in use")
                                ? "choose another port, or stop the program that has this one"
                                : "the address must be one of this machine, and ports below 1024 are reserved";
                BindException clearer =
                        new BindException(
                                "Cannot listen on "
                                        + HostPort.format(address)
                                        + " ("
                                        + cause
                                        + "): "
                                        + wayOut);
                clearer.initCause(e);
                throw clearer;
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e;
            }
        }

        /// A channel of the address's own family: one of the default family that is bound to
        /// 0.0.0.0 would listen on every IPv6 address, too.
        private ServerSocketChannel open() throws IOException {
            return ServerSocketChannel.open(
                    address.getAddress() instanceof Inet4Address
                            ? StandardProtocolFamily.INET
                            : StandardProtocolFamily.INET6);
        }

        private static void requireWritable(Path directory) throws IOException {
            if (Files.notExists(directory)) {
                throw new NoSuchFileException(
                        directory.toString(), null, "no such directory; create it first");
            }
            if (!Files.isDirectory(directory)) {
                throw new NotDirectoryException(directory.toString());
            }
            if (!Files.isWritable(directory)) {
                throw new AccessDeniedException(
                        directory.toString(), null, "may not be written to");
            }
        }
    }
}

package io.zenview.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.zenview.media.VideoLibrary;
import io.zenview.transfer.Preallocation;
import io.zenview.transfer.Splice;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An HTTP/1.1 origin: serves what a [ContentStore] has, files by `sendfile`.
///
/// ```java
/// try (OriginServer server = OriginServer.builder().directory(Path.of("films")).start()) {
///     System.out.println("http://localhost:" + server.port() + "/");
///     server.awaitStop();
/// }
/// ```
public final class OriginServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OriginServer.class);

    private static final int WORKERS = 8;
    private static final int WORK_WAITING = 1024;

    /// As many reads at a time as a disk can sort.
    private static final int DISK_THREADS = 4;

    private static final int DISK_WAITING = 10_000;

    private static final int UNSENT = 256 << 10;

    private final MultiThreadIoEventLoopGroup loops;
    private final Map<EventExecutor, LoopWatch> watches = new HashMap<>();
    private final Commons commons;
    private final Channel listening;
    private final InetSocketAddress address;
    private final Transport transport;
    private final @Nullable AccessLog accessLog;
    private final List<AutoCloseable> ownStores;
    private final @Nullable SslContext tls;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private OriginServer(Builder builder) throws IOException {
        this.transport = builder.transport.resolved();
        Limits limits = builder.limits;
        MeterRegistry registry = builder.registry();
        ServerMetrics metrics = new ServerMetrics(registry);
        ContentStore store = builder.store();
        this.ownStores = builder.ownStores;
        ExecutorService workers = threads("zenview-worker", WORKERS, WORK_WAITING);
        ReprDigests digests = new ReprDigests(store, workers);
        ContentService contents = new ContentService(store, digests, limits);
        Routes routes =
                new Routes(
                        contents,
                        builder.videos == null
                                ? null
                                : new FilmRoutes(builder.videos, contents, metrics),
                        builder.takesUploads && store instanceof WritableStore writable
                                ? new UploadService(
                                        new UploadProtocol(
                                                writable,
                                                Optional.ofNullable(builder.token),
                                                builder.deletes),
                                        digests,
                                        builder.token != null)
                                : null,
                        registry instanceof PrometheusMeterRegistry prometheus ? prometheus : null);
        this.accessLog = builder.accessLog;
        this.tls = builder.tls;
        this.commons =
                new Commons(
                        limits,
                        metrics,
                        routes,
                        new PageCache(threads("zenview-disk", DISK_THREADS, DISK_WAITING)),
                        workers,
                        receptions(limits.maxReceptions()),
                        Splice.isAvailable() ? builder.splicing : null,
                        new CrossOrigin(builder.origins),
                        accessLog);
        this.loops =
                new MultiThreadIoEventLoopGroup(
                        builder.eventLoops,
                        new DefaultThreadFactory("zenview-loop", true),
                        transport.handlerFactory());
        for (EventExecutor loop : loops) {
            watches.put(loop, new LoopWatch((EventLoop) loop));
        }
        try {
            this.listening = bind(builder.address);
        } catch (IOException | RuntimeException e) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            try {
                closeOwn();
            } catch (Exception more) {
                e.addSuppressed(more);
            }
            throw e;
        }
        this.address = (InetSocketAddress) listening.localAddress();
        if (store instanceof WritableStore writable) {
            loops.scheduleWithFixedDelay(
                    () -> workers.execute(() -> sweep(writable)), 1, 1, TimeUnit.HOURS);
        }
    }

    private static void sweep(WritableStore store) {
        try {
            store.sweep();
        } catch (IOException e) {
            LOG.warn("abandoned uploads could not be removed", e);
        }
    }

    /// Bounded in both ways: a client that asks for much work makes others wait no longer than that
    /// takes.
    private static ExecutorService threads(String name, int count, int waiting) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(waiting),
                        new DefaultThreadFactory(name, true));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ExecutorService receptions(int atOnce) {
        return new ThreadPoolExecutor(
                0,
                atOnce,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new DefaultThreadFactory("zenview-upload", true));
    }

    private Channel bind(InetSocketAddress wanted) throws IOException {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(transport.serverChannel())
                        .option(ChannelOption.SO_BACKLOG, 4096)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        // A client may end its side and still want the answer.
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        opened(channel);
                                    }
                                })
                        .bind(wanted)
                        .awaitUninterruptibly();
        if (bound.isSuccess()) {
            return bound.channel();
        }
        BindException failure =
                new BindException(
                        "Cannot listen on %s:%d (%s); choose another port or address"
                                .formatted(
                                        wanted.getHostString(),
                                        wanted.getPort(),
                                        bound.cause().getMessage()));
        failure.initCause(bound.cause());
        throw failure;
    }

    private void opened(SocketChannel channel) {
        if (!(channel instanceof EpollSocketChannel)) {
            // Without a descriptor the kernel cannot be asked how far a slow reader has come, and
            // the room that one makes in a large buffer comes in pieces of a megabyte: for minutes
            // it would look like one that stands still.
            channel.config().setSendBufferSize(UNSENT);
        }
        ServerMetrics metrics = commons.metrics();
        int open = metrics.connectionOpened();
        channel.closeFuture().addListener(_ -> metrics.connectionClosed());
        if (open > commons.limits().maxConnections() || commons.isStopping()) {
            metrics.refused("connections");
            channel.close();
            return;
        }
        LoopWatch watch = Objects.requireNonNull(watches.get(channel.eventLoop()));
        Conversation conversation = new Conversation(commons, watch.heads(), tls != null);
        if (tls != null) {
            SslHandler handler = tls.newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(commons.limits().headTime().toMillis());
            channel.pipeline().addLast(handler);
        }
        channel.pipeline()
                .addLast(new RequestDecoder(conversation, commons.limits().maxHeadBytes()))
                .addLast(conversation);
        watch.add(conversation);
    }

    /// Starts the description of a server.
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

    /// How it waits for its sockets.
    ///
    /// @return [Transport#EPOLL] or [Transport#NIO]
    public Transport transport() {
        return transport;
    }

    /// Whether it speaks TLS.
    ///
    /// @return true if it was given a certificate
    public boolean isSecure() {
        return tls != null;
    }

    /// Whether the bodies of uploads go from the socket to the file within the kernel, as far as
    /// their length is known; otherwise they go through buffers of this program.
    ///
    /// @return true with epoll, without TLS, and where [Splice#isAvailable]
    public boolean splices() {
        return commons.splicing() != null && transport == Transport.EPOLL && tls == null;
    }

    /// Waits until the server has stopped.
    ///
    /// @throws InterruptedException if the waiting thread is interrupted, which does not stop the
    ///   server
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /// Stops: accepts nothing more, ends idle connections, lets bodies in flight finish within
    /// [Limits#graceTime], and cuts off the rest.
    @Override
    public void close() {
        if (stopped.getCount() == 0) {
            return;
        }
        commons.stop();
        listening.close().awaitUninterruptibly();
        watches.values().forEach(LoopWatch::stop);
        awaitBodies();
        watches.values().forEach(LoopWatch::abort);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        commons.workers().shutdown();
        commons.receptions().shutdownNow();
        try {
            closeOwn();
        } catch (Exception e) {
            throw new IllegalStateException("the server has stopped, but could not tidy up", e);
        } finally {
            stopped.countDown();
        }
    }

    private void closeOwn() throws Exception {
        if (accessLog != null) {
            accessLog.close();
        }
        for (AutoCloseable store : ownStores) {
            store.close();
        }
    }

    private void awaitBodies() {
        long end = System.nanoTime() + commons.limits().graceTime().toNanos();
        try {
            while (commons.metrics().openConnections() > 0 && System.nanoTime() < end) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Describes an [OriginServer]; each method but the last returns the builder itself.
    public static final class Builder {
        private static final int DEFAULT_PORT = 8080;

        private InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), DEFAULT_PORT);
        private Transport transport = Transport.AUTO;
        private int eventLoops = Runtime.getRuntime().availableProcessors();
        private Limits limits = Limits.DEFAULT;
        private @Nullable ContentStore store;
        private @Nullable Path directory;
        private final List<AutoCloseable> ownStores = new ArrayList<>();
        private @Nullable VideoLibrary videos;
        private boolean takesUploads;
        private boolean deletes;
        private @Nullable BearerToken token;
        private @Nullable MeterRegistry registry;
        private @Nullable AccessLog accessLog;
        private @Nullable SslContext tls;
        private @Nullable Splicing splicing = Splice::into;
        private Set<String> origins = Set.of();

        private Builder() {}

        /// Where to listen; port 8080 of the loopback interface if not called.
        ///
        /// @param address an address of this machine; port 0 takes any free one
        /// @return this
        public Builder address(InetSocketAddress address) {
            this.address = Objects.requireNonNull(address, "address");
            return this;
        }

        /// Serves the files below a directory.
        ///
        /// @param directory an existing directory
        /// @return this
        public Builder directory(Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /// Serves what a store has.
        ///
        /// @param store stays the caller's, to be closed after the server if need be
        /// @return this
        public Builder store(ContentStore store) {
            this.store = Objects.requireNonNull(store, "store");
            return this;
        }

        /// Serves films by timecode, and the page to watch them on, beside the files:
        /// `/api/videos`, `/videos/ID`, chunks and clips. `/` is the page then, for browsers, if
        /// there are films and no `index.html` beside them.
        ///
        /// @param videos the films, which stay the caller's to close after the server
        /// @return this
        public Builder videos(VideoLibrary videos) {
            this.videos = Objects.requireNonNull(videos, "videos");
            return this;
        }

        /// How to wait for sockets; [Transport#AUTO] if not called.
        ///
        /// @param transport the transport
        /// @return this
        public Builder transport(Transport transport) {
            this.transport = Objects.requireNonNull(transport, "transport");
            return this;
        }

        /// How many threads serve the connections; as many as there are processors if not called.
        ///
        /// @param count at least 1
        /// @return this
        public Builder eventLoops(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("at least 1 event loop, not " + count);
            }
            this.eventLoops = count;
            return this;
        }

        /// What a client may take; [Limits#DEFAULT] if not called.
        ///
        /// @param limits the limits
        /// @return this
        public Builder limits(Limits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /// Where to count; a registry of the server's own if not called, which it shows under
        /// `/metrics`, as it does any Prometheus registry.
        ///
        /// @param registry the registry
        /// @return this
        public Builder metrics(MeterRegistry registry) {
            this.registry = Objects.requireNonNull(registry, "registry");
            return this;
        }

        /// Keeps a log of requests in the combined format.
        ///
        /// @param file is appended to; may be renamed while the server runs
        /// @return this
        /// @throws IOException if the file cannot be opened
        public Builder accessLog(Path file) throws IOException {
            this.accessLog = AccessLog.to(file);
            return this;
        }

        /// Writes a log of requests in the combined format to a stream.
        ///
        /// @param stream stays the caller's
        /// @return this
        public Builder accessLog(PrintStream stream) {
            this.accessLog = AccessLog.to(stream);
            return this;
        }

        /// Lets pages of other origins read what this server says (CORS); none if not called.
        ///
        /// @param origins as in `https://example.org`, or `*` for all
        /// @return this
        public Builder allowOrigins(String... origins) {
            this.origins = Set.of(origins);
            return this;
        }

        /// Receives bodies through buffers also where they could be spliced.
        ///
        /// @return this
        public Builder withoutSplice() {
            return splicing(null);
        }

        Builder splicing(@Nullable Splicing splicing) {
            this.splicing = splicing;
            return this;
        }

        /// Speaks TLS (1.2 and 1.3, by the JDK). Every byte is encrypted by the processor then:
        /// files are read into direct buffers, and nothing is sent by `sendfile` or spliced any
        /// more.
        ///
        /// @param certificates a PEM file with the server's certificate and those that lead to its
        ///   root, in this order
        /// @param key a PEM file with the certificate's private key, PKCS #8 and not encrypted
        /// @return this
        /// @throws IOException if one of the files cannot be read or has something else in it; the
        ///   message names it
        public Builder tls(Path certificates, Path key) throws IOException {
            this.tls = ServerCertificate.context(certificates, key);
            return this;
        }

        private MeterRegistry registry() {
            return registry == null
                    ? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)
                    : registry;
        }

        /// Takes uploads: `PUT`, whole or resumable. Into a directory, or into a store that is a
        /// [WritableStore].
        ///
        /// @return this
        public Builder takeUploads() {
            this.takesUploads = true;
            return this;
        }

        /// Takes `DELETE`, too; only with [#takeUploads].
        ///
        /// @return this
        public Builder takeDeletions() {
            this.deletes = true;
            return this;
        }

        /// Who writes has to bring this token. Without it whoever can connect may write, so that
        /// the server then has to be bound to a loopback address.
        ///
        /// @param token the token
        /// @return this
        public Builder token(BearerToken token) {
            this.token = Objects.requireNonNull(token, "token");
            return this;
        }

        private ContentStore store() throws IOException {
            if ((store == null) == (directory == null)) {
                throw new IllegalStateException("a server needs a directory or a store, just one");
            }
            if (takesUploads && token == null && !address.getAddress().isLoopbackAddress()) {
                throw new IllegalStateException(
                        "whoever can reach "
                                + address.getAddress().getHostAddress()
                                + " could write: give a token, or listen on a loopback address");
            }
            if (store != null) {
                if (takesUploads && !(store instanceof WritableStore)) {
                    throw new IllegalStateException(
                            "the store takes no uploads: it is no WritableStore");
                }
                return store;
            }
            DirectoryStore reading = DirectoryStore.of(Objects.requireNonNull(directory));
            ownStores.add(reading);
            if (!takesUploads) {
                return reading;
            }
            WritableDirectory writing =
                    new WritableDirectory(
                            reading.root(), reading, limits.uploads(), Preallocation::reserve);
            ownStores.add(writing);
            return writing;
        }

        /// Binds the address and begins to serve.
        ///
        /// @return the server at work
        /// @throws BindException if the address cannot be bound
        /// @throws IOException if the directory cannot be served
        public OriginServer start() throws IOException {
            return new OriginServer(this);
        }
    }
}

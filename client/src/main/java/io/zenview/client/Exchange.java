package io.zenview.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One connection: a request with its body goes out while the answer may come in already.
///
/// Fields are of the event loop's thread, unless they are volatile.
final class Exchange extends SimpleChannelInboundHandler<HttpObject> implements AutoCloseable {
    /// Bytes that go out at once: long enough for sendfile to be worth the call, short enough to
    /// stop when the server has heard enough.
    private static final int PART = 4 << 20;

    /// What is encrypted at once; read into a direct buffer.
    private static final int SAFE_PART = 256 << 10;

    /// How long to wait for a server's leave to send a body; most never answer.
    private static final Duration LEAVE = Duration.ofSeconds(1);

    private static final int CONTINUE = 100;

    /// A body in a file.
    ///
    /// @param onProgress is told the bytes sent so far
    record Body(FileChannel file, long from, long to, LongConsumer onProgress) {}

    private final boolean isSafe;
    private @Nullable Channel channel;
    private @Nullable URI address;
    private @Nullable Body body;
    private @Nullable HttpResponse response;
    private volatile @Nullable FilePart going;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private String method = "";
    private long sent;
    private boolean isBodyBegun;
    private volatile boolean isUsable = true;
    private volatile boolean isAnswered = true;
    private volatile long lastActivity;
    private volatile Interim interim = (_, _) -> {};
    private volatile CompletableFuture<Answer> answer = new CompletableFuture<>();

    /// Is told of answers that come before the answer.
    @FunctionalInterface
    interface Interim {
        void came(int status, HttpHeaders fields);
    }

    Exchange(boolean isSafe) {
        super(HttpObject.class);
        this.isSafe = isSafe;
    }

    void connected(Channel open, URI server) {
        channel = open;
        address = server;
    }

    boolean isUsableFor(URI other) {
        Channel open = channel;
        URI server = address;
        return isUsable
                && open != null
                && open.isActive()
                && server != null
                && Redirect.isSameOrigin(server, other);
    }

    /// Sends a request and waits for the answer, which may come before all of the body is sent;
    /// then the rest is not.
    ///
    /// @param stall how long to wait when nothing moves
    Answer send(
            HttpRequest request,
            URI target,
            @Nullable Body content,
            Interim listener,
            Duration stall)
            throws IOException {
        Channel open = channel;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        CompletableFuture<Answer> awaited = new CompletableFuture<>();
        lastActivity = System.nanoTime();
        open.eventLoop()
                .execute(() -> {
                    answer = awaited;
                    interim = listener;
                    address = target;
                    method = request.method().name();
                    body = content;
                    response = null;
                    going = null;
                    sent = 0;
                    isBodyBegun = false;
                    isAnswered = false;
                    text.reset();
                    begin(open, request);
                });
        long moved = 0;
        try {
            while (true) {
                try {
                    return awaited.get(100, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    // A part may take a slow line minutes.
                    FilePart part = going;
                    long now = part == null ? 0 : part.position() + part.transferred();
                    if (now != moved) {
                        moved = now;
                        lastActivity = System.nanoTime();
                    }
                    if (System.nanoTime() - lastActivity > stall.toNanos()) {
                        throw new EOFException(
                                "Nothing moved between here and "
                                        + Redirect.server(target)
                                        + " for "
                                        + stall.toSeconds()
                                        + " s");
                    }
                }
            }
        } catch (InterruptedException _) {
            isUsable = false;
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            isUsable = false;
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException("The connection failed", e.getCause());
        } catch (IOException e) {
            isUsable = false;
            throw e;
        }
    }

    private void begin(Channel open, HttpRequest request) {
        if (!open.isActive()) {
            fail(new EOFException("The server closed the connection"));
            return;
        }
        Body content = body;
        if (content == null) {
            var _ = open.write(request);
            open.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(this::wrote);
            return;
        }
        if (HttpUtil.is100ContinueExpected(request)) {
            open.writeAndFlush(request).addListener(this::wrote);
            var _ =
                    open.eventLoop()
                            .schedule(this::beginBody, LEAVE.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            var _ = open.write(request);
            beginBody();
        }
    }

    private void beginBody() {
        if (!isBodyBegun && response == null && !isAnswered) {
            isBodyBegun = true;
            next();
        }
    }

    /// Sends the next part, unless there is nothing left or nobody wants it.
    private void next() {
        Channel open = channel;
        Body content = body;
        if (open == null || content == null || response != null || isAnswered) {
            return;
        }
        long position = content.from() + sent;
        long left = content.to() - position;
        if (left == 0) {
            open.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(this::wrote);
            body = null;
            return;
        }
        Object part;
        long count;
        if (isSafe) {
            count = Math.min(left, SAFE_PART);
            ByteBuf buffer = open.alloc().directBuffer((int) count, (int) count);
            try {
                while (buffer.isWritable()) {
                    int at = buffer.writerIndex();
                    if (buffer.writeBytes(content.file(), position + at, (int) count - at) < 0) {
                        throw new EOFException("the file ends at " + (position + at));
                    }
                }
            } catch (IOException e) {
                buffer.release();
                fail(new SourceReadFailure(e));
                return;
            }
            part = buffer;
        } else {
            count = Math.min(left, PART);
            going = new FilePart(content.file(), position, count);
            part = going;
        }
        open.writeAndFlush(part)
                .addListener(written -> {
                    if (written.isSuccess()) {
                        lastActivity = System.nanoTime();
                        sent += count;
                        tell(content);
                        next();
                    } else {
                        wrote(written);
                    }
                });
    }

    private void tell(Body content) {
        try {
            content.onProgress().accept(sent);
        } catch (RuntimeException e) {
            // A listener that wants to end it all.
            isUsable = false;
            isAnswered = true;
            answer.completeExceptionally(e);
        }
    }

    /// The file could not be read as it was to be.
    static final class SourceReadFailure extends IOException {
        private static final long serialVersionUID = 1L;

        SourceReadFailure(IOException cause) {
            super("Reading failed", cause);
        }
    }

    private void wrote(Future<?> written) {
        lastActivity = System.nanoTime();
        if (written.isSuccess()) {
            return;
        }
        body = null;
        isUsable = false;
        Throwable cause = written.cause();
        if (cause instanceof SSLException safety) {
            fail(safety);
            return;
        }
        // The answer may have come before the connection broke; what waits in the socket is read
        // first.
        var _ =
                channelOf()
                        .eventLoop()
                        .schedule(
                                () ->
                                        fail(
                                                new IOException(
                                                        "Sending broke off after "
                                                                + sent
                                                                + " bytes",
                                                        cause)),
                                LEAVE.toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    private Channel channelOf() {
        Channel open = channel;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        lastActivity = System.nanoTime();
        if (message.decoderResult().isFailure()) {
            fail(
                    new IOException(
                            "The server's answer is none of HTTP",
                            message.decoderResult().cause()));
            return;
        }
        if (message instanceof HttpResponse head) {
            int status = head.status().code();
            if (status < 200) {
                if (status == CONTINUE) {
                    beginBody();
                } else {
                    interim.came(status, head.headers());
                }
            } else if (response == null && !isAnswered) {
                response = head;
            } else {
                isUsable = false;
            }
        }
        HttpResponse head = response;
        if (head != null && message instanceof HttpContent content) {
            ByteBuf bytes = content.content();
            byte[] part = new byte[Math.min(bytes.readableBytes(), ShortBody.LIMIT - text.size())];
            bytes.readBytes(part);
            text.writeBytes(part);
            if (message instanceof LastHttpContent || text.size() == ShortBody.LIMIT) {
                // What is left of a body, here or there, makes the connection useless.
                isUsable &=
                        body == null
                                && message instanceof LastHttpContent
                                && HttpUtil.isKeepAlive(head);
                complete(head);
            }
        }
    }

    private void complete(HttpResponse head) {
        URI target = address;
        if (target != null) {
            isAnswered = true;
            answer.complete(
                    new Answer(
                            method,
                            target,
                            head.status().code(),
                            head.headers(),
                            Problem.suffix(
                                    head.headers().get("Content-Type", ""), text.toByteArray())));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        isUsable = false;
        HttpResponse head = response;
        if (head != null && !isAnswered) {
            // Its body is for reading only; the status stands.
            complete(head);
        }
        fail(new EOFException("The server closed the connection without an answer"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        isUsable = false;
        HttpResponse head = response;
        if (head != null && !isAnswered) {
            complete(head);
        }
        fail(asFailure(cause));
    }

    private static IOException asFailure(Throwable cause) {
        // Netty wraps what goes wrong with TLS.
        if (cause instanceof DecoderException && cause.getCause() instanceof SSLException safety) {
            return safety;
        }
        return cause instanceof IOException failure
                ? failure
                : new IOException("The connection failed", cause);
    }

    private void fail(IOException failure) {
        if (!isAnswered) {
            isUsable = false;
            isAnswered = true;
            answer.completeExceptionally(failure);
        }
    }

    @Override
    public void close() {
        Channel open = channel;
        if (open != null) {
            var _ = open.close();
        }
    }
}

package io.zenview.server;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.zenview.transfer.SendQueue;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection: requests in, answers out, one after the other and in order. Everything happens
/// on the connection's event loop, so nothing here is shared.
final class Conversation extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /// Requests that may wait behind the one being answered before no more are read. A pipelining
    /// client gains nothing from more; a flooding one must not fill the heap.
    private static final int MAX_WAITING = 64;

    /// How much of a body that nobody wants is read for the sake of the connection; with more,
    /// closing is cheaper.
    private static final long MAX_UNWANTED = 64 << 10;

    /// What the log says of a request whose client did not wait for an answer, as nginx does.
    private static final int CLIENT_LEFT = 499;

    /// Bodies are read in large pieces, heads in small ones; and a piece at a time, so that no more
    /// of a body waits for the disk than one piece.
    private static final RecvByteBufAllocator BODY_BUFFERS =
            new AdaptiveRecvByteBufAllocator(16 << 10, 256 << 10, 1 << 20).maxMessagesPerRead(1);

    private final Commons commons;
    private final AnswerHead heads;
    private final boolean secure;
    private final ArrayDeque<HttpObject> waiting = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable Exchange current;
    private @Nullable BodySender sending;
    private @Nullable IncomingBody receiving;
    private @Nullable SocketLease lease;
    private long unwanted;
    private boolean pumping;
    private boolean lastAnswer;
    private boolean inputEnded;
    private boolean aborted;
    private final Watchdog watchdog;

    Conversation(Commons commons, AnswerHead heads, boolean secure) {
        this.commons = commons;
        this.heads = heads;
        this.secure = secure;
        this.watchdog = new Watchdog(commons.limits());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
    }

    Channel channel() {
        return context().channel();
    }

    Commons commons() {
        return commons;
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext context = ctx;
        if (context == null) {
            throw new IllegalStateException("not in a pipeline yet");
        }
        return context;
    }

    // --- What comes in

    void bytesCame() {
        watchdog.bytesCame(current != null);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HttpObject part)) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (aborted) {
            ReferenceCountUtil.release(part);
            return;
        }
        waiting.add(part);
        pump();
        if (waiting.size() > MAX_WAITING) {
            channel().config().setAutoRead(false);
        }
    }

    /// Takes what waits, as far as it goes before an answer has to be finished first.
    private void pump() {
        if (pumping) {
            return; // the caller is below us on the stack and goes on by itself
        }
        pumping = true;
        try {
            HttpObject part;
            while ((part = waiting.peek()) != null && takes(part)) {
                waiting.remove();
                take(part);
            }
        } finally {
            pumping = false;
        }
        if (waiting.isEmpty() && !aborted && receiving == null) {
            if (!channel().config().isAutoRead()) {
                channel().config().setAutoRead(true);
            }
            if (current == null && (inputEnded || commons.isStopping())) {
                channel().close();
            }
        }
    }

    private boolean takes(HttpObject part) {
        return current == null || (part instanceof HttpContent && !current.isReceived());
    }

    private void take(HttpObject part) {
        try {
            if (part instanceof HttpRequest request && current == null) {
                begin(request);
            }
            if (part instanceof HttpContent content) {
                content(content);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void begin(HttpRequest request) {
        watchdog.headCame();
        Exchange exchange = new Exchange(this, request, RequestTarget.originForm(request.uri()));
        current = exchange;
        unwanted = 0;
        Answer refusal = Refusals.of(request, commons.limits().maxHeadBytes());
        if (refusal != null) {
            if (request.decoderResult().isFailure()) {
                exchange.markReceived(); // where it ends, nobody knows
                commons.metrics().refused("malformed");
            }
            answer(exchange, refusal.closing());
            return;
        }
        try {
            commons.routes().handle(exchange);
        } catch (RuntimeException e) {
            failed(exchange, e);
        }
    }

    private void content(HttpContent content) {
        Exchange exchange = current;
        if (exchange == null) {
            return; // the rest of a request that was answered and forgotten
        }
        boolean failed = content.decoderResult().isFailure();
        boolean last = content instanceof LastHttpContent || failed;
        if (receiving != null) {
            receiving.take(content.content(), last, failed);
        } else {
            unwanted += content.content().readableBytes();
        }
        if (failed) {
            lastAnswer = true;
        }
        if (last) {
            exchangeReceived();
            finishIfDone(exchange);
        } else if (unwanted > MAX_UNWANTED) {
            lastAnswer = true;
            exchangeReceived();
            finishIfDone(exchange);
        }
    }

    private void exchangeReceived() {
        if (current != null) {
            current.markReceived();
        }
    }

    // --- Bodies that somebody wants

    /// Has the body of the current request taken by a thread that may wait.
    void receive(Exchange exchange, BodyTaker taker) {
        long length = HttpUtil.getContentLength(exchange.request(), -1L);
        IncomingBody body = new IncomingBody(this, exchange.expectsContinue(), length);
        receiving = body;
        watchdog.bodyBegins();
        channel().config().setAutoRead(false);
        channel().config().setRecvByteBufAllocator(BODY_BUFFERS);
        try {
            commons.receptions().execute(() -> take(exchange, body, taker));
        } catch (RejectedExecutionException e) {
            received(body);
            commons.metrics().refused("uploads");
            answer(
                    exchange,
                    Answer.problem(
                                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                                    commons.limits().maxReceptions()
                                            + " uploads are coming in already")
                            .header(HttpHeaderNames.RETRY_AFTER, "10"));
        }
    }

    private void take(Exchange exchange, IncomingBody body, BodyTaker taker) {
        try {
            Answer answer = taker.take(body);
            onLoop(() -> {
                received(body);
                answer(exchange, answer);
            });
        } catch (BrokenBodyException e) {
            LOG.debug("{} {}: {}", exchange.method(), exchange.target(), e.getMessage());
            onLoop(() -> {
                received(body);
                commons.answered(exchange, channel(), CLIENT_LEFT, 0);
                abort();
            });
        } catch (Exception e) {
            onLoop(() -> {
                received(body);
                failed(exchange, e);
            });
        }
    }

    private void received(IncomingBody body) {
        receiving = null;
        body.release();
        pump();
    }

    /// Asks for the next piece of a body; from any thread.
    void readMore() {
        onLoop(() -> channel().read());
    }

    /// Sends an answer before the answer; from any thread.
    void interim(HttpResponseStatus status, HttpHeaders headers) {
        onLoop(() -> {
            ChannelHandlerContext context = context();
            context.writeAndFlush(
                    AnswerHead.interim(context.alloc(), status, headers), context.voidPromise());
        });
    }

    /// Whether the rest of a body can go from the socket to a file within the kernel.
    boolean canSplice() {
        return !secure && commons.splicing() != null && channel() instanceof EpollSocketChannel;
    }

    /// Takes the socket from the event loop, which hears nothing of it until it is returned. Only
    /// while a body of known length is being received, and none of it waits here.
    ///
    /// @return the socket's descriptor, once the loop has let go of it
    CompletableFuture<Integer> leaseSocket() {
        CompletableFuture<Integer> descriptor = new CompletableFuture<>();
        onLoop(() -> {
            if (aborted || !(channel() instanceof EpollSocketChannel epoll)) {
                descriptor.completeExceptionally(new ClosedChannelException());
            } else {
                lease = new SocketLease(epoll);
                // The decoder still waits for the bytes that it will never see.
                lease.begin(new RequestDecoder(this, commons.limits().maxHeadBytes()), descriptor);
            }
        });
        return descriptor;
    }

    /// Gives the socket back to the event loop; from any thread.
    ///
    /// @param complete whether the body came to its end
    void returnSocket(boolean complete) {
        onLoop(() -> {
            exchangeReceived();
            lastAnswer |= !complete;
            if (lease != null) {
                lease.end();
                lease = null;
            }
            if (aborted) {
                abort();
            }
        });
    }

    // --- What goes out

    void onLoop(Runnable task) {
        if (channel().eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel().eventLoop().execute(task);
        }
    }

    void work(Exchange exchange, Callable<Answer> making) {
        try {
            commons.workers()
                    .execute(() -> {
                        try {
                            exchange.answer(making.call());
                        } catch (Exception e) {
                            onLoop(() -> failed(exchange, e));
                        }
                    });
        } catch (RejectedExecutionException e) {
            commons.metrics().refused("busy");
            answer(
                    exchange,
                    Answer.problem(
                                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                                    "Too much to do at the moment")
                            .header(HttpHeaderNames.RETRY_AFTER, "1"));
        }
    }

    private void failed(Exchange exchange, Exception failure) {
        if (exchange.isAnswered()) {
            LOG.warn("{} {} failed when answered", exchange.method(), exchange.target(), failure);
            abort();
        } else {
            answer(exchange, Failures.answer(exchange, failure));
        }
    }

    /// Sends an answer for the current exchange.
    void answer(Exchange exchange, Answer answer) {
        if (exchange != current || !channel().isActive()) {
            answer.release();
            return;
        }
        exchange.markAnswered();
        commons.crossOrigin().describe(answer, exchange);
        HttpRequest request = exchange.request();
        boolean oldClient = !request.protocolVersion().isKeepAliveDefault();
        boolean unread = !exchange.isReceived() && exchange.expectsContinue();
        // A client that waits for "100 Continue" may or may not send its body after another
        // answer; what comes next could be either.
        lastAnswer |=
                answer.isClosing()
                        || unread
                        || commons.isStopping()
                        || !HttpUtil.isKeepAlive(request);
        ChannelHandlerContext context = context();
        var head = heads.encode(context.alloc(), answer, !lastAnswer, oldClient);
        if (exchange.isHead() || answer.body().size() == 0) {
            context.writeAndFlush(head)
                    .addListener(written -> sent(exchange, answer, written.cause()));
            return;
        }
        context.write(head, context.voidPromise());
        BodySender sender =
                new BodySender(
                        context,
                        answer,
                        secure,
                        commons.metrics(),
                        commons.coldReads(),
                        failure -> sent(exchange, answer, failure));
        sending = sender;
        watchdog.bodyBegins();
        sender.start();
    }

    private void sent(Exchange exchange, Answer answer, @Nullable Throwable failure) {
        long bytes = exchange.isHead() ? 0 : answer.body().size();
        BodySender sender = sending;
        if (failure != null && sender != null) {
            bytes = sender.sent();
        }
        sending = null;
        answer.release();
        commons.answered(exchange, channel(), answer.status().code(), bytes);
        if (failure != null) {
            if (channel().isActive()) {
                LOG.debug("{} {} was cut off", exchange.method(), exchange.target(), failure);
            }
            abort();
            return;
        }
        watchdog.answerEnded();
        finishIfDone(exchange);
    }

    private void finishIfDone(Exchange exchange) {
        boolean answered = exchange == current && exchange.isAnswered() && sending == null;
        if (!answered) {
            return;
        }
        if (lastAnswer && !aborted) {
            current = null;
            close();
        } else if (exchange.isReceived()) {
            current = null;
            pump();
        }
    }

    /// Says goodbye in a way that lets the client read the answer even if it is still sending:
    /// closing with unread input would reset the connection under it (RFC 9112, section 9.6).
    private void close() {
        dropWaiting();
        aborted = true;
        if (channel() instanceof io.netty.channel.socket.SocketChannel socket && !secure) {
            socket.shutdownOutput();
            watchdog.lingers();
            socket.config().setAutoRead(true);
            if (inputEnded) {
                channel().close();
            }
        } else {
            channel().close();
        }
    }

    /// Ends the connection at once, so that nobody takes half a body for a whole one.
    void abort() {
        aborted = true;
        dropWaiting();
        if (lease != null && receiving != null) {
            receiving.cut(); // who has the socket gives it back first
            return;
        }
        if (channel().isOpen()) {
            channel().config().setOption(ChannelOption.SO_LINGER, 0);
            channel().close();
        }
    }

    private void dropWaiting() {
        HttpObject part;
        while ((part = waiting.poll()) != null) {
            ReferenceCountUtil.release(part);
        }
    }

    // --- What else happens to a connection

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        aborted = true;
        dropWaiting();
        if (receiving != null) {
            receiving.cut();
        }
        context.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (receiving != null) {
                receiving.cut();
            }
            if (aborted || (current == null && waiting.isEmpty())) {
                channel().close();
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Mostly a reset by the peer, or a handshake that came to nothing.
        LOG.debug("{}: {}", channel().remoteAddress(), cause.toString());
        abort();
    }

    /// Called once a second.
    void watch(long now) {
        BodySender sender = sending;
        IncomingBody receiver = receiving;
        long moved = sender != null ? arrived(sender) : receiver != null ? receiver.progress() : -1;
        // One that was answered and has not come to its end is its client's business.
        boolean busy = current != null && !current.isAnswered();
        String complaint = watchdog.complaint(now, busy, moved);
        if (complaint == null) {
            return;
        }
        if (!complaint.equals(Watchdog.IDLE) && !complaint.equals(Watchdog.LINGER)) {
            commons.metrics().refused(complaint);
        }
        if (complaint.equals(Watchdog.HEAD)) {
            sayTimeout();
        } else if (complaint.equals(Watchdog.IDLE)) {
            channel().close();
        } else {
            abort();
        }
    }

    /// How many bytes of a body have reached the client, as far as can be known.
    private long arrived(BodySender sender) {
        long sent = sender.sent();
        if (!(channel() instanceof EpollSocketChannel epoll) || !epoll.isOpen()) {
            return sent;
        }
        // What waits may be of the head, or of an answer before.
        return Math.max(0, sent - SendQueue.unacknowledged(epoll.fd().intValue()).orElse(0));
    }

    private void sayTimeout() {
        Answer answer =
                Answer.problem(
                        HttpResponseStatus.REQUEST_TIMEOUT,
                        "The head of the request took longer than "
                                + commons.limits().headTime().toSeconds()
                                + " s");
        ChannelHandlerContext context = context();
        context.write(heads.encode(context.alloc(), answer, false, false));
        aborted = true;
        new BodySender(
                        context,
                        answer,
                        secure,
                        commons.metrics(),
                        ColdReads.NONE,
                        failure -> channel().close())
                .start();
    }

    /// The server stops: ends what idles, and lets the rest finish.
    void stop() {
        if (current == null && waiting.isEmpty()) {
            channel().close();
        }
    }
}

package io.zenview.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Makes connections: by epoll where its library loads, which is what makes sendfile cheapest, and
/// by the JDK's own selector elsewhere. One thread does the talking.
final class Wire implements AutoCloseable {
    private static final int CONNECT_MILLIS = 20_000;
    private static final int LINE = 8 << 10;
    private static final int HEAD = 64 << 10;
    private static final int CHUNK = 64 << 10;

    private final boolean isEpoll;
    private final EventLoopGroup loop;
    private final @Nullable Trust trust;
    private @Nullable SslContext tls;

    Wire(boolean epoll, @Nullable Trust trust) {
        this.isEpoll = epoll && Epoll.isAvailable();
        IoHandlerFactory factory =
                isEpoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loop =
                new MultiThreadIoEventLoopGroup(
                        1, Thread.ofPlatform().daemon().name("zenview-put").factory(), factory);
        this.trust = trust;
    }

    /// Connects.
    ///
    /// @throws ConnectException if nobody is there
    Exchange connect(URI address) throws IOException {
        Exchange exchange = new Exchange(Redirect.isHttps(address));
        SslContext safe = Redirect.isHttps(address) ? tls() : null;
        int port = Redirect.port(address);
        // The brackets of an IPv6 address belong to the URL only.
        String host = address.getHost().replaceAll("[\\[\\]]", "");
        var connecting =
                new Bootstrap()
                        .group(loop)
                        .channel(isEpoll ? EpollSocketChannel.class : NioSocketChannel.class)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .option(ChannelOption.TCP_NODELAY, true)
                        // A server that refuses may close before it has read everything. Its answer
                        // is still there to be read.
                        .option(ChannelOption.AUTO_CLOSE, false)
                        .handler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        if (safe != null) {
                                            channel.pipeline()
                                                    .addLast(
                                                            safe.newHandler(
                                                                    channel.alloc(), host, port));
                                        }
                                        channel.pipeline()
                                                .addLast(new HttpClientCodec(LINE, HEAD, CHUNK))
                                                .addLast(exchange);
                                    }
                                })
                        .connect(host, port);
        connecting.awaitUninterruptibly();
        if (!connecting.isSuccess()) {
            Throwable cause = connecting.cause();
            if (cause instanceof UnknownHostException) {
                throw new UnknownHostException(host);
            }
            ConnectException failure =
                    new ConnectException(
                            "Cannot connect to "
                                    + Redirect.server(address)
                                    + ": "
                                    + (String.valueOf(cause).contains("refused")
                                            ? "nobody listens there"
                                            : "no answer in time"));
            failure.initCause(cause);
            throw failure;
        }
        Channel channel = connecting.channel();
        exchange.connected(channel, address);
        return exchange;
    }

    private synchronized SslContext tls() throws IOException {
        SslContext context = tls;
        if (context == null) {
            SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
            if (trust != null) {
                builder.trustManager(trust.managers());
            }
            context = builder.build();
            tls = context;
        }
        return context;
    }

    @Override
    public void close() {
        // Its thread is a daemon; nobody needs to wait for the end of it.
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}

package io.zenview.server;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/// How a server waits for its sockets.
///
/// Both send files by `sendfile`. Splicing uploads needs the descriptors of sockets, which only
/// [#EPOLL] gives.
public enum Transport {
    /// [#EPOLL] where it loads, else [#NIO].
    AUTO,

    /// Linux's epoll through Netty's native library.
    EPOLL,

    /// The JDK's selector; everywhere.
    NIO;

    /// What is meant by `AUTO` here.
    ///
    /// @throws IllegalStateException if `EPOLL` was asked for and does not load
    Transport resolved() {
        return switch (this) {
            case AUTO -> Epoll.isAvailable() ? EPOLL : NIO;
            case EPOLL -> {
                if (!Epoll.isAvailable()) {
                    throw new IllegalStateException(
                            "epoll does not load here ("
                                    + Epoll.unavailabilityCause()
                                    + "); take the transport 'auto' or 'nio'",
                            Epoll.unavailabilityCause());
                }
                yield EPOLL;
            }
            case NIO -> NIO;
        };
    }

    IoHandlerFactory handlerFactory() {
        return resolved() == EPOLL ? EpollHandler.newFactory() : NioIoHandler.newFactory();
    }

    Class<? extends ServerSocketChannel> serverChannel() {
        return resolved() == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }
}

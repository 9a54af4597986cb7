package io.zenview.server;

import io.netty.channel.epoll.EpollSocketChannel;
import java.util.concurrent.CompletableFuture;

/// A connection whose socket another thread reads from, for a while. Its event loop does not: even
/// with reading switched off it would read what is left when the client ends its side.
///
/// Used by the event loop only.
final class SocketLease {
    private final EpollSocketChannel channel;

    SocketLease(EpollSocketChannel channel) {
        this.channel = channel;
    }

    /// Has the loop let go of the socket.
    ///
    /// @param next decodes what comes after the lease
    /// @param descriptor learns the socket's descriptor, when it may be read from
    void begin(RequestDecoder next, CompletableFuture<Integer> descriptor) {
        channel.pipeline().replace(RequestDecoder.class, null, next);
        channel.deregister()
                .addListener(done -> {
                    if (done.isSuccess()) {
                        descriptor.complete(channel.fd().intValue());
                    } else {
                        descriptor.completeExceptionally(done.cause());
                    }
                });
    }

    /// Has the loop look after the socket again.
    void end() {
        channel.eventLoop().register(channel);
    }
}

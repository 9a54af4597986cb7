package io.zenview.server;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/// Netty's epoll handler without its fault of 4.2.13 to 4.2.19 at least: a socket that waits for
/// nothing is taken out of the epoll set (netty#16689), but is not put in again when it waits for
/// something later. That befalls a client that ended its side and still takes its answer: the
/// second time that its socket is full, `epoll_ctl` fails, and the answer is cut off.
final class EpollHandler implements IoHandler {
    private final IoHandler handler;

    private EpollHandler(IoHandler handler) {
        this.handler = handler;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return executor -> new EpollHandler(factory.newHandler(executor));
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Registration(handler.register(handle));
    }

    @Override
    public void initialize() {
        handler.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return handler.run(context);
    }

    @Override
    public void prepareToDestroy() {
        handler.prepareToDestroy();
    }

    @Override
    public void destroy() {
        handler.destroy();
    }

    @Override
    public void wakeup() {
        handler.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return handler.isCompatible(type);
    }

    /// Never empty: "edge-triggered" waits for nothing but errors and the end of both sides, which
    /// the system tells anyway, and tells them once.
    private record Registration(IoRegistration registration) implements IoRegistration {
        @Override
        public long submit(IoOps ops) {
            boolean nothing = EpollIoOps.NONE.equals(ops);
            return registration.submit(nothing ? EpollIoOps.EPOLLET : ops);
        }

        @SuppressWarnings("TypeParameterUnusedInFormals") // the interface is like that
        @Override
        public <T> T attachment() {
            return registration.attachment();
        }

        @Override
        public boolean isValid() {
            return registration.isValid();
        }

        @Override
        public boolean cancel() {
            return registration.cancel();
        }
    }
}

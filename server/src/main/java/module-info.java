/// An HTTP/1.1 origin on Netty: ranges by `sendfile`, uploads that can be resumed, metrics.
module io.zenview.server {
    requires static org.jspecify;
    requires transitive io.zenview.view;
    requires transitive io.zenview.transfer;
    requires transitive io.zenview.media;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires transitive micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.slf4j;
    requires structured.fields;
    requires tools.jackson.core;

    exports io.zenview.server;
}

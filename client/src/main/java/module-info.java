/// Downloads and uploads over HTTP that can be resumed and are verified.
module io.zenview.client {
    requires static org.jspecify;
    requires transitive io.zenview.transfer;
    requires transitive java.net.http;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires structured.fields;
    requires tools.jackson.core;

    exports io.zenview.client;
}

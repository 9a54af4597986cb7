/// Payloads of file and memory regions, and the cheapest way for them to and from a socket.
module io.zenview.transfer {
    requires static org.jspecify;
    requires transitive io.zenview.view;

    exports io.zenview.transfer;
}

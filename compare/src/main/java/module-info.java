/// The comparisons: what zero-copy saves on this machine, measured, tabulated and drawn.
module io.zenview.compare {
    requires static org.jspecify;
    requires transitive io.zenview.transfer;
    requires transitive io.zenview.view;
    requires io.zenview.media;
    requires java.management;
    requires jdk.management;
    requires tools.jackson.core;

    exports io.zenview.compare;
}

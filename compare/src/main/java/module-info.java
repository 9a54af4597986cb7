/// The comparisons: what zero-copy saves on this machine, measured, tabulated and drawn.
module io.zenview.compare {
    requires static org.jspecify;
    requires transitive io.zenview.transfer;
    requires transitive io.zenview.view;

    exports io.zenview.compare;
}

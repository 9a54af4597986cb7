/// Memory views for the JVM: typed, shaped windows on memory they do not own.
module io.zenview.view {
    requires static org.jspecify;

    exports io.zenview.view;
}

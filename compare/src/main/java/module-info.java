/// The comparisons: what zero-copy saves on this machine, measured, tabulated and drawn.
///
/// ```java
/// Result result = Comparison.CHUNK.run(Settings.defaults(), Progress.silent());
/// System.out.println(result.table().text());
/// result.readings().forEach(System.out::println);
/// ```
///
/// Begin with [io.zenview.compare.Comparison]; the page of the package [io.zenview.compare] names
/// the others in reading order. The command is `zenview compare`; what it measured elsewhere stands
/// in `docs/performance.md`.
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

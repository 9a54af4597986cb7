/// Memory views for the JVM: typed, shaped windows on memory they do not own.
///
/// An array, a buffer, native memory, a mapped file or storage of one's own is looked at as
/// elements of a format, in any number of dimensions. Slicing, casting and transposing make new
/// windows and copy nothing. It is Python's `memoryview` with NumPy's freedom of shapes. Needs
/// nothing but the JDK.
///
/// ```java
/// long[] numbers = {1, 2, 3, 4, 5, 6};
/// MemoryView m = MemoryView.of(numbers).reshape(2, 3);
/// m.get(1, 0);                                    // 4
/// m.slice(Slice.ALL, Slice.at(-1)).fill(0);       // the last column of the array
/// LongView fast = m.asLongs();                    // for hot loops: as fast as the raw array
/// for (long i = 0; i < fast.length(); i++) {
///     fast.set(i, fast.get(i) * 2);
/// }
/// ```
///
/// Begin with [io.zenview.view.MemoryView]; the page of the package [io.zenview.view] names the
/// others in reading order. The guide is `docs/memory-view.md`. Views are sent by the module
/// `io.zenview.transfer`.
module io.zenview.view {
    requires static org.jspecify;

    exports io.zenview.view;
}

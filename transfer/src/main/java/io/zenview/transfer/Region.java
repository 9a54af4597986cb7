package io.zenview.transfer;

/// One contiguous run of bytes that a [Payload] sends: in a file or in memory.
///
/// A region is a window: making one, slicing one and putting one into a payload move no byte. It
/// owns nothing either. Whoever opened the file or allocated the memory keeps it open and unchanged
/// for as long as the region is in use.
///
/// The two kinds are all there are, so that code which hands bytes to another transport (an HTTP
/// server's file region, say) can switch over them:
///
/// ```java
/// Object message = switch (region) {
///     case FileRegion file -> fileMessage(file.channel(), file.offset(), file.size());
///     case MemoryRegion memory -> bufferMessage(memory.segment());
/// };
/// ```
public sealed interface Region permits FileRegion, MemoryRegion {

    /// The number of bytes, from 0 to [Long#MAX_VALUE].
    ///
    /// @return the size in bytes
    long size();

    /// The bytes from `from` (inclusive) to `to` (exclusive) of this region, without copying them
    /// and in constant time.
    ///
    /// @param from first byte, counted from the start of this region
    /// @param to the byte after the last one
    /// @return the window on those bytes
    /// @throws IndexOutOfBoundsException unless `0 <= from <= to <= size()`
    Region slice(long from, long to);
}

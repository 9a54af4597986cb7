package io.zenview.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Objects;

/// A run of bytes in an open file.
///
/// The region shares the channel and never closes it, never moves its position and reads with
/// absolute offsets only, so that any number of regions of one channel can be used at the same
/// time. An interrupt that hits a thread within a file operation closes the channel for all of them
/// ([java.nio.channels.InterruptibleChannel]).
///
/// That the file still holds the bytes is checked while they are sent, not when the region is made:
/// a file that has become shorter ends the transfer with a [FileShrunkException].
///
/// @param name what error messages call the file, usually its path
/// @param channel the file, open for reading
/// @param offset where the region starts in the file, in bytes
/// @param size the length of the region in bytes
public record FileRegion(String name, FileChannel channel, long offset, long size)
        implements Region {

    /// Checks the numbers; the file is not touched.
    ///
    /// @throws IllegalArgumentException if `offset` or `size` is negative or their sum exceeds
    ///   [Long#MAX_VALUE]
    public FileRegion {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(channel, "channel");
        if (offset < 0 || size < 0 || offset > Long.MAX_VALUE - size) {
            throw new IllegalArgumentException(
                    "a region of " + name + " cannot have offset " + offset + " and size " + size);
        }
    }

    @Override
    public FileRegion slice(long from, long to) {
        Objects.checkFromToIndex(from, to, size);
        return new FileRegion(name, channel, offset + from, to - from);
    }

    /// Fails if the file no longer reaches the end of this region.
    ///
    /// @param reached how far the transfer has come, as an offset in the file, for the message
    void requireWhole(long reached) throws IOException {
        long actual = channel.size();
        if (actual < offset + size) {
            throw new FileShrunkException(name, Math.min(reached, actual), offset + size, actual);
        }
    }
}

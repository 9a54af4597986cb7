package io.zenview.transfer;

import java.io.IOException;
import java.nio.file.Path;

/// Disk space ahead of a file that grows to an unknown length, reserved a step at a time.
///
/// Ext4 keeps books for each page that is written where nothing was reserved: receiving 2 GiB took
/// a third less of the processor with reservations. So a disk without room for a whole step is no
/// failure; the last bytes do without.
final class Headroom {
    /// Smaller steps gained less, larger ones no more.
    private static final long STEP = 16L << 20;

    /// Files up to here are not worth the calls.
    private static final long SMALL = 1L << 20;

    private final Path file;
    private boolean possible = true;
    private long reserved;

    Headroom(Path file) {
        this.file = file;
    }

    /// To be called when the file was written up to an offset.
    void reach(long written) throws IOException {
        if (possible && written > Math.max(SMALL, reserved - STEP / 2)) {
            long from = Math.max(reserved, written);
            reserved = from + STEP;
            try {
                possible = Preallocation.reserve(file, from, STEP);
            } catch (DiskFullException e) {
                possible = false;
            }
        }
    }

    /// Gives back what is beyond the file's end.
    ///
    /// @param size the size of the file
    void end(long size) throws IOException {
        if (reserved > size) {
            Preallocation.giveBack(file, size);
        }
    }
}

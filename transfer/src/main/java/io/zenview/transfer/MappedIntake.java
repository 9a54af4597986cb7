package io.zenview.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;

/// [ReceiveMethod#MAPPED]: the kernel copies from the socket into the mapped pages of the file.
///
/// How much will come is unknown, so the file grows by a window at a time and is cut at the end.
/// Disk space is reserved for each window, because growing the file reserves none (the JDK extends
/// it by truncation). Where that cannot be, a full disk shows when the kernel touches a new page:
/// as EFAULT from the read, which is an [IOException]. Java code reads only pages that were filled
/// before, hence never faults.
final class MappedIntake implements Intake {
    /// Large enough that mapping costs nothing beside the faults, small enough to bound the
    /// resident memory.
    private static final long WINDOW = 16L << 20;

    /// What a nearly full disk must have left to go on.
    private static final long LEAST_WINDOW = 64L << 10;

    /// Bounds a single read, so that a digest finds the bytes in the cache.
    private static final int READ = 1 << 20;

    private final PartFile file;

    MappedIntake(PartFile file) {
        this.file = file;
    }

    @Override
    public void take(Inflow inflow) throws IOException {
        long start = 0;
        boolean more = true;
        while (more) {
            long size = reserve(start);
            try (Arena arena = Arena.ofConfined()) {
                ByteBuffer window =
                        file.channel().map(MapMode.READ_WRITE, start, size, arena).asByteBuffer();
                while (more && window.position() < window.capacity()) {
                    window.limit(Math.min(window.capacity(), window.position() + READ));
                    more = read(inflow, window);
                }
                start += window.position();
            }
        }
        file.channel().truncate(start);
    }

    /// @return the size of the window that begins there
    private long reserve(long start) throws IOException {
        for (long size = WINDOW; ; size /= 2) {
            try {
                Preallocation.reserve(file.part(), start, size);
                return size;
            } catch (DiskFullException e) {
                if (size <= LEAST_WINDOW) {
                    throw e;
                }
            }
        }
    }

    private boolean read(Inflow inflow, ByteBuffer window) throws IOException {
        try {
            return inflow.read(window);
        } catch (InternalError e) {
            throw new IOException(
                    file.part() + " was cut by another program while it was being written", e);
        } catch (BrokenStreamException e) {
            // A lost connection and a full disk are both errors of the read; only the disk tells
            // which it was.
            if (file.part().toFile().getUsableSpace() < READ) {
                throw DiskFullException.of(file.part(), window.remaining());
            }
            throw e;
        }
    }
}

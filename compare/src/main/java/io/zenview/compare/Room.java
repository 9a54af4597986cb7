package io.zenview.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Whether there is room on this machine for what a comparison needs.
final class Room {
    /// Two JVMs and a Python, beside the data.
    private static final long PROCESSES = 256L << 20;

    /// A file system that is filled to the brim troubles everybody on the machine.
    private static final long DISK_RESERVE = 64L << 20;

    private Room() {}

    /// Refuses what would push the file out of the page cache, or some process out of memory: then
    /// the disk would be measured and not the copies.
    static void requireMemory(long fileSize) throws IOException {
        requireMemory(fileSize, availableMemory());
    }

    static void requireMemory(long fileSize, long available) throws IOException {
        if (fileSize > (available - PROCESSES) / 2) {
            throw new IOException(
                    "Sending "
                            + Quantity.bytes(fileSize)
                            + " would need "
                            + Quantity.bytes(needed(fileSize))
                            + " of memory ("
                            + Quantity.bytes(fileSize)
                            + " for the file in the page cache, as much again for the copy that the method 'whole' "
                            + "makes, "
                            + Quantity.bytes(PROCESSES)
                            + " for the processes), but only "
                            + Quantity.bytes(Math.max(0, available))
                            + " are available: choose a smaller size");
        }
    }

    /// Refuses a film that would not stay in the page cache beside what else the comparison keeps.
    static void requireCache(long fileSize, long kept) throws IOException {
        requireCache(fileSize, kept, availableMemory());
    }

    static void requireCache(long fileSize, long kept, long available) throws IOException {
        if (fileSize > available - PROCESSES - kept) {
            throw new IOException(
                    "Taking chunks out of a file of "
                            + Quantity.bytes(fileSize)
                            + " would need as much memory for it in the page cache, "
                            + Quantity.bytes(kept)
                            + " for the buffer and the chunks, and "
                            + Quantity.bytes(PROCESSES)
                            + " for the processes, but only "
                            + Quantity.bytes(Math.max(0, available))
                            + " are available: choose a smaller size");
        }
    }

    private static long needed(long fileSize) {
        try {
            return Math.addExact(Math.multiplyExact(fileSize, 2), PROCESSES);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /// Refuses a file for which the disk has no room.
    static void requireDisk(long fileSize, Path directory) throws IOException {
        if (Files.notExists(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        // A FileStore would have to find the mount point first, and in a chroot there may be none.
        long usable = directory.toFile().getUsableSpace();
        if (fileSize > usable - DISK_RESERVE) {
            throw new IOException(
                    "A temporary file of "
                            + Quantity.bytes(fileSize)
                            + " does not fit "
                            + directory
                            + ", where "
                            + Quantity.bytes(usable)
                            + " are free and "
                            + Quantity.bytes(DISK_RESERVE)
                            + " stay so: choose a smaller size or another directory");
        }
    }

    private static long availableMemory() throws IOException {
        var bean =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        // In a container this is the container's limit.
        long total = bean.getTotalMemorySize();
        Path meminfo = Path.of("/proc/meminfo");
        if (!Files.isReadable(meminfo)) {
            // Other systems count the page cache as used, and it goes when memory is wanted.
            return total;
        }
        for (String line : Files.readAllLines(meminfo)) {
            if (line.startsWith("MemAvailable:")) {
                String kib = line.replaceAll("\\D", "");
                return Math.min(total, Long.parseLong(kib) * 1024);
            }
        }
        return total;
    }
}

package io.zenview.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory this process could take without pushing anything out.
final class AvailableMemory {
    private static final Path MACHINE = Path.of("/proc/meminfo");
    private static final Path GROUP = Path.of("/sys/fs/cgroup");

    private AvailableMemory() {}

    /// The machine's `MemAvailable`, or what the control group (a container, as a rule) leaves of
    /// its limit if that is less. Where neither can be read, nothing is known, and nothing is
    /// refused: [Long#MAX_VALUE].
    static long bytes() {
        return Math.min(inMachine(), inGroup());
    }

    private static long inMachine() {
        return field(MACHINE, "MemAvailable:", 1024);
    }

    private static long inGroup() {
        try {
            String limit = Files.readString(GROUP.resolve("memory.max")).strip();
            long used = Long.parseLong(Files.readString(GROUP.resolve("memory.current")).strip());
            // The page cache of the group counts as used, but goes when memory is wanted.
            long cache = field(GROUP.resolve("memory.stat"), "inactive_file ", 1);
            return Long.parseLong(limit) - used + (cache == Long.MAX_VALUE ? 0 : cache);
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE; // no version 2 group, or its limit is "max"
        }
    }

    private static long field(Path file, String name, long unit) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(name)) {
                    String[] words = line.substring(name.length()).strip().split(" ", 2);
                    return Long.parseLong(words[0]) * unit;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
        return Long.MAX_VALUE;
    }
}

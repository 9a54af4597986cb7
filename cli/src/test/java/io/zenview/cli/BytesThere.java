package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How far a transfer has come, by the files that it leaves on the disk.
interface BytesThere {
    /// `[from, to]` in a download's record.
    Pattern SPAN = Pattern.compile("\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*]");

    /// None while it has not begun, and none again once it is done.
    long now() throws IOException;

    /// Whether a transfer has ended by itself.
    @FunctionalInterface
    interface Ending {
        boolean isHere();
    }

    /// Waits for bytes; without a pause that could be noticed, for they come fast.
    ///
    /// @return whether so many were there before it ended
    default boolean reach(long goal, Ending ending) throws IOException {
        long begun = System.nanoTime();
        while (true) {
            // First: what is there at the end counts.
            boolean ended = ending.isHere();
            if (now() >= goal) {
                return true;
            }
            if (ended) {
                return false;
            }
            if (System.nanoTime() - begun > 60_000_000_000L) {
                throw new AssertionError(
                        "After a minute there are " + now() + " bytes, not " + goal);
            }
            LockSupport.parkNanos(50_000);
        }
    }

    /// The part of the one upload under way into a directory. It never becomes shorter, and no
    /// other one takes its place: then the upload would not have been resumed.
    static BytesThere uploaded(Path root) {
        return new BytesThere() {
            private List<Path> parts = List.of();
            private long last;

            @Override
            public long now() throws IOException {
                if (parts.isEmpty()) {
                    parts = parts(root);
                }
                if (parts.isEmpty()) {
                    return 0;
                }
                long size = size(parts.getFirst());
                if (size == 0 && Files.notExists(parts.getFirst())) {
                    assertThat(parts(root)).as("parts of an upload that was begun anew").isEmpty();
                    return 0;
                }
                assertThat(size).as("size of " + parts).isGreaterThanOrEqualTo(last);
                last = size;
                return size;
            }
        };
    }

    private static List<Path> parts(Path root) throws IOException {
        Path uploads = root.resolve(".zenview-uploads");
        try (Stream<Path> files = Files.list(uploads)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    /// The end of what a single stream has written of a download.
    static BytesThere written(Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        return () -> size(part);
    }

    /// What a download has recorded of its pieces, in whichever order they came. It never becomes
    /// less before the file has its name: then the download would not have been resumed.
    static BytesThere recorded(Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Path record = file.resolveSibling(file.getFileName() + ".part.json");
        return new BytesThere() {
            private long last;

            @Override
            public long now() throws IOException {
                long bytes = spans(record);
                // The part loses its name before the record does.
                if (Files.notExists(part)) {
                    last = 0;
                    return 0;
                }
                assertThat(bytes).as("bytes in " + record).isGreaterThanOrEqualTo(last);
                last = bytes;
                return bytes;
            }
        };
    }

    private static long spans(Path record) throws IOException {
        try {
            long bytes = 0;
            Matcher spans = SPAN.matcher(Files.readString(record));
            while (spans.find()) {
                bytes += Long.parseLong(spans.group(2)) - Long.parseLong(spans.group(1));
            }
            return bytes;
        } catch (NoSuchFileException _) {
            return 0;
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException _) {
            return 0;
        }
    }
}

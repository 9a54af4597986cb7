package io.zenview.server;

import io.zenview.transfer.FileRegion;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks the kernel which pages it has (mincore(2), through a mapping that nobody reads), and has
/// missing ones read by sending them to `/dev/null`, which copies nothing.
///
/// The kernel tells it only to who owns the file or may write to it; others hear that all is there,
/// and wait for the disk as they would without asking.
final class PageCache implements ColdReads {
    private static final Path NOWHERE = Path.of("/dev/null");

    /// Answers are remembered for stretches of this size.
    private static final int STRETCH = BodySender.TURN;

    private static final int REMEMBERED = 1 << 14;

    /// What was in memory two seconds ago, and has been asked for since, is still there as a rule.
    private static final long MEMORY_NANOS = 2_000_000_000L;

    private final ExecutorService readers;
    private final @Nullable FileChannel nowhere;

    /// Written and read by all loops without a lock: a lost entry costs one more question.
    private final @Nullable Seen[] seen = new Seen[REMEMBERED];

    /// A stretch that was in memory as a whole.
    private record Seen(FileChannel file, long stretch, long time) {}

    PageCache(ExecutorService readers) {
        this.readers = readers;
        this.nowhere = nowhere();
    }

    private static @Nullable FileChannel nowhere() {
        try {
            return FileChannel.open(NOWHERE, StandardOpenOption.WRITE);
        } catch (IOException _) {
            return null; // not a Unix
        }
    }

    @Override
    public boolean isCold(FileRegion file) {
        if (nowhere == null || file.size() == 0) {
            return false;
        }
        long first = file.offset() / STRETCH;
        long last = (file.offset() + file.size() - 1) / STRETCH;
        for (long stretch = first; stretch <= last; stretch++) {
            if (!isKnown(file.channel(), stretch) && !isLoaded(file, stretch)) {
                return true;
            }
        }
        return false;
    }

    private boolean isKnown(FileChannel channel, long stretch) {
        Seen entry = seen[slot(channel, stretch)];
        return entry != null
                && entry.file.equals(channel)
                && entry.stretch == stretch
                && System.nanoTime() - entry.time < MEMORY_NANOS;
    }

    private static int slot(FileChannel channel, long stretch) {
        return (int) (System.identityHashCode(channel) * 31L + stretch) & (REMEMBERED - 1);
    }

    private boolean isLoaded(FileRegion file, long stretch) {
        FileChannel channel = file.channel();
        long start = stretch * STRETCH;
        try {
            long end = Math.min(start + STRETCH, channel.size());
            if (start >= end) {
                return true; // cut off meanwhile, which sending it will find out
            }
            if (isLoaded(channel, start, end)) {
                seen[slot(channel, stretch)] = new Seen(channel, stretch, System.nanoTime());
                return true;
            }
            long from = Math.max(start, file.offset());
            long to = Math.min(end, file.offset() + file.size());
            return from >= to || isLoaded(channel, from, to);
        } catch (IOException _) {
            return true; // no mapping, no answer
        }
    }

    private static boolean isLoaded(FileChannel channel, long from, long to) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return channel.map(MapMode.READ_ONLY, from, to - from, arena).isLoaded();
        }
    }

    @Override
    public void warm(FileRegion file, Executor loop, Runnable then, Consumer<Throwable> otherwise) {
        try {
            readers.execute(() -> {
                try {
                    read(file);
                    loop.execute(then);
                } catch (IOException e) {
                    loop.execute(() -> otherwise.accept(e));
                }
            });
        } catch (RejectedExecutionException e) {
            // So many wait for the disk that one more may as well wait on the loop.
            then.run();
        }
    }

    private void read(FileRegion file) throws IOException {
        FileChannel target = nowhere;
        long at = file.offset();
        long end = at + file.size();
        while (target != null && at < end) {
            long n = file.channel().transferTo(at, end - at, target);
            if (n <= 0) {
                return; // shorter than it was, which sending it will find out
            }
            at += n;
        }
    }
}

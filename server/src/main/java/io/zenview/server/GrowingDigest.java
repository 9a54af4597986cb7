package io.zenview.server;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import io.zenview.transfer.FileDigest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Digests of a file that is still growing: follows it out of the page cache, while other threads
/// write, so that little is left to do when the last byte has come.
///
/// The bytes that go to the file need not pass through user space for that. What is paid is reading
/// them once: a copy from the page cache, far less than the digest itself.
final class GrowingDigest {
    /// How far the file may be ahead before following it is worth a change of threads.
    private static final int STRIDE = 1 << 20;

    private final Path file;
    private final Executor background;
    private final List<FileDigest> digests;
    private final AtomicBoolean following = new AtomicBoolean();
    private volatile long end;

    // Written under the lock of this object only.
    private volatile long done;
    private boolean stopped;
    private @Nullable IOException failure;
    private @Nullable List<Digest> finished;

    /// Begins at an offset of the file, of which nothing needs to be there yet.
    GrowingDigest(Path file, long from, Set<DigestAlgorithm> algorithms, Executor background) {
        this.file = file;
        this.background = background;
        this.digests = algorithms.stream().sorted().map(FileDigest::new).toList();
        this.done = from;
        this.end = from;
    }

    /// Says how far the file has grown. Does not wait.
    void reached(long offset) {
        end = offset;
        if (offset - done >= STRIDE && following.compareAndSet(false, true)) {
            try {
                background.execute(this::follow);
            } catch (RejectedExecutionException e) {
                // The store is closing. Whoever still wants the digest computes it himself.
                following.set(false);
            }
        }
    }

    private void follow() {
        try {
            while (catchUp(end, STRIDE)) {
                // In strides, so that whoever waits for the lock gets it soon.
            }
        } catch (IOException e) {
            // Comes again, and where it can be answered, when the digest is asked for.
        } finally {
            following.set(false);
        }
    }

    /// The digests of everything up to an offset; computes here what is missing.
    ///
    /// @return one digest for each algorithm
    /// @throws IOException if the file cannot be read up to there
    synchronized List<Digest> finish(long offset) throws IOException {
        if (finished != null) {
            return finished;
        }
        if (done > offset) {
            throw new IllegalStateException("already at " + done + ", beyond " + offset);
        }
        while (catchUp(offset, Long.MAX_VALUE)) {
            // Until it is there.
        }
        finished = digests.stream().map(FileDigest::finish).toList();
        return finished;
    }

    /// Ends following; afterwards nobody reads the file on this object's account.
    synchronized void stop() {
        stopped = true;
    }

    /// Takes bytes up to an offset, but not many more than asked for.
    ///
    /// @return whether anything is left
    private synchronized boolean catchUp(long offset, long atMost) throws IOException {
        if (stopped || finished != null || done >= offset) {
            return false;
        }
        if (failure != null) {
            // Some of the digests may have seen bytes that others have not.
            throw failure;
        }
        // A channel of its own: an interrupt of the hashing thread would close a shared one.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long until = offset - done > atMost ? done + atMost : offset;
            if (channel.size() < until) {
                throw new EOFException(file + " ends at " + channel.size() + ", before " + until);
            }
            update(channel, until);
        }
        return done < offset;
    }

    private void update(FileChannel channel, long until) throws IOException {
        try {
            for (FileDigest digest : digests) {
                digest.update(channel, done, until);
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        done = until;
    }
}

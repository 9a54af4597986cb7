package io.zenview.server;

import io.zenview.server.UploadException.Reason;
import io.zenview.transfer.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An upload to a directory: one [UploadPart], and the rule who may touch it.
///
/// Every change happens under one lock, which is held for a single write, or for a completion, and
/// never while anybody waits for a client. So whoever takes over waits for a write at most; and
/// once he has the lock, nobody writes any more.
final class DirectoryUpload implements Upload {
    private final UploadPart part;
    private final Consumer<DirectoryUpload> whenForgotten;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Lease holder;

    /// An upload of these files.
    ///
    /// @param whenForgotten run, perhaps more than once, when nothing of it is left to ask for
    DirectoryUpload(UploadPart part, Consumer<DirectoryUpload> whenForgotten) {
        this.part = part;
        this.whenForgotten = whenForgotten;
    }

    @Override
    public String id() {
        return part.id();
    }

    @Override
    public ContentPath path() {
        return part.state().path();
    }

    @Override
    public OptionalLong length() {
        return part.state().terms().length();
    }

    @Override
    public Optional<Stored> stored() {
        return part.isComplete() ? part.state().stored() : Optional.empty();
    }

    @Override
    public Instant expires() {
        return part.expires();
    }

    boolean isResumable() {
        return part.isResumable();
    }

    boolean isComplete() {
        return part.isComplete();
    }

    /// Makes the files of a new upload.
    void create() throws IOException {
        takeOver();
        try {
            part.create();
        } finally {
            letGo(null);
        }
    }

    @Override
    public long settle() throws IOException {
        Lease earlier = takeOver();
        try {
            requireAlive();
            if (!part.isComplete()) {
                try (FileChannel channel =
                        FileChannel.open(part.file(), StandardOpenOption.WRITE)) {
                    part.force(channel);
                }
            }
            return part.offset();
        } finally {
            letGo(earlier);
        }
    }

    @Override
    public Appender append(Runnable whenTakenOver) throws IOException {
        Lease earlier = takeOver();
        try {
            requireAlive();
            if (part.isComplete()) {
                throw new UploadException(
                        Reason.COMPLETED,
                        "the upload is complete, with " + part.offset() + " bytes");
            }
            FileChannel channel =
                    FileChannel.open(
                            part.file(), StandardOpenOption.READ, StandardOpenOption.WRITE);
            part.follow();
            Lease lease = new Lease(channel, whenTakenOver);
            holder = lease;
            return lease;
        } finally {
            letGo(earlier);
        }
    }

    @Override
    public void cancel() throws IOException {
        Lease earlier = takeOver();
        try {
            part.discard();
        } finally {
            letGo(earlier);
        }
    }

    /// Removes the upload if it has expired and nobody is at it.
    boolean expire(Instant now) throws IOException {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            if (holder != null || now.isBefore(expires())) {
                return false;
            }
            part.discard();
            return true;
        } finally {
            letGo(null);
        }
    }

    /// Ends whoever is appending and leaves the upload as it is; one that cannot be resumed goes.
    void release() throws IOException {
        Lease earlier = takeOver();
        try {
            part.stopFollowing();
            if (!isResumable() && !part.isComplete()) {
                part.discard();
            }
        } finally {
            letGo(earlier);
        }
    }

    /// Takes the lock, and the upload from whoever has it.
    private @Nullable Lease takeOver() {
        Lease earlier = holder;
        if (earlier != null) {
            // Before the lock is taken, so that an event loop with bytes for it does not queue up
            // behind what the newcomer is about to do.
            earlier.lost = true;
        }
        lock.lock();
        earlier = holder;
        if (earlier != null) {
            earlier.lost = true;
            earlier.closeQuietly();
            holder = null;
        }
        return earlier;
    }

    /// Releases the lock, and tells whoever had the upload before.
    private void letGo(@Nullable Lease earlier) {
        boolean forgotten = part.isGone() || (part.isComplete() && !isResumable());
        Lease last = holder;
        if (last != null && (part.isGone() || part.isComplete())) {
            // As long as a removed file is open, its space is not free.
            last.closeQuietly();
            holder = null;
        }
        lock.unlock();
        if (forgotten) {
            whenForgotten.accept(this);
        }
        if (earlier != null) {
            earlier.whenTakenOver.run();
        }
    }

    private void requireAlive() throws UploadException {
        if (part.isGone()) {
            throw new UploadException(Reason.GONE, "the upload " + id() + " is gone");
        }
    }

    /// The right to append, as long as it has not been lost.
    private final class Lease implements Appender {
        private final FileChannel channel;
        private final Runnable whenTakenOver;
        private volatile boolean lost;

        Lease(FileChannel channel, Runnable whenTakenOver) {
            this.channel = channel;
            this.whenTakenOver = whenTakenOver;
        }

        /// Takes the lock if this may still append; [#letGo] releases it.
        private void hold() throws UploadException {
            if (!lost) {
                lock.lock();
            }
            if (holder == this && lock.isHeldByCurrentThread()) {
                return;
            }
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
            if (lost) {
                throw new UploadException(
                        Reason.TAKEN_OVER, "a later request has taken the upload over");
            }
            requireAlive();
            throw new UploadException(Reason.COMPLETED, "nothing can be appended any more");
        }

        @Override
        public long offset() {
            return part.offset();
        }

        @Override
        public long room() {
            return part.room();
        }

        @Override
        public Path file() {
            return part.file();
        }

        @Override
        public void declareLength(long bytes) throws IOException {
            hold();
            try {
                part.declareLength(bytes);
            } finally {
                letGo(null);
            }
        }

        @Override
        public void expect(List<Digest> digests) throws IOException {
            hold();
            try {
                part.expect(digests);
            } finally {
                letGo(null);
            }
        }

        @Override
        public long append(Write write) throws IOException {
            hold();
            try {
                return part.append(channel, write);
            } finally {
                letGo(null);
            }
        }

        @Override
        public void force() throws IOException {
            hold();
            try {
                part.force(channel);
            } finally {
                letGo(null);
            }
        }

        @Override
        public void rewind(long offset) throws IOException {
            hold();
            try {
                part.rewind(channel, offset);
            } finally {
                letGo(null);
            }
        }

        @Override
        public Stored complete() throws IOException {
            hold();
            try {
                return part.complete(channel);
            } finally {
                letGo(null);
            }
        }

        @Override
        public void close() throws IOException {
            lock.lock();
            try {
                if (holder == this) {
                    holder = null;
                    closeQuietly();
                    if (!isResumable()) {
                        part.discard();
                    }
                }
            } finally {
                letGo(null);
            }
        }

        /// Nothing of worth can be lost by closing: what counts has been forced before.
        private void closeQuietly() {
            try {
                channel.close();
            } catch (IOException e) {
                // The descriptor is gone in any case.
            }
        }
    }
}

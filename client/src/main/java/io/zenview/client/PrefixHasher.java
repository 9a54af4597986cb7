package io.zenview.client;

import io.zenview.transfer.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Computes a file's SHA-256 in a thread of its own while another one writes or sends the file,
/// from the page cache.
///
/// Reading into an array, 64 KiB at a time, was the quickest of what was tried: 0.70 s for a GiB
/// against 0.76 s from a mapped view and 2.1 s of `sha256sum` on the same machine.
final class PrefixHasher implements AutoCloseable {
    private static final int CHUNK = 64 << 10;

    private final Prefix prefix;
    private final FileChannel file;
    private final String name;
    private final FutureTask<Digest> digest = new FutureTask<>(this::hash);
    private volatile boolean closed;

    private PrefixHasher(FileChannel file, String name, Prefix prefix) {
        this.file = file;
        this.name = name;
        this.prefix = prefix;
    }

    /// Starts hashing.
    ///
    /// @param file open for reading for as long as the hasher is; only read at absolute offsets
    /// @param name what messages call the file
    /// @param prefix how far it may be read
    static PrefixHasher start(FileChannel file, String name, Prefix prefix) {
        PrefixHasher hasher = new PrefixHasher(file, name, prefix);
        Thread.ofPlatform().daemon().name("zenview-hash").start(hasher.digest);
        return hasher;
    }

    /// Waits for the end of the file.
    ///
    /// @throws IOException if reading failed, or the prefix was abandoned
    Digest digest() throws IOException {
        try {
            return digest.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Digest hash() throws IOException, InterruptedException {
        MessageDigest sha256 = sha256();
        byte[] array = new byte[CHUNK];
        ByteBuffer chunk = ByteBuffer.wrap(array);
        long at = 0;
        while (true) {
            long end = prefix.await(at);
            if (end == Prefix.ABANDONED) {
                throw new IOException("The digest of " + name + " was not computed to its end");
            }
            while (at < end) {
                if (closed) {
                    throw new IOException("The digest of " + name + " is no longer wanted");
                }
                chunk.clear().limit((int) Math.min(CHUNK, end - at));
                int n = file.read(chunk, at);
                if (n < 0) {
                    throw new SourceChangedException(
                            name
                                    + " became shorter while it was being read: "
                                    + file.size()
                                    + " bytes instead of "
                                    + end);
                }
                sha256.update(array, 0, n);
                at += n;
            }
            if (prefix.isEnd(at)) {
                return DigestField.sha256(sha256.digest());
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Ends the thread if it is not through. Never by an interrupt, which would close the file
    /// under those that write it.
    @Override
    public void close() {
        closed = true;
        try {
            digest.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException _) {
            // Whoever wanted the digest has been told.
        }
    }
}

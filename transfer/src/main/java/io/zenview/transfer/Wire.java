package io.zenview.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// Where the bytes go, and the one place that counts them.
///
/// The channel is used as it came: a wrapper around a socket channel would turn `sendfile` into a
/// copying loop.
final class Wire {
    private final WritableByteChannel target;
    private final long total;
    private final @Nullable String peer;
    private final @Nullable Progress progress;
    private final @Nullable Digester digester;
    private long sent;
    private long throughUserSpace;

    /// @param peer what to call the other side when it goes away; without a name its errors pass as
    ///   they are
    Wire(
            WritableByteChannel target,
            long total,
            @Nullable String peer,
            @Nullable Progress progress,
            @Nullable Digester digester) {
        if (target instanceof SelectableChannel selectable && !selectable.isBlocking()) {
            // Here a full socket would make every loop spin.
            throw new IllegalBlockingModeException();
        }
        this.target = target;
        this.total = total;
        this.peer = peer;
        this.progress = progress;
        this.digester = digester;
    }

    /// Writes all that remains in the buffer.
    void write(ByteBuffer buffer) throws IOException {
        digest(buffer.duplicate());
        writeDigested(buffer);
    }

    /// Like [#write] for bytes that went through [#digest] before.
    void writeDigested(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int n;
            try {
                n = target.write(buffer);
            } catch (IOException e) {
                throw lost(e);
            }
            throughUserSpace += n;
            count(n);
        }
    }

    /// Has the kernel send from the file.
    ///
    /// @return the number of bytes sent; 0 when the file ends at `position` **or** the socket would
    ///   have blocked, which happens on virtual threads
    long transfer(FileChannel file, long position, long count) throws IOException {
        long n;
        try {
            n = file.transferTo(position, count, target);
        } catch (IOException e) {
            throw lost(e);
        }
        count(n);
        return n;
    }

    boolean digests() {
        return digester != null;
    }

    void digest(ByteBuffer bytes) {
        if (digester != null) {
            digester.update(bytes);
        }
    }

    /// Notes that bytes which `sendfile` sends were read for the digest, too.
    void readForDigest(long bytes) {
        throughUserSpace += bytes;
    }

    long sent() {
        return sent;
    }

    long throughUserSpace() {
        return throughUserSpace;
    }

    private void count(long n) {
        sent += n;
        if (progress != null) {
            progress.reached(sent, total);
        }
    }

    private IOException lost(IOException e) {
        // A channel closed on purpose, by an interrupt or by another thread, says so itself.
        boolean ours = e instanceof ClosedChannelException || e instanceof FileShrunkException;
        return peer == null || ours ? e : new ConnectionLostException(peer, sent, total, e);
    }
}

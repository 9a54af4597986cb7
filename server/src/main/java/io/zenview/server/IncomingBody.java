package io.zenview.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.zenview.transfer.Splice;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A body on its way from a connection's event loop to the thread that writes it down.
///
/// It begins with what came together with the head. The rest is spliced, if the connection lets it
/// be: then the thread has the socket for itself until the body ends, and the event loop knows
/// nothing of it. Otherwise the loop reads, a piece at a time and only when the thread has written
/// the one before.
final class IncomingBody implements RequestBody {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingBody.class);

    /// How long the appender is held while nothing comes; who wants to take it over waits as long.
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /// How much goes on its way to the disk while the rest still comes; otherwise all of it would
    /// when the last byte has come, and the client waits for that.
    private static final long WRITTEN_AT_ONCE = 32L << 20;

    private static final Piece END = new Piece(null, true);
    private static final Piece BROKEN = new Piece(null, false);

    private final Conversation conversation;
    private final boolean expectsContinue;
    private final long length;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final AtomicLong taken = new AtomicLong();
    private volatile boolean cut;
    private volatile @Nullable Splice splice;
    private volatile boolean ended;
    private boolean unspliceable;

    /// Bytes, or the end of them.
    private record Piece(@Nullable ByteBuf bytes, boolean whole) {}

    /// @param length how many bytes will come, negative if that is not known
    IncomingBody(Conversation conversation, boolean expectsContinue, long length) {
        this.conversation = conversation;
        this.expectsContinue = expectsContinue;
        this.length = length;
    }

    // --- On the event loop

    /// Takes the next bytes.
    ///
    /// @param last whether these were the last ones
    /// @param broken whether the body broke off because it is malformed
    void take(ByteBuf bytes, boolean last, boolean broken) {
        if (bytes.isReadable()) {
            pieces.add(new Piece(bytes.retain(), true));
        }
        if (broken) {
            pieces.add(BROKEN);
        } else if (last) {
            pieces.add(END);
        }
    }

    /// The connection is lost, or to be ended.
    void cut() {
        cut = true;
        pieces.add(BROKEN);
        Splice current = splice;
        if (current != null) {
            // Not on the loop: it waits for a move at work.
            conversation.commons().workers().execute(current::close);
        }
    }

    /// How many bytes were written down so far; negative once that was all, when nobody waits for
    /// the client any more.
    long progress() {
        return ended ? -1 : taken.get();
    }

    /// Drops what nobody took.
    void release() {
        Piece piece;
        while ((piece = pieces.poll()) != null) {
            if (piece.bytes() != null) {
                piece.bytes().release();
            }
        }
    }

    // --- On the thread that takes it

    @Override
    public long into(Upload.Appender appender) throws IOException {
        if (expectsContinue && pieces.isEmpty()) {
            conversation.interim(HttpResponseStatus.CONTINUE, EmptyHttpHeaders.INSTANCE);
        }
        long start = appender.offset();
        while (!ended) {
            Piece piece = pieces.poll();
            Splice moving = piece == null && taken.get() < length ? open(appender) : null;
            if (moving != null) {
                spliceRest(moving, appender);
            } else {
                write(piece == null ? await() : piece, appender);
            }
        }
        return appender.offset() - start;
    }

    private Piece await() throws IOException {
        conversation.readMore();
        try {
            return pieces.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenBodyException("interrupted after " + taken.get() + " bytes");
        }
    }

    private void write(Piece piece, Upload.Appender appender) throws IOException {
        ByteBuf bytes = piece.bytes();
        if (bytes == null) {
            ended = true;
            if (!piece.whole()) {
                throw new BrokenBodyException("the body broke off after " + taken.get() + " bytes");
            }
            return;
        }
        try {
            while (bytes.isReadable()) {
                long n = appender.append((file, at, most) -> write(bytes, file, at, most));
                taken.addAndGet(n);
                conversation.commons().metrics().receivedThroughBuffers(n);
            }
        } finally {
            bytes.release();
        }
    }

    private static long write(ByteBuf bytes, FileChannel file, long position, long atMost)
            throws IOException {
        int count = (int) Math.min(bytes.readableBytes(), atMost);
        for (int written = 0; written < count; ) {
            written += bytes.readBytes(file, position + written, count - written);
        }
        return count;
    }

    /// What moves the rest of the body within the kernel; null if it has to go through buffers.
    private @Nullable Splice open(Upload.Appender appender) {
        Splicing splicing = conversation.commons().splicing();
        if (splicing == null || unspliceable || !conversation.canSplice()) {
            return null;
        }
        try {
            return splicing.into(appender.file());
        } catch (IOException e) {
            LOG.debug("{} goes through buffers: {}", appender.file(), e.getMessage());
            unspliceable = true;
            return null;
        }
    }

    private void spliceRest(Splice moving, Upload.Appender appender) throws IOException {
        try (moving) {
            spliceRest(moving, lease(), appender);
        }
    }

    private void spliceRest(Splice moving, int socket, Upload.Appender appender)
            throws IOException {
        try {
            splice = moving;
            // What the loop had read, and not yet handed over when it was asked for the socket.
            Piece piece;
            while (!ended && (piece = pieces.poll()) != null) {
                write(piece, appender);
            }
            long writing = appender.offset();
            while (taken.get() < length) {
                if (appender.offset() - writing >= WRITTEN_AT_ONCE) {
                    moving.beginWriting(writing, appender.offset());
                    writing = appender.offset();
                }
                if (cut) {
                    throw new BrokenBodyException("cut off after " + taken.get() + " bytes");
                }
                long n = appender.append((_, at, most) -> move(moving, socket, at, most));
                taken.addAndGet(n);
                conversation.commons().metrics().receivedBySplice(n);
            }
            ended = true;
        } catch (ClosedChannelException e) {
            BrokenBodyException broken =
                    new BrokenBodyException("cut off after " + taken.get() + " bytes");
            broken.initCause(e);
            throw broken;
        } finally {
            splice = null;
            giveBack();
        }
    }

    /// Zero if nothing came for a while, which is the watchdog's business.
    private long move(Splice moving, int socket, long position, long atMost) throws IOException {
        long n;
        try {
            n = moving.move(socket, position, Math.min(atMost, length - taken.get()), PATIENCE);
        } catch (SocketTimeoutException _) {
            return 0;
        } catch (java.net.SocketException e) {
            BrokenBodyException broken =
                    new BrokenBodyException(e.getMessage() + " after " + taken.get() + " bytes");
            broken.initCause(e);
            throw broken;
        }
        if (n < 0) {
            throw new BrokenBodyException("the client left after " + taken.get() + " bytes");
        }
        return n;
    }

    private int lease() throws IOException {
        try {
            return conversation.leaseSocket().get();
        } catch (ExecutionException e) {
            throw new BrokenBodyException("the connection is gone: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenBodyException("interrupted after " + taken.get() + " bytes");
        }
    }

    private void giveBack() {
        conversation.returnSocket(taken.get() == length);
    }
}

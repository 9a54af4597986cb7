package io.zenview.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.epoll.EpollSocketChannel;
import io.zenview.transfer.FileRegion;
import io.zenview.transfer.MemoryRegion;
import io.zenview.transfer.Payload;
import io.zenview.transfer.Region;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends one body, in turns, so that a fast reader of a large file leaves room for everybody else
/// on the same event loop.
///
/// Files go by `sendfile`, memory as it lies. Under TLS, which has to see every byte, files are
/// read into direct buffers instead. Runs on the event loop of its connection only.
final class BodySender {
    /// What one connection may send before the others have their turn: as nginx does it, enough to
    /// make the change of turns cheap, and a millisecond of a fast link.
    static final int TURN = 2 << 20;

    /// What is read at once for TLS: sixteen of its records, so that reading and locking cost
    /// little beside the encryption.
    private static final int SECURE_CHUNK = 256 << 10;

    /// What fits into a packet together with its head, on any network that has packets of 64 KiB.
    private static final int ONE_PACKET = 48 << 10;

    private static final int MANY_PACKETS = 512 << 10;

    private final ChannelHandlerContext ctx;
    private final Answer answer;
    private final boolean secure;
    private final ServerMetrics metrics;
    private final ColdReads coldReads;
    private final Consumer<@Nullable Throwable> whenDone;
    private final List<Region> regions;
    private final long size;
    private final ChannelFutureListener turnEnd = this::turnEnded;
    private int index;
    private long within;
    private long queued;
    private long flushed;
    private @Nullable DefaultFileRegion inFlight;

    /// @param whenDone hears null when the last byte was handed to the system, else what went
    ///   wrong; called once
    BodySender(
            ChannelHandlerContext ctx,
            Answer answer,
            boolean secure,
            ServerMetrics metrics,
            ColdReads coldReads,
            Consumer<@Nullable Throwable> whenDone) {
        this.ctx = ctx;
        this.answer = answer;
        this.secure = secure;
        this.metrics = metrics;
        this.coldReads = coldReads;
        this.whenDone = whenDone;
        Payload body = answer.body();
        this.regions = body.regions();
        this.size = body.size();
    }

    /// Sends the first turn, behind what was written before.
    void start() {
        cork(true);
        turn();
    }

    /// Lets the kernel send full packets only, so that the head shares one with the first bytes of
    /// the body: fewer packets, and fewer wake-ups of the reader. Not for sizes of one packet and a
    /// bit, whose rest then goes out late (see `docs/performance.md`).
    private void cork(boolean corked) {
        boolean pays = size <= ONE_PACKET || size >= MANY_PACKETS;
        if (pays
                && !secure
                && ctx.channel() instanceof EpollSocketChannel epoll
                && epoll.isOpen()) {
            epoll.config().setTcpCork(corked);
        }
    }

    /// How many bytes of the body the system has taken so far.
    long sent() {
        DefaultFileRegion piece = inFlight;
        return flushed + (piece == null ? 0 : piece.transferred());
    }

    private void turn() {
        if (!ctx.channel().isActive()) {
            whenDone.accept(new IOException("the connection is closed"));
            return;
        }
        try {
            if (queued > 0) {
                answer.requireUnchanged();
            }
            Region next = piece(index, within, secure ? SECURE_CHUNK : TURN);
            if (next instanceof FileRegion file && coldReads.isCold(file)) {
                ctx.flush(); // the head need not wait for the disk
                coldReads.warm(file, ctx.channel().eventLoop(), this::writeTurn, this::failed);
            } else {
                writeTurn();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    /// What is left of a region, up to a limit.
    private Region piece(int number, long from, long limit) {
        Region region = regions.get(number);
        return region.slice(from, Math.min(region.size(), from + limit));
    }

    private void writeTurn() {
        int budget = secure ? SECURE_CHUNK : TURN;
        try {
            ChannelFuture last = null;
            while (budget > 0 && queued < size) {
                Region piece = piece(index, within, budget);
                if (last != null && piece instanceof FileRegion file && coldReads.isCold(file)) {
                    break; // the next turn waits for it
                }
                last = write(piece);
                advance(piece.size());
                budget -= (int) piece.size();
            }
            if (last == null) {
                throw new IllegalStateException("a turn without a byte, at " + queued);
            }
            last.addListener(turnEnd);
            ctx.flush();
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void advance(long bytes) {
        queued += bytes;
        within += bytes;
        if (within == regions.get(index).size()) {
            index++;
            within = 0;
        }
    }

    private ChannelFuture write(Region piece) throws IOException {
        return switch (piece) {
            case MemoryRegion memory -> {
                metrics.sentFromMemory(memory.size());
                yield ctx.write(Unpooled.wrappedBuffer(memory.segment().asByteBuffer()));
            }
            case FileRegion file when secure -> {
                metrics.sentSecurely(file.size());
                yield ctx.write(read(file));
            }
            case FileRegion file -> {
                metrics.sentBySendfile(file.size());
                BorrowedFile region = new BorrowedFile(file.channel(), file.offset(), file.size());
                inFlight = region;
                yield ctx.write(region);
            }
        };
    }

    private ByteBuf read(FileRegion file) throws IOException {
        ByteBuf buffer = ctx.alloc().directBuffer((int) file.size());
        try {
            while (buffer.writableBytes() > 0 && buffer.readableBytes() < file.size()) {
                int wanted = (int) file.size() - buffer.readableBytes();
                long at = file.offset() + buffer.readableBytes();
                if (buffer.writeBytes(file.channel(), at, wanted) < 0) {
                    throw new EOFException(file.name() + " ends at " + at + " by now");
                }
            }
            return buffer;
        } catch (IOException | RuntimeException e) {
            buffer.release();
            throw e;
        }
    }

    private void turnEnded(ChannelFuture written) {
        inFlight = null;
        flushed = queued;
        Throwable cause = written.cause();
        if (cause != null) {
            failed(cause);
        } else if (queued == size) {
            cork(false);
            finish();
        } else {
            Channel channel = ctx.channel();
            // Behind whatever the others on this loop have to do. A task that is not scheduled
            // would run before the loop looks at its sockets again, and so would the next ones, for
            // up to a second.
            channel.eventLoop()
                    .schedule(this::turn, 0, TimeUnit.NANOSECONDS)
                    .addListener(turn -> {
                        if (turn.isCancelled()) {
                            failed(new IOException("the server has stopped"));
                        }
                    });
        }
    }

    private void finish() {
        if (size > TURN) {
            try {
                // The last turn may have sent what was not there at the first one.
                answer.requireUnchanged();
            } catch (IOException e) {
                failed(e);
                return;
            }
        }
        whenDone.accept(null);
    }

    private void failed(Throwable cause) {
        whenDone.accept(cause);
    }

    /// A file region that leaves the file open: it belongs to the content.
    private static final class BorrowedFile extends DefaultFileRegion {
        BorrowedFile(FileChannel file, long position, long count) {
            super(file, position, count);
        }

        @Override
        protected void deallocate() {
            // Nothing to give back.
        }
    }
}

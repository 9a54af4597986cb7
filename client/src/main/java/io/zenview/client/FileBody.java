package io.zenview.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A body on its way into a file: the buffers that came from the socket are written where they
/// belong, and the next are asked for when that is done.
final class FileBody implements BodySubscriber<byte[]> {
    /// Is told what has been written.
    interface Written {
        void wrote(long from, long count) throws IOException;
    }

    /// Writing failed, which no other try will cure.
    static final class TargetFailure extends IOException {
        private static final long serialVersionUID = 1L;

        TargetFailure(String message, IOException cause) {
            super(message, cause);
        }
    }

    private static final byte[] NOTHING = {};

    private final FileChannel file;
    private final long from;
    private final long to;
    private final boolean isOpenEnded;
    private final Written written;
    private final BooleanSupplier stopped;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private long at;
    private boolean closed;
    private volatile Flow.@Nullable Subscription subscription;

    /// Bytes for `from` up to `to`, neither fewer nor more; a negative `to` is open.
    FileBody(FileChannel file, long from, long to, Written written, BooleanSupplier stopped) {
        this.file = file;
        this.from = from;
        this.isOpenEnded = to < 0;
        this.to = to < 0 ? Long.MAX_VALUE : to;
        this.written = written;
        this.stopped = stopped;
        this.at = from;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        Flow.Subscription flow = subscription;
        if (closed || body.isDone() || flow == null) {
            return;
        }
        try {
            if (stopped.getAsBoolean()) {
                throw new IOException("Stopped");
            }
            for (ByteBuffer buffer : buffers) {
                write(buffer);
            }
            flow.request(1);
        } catch (IOException | RuntimeException e) {
            flow.cancel();
            body.completeExceptionally(e);
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        int n = buffer.remaining();
        if (n > to - at) {
            throw new IOException(
                    "More bytes than announced came after offset "
                            + from
                            + ": the answer was to end at "
                            + to);
        }
        try {
            for (long position = at; buffer.hasRemaining(); ) {
                position += file.write(buffer, position);
            }
        } catch (IOException e) {
            throw new TargetFailure("at offset " + at, e);
        }
        long start = at;
        at += n;
        written.wrote(start, n);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public synchronized void onComplete() {
        if (at < to && !isOpenEnded) {
            body.completeExceptionally(
                    new EOFException("The answer ended at offset " + at + " instead of " + to));
        } else {
            body.complete(NOTHING);
        }
    }

    /// Gives up waiting for more. Nothing is written any more when this returns, so that another
    /// answer can continue where this one ended.
    synchronized void close() {
        closed = true;
        Flow.Subscription flow = subscription;
        if (flow != null) {
            flow.cancel();
        }
    }
}

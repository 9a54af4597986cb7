package io.zenview.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A line per request, in the combined format that log readers know.
///
/// Written by a thread of its own: a disk that is full or slow must not keep an event loop waiting.
/// Lines that it cannot keep up with are dropped, and it says in the log how many.
final class AccessLog implements AutoCloseable {
    /// A second of a busy server, and a few megabytes.
    private static final int MAX_WAITING = 50_000;

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Target target;
    private final Thread writer;
    private volatile boolean closing;

    private interface Target {
        void write(String lines) throws IOException;

        void close() throws IOException;
    }

    private AccessLog(Target target) {
        this.target = target;
        this.writer = Thread.ofPlatform().name("zenview-access-log").daemon().start(this::write);
    }

    /// Appends to a file, which may be renamed at any time: a new one is begun within a second.
    static AccessLog to(Path file) throws IOException {
        return new AccessLog(new Rotating(file));
    }

    static AccessLog to(PrintStream stream) {
        return new AccessLog(
                new Target() {
                    @Override
                    public void write(String text) {
                        stream.print(text);
                        stream.flush();
                    }

                    @Override
                    public void close() {
                        stream.flush();
                    }
                });
    }

    void add(Exchange exchange, @Nullable SocketAddress client, int status, long bytes) {
        String address =
                client instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "-";
        String line =
                new AccessLine(
                                address,
                                Instant.now(),
                                exchange.method()
                                        + " "
                                        + exchange.request().uri()
                                        + " "
                                        + exchange.request().protocolVersion(),
                                status,
                                bytes,
                                exchange.headers().get(HttpHeaderNames.REFERER),
                                exchange.headers().get(HttpHeaderNames.USER_AGENT))
                        .toString();
        if (!lines.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    private void write() {
        List<String> batch = new ArrayList<>();
        while (true) {
            try {
                String first = lines.poll(1, TimeUnit.SECONDS);
                if (first == null) {
                    if (closing) {
                        return;
                    }
                    continue;
                }
                batch.add(first);
                lines.drainTo(batch, 1000);
                long lost = dropped.getAndSet(0);
                if (lost > 0) {
                    batch.add("# " + lost + " lines were dropped");
                }
                target.write(String.join("\n", batch) + "\n");
            } catch (IOException e) {
                dropped.addAndGet(batch.size());
            } catch (InterruptedException e) {
                return;
            }
            batch.clear();
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        target.close();
    }

    /// A file that is opened anew when its name points to another one.
    private static final class Rotating implements Target {
        private final Path file;
        private FileChannel channel;
        private @Nullable Object key;
        private long looked = System.nanoTime();

        Rotating(Path file) throws IOException {
            this.file = file;
            this.channel = open();
            this.key = key();
        }

        private FileChannel open() throws IOException {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        private @Nullable Object key() {
            try {
                return Files.exists(file)
                        ? Files.readAttributes(
                                        file, java.nio.file.attribute.BasicFileAttributes.class)
                                .fileKey()
                        : null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(String text) throws IOException {
            long now = System.nanoTime();
            if (now - looked > TimeUnit.SECONDS.toNanos(1)) {
                looked = now;
                if (!Objects.equals(key, key())) {
                    channel.close();
                    channel = open();
                    key = key();
                }
            }
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

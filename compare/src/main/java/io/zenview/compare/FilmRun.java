package io.zenview.compare;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.zenview.compare.FilmChunk.Way;
import io.zenview.media.VideoLibrary;
import io.zenview.transfer.Payload;
import io.zenview.view.Bytes;
import io.zenview.view.MemoryView;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The part of [Comparison#CHUNK] that has a film in a file.
final class FilmRun implements AutoCloseable {
    private static final int COPIES = 100;
    private static final int SENDS = 40;
    private static final int VIEWS = 200_000;

    /// A single one is too short for the clock.
    private static final int VIEWS_AT_A_TIME = 2_000;

    /// The JDK keeps native memory of a step's size for every thread that uses arrays.
    private static final int STEP = 1 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /// What lies here others could see, so it must be made.
    @SuppressWarnings("unused")
    private static volatile Object sink = "";

    /// What is closed in the end, last first.
    private final Deque<Closeable> opened;

    private final VideoLibrary library;
    private final FileChannel file;
    private final Drain drain;
    private final @Nullable ChunkServer server;
    private final @Nullable ChunkClient client;
    private final String id;
    private final long offset;
    private final int size;
    private final int lastByte;
    private final Map<Way, Tally> tallies = new EnumMap<>(Way.class);

    private FilmRun(
            SourceFile source,
            int size,
            Optional<ChunkServer.Starter> starter,
            Deque<Closeable> opened)
            throws IOException {
        this.opened = opened;
        this.library = VideoLibrary.of(folder(source.path()));
        opened.push(library::close);
        this.file = FileChannel.open(source.path(), StandardOpenOption.READ);
        opened.push(file);
        this.drain = Drain.of(size);
        opened.push(drain::close);
        if (starter.isPresent()) {
            this.server = starter.get().start(source.path());
            opened.push(server::close);
            this.client = ChunkClient.of(server);
            opened.push(client::close);
        } else {
            this.server = null;
            this.client = null;
        }
        this.id = name(source.path());
        // As in the buffer: somewhere in the film, at an odd byte.
        this.offset = source.size() / 3 | 1;
        this.size = size;
        ByteBuffer last = ByteBuffer.allocate(1);
        file.read(last, offset + size - 1);
        this.lastByte = last.get(0) & 0xff;
    }

    private static final class Tally {
        final List<Double> seconds = new ArrayList<>();
        final List<Double> cpu = new ArrayList<>();
        long allocated;
        int calls;
    }

    /// One call, or some.
    private interface Call {
        void run() throws IOException;
    }

    /// Opens a film for the rounds.
    ///
    /// @param source a film, alone in its directory
    /// @param chunkSize in bytes
    /// @param starter of the server that is asked over HTTP, if any
    static FilmRun open(SourceFile source, int chunkSize, Optional<ChunkServer.Starter> starter)
            throws IOException {
        Deque<Closeable> opened = new ArrayDeque<>();
        try {
            return new FilmRun(source, chunkSize, starter, opened);
        } catch (IOException | RuntimeException e) {
            try {
                close(opened);
            } catch (IOException | RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /// Closes all of it, what was opened last first, also where one of them fails.
    private static void close(Deque<Closeable> opened) throws IOException {
        if (!opened.isEmpty()) {
            try (Closeable _ = opened.removeLast()) {
                close(opened);
            }
        }
    }

    private static Path folder(Path film) {
        Path folder = film.getParent();
        return folder == null ? Path.of("") : folder;
    }

    private static String name(Path film) {
        return String.valueOf(film.getFileName());
    }

    List<Rounds.Way> ways() {
        List<Rounds.Way> ways = new ArrayList<>();
        ways.add(way(Way.COPY, 2, COPIES, 1, this::copy));
        ways.add(way(Way.VIEW, 1, VIEWS / VIEWS_AT_A_TIME, VIEWS_AT_A_TIME, this::views));
        ways.add(way(Way.SENT_FROM_HEAP, 2, SENDS, 1, this::sendFromHeap));
        ways.add(way(Way.SENT_BY_SENDFILE, 2, SENDS, 1, this::sendBySendfile));
        if (server != null && client != null) {
            for (Way way : List.of(Way.HTTP_FROM_HEAP, Way.HTTP_BY_SENDFILE)) {
                String target = server.target(way.copies(), offset, size);
                ways.add(way(way, 2, SENDS, 1, () -> verify(way, client.get(target, size))));
            }
        }
        return ways;
    }

    List<FilmChunk> results() {
        List<FilmChunk> results = new ArrayList<>();
        tallies.forEach((way, tally) ->
                results.add(
                        new FilmChunk(
                                way,
                                new Samples(tally.seconds),
                                new Samples(tally.cpu),
                                tally.allocated,
                                tally.calls)));
        return results;
    }

    private Rounds.Way way(Way way, double weight, int times, int callsEach, Call call) {
        return new Rounds.Way(
                way.toString(), weight, counted -> measure(way, times, callsEach, call, counted));
    }

    private void measure(Way way, int times, int callsEach, Call call, boolean counted)
            throws IOException, InterruptedException {
        double[] seconds = new double[times];
        long allocated = allocated(way.isHttp());
        long cpu = cpu(way.isHttp());
        try {
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                call.run();
                seconds[i] = (System.nanoTime() - start) / 1e9;
            }
        } catch (ClosedByInterruptException e) {
            InterruptedException interrupted = new InterruptedException("while sending a chunk");
            interrupted.initCause(e);
            throw interrupted;
        }
        cpu = cpu(way.isHttp()) - cpu;
        allocated = allocated(way.isHttp()) - allocated;
        if (counted) {
            int calls = times * callsEach;
            Arrays.sort(seconds);
            Tally tally = tallies.computeIfAbsent(way, _ -> new Tally());
            tally.seconds.add(seconds[times / 2] / callsEach);
            tally.cpu.add(cpu / 1e9 / calls);
            tally.allocated = allocated / calls;
            tally.calls = calls;
        }
    }

    /// What this thread allocated, or all others.
    private static long allocated(boolean others) {
        long mine = THREADS.getCurrentThreadAllocatedBytes();
        return others ? THREADS.getTotalThreadAllocatedBytes() - mine : mine;
    }

    private static long cpu(boolean others) {
        long mine = THREADS.getCurrentThreadCpuTime();
        return others ? SYSTEM.getProcessCpuTime() - mine : mine;
    }

    private void copy() throws IOException {
        try (MemoryView chunk = library.viewChunk(id, offset, size)) {
            Bytes copy = chunk.toBytes();
            verify(Way.COPY, copy.get(-1));
            sink = copy;
        }
    }

    private void views() throws IOException {
        long last = 0;
        for (int i = 0; i < VIEWS_AT_A_TIME; i++) {
            try (MemoryView chunk = library.viewChunk(id, offset, size)) {
                last = chunk.getLong(-1);
            }
        }
        verify(Way.VIEW, (int) last);
    }

    private void sendFromHeap() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(size);
        while (chunk.position() < size) {
            chunk.limit(Math.min(size, chunk.position() + STEP));
            if (file.read(chunk, offset + chunk.position()) < 0) {
                throw new IOException("the film was cut while it was measured");
            }
        }
        SocketChannel socket = drain.socket();
        chunk.position(0);
        while (chunk.position() < size) {
            chunk.limit(Math.min(size, chunk.position() + STEP));
            socket.write(chunk);
        }
        verify(Way.SENT_FROM_HEAP, drain.awaitArrival());
    }

    private void sendBySendfile() throws IOException {
        try (Payload chunk = library.requestChunk(id, offset, size)) {
            chunk.writeTo(drain.socket());
        }
        verify(Way.SENT_BY_SENDFILE, drain.awaitArrival());
    }

    private void verify(Way way, int last) {
        if (last != lastByte) {
            throw new IllegalStateException(
                    "the chunk (" + way + ") ends in " + last + ", not " + lastByte);
        }
    }

    @Override
    public void close() throws IOException {
        sink = "";
        close(opened);
    }
}

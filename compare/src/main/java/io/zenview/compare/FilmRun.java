package io.zenview.compare;

import com.sun.management.ThreadMXBean;
import io.zenview.compare.FilmChunk.Way;
import io.zenview.media.VideoLibrary;
import io.zenview.transfer.Payload;
import io.zenview.view.Bytes;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The part of [Comparison#CHUNK] that has a film in a file.
final class FilmRun implements AutoCloseable {
    private static final int COPIES = 100;
    private static final int SENDS = 40;
    private static final int VIEWS = 200_000;

    /// A single one is too short for the clock.
    private static final int VIEWS_AT_A_TIME = 2_000;

    /// The JDK keeps native memory of a step's size for every thread that uses arrays.
    private static final int STEP = 1 << 20;

    /// What lies here others could see, so it must be made.
    @SuppressWarnings("unused")
    private static volatile Object sink = "";

    private final VideoLibrary library;
    private final FileChannel file;
    private final Drain drain;
    private final String id;
    private final long offset;
    private final int size;
    private final int lastByte;
    private final Map<Way, Tally> tallies = new EnumMap<>(Way.class);

    private FilmRun(
            VideoLibrary library, FileChannel file, Drain drain, SourceFile source, int size)
            throws IOException {
        this.library = library;
        this.file = file;
        this.drain = drain;
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
    static FilmRun open(SourceFile source, int chunkSize) throws IOException {
        VideoLibrary library = VideoLibrary.of(folder(source.path()));
        FileChannel file = null;
        Drain drain = null;
        try {
            file = FileChannel.open(source.path(), StandardOpenOption.READ);
            drain = Drain.of(chunkSize);
            return new FilmRun(library, file, drain, source, chunkSize);
        } catch (IOException | RuntimeException e) {
            try (library;
                    FileChannel _ = file;
                    Drain _ = drain) {
                throw e;
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
        return List.of(
                way(Way.COPY, 2, COPIES, 1, this::copy),
                way(Way.VIEW, 1, VIEWS / VIEWS_AT_A_TIME, VIEWS_AT_A_TIME, this::views),
                way(Way.SENT_FROM_HEAP, 2, SENDS, 1, this::sendFromHeap),
                way(Way.SENT_BY_SENDFILE, 2, SENDS, 1, this::sendBySendfile));
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
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] seconds = new double[times];
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
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
        cpu = threads.getCurrentThreadCpuTime() - cpu;
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
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
        try (library;
                file;
                drain) {
            sink = "";
        }
    }
}

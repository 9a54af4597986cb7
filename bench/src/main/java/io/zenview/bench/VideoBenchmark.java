package io.zenview.bench;

import io.zenview.media.Mp4Index;
import io.zenview.media.Timecode;
import io.zenview.media.Video;
import io.zenview.media.VideoLibrary;
import io.zenview.transfer.Payload;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.mp4parser.IsoFile;
import org.mp4parser.boxes.iso14496.part12.ChunkOffsetBox;
import org.mp4parser.boxes.iso14496.part12.SampleSizeBox;
import org.mp4parser.boxes.iso14496.part12.SampleToChunkBox;
import org.mp4parser.boxes.iso14496.part12.TimeToSampleBox;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The talk's two functions, and opening a film, beside the Java library that people take for it.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class VideoBenchmark {
    private static final int CHUNK = 20 << 20;
    private static final int LABELS = 1024;
    private static final String ID = "film.mp4";
    private static final String TABLES = "moov[0]/trak[0]/mdia[0]/minf[0]/stbl[0]/";

    /// Which film, and whether its pictures are shown in another order than decoded.
    @Param({"sixMinutes", "sixMinutesReordered", "twoHours", "twoHoursReordered"})
    public String film;

    private final String[] labels = new String[LABELS];
    private Path folder;
    private Path file;
    private BenchFilm made;
    private Mp4Index index;
    private VideoLibrary library;
    private Video video;
    private IsoFile isoFile;
    private String clipFrom;
    private String clipTo;
    private int next;

    @Setup
    public void open() throws IOException {
        boolean reordered = film.endsWith("Reordered");
        made =
                film.startsWith("six")
                        ? BenchFilm.sixMinutes(reordered)
                        : BenchFilm.twoHours(reordered);
        folder = Files.createTempDirectory("zenview-films");
        file = folder.resolve(ID);
        made.write(file);
        // Memory of other kinds first, as in a program that does something else, too.
        try (MemoryView heap = MemoryView.of(Files.readAllBytes(small()));
                Mp4Index other = Mp4Index.of(heap, "heap")) {
            for (long i = 0; i < 20_000; i++) {
                other.frame(i % other.frameCount());
            }
        }
        index = Mp4Index.open(file);
        library = VideoLibrary.of(folder);
        video = library.open(ID);
        isoFile = new IsoFile(file.toFile());
        long from = index.frameCount() / 3;
        clipFrom = index.timecode(from).toString();
        clipTo = index.timecode(from + 60L * index.frameRate().labelsPerSecond()).toString();
        Random random = new Random(1);
        for (int i = 0; i < LABELS; i++) {
            labels[i] = index.timecode(random.nextLong(index.frameCount())).toString();
        }
        if (!reordered) {
            check();
        }
    }

    /// A film that fits into an array: a few pictures, with its media.
    private Path small() throws IOException {
        Path small = folder.resolve("small.mp4");
        new BenchFilm(100, 15_360, 512, true).write(small);
        return small;
    }

    /// Both libraries have to find the same.
    private void check() {
        for (String label : labels) {
            long ours = index.timecodeToIndex(label);
            long theirs = offset(isoFile, label);
            if (ours != theirs) {
                throw new IllegalStateException(label + ": " + ours + ", and " + theirs);
            }
        }
    }

    @TearDown
    public void close() throws IOException {
        index.close();
        video.close();
        library.close();
        isoFile.close();
        for (String name : List.of(ID, "small.mp4")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }

    private String label() {
        return labels[next++ & (LABELS - 1)];
    }

    /// On an index that is open.
    @Benchmark
    public long timecodeToIndex() {
        return index.timecodeToIndex(label());
    }

    /// By the film's id.
    @Benchmark
    public long timecodeToIndexInLibrary() throws IOException {
        return library.timecodeToIndex(ID, label());
    }

    /// With all there is to know about the frame, as objects.
    @Benchmark
    public Object frameAt() {
        return index.frameAt(label());
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public long openAndFind() throws IOException {
        try (Mp4Index opened = Mp4Index.open(file)) {
            return opened.timecodeToIndex(label());
        }
    }

    @Benchmark
    public long requestChunkAsView() {
        try (MemoryView chunk = video.view(4096, CHUNK)) {
            return chunk.length();
        }
    }

    /// By the film's id, as a server asks for it.
    @Benchmark
    public long requestChunkAsViewInLibrary() throws IOException {
        try (MemoryView chunk = library.viewChunk(ID, 4096, CHUNK)) {
            return chunk.length();
        }
    }

    /// By the film's id, as a server asks for it.
    @Benchmark
    public long requestChunkAsPayloadInLibrary() throws IOException {
        try (Payload chunk = library.requestChunk(ID, 4096, CHUNK)) {
            return chunk.size();
        }
    }

    @Benchmark
    public long requestChunkAsPayload() {
        return video.chunk(4096, CHUNK).size();
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public byte[] requestChunkAsCopy() {
        try (MemoryView chunk = video.view(4096, CHUNK)) {
            return chunk.toArray(byte[].class);
        }
    }

    /// A third into the film, as many frames as a minute has.
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public long clipOfAMinute() throws IOException {
        return video.clip(clipFrom, clipTo).size();
    }

    /// What isoparser's users write: its boxes have the tables, to find something in them is left
    /// to them. Only for pictures in order.
    @Benchmark
    public long isoparserTimecodeToIndex() {
        return offset(isoFile, label());
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public long isoparserOpenAndFind() throws IOException {
        try (IsoFile opened = new IsoFile(file.toFile())) {
            return offset(opened, label());
        }
    }

    private long offset(IsoFile iso, String label) {
        long frame = Timecode.frameNumber(label, index.frameRate(), false);
        TimeToSampleBox stts = org.mp4parser.tools.Path.getPath(iso, TABLES + "stts[0]");
        long time = frame * made.ticks();
        long sample = 0;
        for (TimeToSampleBox.Entry entry : stts.getEntries()) {
            long all = entry.getCount() * entry.getDelta();
            if (time < all) {
                sample += time / entry.getDelta();
                break;
            }
            time -= all;
            sample += entry.getCount();
        }
        SampleToChunkBox stsc = org.mp4parser.tools.Path.getPath(iso, TABLES + "stsc[0]");
        ChunkOffsetBox chunks = org.mp4parser.tools.Path.getPath(iso, TABLES + "co64[0]");
        SampleSizeBox sizes = org.mp4parser.tools.Path.getPath(iso, TABLES + "stsz[0]");
        long[] offsets = chunks.getChunkOffsets();
        long perChunk = stsc.getEntries().getFirst().getSamplesPerChunk();
        long chunk = sample / perChunk;
        long offset = offsets[(int) chunk];
        for (long s = chunk * perChunk; s < sample; s++) {
            offset += sizes.getSampleSizeAtIndex((int) s);
        }
        return offset;
    }
}

package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that talk to a server over sockets, on either transport. After each of them everything is
/// closed, and no descriptor may be left; in the end, no buffer either.
@ParameterizedClass
@EnumSource(
        value = Transport.class,
        names = {"EPOLL", "NIO"})
abstract class AgainstOrigin {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Map<Transport, Boolean> WARM = new java.util.EnumMap<>(Transport.class);

    @Parameter Transport transport;
    @TempDir Path temporary;

    /// What is served.
    Path root;

    private final List<AutoCloseable> open = new ArrayList<>();
    private long descriptors;

    @BeforeEach
    final void prepare() throws Exception {
        Assumptions.assumeTrue(
                transport != Transport.EPOLL || Epoll.isAvailable(),
                () -> "epoll does not load here: " + Epoll.unavailabilityCause());
        root = Files.createDirectory(temporary.resolve("root"));
        if (WARM.putIfAbsent(transport, true) == null) {
            warmUp();
        }
        descriptors = descriptors();
    }

    /// What the JVM opens once and keeps is no leak.
    private void warmUp() throws Exception {
        try (OriginServer server = builder().start();
                WireClient client = WireClient.to(server.port())) {
            client.get("/");
        }
    }

    @AfterEach
    final void nothingIsLeft() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        open.clear();
        if (Files.exists(DESCRIPTORS)) {
            await("descriptors are closed, of " + descriptors, () -> descriptors() <= descriptors);
        }
    }

    /// A leak is found when the buffer was collected and the next one is made.
    @AfterAll
    static void noBufferIsForgotten() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(10);
            ByteBufAllocator.DEFAULT.directBuffer(1).release();
        }
        assertThat(RecordingLeakDetector.take()).as("buffers nobody released").isEmpty();
    }

    OriginServer.Builder builder() {
        return bareBuilder().directory(root);
    }

    /// One that has nothing to serve yet.
    OriginServer.Builder bareBuilder() {
        return OriginServer.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .transport(transport)
                .limits(Limits.DEFAULT.withGraceTime(Duration.ZERO));
    }

    OriginServer start() throws IOException {
        return start(builder());
    }

    OriginServer start(OriginServer.Builder builder) throws IOException {
        return closing(builder.start());
    }

    /// Has something closed after the test, the last one first.
    <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    WireClient connect(OriginServer server) throws IOException {
        return closing(WireClient.to(server.port()));
    }

    WireClient connectSlowly(OriginServer server) throws IOException {
        return closing(WireClient.slowTo(server.port()));
    }

    /// Writes a file of random bytes.
    byte[] file(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(name.hashCode() + size).nextBytes(bytes);
        Files.write(root.resolve(name), bytes);
        return bytes;
    }

    /// Makes a file that takes no place on the disk.
    Path sparse(String name, long size) throws IOException {
        Path file = root.resolve(name);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.allocate(1), size - 1);
        }
        return file;
    }

    /// Waits for what will come, as long as it may take on any machine.
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain: " + what + "; open are " + openFiles());
            }
            Thread.sleep(5);
        }
    }

    /// Open sockets, event queues, and files outside of the JDK and its libraries.
    private long descriptors() {
        return openFiles().stream().filter(this::counts).count();
    }

    private boolean counts(String link) {
        return link.startsWith("socket:")
                || link.startsWith("anon_inode:")
                || link.startsWith("pipe:")
                || link.startsWith(temporary.toString());
    }

    static List<String> openFiles() {
        List<String> links = new ArrayList<>();
        if (!Files.exists(DESCRIPTORS)) {
            return links;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path entry : entries) {
                try {
                    links.add(Files.readSymbolicLink(entry).toString());
                } catch (IOException _) {
                    // Closed by now, as the one that reads the directory.
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return links;
    }
}

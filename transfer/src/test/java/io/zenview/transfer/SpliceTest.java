package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SpliceTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int MIB = 1 << 20;

    @TempDir Path directory;

    private SocketChannel ours;
    private SocketChannel theirs;
    private int socket;
    private Path file;

    @BeforeEach
    void connect() throws IOException {
        assumeThat(SpliceIntake.unavailability()).as("splice for the JDK's sockets").isEmpty();
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            theirs = SocketChannel.open(server.getLocalAddress());
            ours = server.accept();
        }
        socket = SocketDescriptor.of(ours);
        file = Files.createFile(directory.resolve("file"));
    }

    @AfterEach
    void disconnect() throws IOException {
        if (ours != null) {
            ours.close();
            theirs.close();
        }
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static <T> T get(FutureTask<T> task) throws Exception {
        return task.get(30, TimeUnit.SECONDS);
    }

    private FutureTask<Void> write(byte[] bytes) {
        return inBackground(() -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                theirs.write(buffer);
            }
            return null;
        });
    }

    /** Moves all of it, in as many moves as it takes. */
    private long moveAll(Splice splice, long position, long count) throws IOException {
        long moved = 0;
        while (moved < count) {
            long n = splice.move(socket, position + moved, count - moved, LONG);
            if (n < 0) {
                break;
            }
            assertThat(n).isPositive();
            moved += n;
            assertThat(splice.position()).isEqualTo(position + moved);
        }
        return moved;
    }

    static Stream<Arguments> modesAndSizes() {
        List<Arguments> all = new ArrayList<>();
        for (boolean blocking : new boolean[] {true, false}) {
            for (int size : new int[] {0, 1, 4095, 4096, 4097, MIB - 1, MIB, MIB + 1, 9_999_999}) {
                all.add(Arguments.of(blocking, size));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("modesAndSizes")
    void exactlyAsManyAsAskedForAndTheRestStaysInTheSocket(boolean blocking, int size)
            throws Exception {
        ours.configureBlocking(blocking);
        byte[] bytes = Patterns.bytes(size + 100);
        FutureTask<Void> writing = write(bytes);
        try (Splice splice = Splice.into(file)) {
            assertThat(moveAll(splice, 0, size)).isEqualTo(size);
            assertThat(splice.move(socket, size, 0, LONG)).isZero();
        }
        get(writing);
        assertThat(ours.isBlocking()).isEqualTo(blocking);
        ours.configureBlocking(true);
        ByteBuffer rest = ByteBuffer.allocate(101);
        theirs.shutdownOutput();
        while (ours.read(rest) >= 0) {}
        assertThat(Files.size(file)).isEqualTo(size);
        byte[] all = new byte[size + 100];
        System.arraycopy(Files.readAllBytes(file), 0, all, 0, size);
        assertThat(rest.position()).isEqualTo(100);
        rest.flip().get(all, size, 100);
        assertThat(all).isEqualTo(bytes);
    }

    @Test
    void moreThanAllBuffersHoldUntilTheEnd() throws Exception {
        int size = 120 * MIB + 17;
        Digester sent = new Digester(DigestAlgorithm.CRC32C);
        byte[] piece = Patterns.bytes(MIB + 13);
        FutureTask<Void> writing =
                inBackground(() -> {
                    for (int left = size; left > 0; left -= piece.length) {
                        int n = Math.min(left, piece.length);
                        sent.update(ByteBuffer.wrap(piece, 0, n));
                        ByteBuffer buffer = ByteBuffer.wrap(piece, 0, n);
                        while (buffer.hasRemaining()) {
                            theirs.write(buffer);
                        }
                    }
                    theirs.shutdownOutput();
                    return null;
                });
        try (Splice splice = Splice.into(file);
                FileChannel channel = FileChannel.open(file)) {
            assertThat(moveAll(splice, 0, Long.MAX_VALUE)).isEqualTo(size);
            assertThat(splice.move(socket, size, 10, LONG)).isEqualTo(-1);
            get(writing);
            assertThat(channel.size()).isEqualTo(size);
            assertThat(FileDigest.of(DigestAlgorithm.CRC32C, channel, 0, size))
                    .isEqualTo(sent.finish());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneByteAtATime(boolean blocking) throws Exception {
        ours.configureBlocking(blocking);
        theirs.setOption(StandardSocketOptions.TCP_NODELAY, true);
        byte[] bytes = Patterns.bytes(300);
        FutureTask<Void> writing =
                inBackground(() -> {
                    for (byte b : bytes) {
                        theirs.write(ByteBuffer.wrap(new byte[] {b}));
                    }
                    return null;
                });
        try (Splice splice = Splice.into(file)) {
            assertThat(moveAll(splice, 0, 300)).isEqualTo(300);
        }
        get(writing);
        assertThat(file).hasBinaryContent(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {(1L << 31) - 3, 1L << 31, (1L << 32) - 3, (1L << 32) + 5})
    void positionsBeyondTheRangeOfAnInt(long position) throws Exception {
        byte[] bytes = Patterns.bytes(5000);
        get(write(bytes));
        theirs.shutdownOutput();
        try (Splice splice = Splice.into(file);
                FileChannel channel = FileChannel.open(file)) {
            assertThat(moveAll(splice, position, 3L << 31)).isEqualTo(5000);
            assertThat(splice.position()).isEqualTo(position + 5000);
            assertThat(channel.size()).isEqualTo(position + 5000);
            ByteBuffer read = ByteBuffer.allocate(5000);
            assertThat(channel.read(read, position)).isEqualTo(5000);
            assertThat(read.array()).isEqualTo(bytes);
        }
    }

    @Test
    void writesInPlaceAndNowhereElse() throws Exception {
        byte[] before = Patterns.bytes(10_000);
        Files.write(file, before);
        get(write(new byte[100]));
        try (Splice splice = Splice.into(file)) {
            assertThat(moveAll(splice, 5000, 100)).isEqualTo(100);
        }
        Arrays.fill(before, 5000, 5100, (byte) 0);
        assertThat(file).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingComes(boolean blocking) throws Exception {
        ours.configureBlocking(blocking);
        try (Splice splice = Splice.into(file)) {
            assertThat(splice.move(socket, 7, 10, Duration.ZERO)).isZero();
            assertThatThrownBy(() -> splice.move(socket, 7, 10, Duration.ofMillis(30)))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("PT0.03S");
            assertThat(splice.position()).isEqualTo(7);
            get(write(new byte[3]));
            assertThat(splice.move(socket, 7, 10, LONG)).isPositive();
        }
    }

    @Test
    void aResetInTheMiddle() throws Exception {
        get(write(new byte[50_000]));
        try (Splice splice = Splice.into(file)) {
            assertThat(moveAll(splice, 0, 50_000)).isEqualTo(50_000);
            FutureTask<Long> waiting =
                    inBackground(() -> splice.move(socket, 50_000, 50_000, LONG));
            theirs.setOption(StandardSocketOptions.SO_LINGER, 0);
            theirs.close();
            assertThatThrownBy(() -> get(waiting))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(SocketException.class)
                    .hasMessageContainingAll("reset", "104");
            assertThat(splice.position()).isEqualTo(50_000);
        }
    }

    @Test
    void shuttingDownTheInputEndsAWaitingMove() throws Exception {
        try (Splice splice = Splice.into(file)) {
            FutureTask<Long> waiting = inBackground(() -> splice.move(socket, 0, 10, LONG));
            ours.shutdownInput();
            assertThat(get(waiting)).isEqualTo(-1);
        }
    }

    @Test
    void anInterruptEndsAWaitingMove() throws Exception {
        try (Splice splice = Splice.into(file)) {
            FutureTask<Boolean> waiting =
                    new FutureTask<>(() -> {
                        assertThatThrownBy(() -> splice.move(socket, 0, 10, LONG))
                                .isInstanceOf(InterruptedIOException.class)
                                .isNotInstanceOf(SocketTimeoutException.class);
                        return Thread.interrupted();
                    });
            Thread thread = Thread.ofPlatform().daemon().start(waiting);
            thread.interrupt();
            assertThat(get(waiting)).as("still interrupted").isTrue();
            get(write(new byte[10]));
            assertThat(moveAll(splice, 0, 10)).isEqualTo(10);
        }
    }

    @Test
    void closingEndsAWaitingMove() throws Exception {
        Splice splice = Splice.into(file);
        FutureTask<Long> waiting = inBackground(() -> splice.move(socket, 0, 10, LONG));
        splice.close();
        splice.close();
        assertThatThrownBy(() -> get(waiting)).cause().isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> splice.move(socket, 0, 10, LONG))
                .isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aFullDiskLosesNothing() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        try (SmallDisk _ = SmallDisk.of4MiB(disk)) {
            Path filler = Files.write(disk.resolve("filler"), new byte[2 * MIB]);
            Path target = Files.createFile(disk.resolve("target"));
            byte[] bytes = Patterns.bytes(3 * MIB);
            FutureTask<Void> writing = write(bytes);
            try (Splice splice = Splice.into(target)) {
                assertThatThrownBy(() -> moveAll(splice, 0, 3 * MIB))
                        .isInstanceOf(DiskFullException.class)
                        .hasMessageContainingAll("no space left", target.toString())
                        .satisfies(e ->
                                assertThat(((DiskFullException) e).wanted())
                                        .isBetween(1L, (long) MIB));
                long written = splice.position();
                assertThat(written).isBetween(MIB + 1L, 2L * MIB);
                assertThat(Files.size(target)).isEqualTo(written);
                Files.delete(filler);
                assertThat(moveAll(splice, written, 3 * MIB - written))
                        .isEqualTo(3 * MIB - written);
            }
            get(writing);
            assertThat(target).hasBinaryContent(bytes);
        }
    }

    private String fileSystem() {
        try {
            return Files.getFileStore(file).type();
        } catch (IOException e) {
            return "not to be known here: " + e.getMessage(); // as in a chroot without mount points
        }
    }

    @Test
    void aFileTooLargeForItsFileSystem() throws Exception {
        assumeThat(fileSystem())
                .as("a file system with a limit below 2^62")
                .isIn("ext4", "ext3", "ext2");
        get(write(new byte[10]));
        try (Splice splice = Splice.into(file)) {
            assertThatThrownBy(() -> splice.move(socket, 1L << 62, 10, LONG))
                    .isInstanceOf(FileSystemException.class)
                    .isNotInstanceOf(DiskFullException.class)
                    .hasMessageContainingAll("too large", file.toString(), "10 bytes");
        }
    }

    @Test
    void whatCannotBeOpened() throws Exception {
        assertThatThrownBy(() -> Splice.into(directory.resolve("missing")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Splice.into(directory))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("no regular file");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThatThrownBy(() -> Splice.into(link))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(link.toString());
    }

    @Test
    void namesBeyondAscii() throws Exception {
        assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
        Path named = Files.createFile(directory.resolve("Überspielung 映画 🎬"));
        get(write(new byte[] {42}));
        try (Splice splice = Splice.into(named)) {
            assertThat(moveAll(splice, 0, 1)).isEqualTo(1);
        }
        assertThat(named).hasBinaryContent(new byte[] {42});
    }

    @Test
    void misuse() throws Exception {
        try (Splice splice = Splice.into(file)) {
            assertThatThrownBy(() -> splice.move(-1, 0, 1, LONG))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> splice.move(socket, -1, 1, LONG))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> splice.move(socket, 0, -1, LONG))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> splice.move(socket, 2, Long.MAX_VALUE - 1, LONG))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> splice.move(socket, 0, 1, Duration.ofNanos(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> splice.move(999_999, 0, 1, LONG))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("999999");
        }
    }

    @Test
    void descriptorsAreGivenBack() throws Exception {
        Splice.into(file).close();
        long before = pipes();
        for (int i = 0; i < 20; i++) {
            try (Splice splice = Splice.into(file)) {
                assertThat(splice.move(socket, 0, 1, Duration.ZERO)).isZero();
            }
            assertThatThrownBy(() -> Splice.into(directory)).isInstanceOf(IOException.class);
        }
        assertThat(pipes()).isEqualTo(before);
    }

    private static long pipes() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(SpliceTest::isPipe).count();
        }
    }

    private static boolean isPipe(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
        } catch (IOException e) {
            return false; // that of the listing itself
        }
    }

    @Test
    void switchedOff() throws Exception {
        System.setProperty("zenview.splice", "off");
        try {
            assertThat(Splice.isAvailable()).isFalse();
            assertThat(Splice.unavailability().orElseThrow()).contains("-Dzenview.splice=off");
            assertThatThrownBy(() -> Splice.into(file))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("switched off");
        } finally {
            System.clearProperty("zenview.splice");
        }
        assertThat(Splice.isAvailable()).isTrue();
    }

    /** What another JVM says that was started without the options of this one. */
    public static void main(String[] args) throws IOException {
        System.out.println(Splice.unavailability().orElse("splice"));
        System.out.println(SocketDescriptor.unavailability().orElse("descriptors"));
        Path file = Files.createTempFile("zenview-test", "");
        System.out.println(Preallocation.reserve(file, 10));
        Files.delete(file);
    }

    @Test
    void withoutNativeAccessOrExportsItSaysWhatIsMissing() throws Exception {
        Path said = directory.resolve("said");
        Process java =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                SpliceTest.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(java.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(said))
                .containsExactly(
                        "native access is not enabled; start Java with"
                                + " --enable-native-access=ALL-UNNAMED",
                        "Java does not tell the descriptors of its sockets; start it with"
                                + " --add-exports java.base/sun.nio.ch=ALL-UNNAMED",
                        "false");
    }
}

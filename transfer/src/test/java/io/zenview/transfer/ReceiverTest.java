package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zenview.view.MemoryView;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ReceiverTest {
    @TempDir Path directory;

    private final BlockingQueue<Reception> receptions = new LinkedBlockingQueue<>();

    /** Those that work here; SpliceTest says it if splice does not. */
    static Stream<ReceiveMethod> methods() {
        return Stream.of(ReceiveMethod.values())
                .filter(method -> method != ReceiveMethod.SPLICE || canSplice());
    }

    private static boolean canSplice() {
        return SpliceIntake.unavailability().isEmpty();
    }

    private Receiver.Builder receiver() {
        return Receiver.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .onReception(receptions::add);
    }

    private Reception next() throws InterruptedException {
        Reception reception = receptions.poll(20, TimeUnit.SECONDS);
        assertThat(reception).as("a reception within 20 s").isNotNull();
        return reception;
    }

    private static void send(Receiver to, byte[] bytes) throws IOException {
        SendReport report =
                Sender.builder(to.address()).build().send(Payload.of(MemoryView.of(bytes)));
        assertThat(report.confirmed()).isTrue();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void streamsOfManySizesBecomeFiles(ReceiveMethod method) throws Exception {
        try (Receiver receiver =
                receiver()
                        .directory(directory)
                        .method(method)
                        .digest(DigestAlgorithm.SHA_256)
                        .start()) {
            // The last ones lie around the window of a mapped file.
            for (int size :
                    new int[] {0, 1, 65_537, 1 << 20, (16 << 20) - 1, 16 << 20, (16 << 20) + 1}) {
                byte[] bytes = Patterns.bytes(size);
                send(receiver, bytes);
                Reception reception = next();
                assertThat(reception.failure()).isEmpty();
                assertThat(reception.method()).isEqualTo(used(method));
                assertThat(reception.bytes()).isEqualTo(size);
                assertThat(reception.digest()).contains(DigestTest.sha256(bytes));
                assertThat(reception.file().orElseThrow()).hasBinaryContent(bytes);
            }
        }
        assertThat(files())
                .hasSize(7)
                .allMatch(f ->
                        f.getFileName().toString().matches("received-\\d{8}T\\d{6}Z-\\d{4}\\.bin"));
    }

    private static ReceiveMethod used(ReceiveMethod method) {
        ReceiveMethod auto = canSplice() ? ReceiveMethod.SPLICE : ReceiveMethod.BUFFERED;
        return method == ReceiveMethod.AUTO ? auto : method;
    }

    @ParameterizedTest
    @MethodSource("methods")
    void noDiskSpaceIsKeptBeyondTheEnd(ReceiveMethod method) throws Exception {
        try (Receiver receiver = receiver().directory(directory).method(method).start()) {
            send(receiver, Patterns.bytes(3_000_000));
            Path file = next().file().orElseThrow();
            assertThat(file).hasBinaryContent(Patterns.bytes(3_000_000));
            assertThat(SmallDisk.allocated(file)).isLessThan(3_200_000);
        }
    }

    @Test
    void switchedOffAutoFindsAnotherWayAndSpliceSaysWhy() throws Exception {
        System.setProperty("zenview.splice", "off");
        try (Receiver receiver = receiver().directory(directory).start()) {
            send(receiver, Patterns.bytes(100_000));
            Reception reception = next();
            assertThat(reception.method()).isEqualTo(ReceiveMethod.BUFFERED);
            assertThat(reception.file().orElseThrow()).hasBinaryContent(Patterns.bytes(100_000));
            Receiver.Builder splicing =
                    receiver().directory(directory).method(ReceiveMethod.SPLICE);
            assertThatThrownBy(splicing::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("splice", "-Dzenview.splice=off", "'auto'");
        } finally {
            System.clearProperty("zenview.splice");
        }
    }

    @Test
    void spliceThatIsSwitchedOffMeanwhileFailsTheConnectionAlone() throws Exception {
        assumeThat(SpliceIntake.unavailability()).as("splice for the JDK's sockets").isEmpty();
        try (Receiver receiver =
                receiver().directory(directory).method(ReceiveMethod.SPLICE).start()) {
            System.setProperty("zenview.splice", "off");
            try (Socket _ = new Socket(receiver.address().getAddress(), receiver.port())) {
                assertThat(next().failure().orElseThrow()).hasMessageContaining("switched off");
            } finally {
                System.clearProperty("zenview.splice");
            }
            send(receiver, Patterns.bytes(1000));
            assertThat(next().failure()).isEmpty();
            assertThat(files()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void discardingCountsAndDigests(ReceiveMethod method) throws Exception {
        try (Receiver receiver = receiver().method(method).digest(DigestAlgorithm.CRC32C).start()) {
            send(receiver, "123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            Reception reception = next();
            assertThat(reception.bytes()).isEqualTo(9);
            assertThat(reception.file()).isEmpty();
            assertThat(reception.digest()).map(Digest::hex).contains("e3069283");
            assertThat(reception.method()).isEqualTo(ReceiveMethod.BUFFERED);
        }
    }

    @Test
    void moreThanTwoGibibytesEndToEnd() throws Exception {
        long size = (1L << 31) + 3;
        Path file = directory.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
        try (Receiver receiver = receiver().digest(DigestAlgorithm.CRC32C).start();
                Payload payload = Payload.of(file)) {
            SendReport report = Sender.builder(receiver.address()).build().send(payload);
            assertThat(report.bytes()).isEqualTo(size);
            assertThat(report.bytesThroughUserSpace()).isZero();
            assertThat(next().bytes()).isEqualTo(size);
        }
    }

    @Test
    void manyConnectionsAtTheSameTime() throws Exception {
        int count = 32;
        try (Receiver receiver = receiver().directory(directory).start()) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sockets.add(new Socket(receiver.address().getAddress(), receiver.port()));
            }
            // Interleaved: every connection is open, and half sent, before the first one ends.
            for (int half = 0; half < 2; half++) {
                for (int i = 0; i < count; i++) {
                    sockets.get(i)
                            .getOutputStream()
                            .write(
                                    Patterns.bytes(10_000 + i),
                                    half * 5000,
                                    half == 0 ? 5000 : 5000 + i);
                }
            }
            for (Socket socket : sockets) {
                socket.close();
            }
            Set<Path> kept = new HashSet<>();
            for (int i = 0; i < count; i++) {
                Reception reception = next();
                assertThat(reception.failure()).isEmpty();
                Path file = reception.file().orElseThrow();
                assertThat(file).hasBinaryContent(Patterns.bytes((int) reception.bytes()));
                kept.add(file);
            }
            assertThat(kept).hasSize(count);
        }
    }

    @Test
    void moreConnectionsThanSlotsWaitForTheirTurn() throws Exception {
        int count = Receiver.MAX_CONNECTIONS + 4;
        try (Receiver receiver = receiver().start()) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sockets.add(new Socket(receiver.address().getAddress(), receiver.port()));
            }
            for (Socket socket : sockets) {
                socket.getOutputStream().write(1);
                socket.close();
            }
            for (int i = 0; i < count; i++) {
                assertThat(next().bytes()).isEqualTo(1);
            }
        }
    }

    @Test
    void onceTakesOneConnectionAndStops() throws Exception {
        try (Receiver receiver = receiver().once().start()) {
            send(receiver, new byte[10]);
            receiver.awaitStop();
            assertThat(next().bytes()).isEqualTo(10);
            assertThatThrownBy(() ->
                            new Socket(receiver.address().getAddress(), receiver.port()).close())
                    .isInstanceOf(IOException.class);
        }
        assertThat(receptions).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void nothingIsKeptOfASenderThatResets(ReceiveMethod method) throws Exception {
        try (Receiver receiver = receiver().directory(directory).method(method).start()) {
            try (Socket socket = new Socket(receiver.address().getAddress(), receiver.port())) {
                socket.getOutputStream().write(new byte[100_000]);
                awaitPart(100_000, method);
                socket.setSoLinger(true, 0);
            }
            Reception reception = next();
            assertThat(reception.failure()).isPresent();
            assertThat(reception.failure().orElseThrow())
                    .hasMessageContainingAll("went away", "nothing of it was kept");
            assertThat(reception.file()).isEmpty();
            assertThat(reception.digest()).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    /** Waits until the receiver writes to its one file, which must not look complete. */
    private void awaitPart(long size, ReceiveMethod method) throws Exception {
        while (files().isEmpty()
                || (method != ReceiveMethod.MAPPED && Files.size(files().getFirst()) < size)) {
            Thread.sleep(5);
        }
        assertThat(files()).singleElement().asString().endsWith(".bin.part");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void closingEndsTransfersInFlightAndTheirSendersNotice(ReceiveMethod method) throws Exception {
        FutureTask<Integer> sending;
        try (Receiver receiver = receiver().directory(directory).method(method).start()) {
            Socket socket = new Socket(receiver.address().getAddress(), receiver.port());
            socket.getOutputStream().write(new byte[1000]);
            awaitPart(1000, method);
            sending =
                    new FutureTask<>(() -> {
                        try (socket) {
                            return socket.getInputStream().read();
                        }
                    });
            Thread.ofPlatform().daemon().start(sending);
        }
        assertThat(next().failure().orElseThrow())
                .hasMessageContainingAll(
                        "Stopped", method == ReceiveMethod.MAPPED ? "bytes" : "1000 bytes");
        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> sending.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(SocketException.class);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void closingEndsATransferThatNeverPauses(ReceiveMethod method) throws Exception {
        FutureTask<Void> sending;
        try (Receiver receiver = receiver().directory(directory).method(method).start()) {
            Socket socket = new Socket(receiver.address().getAddress(), receiver.port());
            byte[] bytes = new byte[100_000];
            sending =
                    new FutureTask<>(() -> {
                        try (socket) {
                            while (true) {
                                socket.getOutputStream().write(bytes);
                            }
                        }
                    });
            Thread.ofPlatform().daemon().start(sending);
            awaitPart(1_000_000, method);
        }
        assertThat(next().failure().orElseThrow()).hasMessageContaining("Stopped");
        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> sending.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(SocketException.class);
    }

    @Test
    void closingTwiceAndClosingAnIdleReceiverDoNothingMore() throws Exception {
        Receiver receiver = receiver().start();
        receiver.close();
        receiver.close();
        receiver.awaitStop();
        assertThat(receptions).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void oneByteAtATime(ReceiveMethod method) throws Exception {
        byte[] bytes = Patterns.bytes(500);
        try (Receiver receiver = receiver().directory(directory).method(method).start();
                Socket socket = new Socket(receiver.address().getAddress(), receiver.port())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            for (byte b : bytes) {
                out.write(b);
            }
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThat(next().file().orElseThrow()).hasBinaryContent(bytes);
        }
    }

    @Test
    void aListenerThatThrowsDoesNotStopTheReceiver() throws Exception {
        BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        try (Receiver receiver =
                receiver()
                        .onReception(reception -> {
                            seen.add(reception.bytes());
                            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {});
                            throw new IllegalStateException("a listener's mistake");
                        })
                        .start()) {
            send(receiver, new byte[1]);
            send(receiver, new byte[2]);
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void aPortInUse() throws Exception {
        try (Receiver first = receiver().start()) {
            assertThatThrownBy(() -> receiver().address(first.address()).start())
                    .isInstanceOf(BindException.class)
                    .hasMessageContainingAll("127.0.0.1:" + first.port(), "choose another port");
        }
    }

    @Test
    void aDirectoryThatIsNone() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> receiver().directory(file).start())
                .isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> receiver().directory(directory.resolve("missing")).start())
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("no such directory");
    }

    @Test
    void twoReceiversShareADirectoryWithoutOverwriting() throws Exception {
        try (Receiver one = receiver().directory(directory).start();
                Receiver two = receiver().directory(directory).start()) {
            for (int i = 1; i <= 10; i++) {
                send(i % 2 == 0 ? one : two, Patterns.bytes(i));
            }
        }
        assertThat(receptions)
                .hasSize(10)
                .allSatisfy(reception ->
                        assertThat(reception.file().orElseThrow())
                                .hasBinaryContent(Patterns.bytes((int) reception.bytes())));
        assertThat(files()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aFullDiskIsAClearErrorAndLeavesNothing(ReceiveMethod method) throws Exception {
        try (SmallDisk _ = SmallDisk.of4MiB(directory);
                Receiver receiver = receiver().directory(directory).method(method).start()) {
            assertThatThrownBy(() -> send(receiver, new byte[40_000_000]))
                    .isInstanceOf(ConnectionLostException.class);
            assertThat(next().failure().orElseThrow().getMessage())
                    .containsIgnoringCase("no space left on")
                    .contains("cannot be kept in " + directory);
            assertThat(files()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aDiskThatIsNearlyFullIsFilled(ReceiveMethod method) throws Exception {
        byte[] bytes = Patterns.bytes((4 << 20) - (256 << 10));
        try (SmallDisk _ = SmallDisk.of4MiB(directory);
                Receiver receiver = receiver().directory(directory).method(method).start()) {
            send(receiver, bytes);
            assertThat(next().file().orElseThrow()).hasBinaryContent(bytes);
        }
    }
}

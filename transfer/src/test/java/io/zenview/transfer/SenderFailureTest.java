package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zenview.view.MemoryView;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(60)
class SenderFailureTest {
    /**
     * More than all the buffers of a loopback connection hold, so that a sender has to wait for its
     * receiver.
     */
    private static final int MORE_THAN_BUFFERED = 64 << 20;

    @TempDir Path directory;

    private Path sparseFile(long size) throws IOException {
        Path file = directory.resolve("sparse");
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(size);
        }
        return file;
    }

    private static void truncate(Path file, long size) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(size);
        }
    }

    private static FutureTask<SendReport> sendInBackground(
            InetSocketAddress to, SendMethod method, Payload payload) {
        FutureTask<SendReport> sending =
                new FutureTask<>(() -> Sender.builder(to).method(method).build().send(payload));
        Thread.ofPlatform().daemon().start(sending);
        return sending;
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsShorterThanPromisedIsAnErrorWithTheNumbers(SendMethod method) throws Exception {
        Path file = sparseFile(100_000);
        try (TestPeer peer = TestPeer.collecting();
                Payload payload = Payload.of(file)) {
            truncate(file, 60_001);
            Throwable thrown =
                    catchThrowable(() ->
                            Sender.builder(peer.address()).method(method).build().send(payload));
            assertThat(thrown)
                    .isInstanceOf(FileShrunkException.class)
                    .hasMessageContainingAll(
                            file.toString(), "expected at least 100000 bytes", "found 60001");
            assertThat(((FileShrunkException) thrown).actualSize()).isEqualTo(60_001);
            assertThat(((FileShrunkException) thrown).expectedSize()).isEqualTo(100_000);
            assertThat(((FileShrunkException) thrown).offset()).isBetween(0L, 60_001L);
            assertThatThrownBy(peer::received)
                    .as("the receiver sees a reset")
                    .isInstanceOf(ExecutionException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WHOLE") // has the bytes in its own memory by then
    void aFileThatShrinksWhileItIsSentIsAnErrorAndTheReceiverSeesAReset(SendMethod method)
            throws Exception {
        Path file = sparseFile(MORE_THAN_BUFFERED);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TestPeer peer = TestPeer.stalling(started, goOn);
                Payload payload = Payload.of(file)) {
            FutureTask<SendReport> sending = sendInBackground(peer.address(), method, payload);
            assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
            truncate(file, 1000);
            goOn.countDown();
            assertThatThrownBy(() -> sending.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(FileShrunkException.class)
                    .hasMessageContainingAll(file.toString(), "found 1000");
            assertThatThrownBy(peer::received).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void aWholeFileThatShrinksAfterItWasReadArrivesAllTheSame() throws Exception {
        Path file = sparseFile(MORE_THAN_BUFFERED);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TestPeer peer = TestPeer.stalling(started, goOn);
                Payload payload = Payload.of(file)) {
            FutureTask<SendReport> sending =
                    sendInBackground(peer.address(), SendMethod.WHOLE, payload);
            assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
            truncate(file, 1000);
            goOn.countDown();
            assertThat(sending.get(20, TimeUnit.SECONDS).bytes()).isEqualTo(MORE_THAN_BUFFERED);
            assertThat(peer.received()).hasSize(MORE_THAN_BUFFERED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReceiverThatResetsMidwayIsAnError(SendMethod method) throws Exception {
        try (TestPeer peer =
                        new TestPeer((socket, received) -> {
                            received.write(socket.getInputStream().readNBytes(100_000));
                            socket.setSoLinger(true, 0);
                        });
                Payload payload = Payload.of(sparseFile(MORE_THAN_BUFFERED))) {
            Throwable thrown =
                    catchThrowable(() ->
                            Sender.builder(peer.address()).method(method).build().send(payload));
            assertThat(thrown)
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContainingAll("went away", "of " + MORE_THAN_BUFFERED + " bytes");
            assertThat(((ConnectionLostException) thrown).bytesSent())
                    .isLessThan(MORE_THAN_BUFFERED);
        }
    }

    @Test
    void aReceiverThatClosesWithBytesUnreadIsAnErrorEvenWhenTheyWereAllHandedOver()
            throws Exception {
        try (TestPeer peer =
                new TestPeer((socket, received) -> {
                    received.write(socket.getInputStream().read());
                    // Java's own close ends the stream in order before it drops the bytes; most
                    // others
                    // just close, which is a reset.
                    socket.setSoLinger(true, 0);
                })) {
            assertThatThrownBy(() ->
                            Sender.builder(peer.address())
                                    .build()
                                    .send(Payload.of(MemoryView.of(Patterns.bytes(10_000)))))
                    .isInstanceOf(ConnectionLostException.class);
        }
    }

    @Test
    void aReceiverThatKeepsItsSideOpenLeavesTheSendUnconfirmed() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (TestPeer peer =
                new TestPeer((socket, received) -> {
                    socket.getInputStream().transferTo(received);
                    done.await();
                })) {
            SendReport report =
                    Sender.builder(peer.address())
                            .closeWait(Duration.ofMillis(50))
                            .build()
                            .send(Payload.of(MemoryView.of(Patterns.bytes(1000))));
            done.countDown();
            assertThat(report.confirmed()).isFalse();
            assertThat(peer.received()).isEqualTo(Patterns.bytes(1000));
        }
    }

    @Test
    void aReceiverThatTalksForEverDoesNotHoldTheSender() throws Exception {
        try (TestPeer peer =
                new TestPeer((socket, received) -> {
                    OutputStream out = socket.getOutputStream();
                    while (true) {
                        out.write(new byte[1000]);
                    }
                })) {
            SendReport report =
                    Sender.builder(peer.address())
                            .closeWait(Duration.ofMillis(50))
                            .build()
                            .send(Payload.of(MemoryView.of(Patterns.bytes(1000))));
            assertThat(report.confirmed()).isFalse();
        }
    }

    @Test
    void anInterruptEndsTheSendAndResetsTheConnection() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TestPeer peer = TestPeer.stalling(started, goOn);
                Payload payload = Payload.of(sparseFile(MORE_THAN_BUFFERED))) {
            FutureTask<SendReport> sending =
                    new FutureTask<>(() -> Sender.builder(peer.address()).build().send(payload));
            Thread thread = Thread.ofPlatform().daemon().start(sending);
            assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            assertThatThrownBy(() -> sending.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ClosedByInterruptException.class);
            goOn.countDown();
            assertThatThrownBy(peer::received).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void aPortWhereNobodyListens() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() ->
                        Sender.builder(
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), free))
                                .build()
                                .send(Payload.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Nobody listens at 127.0.0.1:" + free);
    }

    @Test
    void aHostThatNobodyKnows() {
        assertThatThrownBy(() ->
                        Sender.builder(
                                        InetSocketAddress.createUnresolved(
                                                "no-such-host.invalid", 1))
                                .build()
                                .send(Payload.of()))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void wholeRefusesWhatDoesNotFitBeforeItSendsAnything() throws Exception {
        try (TestPeer peer = TestPeer.collecting();
                Payload payload = Payload.of(sparseFile(1L << 40))) {
            assertThatThrownBy(() ->
                            Sender.builder(peer.address())
                                    .method(SendMethod.WHOLE)
                                    .build()
                                    .send(payload))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(
                            "needs " + (1L << 40) + " bytes of memory", "available", "sendfile");
        }
    }

    @Test
    void chunksAndTimeLimitsOutOfRangeAreRefused() {
        Sender.Builder builder = Sender.builder(new InetSocketAddress(1));
        assertThatThrownBy(() -> builder.chunkSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.chunkSize((1L << 30) + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.closeWait(Duration.ofDays(100)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void progressGrowsAndEndsWithEverything() throws Exception {
        List<Long> seen = new ArrayList<>();
        try (TestPeer peer = TestPeer.collecting();
                Payload payload = Payload.of(sparseFile(1_000_000))) {
            Sender.builder(peer.address())
                    .chunkSize(1000)
                    .onProgress((sent, total) -> {
                        assertThat(total).isEqualTo(1_000_000);
                        seen.add(sent);
                    })
                    .build()
                    .send(payload);
        }
        assertThat(seen).isSorted().doesNotHaveDuplicates().endsWith(1_000_000L);
    }

    @Test
    void anExceptionOfTheProgressListenerEndsTheSendWithAReset() throws Exception {
        try (TestPeer peer = TestPeer.collecting();
                Payload payload = Payload.of(sparseFile(1000))) {
            assertThatThrownBy(() ->
                            Sender.builder(peer.address())
                                    .onProgress((sent, total) -> {
                                        throw new IllegalStateException("enough");
                                    })
                                    .build()
                                    .send(payload))
                    .hasMessage("enough");
            assertThatThrownBy(peer::received).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void oneSenderServesManyThreads() throws Exception {
        byte[] bytes = Patterns.bytes(300_000);
        try (ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
                Payload payload = Payload.of(Patterns.file(directory, 300_000))) {
            Sender sender =
                    Sender.builder((InetSocketAddress) server.getLocalSocketAddress()).build();
            List<FutureTask<SendReport>> sends = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                FutureTask<SendReport> send = new FutureTask<>(() -> sender.send(payload));
                Thread.ofPlatform().daemon().start(send);
                sends.add(send);
            }
            for (int i = 0; i < 8; i++) {
                try (Socket socket = server.accept()) {
                    assertThat(socket.getInputStream().readAllBytes()).isEqualTo(bytes);
                }
            }
            for (FutureTask<SendReport> send : sends) {
                assertThat(send.get(20, TimeUnit.SECONDS).confirmed()).isTrue();
            }
        }
    }
}

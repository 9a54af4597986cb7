package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zenview.view.MemoryView;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method owes for every kind of payload. */
@Timeout(60)
class SendMethodContractTest {
    private static final int CHUNK = 8192;

    @TempDir Path directory;

    private static SendReport send(TestPeer peer, SendMethod method, Payload payload)
            throws IOException {
        return Sender.builder(peer.address())
                .method(method)
                .chunkSize(CHUNK)
                .digest(DigestAlgorithm.SHA_256)
                .build()
                .send(payload);
    }

    private static void assertArrives(SendMethod method, Payload payload, byte[] expected)
            throws Exception {
        try (TestPeer peer = TestPeer.collecting()) {
            SendReport report =
                    Sender.builder(peer.address())
                            .method(method)
                            .chunkSize(CHUNK)
                            .build()
                            .send(payload);
            assertThat(peer.received()).isEqualTo(expected);
            assertThat(report.bytes()).isEqualTo(expected.length);
            assertThat(report.confirmed()).isTrue();
            assertThat(report.method()).isEqualTo(method);
            assertThat(report.digest()).isEmpty();
            long inMemory =
                    payload.regions().stream()
                            .filter(r -> r instanceof MemoryRegion)
                            .mapToLong(Region::size)
                            .sum();
            assertThat(report.bytesThroughUserSpace())
                    .isEqualTo(method == SendMethod.SENDFILE ? inMemory : expected.length);
        }
    }

    static Stream<Arguments> methodsAndSizes() {
        List<Arguments> all = new ArrayList<>();
        for (SendMethod method : SendMethod.values()) {
            for (int size : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1_000_003}) {
                all.add(Arguments.of(method, size));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void files(SendMethod method, int size) throws Exception {
        try (Payload payload = Payload.of(Patterns.file(directory, size))) {
            assertArrives(method, payload, Patterns.bytes(size));
        }
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void slicesOfFiles(SendMethod method, int size) throws Exception {
        try (Payload payload = Payload.of(Patterns.file(directory, size + 5000))) {
            assertArrives(
                    method,
                    payload.slice(4097, 4097 + size),
                    Arrays.copyOfRange(Patterns.bytes(size + 5000), 4097, 4097 + size));
        }
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void heapMemory(SendMethod method, int size) throws Exception {
        assertArrives(
                method, Payload.of(MemoryView.of(Patterns.bytes(size))), Patterns.bytes(size));
    }

    @ParameterizedTest
    @EnumSource
    void heapMemoryOfWiderElements(SendMethod method) throws Exception {
        long[] longs = new long[10_000];
        MemorySegment memory = MemorySegment.ofArray(longs);
        memory.copyFrom(MemorySegment.ofArray(Patterns.bytes(80_000)));
        assertArrives(method, Payload.of(new MemoryRegion(memory)), Patterns.bytes(80_000));
    }

    @ParameterizedTest
    @MethodSource("methodsAndSizes")
    void nativeMemory(SendMethod method, int size) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(size);
            memory.copyFrom(MemorySegment.ofArray(Patterns.bytes(size)));
            assertArrives(method, Payload.of(new MemoryRegion(memory)), Patterns.bytes(size));
        }
    }

    @ParameterizedTest
    @EnumSource
    void mappedMemory(SendMethod method) throws Exception {
        try (MemoryView view = MemoryView.map(Patterns.file(directory, 100_001))) {
            assertArrives(method, Payload.of(view), Patterns.bytes(100_001));
        }
    }

    @ParameterizedTest
    @EnumSource
    void memoryAndFilesMixed(SendMethod method) throws Exception {
        byte[] bytes = Patterns.bytes(50_000);
        Path file = Files.write(directory.resolve("f"), bytes);
        try (Payload payload = Payload.of(file);
                Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(11);
            memory.copyFrom(MemorySegment.ofArray(bytes).asSlice(20_000, 11));
            Payload mixed =
                    Payload.concat(
                            Payload.of(MemoryView.of(Arrays.copyOf(bytes, 9000))),
                            payload.slice(9000, 20_000),
                            Payload.of(new MemoryRegion(memory)),
                            payload.slice(20_011, 20_012),
                            payload.slice(20_012, 50_000));
            assertArrives(method, mixed, bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesInSharedMemory(SendMethod method) throws Exception {
        Path shm = Path.of("/dev/shm");
        assumeThat(Files.isWritable(shm)).as("a writable /dev/shm").isTrue();
        Path file =
                Files.write(Files.createTempFile(shm, "zenview-test", ""), Patterns.bytes(100_000));
        try (Payload payload = Payload.of(file)) {
            assertArrives(method, payload, Patterns.bytes(100_000));
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesBeyondTheRangeOfAnInt(SendMethod method) throws Exception {
        long size = (1L << 31) + 3;
        try (RandomAccessFile sparse =
                new RandomAccessFile(directory.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(size - 3);
            sparse.seek(size - 3);
            sparse.write(new byte[] {1, 2, 3});
        }
        try (Payload payload = Payload.of(directory.resolve("sparse"))) {
            byte[] tail = new byte[20_003];
            tail[20_000] = 1;
            tail[20_001] = 2;
            tail[20_002] = 3;
            assertArrives(method, payload.slice(size - 20_003, size), tail);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatGrowsIsSentToTheSizeItHad(SendMethod method) throws Exception {
        Path file = Patterns.file(directory, 10_000);
        try (Payload payload = Payload.of(file)) {
            Files.write(file, Patterns.bytes(20_000));
            assertArrives(method, payload, Arrays.copyOf(Patterns.bytes(20_000), 10_000));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDigestIsThatOfTheBytesSentAndTheReportSaysThatTheyWereRead(SendMethod method)
            throws Exception {
        byte[] bytes = Patterns.bytes(600_001);
        try (TestPeer peer = TestPeer.collecting();
                Payload payload = Payload.of(Patterns.file(directory, 600_001))) {
            SendReport report = send(peer, method, payload);
            assertThat(peer.received()).isEqualTo(bytes);
            assertThat(report.digest()).contains(DigestTest.sha256(bytes));
            assertThat(report.bytesThroughUserSpace()).isEqualTo(600_001);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onAVirtualThreadToAStallingReceiver(SendMethod method) throws Exception {
        int size = 40_000_000; // more than all the buffers of a connection hold
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TestPeer peer = TestPeer.stalling(started, goOn);
                Payload payload = Payload.of(Patterns.file(directory, size))) {
            FutureTask<SendReport> sending = new FutureTask<>(() -> send(peer, method, payload));
            Thread.ofVirtual().start(sending);
            assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
            goOn.countDown();
            assertThat(sending.get(30, TimeUnit.SECONDS).bytes()).isEqualTo(size);
            assertThat(Arrays.equals(peer.received(), Patterns.bytes(size))).isTrue();
        }
    }
}

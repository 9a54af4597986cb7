package io.zenview.server;

import static io.zenview.server.Uploads.append;
import static io.zenview.server.Uploads.assertNothingLeft;
import static io.zenview.server.Uploads.bytes;
import static io.zenview.server.Uploads.open;
import static io.zenview.server.Uploads.path;
import static io.zenview.server.Uploads.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zenview.server.UploadException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UploadConcurrencyTest {
    @TempDir private Path root;

    @Test
    void whoComesLaterTakesOver() throws Exception {
        try (WritableDirectory store = open(root)) {
            Upload upload = store.create(path("f"), UploadTerms.PLAIN.asResumable());
            AtomicInteger told = new AtomicInteger();
            Upload.Appender stalled = upload.append(told::incrementAndGet);
            append(stalled, bytes(1, 10));

            assertThat(upload.settle()).isEqualTo(10);
            assertThat(told).hasValue(1);
            assertThat(reason(catchThrowable(() -> append(stalled, bytes(1, 10)))))
                    .isEqualTo(Reason.TAKEN_OVER);
            assertThat(reason(catchThrowable(stalled::complete))).isEqualTo(Reason.TAKEN_OVER);

            try (Upload.Appender next = upload.append(() -> {})) {
                stalled.close();
                append(next, bytes(2, 5));
                assertThat(next.complete().size()).isEqualTo(15);
            }
            assertThat(told).hasValue(1);
        }
    }

    @Test
    void cancellingEndsTheAppender() throws Exception {
        try (WritableDirectory store = open(root)) {
            Upload upload = store.create(path("f"), UploadTerms.PLAIN.asResumable());
            AtomicInteger told = new AtomicInteger();
            try (Upload.Appender appender = upload.append(told::incrementAndGet)) {
                append(appender, bytes(1, 10));
                upload.cancel();
                assertThat(told).hasValue(1);
                assertThat(catchThrowable(() -> append(appender, bytes(1, 10))))
                        .isInstanceOf(UploadException.class);
            }
            assertThat(reason(catchThrowable(upload::settle))).isEqualTo(Reason.GONE);
            assertThat(reason(catchThrowable(() -> upload.append(() -> {}))))
                    .isEqualTo(Reason.GONE);
            assertThat(store.upload(upload.id())).isEmpty();
            assertNothingLeft(root);
        }
    }

    @Test
    void aWriteInProgressIsWaitedForAndCounts() throws Exception {
        try (WritableDirectory store = open(root);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Upload upload = store.create(path("f"), UploadTerms.PLAIN.asResumable());
            Upload.Appender slow = upload.append(() -> {});
            CountDownLatch writing = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            Future<Long> written =
                    threads.submit(() ->
                            slow.append((file, at, atMost) -> {
                                writing.countDown();
                                await(goOn);
                                return file.write(ByteBuffer.allocate(7), at);
                            }));
            writing.await();
            Future<Long> settled = threads.submit(upload::settle);
            // A little time for a takeover that does not wait; one that does is safe whenever.
            assertThat(catchThrowable(() -> settled.get(50, TimeUnit.MILLISECONDS)))
                    .isInstanceOf(TimeoutException.class);
            goOn.countDown();

            assertThat(written.get()).isEqualTo(7);
            assertThat(settled.get()).isEqualTo(7);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void appendersThatTakeOverFromEachOtherMakeOneFile() throws Exception {
        byte[] bytes = bytes(3, 400_000);
        try (WritableDirectory store = open(root);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Upload upload =
                    store.create(
                            path("f"), UploadTerms.PLAIN.withLength(bytes.length).asResumable());
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(i);
                clients.add(threads.submit(() -> client(upload, bytes, random)));
            }
            int completions = 0;
            for (Future<Integer> client : clients) {
                completions += client.get();
            }
            assertThat(completions).isEqualTo(1);
            assertThat(root.resolve("f")).hasBinaryContent(bytes);
        }
    }

    /// Appends from wherever the upload is, loses it, comes back, until it is complete.
    private static int client(Upload upload, byte[] bytes, Random random) throws IOException {
        while (upload.stored().isEmpty()) {
            try (Upload.Appender appender = upload.append(() -> {})) {
                for (int turn = 0; turn < 20 && appender.offset() < bytes.length; turn++) {
                    int n = 1 + random.nextInt(3000);
                    appender.append((file, at, atMost) ->
                            file.write(
                                    ByteBuffer.wrap(bytes, (int) at, (int) Math.min(n, atMost)),
                                    at));
                }
                if (appender.offset() == bytes.length) {
                    appender.complete();
                    return 1;
                }
            } catch (UploadException e) {
                assertThat(e.reason()).isIn(Reason.TAKEN_OVER, Reason.COMPLETED);
            }
        }
        return 0;
    }

    @Test
    void ofManyThatMustNotReplaceAnythingOneWins() throws Exception {
        UploadTerms absent = UploadTerms.PLAIN.withPrecondition(Precondition.ABSENT);
        try (WritableDirectory store = open(root);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int round = 0; round < 10; round++) {
                ContentPath path = path("d" + round, "f");
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Integer>> writers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    Upload.Appender appender = store.create(path, absent).append(() -> {});
                    append(appender, bytes(i, 100));
                    int writer = i;
                    writers.add(
                            threads.submit(() -> {
                                start.await();
                                try (appender) {
                                    appender.complete();
                                    return writer;
                                } catch (UploadException e) {
                                    assertThat(e.reason()).isEqualTo(Reason.PRECONDITION_FAILED);
                                    return -1;
                                }
                            }));
                }
                start.countDown();
                int[] winners = new int[writers.size()];
                for (int i = 0; i < winners.length; i++) {
                    winners[i] = writers.get(i).get();
                }
                int[] won = Arrays.stream(winners).filter(writer -> writer >= 0).toArray();
                assertThat(won).hasSize(1);
                assertThat(root.resolve("d" + round).resolve("f"))
                        .hasBinaryContent(bytes(won[0], 100));
            }
            assertNothingLeft(root);
        }
    }
}

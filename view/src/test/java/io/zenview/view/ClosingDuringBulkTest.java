package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A view that is closed in the midst of bulk work of other threads: each piece of work is
/// completed with the right result or ends with an `IllegalStateException`, and the memory is gone.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosingDuringBulkTest {
    private static final int SIZE = 1 << 18;
    private static final int ROUNDS = 12;

    @TempDir Path folder;

    /// Work on a mapped file of zeros, whose result is known; it may store zeros.
    enum Work {
        SUM {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                return view.numbers().sumLong() == 0;
            }
        },
        SUM_OF_REALS {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                return view.cast(">d").slice(Slice.every(-2)).numbers().sumDouble() == 0;
            }
        },
        MAX {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                return view.cast("i").numbers().maxLong() == 0;
            }
        },
        SCALE {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                view.cast("<h").numbers().scale(3);
                return true;
            }
        },
        ADD {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                view.numbers().add(zeros);
                return true;
            }
        },
        UPDATE {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                view.cast("f").numbers().updateDoubles(v -> v * 2);
                return true;
            }
        },
        FILL {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                view.cast("l").fill(0);
                view.cast("l").slice(Slice.every(3)).fill(0);
                return true;
            }
        },
        COPY_FROM {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                view.copyFrom(zeros);
                view.cast("i").copyFrom(zeros.slice(Slice.every(4)));
                return true;
            }
        },
        COPY_TO {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                double[] copy = view.cast("i").toArray(double[].class);
                return copy.length == SIZE / 4 && copy[copy.length - 1] == 0;
            }
        },
        COPY_COLUMNS {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                return view.cast(Format.INT, 256, 256).transpose().toArray(int[].class)[7] == 0;
            }
        },
        MISMATCH {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                return view.mismatch(zeros) == -1
                        && view.cast("b").mismatch(zeros) == -1
                        && zeros.contentEquals(view);
            }
        },
        SEARCH {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                return view.indexOf(1) == -1
                        && view.cast("d").count(0) == size() / 8
                        && !view.cast("3s").slice(0, 1000).contains(Bytes.of(1));
            }

            @Override
            int size() {
                return SIZE / 24 * 24;
            }
        },
        TEXT {
            @Override
            boolean right(MemoryView view, MemoryView zeros) {
                return view.slice(0, 4096).hex().length() == 8192
                        && view.toBytes().length() == SIZE;
            }
        };

        abstract boolean right(MemoryView view, MemoryView zeros);

        int size() {
            return SIZE;
        }
    }

    @ParameterizedTest
    @EnumSource
    void workIsCompletedOrRefused(Work work) throws Exception {
        Path file = Files.write(folder.resolve("zeros"), new byte[work.size()]);
        MemoryView zeros = MemoryView.of(new byte[work.size()]);
        int completed = 0;
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            for (int round = 0; round < ROUNDS; round++) {
                MemoryView view = map(file);
                CountDownLatch working = new CountDownLatch(2);
                List<Future<Integer>> workers = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    workers.add(threads.submit(() -> untilClosed(work, view, zeros, working)));
                }
                working.await();
                // At another moment of the work each time.
                long start = System.nanoTime();
                while (System.nanoTime() - start < round * 20_000L) {
                    Thread.onSpinWait();
                }
                view.close();
                assertThat(view.isClosed()).isTrue();
                for (Future<Integer> worker : workers) {
                    completed += result(worker);
                }
            }
        }
        assertThat(completed).isGreaterThanOrEqualTo(2 * ROUNDS);
        assertThat(Files.readAllBytes(file)).containsOnly(0);
    }

    private static MemoryView map(Path file) throws IOException {
        return MemoryView.map(file, MapMode.READ_WRITE);
    }

    /// @return how often the work was completed
    private static int untilClosed(
            Work work, MemoryView view, MemoryView zeros, CountDownLatch working) {
        int completed = 0;
        try {
            while (true) {
                assertThat(work.right(view, zeros)).isTrue();
                completed++;
                working.countDown();
            }
        } catch (IllegalStateException e) {
            // The memory may be gone some time before the view counts as closed.
            assertThat(e).hasMessageMatching("(?s).*\\b[Cc]losed\\b.*");
            return completed;
        } finally {
            // A worker that failed keeps nobody waiting.
            working.countDown();
        }
    }

    private static int result(Future<Integer> worker) throws InterruptedException {
        try {
            return worker.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
        }
    }
}

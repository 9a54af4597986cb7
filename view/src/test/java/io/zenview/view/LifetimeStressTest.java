package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Views that are closed, and arrays that are resized, while other threads use them. The number of
/// rounds is fixed, and what must hold, holds whichever way the threads interleave; the time limits
/// only end a deadlock.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LifetimeStressTest {
    private static final int SIZE = 4096;
    private static final byte FILL = 0x5A;

    @TempDir Path folder;

    enum Memory {
        MAPPED,
        NATIVE,
        ARRAY,
        BYTE_ARRAY,
        EXPORTER
    }

    @ParameterizedTest
    @EnumSource
    void readersGetRightBytesOrLearnThatTheViewWasClosed(Memory memory) throws Exception {
        Path file = Files.write(folder.resolve("fill"), filled());
        try (ExecutorService threads = threads()) {
            for (int round = 0; round < 30; round++) {
                try (Arena arena = Arena.ofShared()) {
                    MemoryView view = open(memory, file, arena);
                    MemorySegment segment = view.segment();
                    CountDownLatch reading = new CountDownLatch(3);
                    List<Future<Integer>> readers = new ArrayList<>();
                    for (int reader = 0; reader < 3; reader++) {
                        int seed = 3 * round + reader;
                        readers.add(
                                threads.submit(() -> {
                                    try {
                                        return read(view, seed, reading);
                                    } finally {
                                        reading.countDown();
                                    }
                                }));
                    }
                    reading.await();
                    view.close();
                    for (Future<Integer> reader : readers) {
                        assertThat(get(reader)).isGreaterThanOrEqualTo(20);
                    }
                    assertThat(view.isClosed()).isTrue();
                    // No reader's own acquisition was left over.
                    assertThat(segment.scope().isAlive()).isEqualTo(memory != Memory.MAPPED);
                }
            }
        }
    }

    private static MemoryView open(Memory memory, Path file, Arena arena) throws IOException {
        return switch (memory) {
            case MAPPED -> MemoryView.map(file);
            case NATIVE -> MemoryView.of(arena.allocate(SIZE).fill(FILL));
            case ARRAY -> MemoryView.of(filled());
            case BYTE_ARRAY -> MemoryView.of(ByteArray.copyOf(filled()));
            case EXPORTER -> MemoryView.of(new CountingExporter(filled()));
        };
    }

    private static byte[] filled() {
        byte[] bytes = new byte[SIZE];
        Arrays.fill(bytes, FILL);
        return bytes;
    }

    /// Reads in every way until the view is closed.
    ///
    /// @return how many reads were completed
    private static int read(MemoryView view, int seed, CountDownLatch reading) {
        Random random = new Random(seed);
        byte[] own = new byte[SIZE];
        MemoryView target = MemoryView.of(own);
        Bytes expected = Bytes.copyOf(filled());
        long word = 0x5A5A5A5A5A5A5A5AL;
        for (int i = 0; ; i++) {
            // Counted down in the midst of reading, so that the view is closed there.
            if (i == 20) {
                reading.countDown();
            }
            int at = random.nextInt(SIZE);
            try {
                switch (random.nextInt(9)) {
                    case 0 -> assertThat(view.getLong(at)).isEqualTo(FILL);
                    case 1 -> assertThat(view.get(-1)).isEqualTo((long) FILL);
                    case 2 -> assertThat(view.slice(at, at + 8L).toList()).containsOnly(0x5AL);
                    case 3 -> assertThat(view.toBytes().contentEquals(expected)).isTrue();
                    case 4 -> assertThat(view.contentEquals(expected)).isTrue();
                    case 5 -> assertThat(view.cast("q").asLongs().get(at / 8)).isEqualTo(word);
                    case 6 -> {
                        Arrays.fill(own, (byte) 0);
                        target.assign(view);
                        assertThat(own).containsOnly(FILL);
                    }
                    case 7 ->
                            assertThat(view.slice(Slice.every(-3)).toBytes().count(FILL))
                                    .isEqualTo((SIZE + 2) / 3);
                    default -> {
                        try (MemoryView again = MemoryView.of(view.slice(at))) {
                            assertThat(again.getLong(0)).isEqualTo(FILL);
                        }
                    }
                }
            } catch (IllegalStateException e) {
                // The memory may be gone some time before the view counts as closed.
                assertThat(e).hasMessageMatching(".*\\bclosed\\b.*");
                return i;
            }
        }
    }

    /// Appending threads must not lose a byte to a view, nor a view a byte to them.
    @Test
    void aLockedArrayNeitherMovesNorLosesWhatIsWrittenThroughItsViews() throws Exception {
        int writers = 2;
        int appended = 3000;
        int header = writers + 1;
        ByteArray array = ByteArray.zeros(header);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int appender = 0; appender < 2; appender++) {
            int tag = appender << 7;
            tasks.add(() -> {
                for (int i = 0; i < appended; ) {
                    try {
                        array.append(tag | (i & 0x7F));
                        i++;
                    } catch (BufferException e) {
                        Thread.onSpinWait();
                    }
                }
                return appended;
            });
        }
        for (int writer = 0; writer < writers; writer++) {
            int own = writer;
            tasks.add(() -> {
                for (int i = 0; i < 3000; i++) {
                    int value = i & 0xFF;
                    try (MemoryView view = MemoryView.of(array)) {
                        long length = view.length();
                        view.setLong(own, value);
                        assertThat(array.get(own)).isEqualTo(value);
                        assertThat(array.length()).isEqualTo(length);
                        assertThat(view.getLong(-1)).isEqualTo(array.get(length - 1));
                    }
                    assertThat(array.get(own)).isEqualTo(value);
                }
                return 0;
            });
        }
        run(tasks);
        assertThat(array.length()).isEqualTo(header + 2L * appended);
        int[] next = new int[2];
        for (int value : array.slice(header)) {
            assertThat(value & 0x7F).isEqualTo(next[value >> 7]++ & 0x7F);
        }
        assertThat(next).containsOnly(appended);
        array.clear();
    }

    /// Every byte that was ever stored is FILL, so that a torn or stale state shows.
    @Test
    void everyMethodOfAnArrayIsOneStep() throws Exception {
        ByteArray array = ByteArray.copyOf(filled());
        ByteArray other = ByteArray.copyOf(filled());
        Bytes some = Bytes.of(FILL, FILL, FILL);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int seed = thread;
            tasks.add(() -> {
                Random random = new Random(seed);
                // Two arrays, each now and then the argument of the other: no deadlock.
                ByteArray mine = seed % 2 == 0 ? array : other;
                ByteArray theirs = seed % 2 == 0 ? other : array;
                for (int i = 0; i < 1500; i++) {
                    try {
                        step(random, mine, theirs, some);
                    } catch (BufferException e) {
                        assertThat(e).hasMessageContaining("open on it");
                    }
                }
                return 0;
            });
        }
        run(tasks);
        array.resize(0);
        other.resize(0);
    }

    private static void step(Random random, ByteArray mine, ByteArray theirs, Bytes some) {
        long at = random.nextInt(SIZE);
        switch (random.nextInt(14)) {
            case 0 -> mine.append(FILL);
            case 1 -> mine.insert(at, FILL);
            case 2 -> mine.delete(at, at + 64);
            case 3 -> mine.delete(Slice.every(-2));
            case 4 -> mine.setSlice(at, at + 2, some);
            case 5 -> mine.setSlice(0, Long.MAX_VALUE, theirs.slice(0, SIZE));
            case 6 -> mine.extend(theirs.slice(0, 100));
            case 7 -> assertThat(mine.strip(some).isEmpty()).isTrue();
            case 8 -> assertThat(theirs.replace(some, some).strip(some).isEmpty()).isTrue();
            case 9 -> assertThat(mine.compareContents(theirs.slice(0, 0))).isNotNegative();
            case 10 -> assertThat(theirs.hex().replace("5a", "")).isEmpty();
            case 11 -> {
                if (mine.length() > 2 * SIZE) {
                    mine.clear();
                }
            }
            case 12 -> {
                for (int value : mine.slice(at)) {
                    assertThat(value).isEqualTo(FILL);
                }
            }
            default -> {
                try (MemoryView view = MemoryView.of(theirs)) {
                    assertThat(view.toBytes().strip(some).isEmpty()).isTrue();
                }
            }
        }
    }

    /// Lends a fresh view each time, refuses now and then, and keeps account.
    private static final class StrictExporter implements BufferExporter {
        private final Set<MemoryView> lent =
                Collections.newSetFromMap(Collections.synchronizedMap(new IdentityHashMap<>()));
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger acquired = new AtomicInteger();
        private final AtomicInteger released = new AtomicInteger();
        private final Set<String> faults = ConcurrentHashMap.newKeySet();

        @Override
        public MemoryView acquire(BufferRequest request) {
            int call = calls.incrementAndGet();
            if (call % 5 == 0) {
                throw new BufferException("not now");
            }
            MemoryView view = MemoryView.of(filled());
            if (call % 7 == 0) {
                view.close();
            }
            acquired.incrementAndGet();
            lent.add(view);
            return view;
        }

        @Override
        public void release(MemoryView view) {
            released.incrementAndGet();
            if (!lent.remove(view)) {
                faults.add("released a view that is not lent: " + view);
            }
        }
    }

    @Test
    void everyAcquisitionIsReleasedOnceWhateverTheThreadsDo() throws Exception {
        StrictExporter exporter = new StrictExporter();
        AtomicReferenceArray<MemoryView> shared = new AtomicReferenceArray<>(4);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int seed = thread;
            tasks.add(() -> {
                Random random = new Random(seed);
                int refused = 0;
                for (int i = 0; i < 5000; i++) {
                    int slot = random.nextInt(4);
                    MemoryView old = shared.get(slot);
                    try {
                        // Seen by all threads: several close it, some take a view of it.
                        MemoryView fresh =
                                old == null || random.nextBoolean()
                                        ? MemoryView.of(exporter)
                                        : MemoryView.of(old.slice(1));
                        MemoryView replaced = shared.getAndSet(slot, fresh);
                        if (replaced != null) {
                            replaced.close();
                        }
                    } catch (BufferException | IllegalStateException e) {
                        refused++;
                    }
                    if (old != null && random.nextBoolean()) {
                        old.close();
                    }
                }
                return refused;
            });
        }
        assertThat(run(tasks)).isPositive();
        for (int slot = 0; slot < shared.length(); slot++) {
            MemoryView last = shared.get(slot);
            if (last != null) {
                last.close();
                last.close();
            }
        }
        assertThat(exporter.faults).isEmpty();
        assertThat(exporter.lent).isEmpty();
        assertThat(exporter.acquired.get()).isPositive().isEqualTo(exporter.released.get());
    }

    /// Daemons: threads that wait for one another for ever must not keep the tests from ending.
    private static ExecutorService threads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
    }

    /// Runs all tasks at once; the sum of what they return.
    private static int run(List<Callable<Integer>> tasks) throws Exception {
        try (ExecutorService threads = threads()) {
            CountDownLatch together = new CountDownLatch(tasks.size());
            List<Future<Integer>> running = new ArrayList<>();
            for (Callable<Integer> task : tasks) {
                running.add(
                        threads.submit(() -> {
                            together.countDown();
                            together.await();
                            return task.call();
                        }));
            }
            int sum = 0;
            for (Future<Integer> one : running) {
                sum += get(one);
            }
            return sum;
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
        }
    }
}

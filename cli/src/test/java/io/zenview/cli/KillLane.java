package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Transfers one after the other, beside another lane of them, in a folder of its own.
///
/// @param seed what a run is given to make the same choices again
/// @param kills how many processes shall be killed in it
record KillLane(Path folder, long seed, Random random, int kills) {
    private static final int LANES = 2;

    /// The work of one lane.
    @FunctionalInterface
    interface Work {
        void in(KillLane lane) throws Exception;
    }

    /// One transfer to its end.
    @FunctionalInterface
    interface Transfer {
        /// Transfers, and checks what came of it.
        ///
        /// @param kills how often to kill, if the transfer is not done before
        void run(String name, int kills, KillStory story) throws Exception;
    }

    /// Divides kills among lanes, and waits for these.
    static void each(Path directory, String what, long seed, int kills, Work work)
            throws Exception {
        long begun = System.nanoTime();
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            Path folder = Files.createDirectory(directory.resolve(what + i));
            Random random = new Random(seed + 31L * what.hashCode() + i);
            KillLane lane = new KillLane(folder, seed, random, (kills + i) / LANES);
            all.add(() -> {
                work.in(lane);
                return null;
            });
        }
        try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
            for (Future<Void> lane : lanes.invokeAll(all)) {
                lane.get();
            }
        }
        System.out.printf(
                "%s: %d kills in %.1f s%n", what, kills, (System.nanoTime() - begun) / 1e9);
    }

    /// What a server of this lane serves.
    Path root() throws IOException {
        return Files.createDirectories(folder.resolve("root"));
    }

    /// Kills for as long as there are kills left, over several transfers.
    ///
    /// @param killsOfOne how many one transfer has at most
    void killAll(int killsOfOne, Transfer transfer) {
        int left = kills;
        // A transfer may be done before the first kill, but not time and again.
        for (int n = 0; left > 0 && n < 10 * kills; n++) {
            String name = "file" + n;
            KillStory story = new KillStory(folder.getFileName() + "/" + name, seed, random);
            int wanted = Math.min(left, 1 + random.nextInt(killsOfOne));
            try {
                transfer.run(name, wanted, story);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(story.toString(), e);
            }
            left -= story.kills();
        }
        assertThat(left).as("kills that came too late, with seed " + seed).isZero();
    }
}

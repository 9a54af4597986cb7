package io.zenview.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Where the processes of one transfer were killed: what somebody needs who wants to see it again.
final class KillStory {
    private final String what;
    private final long seed;
    private final Random random;
    private final List<String> points = new ArrayList<>();

    /// The bytes that were there at the last kill.
    private long seen;

    KillStory(String what, long seed, Random random) {
        this.what = what;
        this.seed = seed;
        this.random = random;
    }

    /// How many bytes shall be there at the next kill: more than at the last one, and few enough
    /// that `killsLeft` have room. Of the last kills, a part comes when all bytes are there.
    long next(long size, int killsLeft) {
        if (killsLeft == 1 && random.nextInt(3) == 0) {
            return size;
        }
        long room = Math.max(1, 2 * (size - seen) / (killsLeft + 1));
        return Math.min(size, seen + 1 + random.nextLong(room));
    }

    void killed(long aim, long reached) {
        points.add(aim + " (at " + reached + ")");
        seen = reached;
    }

    long seen() {
        return seen;
    }

    int kills() {
        return points.size();
    }

    @Override
    public String toString() {
        return what + ", seed " + seed + ", killed " + kills() + " times, at bytes " + points;
    }
}

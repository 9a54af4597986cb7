package io.zenview.server;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Files that were sent from lately, kept open for the next request: opening one and making sure
/// where it lies costs ten times what looking at its attributes does.
///
/// Each use starts with a look at the attributes ([OpenFile#isStill]), so that a kept file is never
/// an old one.
final class OpenFiles {
    /// More would eat descriptors that connections need; fewer hot files than this is the rule.
    private static final int MAX_KEPT = 512;

    private final Map<String, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private final long keptNanos;
    private boolean sweeping;

    /// @param keptNanos how long after its last use: a deleted file takes space on the disk for as
    ///   long as it is open
    OpenFiles(long keptNanos) {
        this.keptNanos = keptNanos;
    }

    private static final class Kept {
        final OpenFile file;
        long used = System.nanoTime();

        Kept(OpenFile file) {
            this.file = file;
        }
    }

    /// A file kept under this name, to be released, or null.
    synchronized @Nullable OpenFile find(String name) {
        Kept found = kept.get(name);
        if (found == null) {
            return null;
        }
        found.used = System.nanoTime();
        return found.file.retain() ? found.file : null;
    }

    /// Keeps a file for the next request.
    synchronized void keep(String name, OpenFile file) {
        if (!file.retain()) {
            return;
        }
        Kept former = kept.put(name, new Kept(file));
        if (former != null) {
            former.file.release();
        }
        if (kept.size() > MAX_KEPT) {
            Iterator<Kept> eldest = kept.values().iterator();
            Kept dropped = eldest.next();
            eldest.remove();
            dropped.file.release();
        }
        sweepLater();
    }

    /// Sweeps as long as there is something to sweep, so that nobody has to think of it, nor of
    /// ending it.
    private void sweepLater() {
        if (!sweeping && !kept.isEmpty()) {
            sweeping = true;
            CompletableFuture.delayedExecutor(keptNanos, TimeUnit.NANOSECONDS).execute(this::sweep);
        }
    }

    /// Closes what nobody asked for in a while.
    private synchronized void sweep() {
        sweeping = false;
        long now = System.nanoTime();
        kept.values()
                .removeIf(entry -> {
                    boolean old = now - entry.used > keptNanos;
                    if (old) {
                        entry.file.release();
                    }
                    return old;
                });
        sweepLater();
    }

    synchronized void clear() {
        kept.values().forEach(entry -> entry.file.release());
        kept.clear();
    }
}

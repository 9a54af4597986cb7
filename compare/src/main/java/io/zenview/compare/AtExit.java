package io.zenview.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What must not outlive this JVM, even if it is told to end in the middle: child processes and
/// temporary files.
final class AtExit {
    private static final Deque<Obligation> OPEN = new ArrayDeque<>();
    private static boolean hooked;
    private static boolean ending;

    private AtExit() {}

    /// Something to be done, once: when it is closed, or when the JVM ends, whichever comes first.
    static final class Obligation implements AutoCloseable {
        private final Runnable duty;
        private boolean done;

        private Obligation(Runnable duty) {
            this.duty = duty;
        }

        @Override
        public void close() {
            synchronized (OPEN) {
                OPEN.remove(this);
            }
            perform();
        }

        private synchronized void perform() {
            if (!done) {
                done = true;
                duty.run();
            }
        }
    }

    /// Takes on an obligation.
    ///
    /// @throws InterruptedException if the JVM is ending: nothing new is begun then
    static Obligation to(Runnable duty) throws InterruptedException {
        Obligation obligation = new Obligation(duty);
        synchronized (OPEN) {
            if (ending) {
                duty.run();
                throw new InterruptedException("the JVM is ending");
            }
            if (!hooked) {
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(AtExit::performAll, "zenview-at-exit"));
                hooked = true;
            }
            OPEN.push(obligation);
        }
        return obligation;
    }

    /// Whether the JVM has been told to end.
    static boolean isNow() {
        synchronized (OPEN) {
            return ending;
        }
    }

    private static void performAll() {
        List<Obligation> open;
        synchronized (OPEN) {
            ending = true;
            open = new ArrayList<>(OPEN);
        }
        // The youngest first: a process before the file that it reads.
        open.forEach(Obligation::perform);
    }
}

package io.zenview.bench;

import java.lang.management.ManagementFactory;

/// Repeats a call for a while and says what one of them took.
final class Pacer {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long atLeastNanos;

    /// @param atLeastNanos how long to repeat for; a call that takes longer is made once
    Pacer(long atLeastNanos) {
        this.atLeastNanos = atLeastNanos;
    }

    /// What one call took.
    ///
    /// @param seconds elapsed
    /// @param allocated bytes, by this thread
    record Cost(double seconds, double allocated) {}

    /// Something to repeat.
    @FunctionalInterface
    interface Call<E extends Exception> {
        /// Its result, which goes where the compiler cannot see that nobody reads it.
        Object once() throws E;
    }

    @SuppressWarnings("unused") // for the compiler to believe that somebody reads it
    private static volatile Object sink = "";

    /// Repeats a call in batches that double until one takes long enough; that one counts.
    <E extends Exception> Cost of(Call<E> call) throws E {
        for (long calls = 1; ; calls *= 2) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            for (long i = 0; i < calls; i++) {
                sink = call.once();
            }
            long took = System.nanoTime() - start;
            if (took >= atLeastNanos) {
                // The clock and the counter themselves allocate nothing that would show.
                double bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
                return new Cost(took / 1e9 / calls, bytes / calls);
            }
        }
    }
}

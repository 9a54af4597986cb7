package io.zenview.view;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// One acquisition of an owner's memory: the lifetime that a view and everything derived from it
/// share.
final class Export {
    private static final int OPEN = 0;
    private static final int CLOSING = 1;
    private static final int CLOSED = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Export.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Lease lease;
    private final Object owner;

    /// Plain on purpose: loops over views must be able to hoist this check. Threads that read while
    /// another one closes may finish what they are reading; memory that goes away is guarded by its
    /// own arena.
    boolean closed;

    private volatile int state;

    Export(Object owner, Lease lease) {
        this.owner = owner;
        this.lease = lease;
    }

    Object owner() {
        return owner;
    }

    void ensureOpen() {
        if (closed) {
            throw closedError();
        }
    }

    IllegalStateException closedError() {
        return new IllegalStateException("this view was closed; take a new one with MemoryView.of");
    }

    /// Unlike `closed` itself, this is never out of date.
    boolean isClosed() {
        return state == CLOSED;
    }

    /// Another acquisition of the same memory, closed on its own: the owner gets it back after the
    /// last one. A view that is being closed hands out no new ones.
    Export again() {
        int now = state;
        if (now == CLOSED) {
            throw closedError();
        }
        // Whoever closes this one meanwhile may have given the memory back: then there is no lease.
        if (now == CLOSING || !lease.retain()) {
            throw new IllegalStateException(
                    "this view is being closed; take a new one with MemoryView.of its owner");
        }
        return new Export(owner, lease);
    }

    /// Ends this acquisition. Does nothing the second time, even where the owner asks for it while
    /// it takes its memory back; if it cannot do so now, the views stay open.
    ///
    /// No lock is held while the owner is called: it may have locks of its own, and threads that
    /// hold those may close views, too. So of two threads that close at once, one does the work,
    /// and the other one does not wait for it.
    void close() {
        if (!STATE.compareAndSet(this, OPEN, CLOSING)) {
            return;
        }
        boolean done = false;
        try {
            lease.release();
            done = true;
        } finally {
            closed = done;
            state = done ? CLOSED : OPEN;
        }
    }

    /// Memory that an owner has lent once, whatever the number of acquisitions that share it.
    static final class Lease {
        private static final VarHandle HOLDERS;

        static {
            try {
                HOLDERS = MethodHandles.lookup().findVarHandle(Lease.class, "holders", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final Runnable giveBack;
        private volatile int holders = 1;

        Lease(Runnable giveBack) {
            this.giveBack = giveBack;
        }

        /// Fails if the last holder gives the memory back, or has done so.
        private boolean retain() {
            int now = holders;
            while (now > 0) {
                if (HOLDERS.compareAndSet(this, now, now + 1)) {
                    return true;
                }
                now = holders;
            }
            return false;
        }

        private void release() {
            if ((int) HOLDERS.getAndAdd(this, -1) > 1) {
                return;
            }
            boolean done = false;
            try {
                giveBack.run();
                done = true;
            } finally {
                if (!done) {
                    // The owner could not take it back; this holder still has it.
                    holders = 1;
                }
            }
        }
    }
}

package io.zenview.view;

/// One acquisition of an owner's memory: the lifetime that a view and everything derived from it
/// share.
final class Export {
    private final Lease lease;
    private final Object owner;

    /// Plain on purpose: loops over views must be able to hoist this check. Threads that read while
    /// another one closes may finish what they are reading; memory that goes away is guarded by its
    /// own arena.
    boolean closed;

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

    /// Another acquisition of the same memory, closed on its own: the owner gets it back after the
    /// last one.
    synchronized Export again() {
        ensureOpen();
        lease.retain();
        return new Export(owner, lease);
    }

    /// Ends this acquisition. Does nothing the second time; if the owner cannot take its memory
    /// back now, the views stay open.
    synchronized void close() {
        if (!closed) {
            lease.release();
            closed = true;
        }
    }

    /// Memory that an owner has lent once, whatever the number of acquisitions that share it.
    static final class Lease {
        private final Runnable giveBack;
        private int holders = 1;

        Lease(Runnable giveBack) {
            this.giveBack = giveBack;
        }

        private synchronized void retain() {
            holders++;
        }

        private synchronized void release() {
            if (holders == 1) {
                giveBack.run();
            }
            holders--;
        }
    }
}

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

    private boolean closing;

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
    synchronized boolean isClosed() {
        return closed;
    }

    /// Another acquisition of the same memory, closed on its own: the owner gets it back after the
    /// last one. A view that is being closed hands out no new ones.
    synchronized Export again() {
        ensureOpen();
        if (closing) {
            throw new IllegalStateException(
                    "this view is being closed; take a new one with MemoryView.of its owner");
        }
        lease.retain();
        return new Export(owner, lease);
    }

    /// Ends this acquisition. Does nothing the second time, even where the owner asks for it while
    /// it takes its memory back; if it cannot do so now, the views stay open.
    ///
    /// No lock is held while the owner is called: it may have locks of its own, and threads that
    /// hold those may close views, too. So of two threads that close at once, one does the work,
    /// and the other one does not wait for it.
    void close() {
        synchronized (this) {
            if (closed || closing) {
                return;
            }
            closing = true;
        }
        boolean done = false;
        try {
            lease.release();
            done = true;
        } finally {
            synchronized (this) {
                closed = done;
                closing = false;
            }
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

        private void release() {
            synchronized (this) {
                if (holders > 1) {
                    holders--;
                    return;
                }
            }
            // The last holder is being closed and so can bring forth no other: nobody comes
            // between.
            giveBack.run();
        }
    }
}

package io.zenview.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which bytes of a file are there, and who fetches which of the others.
///
/// A piece is always filled from its start, by one stream. Safe for use by several threads.
final class PieceMap implements Prefix {
    /// Bytes to fetch.
    ///
    /// @param from the first one
    /// @param to the one after the last
    record Span(long from, long to) {}

    private final long size;
    private final long pieceSize;
    private final long[] filled;
    private final Deque<Span> waiting = new ArrayDeque<>();
    private long total;

    /// The first piece that is not complete.
    private int first;

    private boolean abandoned;

    /// A map of `size` bytes of which those in `done` are there.
    PieceMap(long size, long pieceSize, List<Span> done) {
        this.size = size;
        this.pieceSize = pieceSize;
        this.filled = new long[Math.toIntExact(Math.ceilDiv(size, pieceSize))];
        for (Span span : done) {
            for (long at = Math.ceilDiv(span.from(), pieceSize) * pieceSize; at < span.to(); ) {
                int piece = (int) (at / pieceSize);
                filled[piece] = Math.min(end(piece), span.to()) - at;
                at = end(piece);
            }
        }
        for (long bytes : filled) {
            total += bytes;
        }
        moveFirst();
    }

    /// Makes a queue of what is missing: piece by piece, or in runs as long as possible.
    synchronized void enqueueMissing(boolean inRuns) {
        waiting.clear();
        for (int piece = 0; piece < filled.length; piece++) {
            long from = start(piece) + filled[piece];
            if (from == end(piece)) {
                continue;
            }
            Span last = waiting.peekLast();
            if (inRuns && last != null && last.to() == from) {
                waiting.removeLast();
                waiting.add(new Span(last.from(), end(piece)));
            } else {
                waiting.add(new Span(from, end(piece)));
            }
        }
    }

    synchronized @Nullable Span next() {
        return waiting.poll();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /// Bytes were written.
    ///
    /// @return whether a piece became complete
    synchronized boolean fill(long from, long count) {
        boolean complete = false;
        for (long at = from; at < from + count; ) {
            int piece = (int) (at / pieceSize);
            long n = Math.min(end(piece), from + count) - at;
            if (start(piece) + filled[piece] != at) {
                throw new IllegalStateException(
                        "byte " + at + " does not follow " + (start(piece) + filled[piece]));
            }
            filled[piece] += n;
            total += n;
            at += n;
            complete |= at == end(piece);
        }
        moveFirst();
        notifyAll();
        return complete;
    }

    /// Forgets everything, for a fetch from the start.
    synchronized void clear() {
        Arrays.fill(filled, 0);
        total = 0;
        first = 0;
        waiting.clear();
    }

    synchronized long total() {
        return total;
    }

    /// The complete pieces, joined where they touch.
    synchronized List<Span> done() {
        List<Span> done = new ArrayList<>();
        for (int piece = 0; piece < filled.length; piece++) {
            if (start(piece) + filled[piece] < end(piece)) {
                continue;
            }
            if (!done.isEmpty() && done.getLast().to() == start(piece)) {
                done.set(done.size() - 1, new Span(done.getLast().from(), end(piece)));
            } else {
                done.add(new Span(start(piece), end(piece)));
            }
        }
        return done;
    }

    @Override
    public synchronized long await(long hashed) throws InterruptedException {
        while (!abandoned && prefix() <= hashed && prefix() < size) {
            wait();
        }
        return abandoned ? ABANDONED : prefix();
    }

    @Override
    public synchronized boolean isEnd(long at) {
        return at == size;
    }

    /// Nothing more will come.
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    private long prefix() {
        return first == filled.length ? size : start(first) + filled[first];
    }

    private void moveFirst() {
        while (first < filled.length && start(first) + filled[first] == end(first)) {
            first++;
        }
    }

    private long start(int piece) {
        return piece * pieceSize;
    }

    private long end(int piece) {
        return Math.min(size, (piece + 1) * pieceSize);
    }
}

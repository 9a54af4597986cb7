package io.zenview.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Cuts bytes into pieces as Python's `split`, `rsplit` and `splitlines` do.
///
/// @param <T> what a piece is
final class ByteSplit<T> {
    /// Makes a piece of the bytes between two indices.
    interface Piece<T> {
        T of(int from, int to);
    }

    private final byte[] bytes;
    private final int length;
    private final Piece<T> piece;
    private final List<T> pieces = new ArrayList<>();

    ByteSplit(byte[] bytes, int length, Piece<T> piece) {
        this.bytes = bytes;
        this.length = length;
        this.piece = piece;
    }

    /// Cuts at most `max` times; a negative number never counts down to 0, which is "no limit".
    List<T> by(byte[] separator, long max) {
        ByteSearch search = ByteSearch.forwards(separator);
        int at = 0;
        for (long left = max; left != 0; left--) {
            int hit = search.find(bytes, at, length);
            if (hit < 0) {
                break;
            }
            add(at, hit);
            at = hit + separator.length;
        }
        add(at, length);
        return done();
    }

    List<T> fromEndBy(byte[] separator, long max) {
        ByteSearch search = ByteSearch.backwards(separator);
        int end = length;
        for (long left = max; left != 0; left--) {
            int hit = search.find(bytes, 0, end);
            if (hit < 0) {
                break;
            }
            add(hit + separator.length, end);
            end = hit;
        }
        add(0, end);
        return reversed();
    }

    List<T> atWhitespace(long max) {
        ByteSet blank = ByteSet.WHITESPACE;
        long left = max;
        int at = blank.next(bytes, 0, length, false);
        while (at < length) {
            int end = left-- == 0 ? length : blank.next(bytes, at, length, true);
            add(at, end);
            at = blank.next(bytes, end, length, false);
        }
        return done();
    }

    List<T> fromEndAtWhitespace(long max) {
        ByteSet blank = ByteSet.WHITESPACE;
        long left = max;
        int end = blank.previous(bytes, 0, length, false);
        while (end > 0) {
            int at = left-- == 0 ? 0 : blank.previous(bytes, 0, end, true);
            add(at, end);
            end = blank.previous(bytes, 0, at, false);
        }
        return reversed();
    }

    List<T> atLineEnds(boolean keepEnds) {
        int at = 0;
        while (at < length) {
            int end = at;
            while (end < length && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            int next = end;
            if (next < length) {
                boolean two = bytes[next] == '\r' && next + 1 < length && bytes[next + 1] == '\n';
                next += two ? 2 : 1;
            }
            add(at, keepEnds ? next : end);
            at = next;
        }
        return done();
    }

    private void add(int from, int to) {
        pieces.add(piece.of(from, to));
    }

    private List<T> done() {
        return Collections.unmodifiableList(pieces);
    }

    private List<T> reversed() {
        Collections.reverse(pieces);
        return done();
    }
}

package io.zenview.view;

/// Which of the 256 bytes are meant.
final class ByteSet {
    /// What Python takes for whitespace in bytes: blank, tab, line feed, vertical tab, form feed,
    /// carriage return.
    static final ByteSet WHITESPACE = of(new byte[] {' ', '\t', '\n', 0x0B, '\f', '\r'});

    private final boolean[] members = new boolean[256];

    private ByteSet() {}

    static ByteSet of(byte[] members) {
        ByteSet set = new ByteSet();
        for (byte b : members) {
            set.members[b & 0xFF] = true;
        }
        return set;
    }

    boolean has(byte b) {
        return members[b & 0xFF];
    }

    /// The first index from `from` on whose byte is (or is not) in the set, `to` if there is none.
    int next(byte[] bytes, int from, int to, boolean member) {
        int at = from;
        while (at < to && has(bytes[at]) != member) {
            at++;
        }
        return at;
    }

    /// The end of what is left when bytes that are (or are not) in the set are taken off the end.
    int previous(byte[] bytes, int from, int to, boolean member) {
        int end = to;
        while (end > from && has(bytes[end - 1]) != member) {
            end--;
        }
        return end;
    }
}

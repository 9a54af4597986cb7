package io.zenview.server;

/// Knows the digests of what was served, and says them to whom wants to know.
final class ReprDigests {
    boolean takesTime(Exchange exchange, Content content) {
        return false;
    }

    void describe(Answer answer, Exchange exchange, Content content) {}
}

package io.zenview.client;

/// How far a file is complete from its start, for whoever reads after the writer.
interface Prefix {
    /// Instead of a length: nothing more will come.
    long ABANDONED = -1;

    /// Waits until there is something beyond a place, or the end has been reached.
    ///
    /// @param hashed the place
    /// @return the length of the complete prefix, or [#ABANDONED]
    long await(long hashed) throws InterruptedException;

    /// Whether the file ends at a place that has been reached.
    boolean isEnd(long at);
}

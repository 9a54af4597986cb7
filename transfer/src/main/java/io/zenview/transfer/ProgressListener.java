package io.zenview.transfer;

/// Is told how far a transfer has come.
///
/// Called by the thread that moves the bytes, at most ten times a second and once at the end; what
/// it throws ends the transfer.
@FunctionalInterface
public interface ProgressListener {

    /// Some more bytes were handed to the operating system.
    ///
    /// @param sent bytes so far
    /// @param total bytes in all
    void reached(long sent, long total);
}

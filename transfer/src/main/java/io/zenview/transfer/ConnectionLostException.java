package io.zenview.transfer;

import java.io.IOException;

/// The other side went away before it had taken every byte.
///
/// The bytes counted were handed to the operating system; how many of them the other side has read
/// is unknown. Sending again starts from the beginning, because raw TCP has no way to resume.
public final class ConnectionLostException extends IOException {
    private static final long serialVersionUID = 1;

    /// Bytes handed to the operating system before the loss.
    private final long bytesSent;

    ConnectionLostException(String peer, long bytesSent, long total, IOException cause) {
        super(
                "The receiver "
                        + peer
                        + " went away after "
                        + bytesSent
                        + " of "
                        + total
                        + " bytes were handed over ("
                        + cause.getMessage()
                        + "): is it still running, and has it room for the data?",
                cause);
        this.bytesSent = bytesSent;
    }

    /// How many bytes had left.
    ///
    /// @return the number of bytes handed to the operating system, which is not the number received
    public long bytesSent() {
        return bytesSent;
    }
}

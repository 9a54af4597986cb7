package io.zenview.client;

import java.io.IOException;

/// What is being transferred is no longer what it was when the transfer began, so its parts do not
/// belong together.
public final class SourceChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Says what changed.
    ///
    /// @param message a sentence with the file or address, both states, and the way out
    public SourceChangedException(String message) {
        super(message);
    }
}

package io.zenview.client;

import java.io.IOException;

/// A server answered, and the answer was no.
public final class HttpFailureException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Of the answer.
    private final int status;

    /// Says what was asked and what came back.
    ///
    /// @param status the answer's status code
    /// @param message a sentence with the address, the status and what the server said of it
    public HttpFailureException(int status, String message) {
        super(message);
        this.status = status;
    }

    /// The answer's status code.
    ///
    /// @return 300 to 599
    public int status() {
        return status;
    }
}

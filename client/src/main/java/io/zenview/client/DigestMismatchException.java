package io.zenview.client;

import io.zenview.transfer.Digest;
import java.io.IOException;

/// All bytes arrived, and they are not those that were promised.
public final class DigestMismatchException extends IOException {
    private static final long serialVersionUID = 1L;

    /// What they should have had.
    private final String expected;

    /// What they have.
    private final String actual;

    DigestMismatchException(String message, Digest expected, Digest actual) {
        super(message);
        this.expected = expected.toString();
        this.actual = actual.toString();
    }

    /// What was promised.
    ///
    /// @return algorithm and digits, as in `sha-256:e3b0…`
    public String expected() {
        return expected;
    }

    /// What arrived.
    ///
    /// @return algorithm and digits
    public String actual() {
        return actual;
    }
}

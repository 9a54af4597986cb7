package io.zenview.transfer;

import java.io.IOException;

/// Reading from a connection failed, as opposed to keeping what it brought.
final class BrokenStreamException extends IOException {
    private static final long serialVersionUID = 1;

    BrokenStreamException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}

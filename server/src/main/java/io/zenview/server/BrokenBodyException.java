package io.zenview.server;

import java.io.IOException;

/// The body of a request ended before its end: nobody is there any more to be answered.
final class BrokenBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenBodyException(String message) {
        super(message);
    }
}

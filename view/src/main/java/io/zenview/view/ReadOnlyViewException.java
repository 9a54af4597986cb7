package io.zenview.view;

import java.io.Serial;
import java.nio.ReadOnlyBufferException;

/// The JDK's own [ReadOnlyBufferException], with the message that class has no constructor for:
/// callers catch the type they know.
final class ReadOnlyViewException extends ReadOnlyBufferException {
    @Serial private static final long serialVersionUID = 1L;

    private final String message;

    ReadOnlyViewException(String message) {
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}

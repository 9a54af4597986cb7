package io.zenview.view;

import java.io.Serial;

/// Thrown when memory cannot be lent as asked, or cannot change because it is lent: Python's
/// `BufferError`.
///
/// Two situations raise it, and in both nothing has changed:
/// - an exporter cannot meet a [BufferRequest] (a writable view of read-only memory, strided memory
///   for a consumer that did not ask for strides, …);
/// - a [ByteArray] would have to change its size while a view of it is open.
public class BufferException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// Creates the exception.
    ///
    /// @param message what was asked, what was found, and the way out
    public BufferException(String message) {
        super(message);
    }
}

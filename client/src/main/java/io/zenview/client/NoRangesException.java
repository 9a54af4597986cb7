package io.zenview.client;

import java.io.IOException;

/// A server that spoke of ranges answered with the whole.
final class NoRangesException extends IOException {
    private static final long serialVersionUID = 1L;
}

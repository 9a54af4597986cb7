package io.zenview.server;

import java.io.IOException;

/// Makes an answer out of a request's body.
@FunctionalInterface
interface BodyTaker {
    /// Called by a thread that may wait.
    ///
    /// @param body of the request; may be left alone, in whole or in part
    Answer take(RequestBody body) throws IOException;
}

package io.zenview.server;

import java.io.IOException;

/// The body of a request, to be taken by a thread that may wait.
interface RequestBody {

    /// Writes the body as it comes, until its end. A client that waits to be asked for it (`Expect:
    /// 100-continue`) is asked now.
    ///
    /// @param appender where to; afterwards its offset tells how far it came, also if this fails
    /// @return how many bytes were written
    /// @throws BrokenBodyException if the client went away, stalled or sent nonsense before the end
    /// @throws IOException what the appender throws
    long into(Upload.Appender appender) throws IOException;
}

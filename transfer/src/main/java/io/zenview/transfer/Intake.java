package io.zenview.transfer;

import java.io.IOException;

/// One [ReceiveMethod] at work: takes bytes from a connection until the stream ends.
interface Intake {
    /// Blocks until the end of the stream.
    void take(Inflow inflow) throws IOException;
}

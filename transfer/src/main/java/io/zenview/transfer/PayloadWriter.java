package io.zenview.transfer;

import java.io.IOException;

/// One [SendMethod] at work: puts a payload's bytes on the wire, in order and completely, or
/// throws.
interface PayloadWriter {
    void write(Payload payload, Wire wire) throws IOException;
}

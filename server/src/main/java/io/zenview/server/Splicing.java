package io.zenview.server;

import io.zenview.transfer.Splice;
import java.io.IOException;
import java.nio.file.Path;

/// Opens files for bytes to be spliced into.
@FunctionalInterface
interface Splicing {
    /// Like [Splice#into].
    ///
    /// @throws IOException if nothing can be spliced into this file, or now: its file system does
    ///   not take it, or there are no descriptors or pipes left
    Splice into(Path file) throws IOException;
}

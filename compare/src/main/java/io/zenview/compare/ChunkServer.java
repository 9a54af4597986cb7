package io.zenview.compare;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/// A server of this JVM that [Comparison#CHUNK] asks over HTTP for chunks of a film. The
/// comparisons know no server: whoever wants these rows brings one, see [Settings#withServer].
public interface ChunkServer extends AutoCloseable {

    /// Where it listens.
    ///
    /// @return an address of this machine
    InetSocketAddress address();

    /// What to ask for to be answered with a chunk and nothing else, on a connection that stays
    /// open.
    ///
    /// @param throughHeap whether the server is to read the chunk into an array first, or else to
    ///   leave it to the system
    /// @param offset where the chunk begins in the film's file, in bytes
    /// @param size of the chunk, in bytes
    /// @return the target of a `GET`, path and query
    String target(boolean throughHeap, long offset, int size);

    /// Stops it.
    ///
    /// @throws IOException if it cannot give back what it has
    @Override
    void close() throws IOException;

    /// Starts one.
    @FunctionalInterface
    interface Starter {

        /// Serves one film on any free port of the loopback interface.
        ///
        /// @param film its file, alone in its directory
        /// @return the server, which the caller closes
        /// @throws IOException if it cannot be started
        ChunkServer start(Path film) throws IOException;
    }
}

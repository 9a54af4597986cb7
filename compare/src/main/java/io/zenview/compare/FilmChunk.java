package io.zenview.compare;

/// A chunk out of a film's file, taken or sent in one way.
///
/// @param way how
/// @param seconds time of one call
/// @param cpuSeconds processor time of the thread that took or sent it, user and system, of one
///   call; over HTTP, of all threads but the client's
/// @param allocatedBytes what those threads allocated in the heap for one call
/// @param callsPerRound how many calls a round has
public record FilmChunk(
        Way way, Samples seconds, Samples cpuSeconds, long allocatedBytes, int callsPerRound) {

    /// How.
    public enum Way {
        /// Copied out of the mapped file.
        COPY("copy, of a file", true, false),
        /// As a view of the mapped file.
        VIEW("view, of a file", false, false),
        /// Read into an array, then written to a socket.
        SENT_FROM_HEAP("sent, through the heap", true, true),
        /// Given to a socket by the system.
        SENT_BY_SENDFILE("sent, by sendfile", false, true),
        /// Asked for over HTTP, of a server that reads it into an array.
        HTTP_FROM_HEAP("HTTP, through the heap", true, true),
        /// Asked for over HTTP, of a server that leaves it to the system.
        HTTP_BY_SENDFILE("HTTP, by sendfile", false, true);

        private final String label;
        private final boolean copies;
        private final boolean sent;

        Way(String label, boolean copies, boolean sent) {
            this.label = label;
            this.copies = copies;
            this.sent = sent;
        }

        /// Whether the program copies the chunk.
        ///
        /// @return true if its bytes come into memory of the program's own
        public boolean copies() {
            return copies;
        }

        /// Whether the chunk goes to a socket.
        ///
        /// @return true if it is sent
        public boolean isSent() {
            return sent;
        }

        /// Whether it is asked for over HTTP.
        ///
        /// @return true if a [ChunkServer] sends it
        public boolean isHttp() {
            return this == HTTP_FROM_HEAP || this == HTTP_BY_SENDFILE;
        }

        /// As in tables.
        ///
        /// @return a few words
        @Override
        public String toString() {
            return label;
        }
    }
}

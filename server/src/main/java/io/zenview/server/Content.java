package io.zenview.server;

import io.zenview.transfer.Payload;
import java.io.IOException;
import java.time.Instant;

/// One thing that can be served: its bytes and what the header says about them.
///
/// Payload and validators belong together: they were taken from the same open file, so that a file
/// replaced between header and body is no matter.
public non-sealed interface Content extends ContentStore.Found, AutoCloseable {

    /// The bytes of the whole representation. Sliced, never copied.
    ///
    /// @return the payload, to be used until this is closed
    Payload payload();

    /// A strong validator: differs whenever the bytes do.
    ///
    /// @return the tag
    EntityTag etag();

    /// When the bytes last changed.
    ///
    /// @return the time, as precisely as the store knows it
    Instant lastModified();

    /// The value of `Content-Type`.
    ///
    /// @return a media type, as in `video/mp4`
    String mediaType();

    /// Fails if the bytes are no longer those that [#etag] stands for. The server asks before each
    /// turn of a body that takes several; a failure ends the connection, so that nobody takes a
    /// mixture of two versions for either of them.
    ///
    /// @throws IOException if the bytes have changed, naming what changed
    default void requireUnchanged() throws IOException {}

    /// Gives back what the payload stands on. Called once, after the last byte was sent.
    @Override
    void close();
}

package io.zenview.server;

import io.zenview.transfer.Payload;
import java.time.Instant;
import java.util.Objects;

/// One thing that can be served: its bytes and what the header says about them.
///
/// Payload and validators belong together: they were taken from the same open file, so that a file
/// replaced between header and body is no matter.
///
/// @param payload the bytes of the whole representation
/// @param etag a strong validator: differs whenever the bytes do
/// @param lastModified when the bytes last changed
/// @param mediaType the value of `Content-Type`, as in `video/mp4`
/// @param release gives back what the payload stands on; called once, after the last byte was sent
public record Content(
        Payload payload, EntityTag etag, Instant lastModified, String mediaType, Runnable release)
        implements ContentStore.Found, AutoCloseable {

    /// Takes the parts as they are.
    public Content {
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(etag, "etag");
        Objects.requireNonNull(lastModified, "lastModified");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(release, "release");
    }

    /// Gives back what the payload stands on.
    @Override
    public void close() {
        release.run();
    }
}

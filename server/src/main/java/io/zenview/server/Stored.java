package io.zenview.server;

import io.zenview.transfer.Digest;
import java.util.List;
import java.util.Objects;

/// What came of an upload.
///
/// @param created whether the path named nothing before; otherwise something was replaced
/// @param etag the tag under which the bytes are served
/// @param size how many bytes there are
/// @param digests digests of the whole that were expected or wanted
public record Stored(boolean created, EntityTag etag, long size, List<Digest> digests) {
    /// Takes the parts as they are.
    public Stored {
        Objects.requireNonNull(etag, "etag");
        digests = List.copyOf(digests);
    }
}

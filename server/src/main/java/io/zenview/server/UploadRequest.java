package io.zenview.server;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What [UploadProtocol] wants to know of a request.
///
/// @param method as it came
/// @param path of its target
/// @param fields its header
/// @param contentLength how many bytes its body has, 0 if it has none; absent if only the end of
///   the body will tell
/// @param now when it came
/// @param abort ends the request's connection. Run by another request's thread when that one takes
///   the upload over; must not wait.
record UploadRequest(
        String method,
        ContentPath path,
        Fields fields,
        OptionalLong contentLength,
        Instant now,
        Runnable abort) {

    /// The header of a request.
    @FunctionalInterface
    interface Fields {
        /// The value of a field; several lines of one name are joined by commas.
        ///
        /// @param name in any case
        /// @return null if there is none
        @Nullable String get(String name);
    }

    @Nullable String field(String name) {
        return fields.get(name);
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }
}

package io.zenview.client;

import io.zenview.transfer.Digest;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a server said of a file before its bytes are fetched.
///
/// @param address where it was found after redirects
/// @param size in bytes; -1 if unknown
/// @param etag its entity tag with quotes, and `W/` if it is a weak one
/// @param lastModified the field as it came
/// @param ranges whether a part of it can be had
/// @param digest its SHA-256
record Source(
        URI address,
        long size,
        @Nullable String etag,
        @Nullable String lastModified,
        boolean ranges,
        Optional<Digest> digest) {

    static Source of(URI address, HttpHeaders headers, long size, boolean ranges) {
        return new Source(
                address,
                size,
                headers.firstValue("ETag").orElse(null),
                headers.firstValue("Last-Modified").orElse(null),
                ranges,
                DigestField.parse(headers.allValues(DigestField.REPR_DIGEST)));
    }

    static long contentLength(HttpHeaders headers) {
        try {
            OptionalLong length = headers.firstValueAsLong("Content-Length");
            return length.isPresent() && length.getAsLong() >= 0 ? length.getAsLong() : -1;
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    boolean hasStrongTag() {
        return etag != null && etag.startsWith("\"");
    }

    /// Whether parts that were fetched at different times can be known to belong together.
    boolean isRecognisable() {
        return size >= 0 && (hasStrongTag() || lastModified != null);
    }

    /// What tells this version from others, for people.
    String version() {
        String tag = etag != null ? "ETag " + etag : "Last-Modified " + lastModified;
        return tag + ", " + size + " bytes";
    }

    /// Whether an answer's fields speak of another version; a field that is missing says nothing.
    boolean differsFrom(HttpHeaders headers) {
        Optional<String> tag = headers.firstValue("ETag");
        if (etag != null && tag.isPresent()) {
            return !tag.get().equals(etag);
        }
        Optional<String> date = headers.firstValue("Last-Modified");
        return lastModified != null && date.isPresent() && !date.get().equals(lastModified);
    }
}

package io.zenview.client;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A final answer.
///
/// @param method what was asked
/// @param address of whom
/// @param problem what its body says of a failure, with a colon before; or nothing
record Answer(String method, URI address, int status, HttpHeaders fields, String problem) {
    boolean isSuccess() {
        return status / 100 == 2;
    }

    @Nullable String field(String name) {
        return fields.get(name);
    }

    /// A sentence of it, for when it was not what was hoped for.
    HttpFailureException failure() {
        return new HttpFailureException(
                status, method + " " + address + " was answered with " + status + problem);
    }
}

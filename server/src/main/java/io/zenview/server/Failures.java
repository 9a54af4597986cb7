package io.zenview.server;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client hears of a failure: enough to know what to do, and nothing of how the server's
/// disk looks inside. The log has the rest.
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Answer answer(Exchange exchange, Exception failure) {
        return switch (failure) {
            case NoSuchFileException _, NotDirectoryException _ ->
                    Answer.problem(
                            HttpResponseStatus.NOT_FOUND,
                            "There is nothing at " + exchange.target());
            case AccessDeniedException _ ->
                    Answer.problem(
                            HttpResponseStatus.FORBIDDEN, exchange.target() + " may not be read");
            default -> internal(exchange, failure);
        };
    }

    private static Answer internal(Exchange exchange, Exception failure) {
        LOG.warn("{} {} failed", exchange.method(), exchange.target(), failure);
        return Answer.problem(
                HttpResponseStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong on the server; its log has more");
    }
}

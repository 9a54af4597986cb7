package io.zenview.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request's preconditions, held against what there is: RFC 9110, section 13.
///
/// Dates have whole seconds, so the fraction of `lastModified` is cut off before anything is
/// compared with it. A date that cannot be read, or two where there is to be one, count as none
/// (sections 13.1.3 and 13.1.4). A list of tags that cannot be read must not let a write through
/// that its client meant to guard: it counts as one that names nothing, and as failed for writes.
final class Conditions {

    /// What there is.
    ///
    /// @param etag its tag
    /// @param lastModified when it last changed
    record Validators(EntityTag etag, Instant lastModified) {}

    /// What to do.
    enum Outcome {
        /// Whatever the method says.
        PROCEED,
        /// Answer 304.
        NOT_MODIFIED,
        /// Answer 412.
        FAILED
    }

    private Conditions() {}

    /// Evaluates `If-Match`, `If-Unmodified-Since`, `If-None-Match` and `If-Modified-Since` in the
    /// order of section 13.2.2.
    ///
    /// @param method the request's method; `GET` and `HEAD` read, all others are taken for writing.
    ///   A request that would fail without its conditions, or whose method neither reads nor writes
    ///   (`OPTIONS`), is not to be asked about (section 13.2.1).
    /// @param request its headers
    /// @param current what there is, null if nothing
    /// @param now the time of the request
    static Outcome evaluate(
            String method, HttpHeaders request, @Nullable Validators current, Instant now) {
        boolean reading = method.equals("GET") || method.equals("HEAD");
        if (request.contains(HttpHeaderNames.IF_MATCH)) {
            EntityTags wanted = tags(request, HttpHeaderNames.IF_MATCH);
            if (wanted == null || current == null || !wanted.matchesStrongly(current.etag())) {
                return Outcome.FAILED;
            }
        } else if (current != null) {
            Instant since = date(request, HttpHeaderNames.IF_UNMODIFIED_SINCE, now);
            if (since != null && seconds(current).isAfter(since)) {
                return Outcome.FAILED;
            }
        }
        if (request.contains(HttpHeaderNames.IF_NONE_MATCH)) {
            EntityTags unwanted = tags(request, HttpHeaderNames.IF_NONE_MATCH);
            if (unwanted == null) {
                return reading ? Outcome.PROCEED : Outcome.FAILED;
            }
            if (current != null && unwanted.matchesWeakly(current.etag())) {
                return reading ? Outcome.NOT_MODIFIED : Outcome.FAILED;
            }
        } else if (reading && current != null) {
            Instant since = date(request, HttpHeaderNames.IF_MODIFIED_SINCE, now);
            if (since != null && !seconds(current).isAfter(since)) {
                return Outcome.NOT_MODIFIED;
            }
        }
        return Outcome.PROCEED;
    }

    /// Whether a `Range` is to be looked at: there is no `If-Range`, or it names what there is.
    ///
    /// A tag is compared strongly. A date must be that of the last change, to the second, and that
    /// second must be over (section 8.8.2.2): while it lasts, another change would have the same
    /// date. Whatever cannot be read names nothing, and the answer is the whole.
    ///
    /// @param request the request's headers
    /// @param current what there is
    /// @param now the time of the request
    static boolean rangeApplies(HttpHeaders request, Validators current, Instant now) {
        List<String> values = request.getAll(HttpHeaderNames.IF_RANGE);
        if (values.isEmpty()) {
            return true;
        }
        if (values.size() > 1) {
            return false;
        }
        String value = values.getFirst().strip();
        if (value.startsWith("\"") || value.startsWith("W/")) {
            try {
                return EntityTag.parse(value).matchesStrongly(current.etag());
            } catch (IllegalArgumentException _) {
                return false;
            }
        }
        Instant date = HttpDate.parse(value, now);
        return date != null && date.equals(seconds(current)) && !date.plusSeconds(1).isAfter(now);
    }

    private static Instant seconds(Validators current) {
        return current.lastModified().truncatedTo(ChronoUnit.SECONDS);
    }

    private static @Nullable EntityTags tags(HttpHeaders request, CharSequence name) {
        try {
            return EntityTags.parse(String.join(",", request.getAll(name)));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable Instant date(HttpHeaders request, CharSequence name, Instant now) {
        List<String> values = request.getAll(name);
        return values.size() == 1 ? HttpDate.parse(values.getFirst().strip(), now) : null;
    }
}

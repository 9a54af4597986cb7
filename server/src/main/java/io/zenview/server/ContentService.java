package io.zenview.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import io.zenview.server.Conditions.Outcome;
import io.zenview.server.Conditions.Validators;
import io.zenview.server.RangeSet.ByteRange;
import io.zenview.transfer.Payload;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers `GET` and `HEAD` from a [ContentStore]: whole, in ranges, or not at all because nothing
/// has changed.
final class ContentService {
    private static final AsciiString BYTES = AsciiString.cached("bytes");

    private final ContentStore store;
    private final ReprDigests digests;
    private final Limits limits;

    ContentService(ContentStore store, ReprDigests digests, Limits limits) {
        this.store = store;
        this.digests = digests;
        this.limits = limits;
    }

    void handle(Exchange exchange, ContentPath path) {
        if (store.answersAtOnce()) {
            handleNow(exchange, path);
        } else {
            exchange.answerLater(() -> answer(exchange, path));
        }
    }

    private void handleNow(Exchange exchange, ContentPath path) {
        Answer answer;
        try {
            ContentStore.Found found = store.find(path);
            if (!(found instanceof Content content) || digests.takesTime(exchange, content)) {
                exchange.answerLater(() -> answer(exchange, path, found));
                return;
            }
            answer = answer(exchange, path, content);
        } catch (IOException e) {
            answer = Failures.answer(exchange, e);
        }
        exchange.answer(answer);
    }

    /// Whether a path would be answered by a listing, and not by a page that somebody put there.
    boolean lists(ContentPath path) throws IOException {
        return switch (store.find(path)) {
            case Content content -> {
                content.close();
                yield false;
            }
            case ContentStore.Directory _ -> true;
        };
    }

    /// Looks for what a path names, by a thread that may wait for it.
    Answer answer(Exchange exchange, ContentPath path) throws IOException {
        return answer(exchange, path, store.find(path));
    }

    /// Answers from content that comes from elsewhere, which is closed when the answer is sent.
    Answer answer(Exchange exchange, Content content) throws IOException {
        return answer(exchange, null, content);
    }

    private Answer answer(Exchange exchange, ContentPath path, ContentStore.Found found)
            throws IOException {
        return switch (found) {
            case Content content -> answer(exchange, path, content);
            case ContentStore.Directory _ -> list(exchange, path);
        };
    }

    /// @param path where in the store it was found, or null if it is from elsewhere
    private Answer answer(Exchange exchange, @Nullable ContentPath path, Content content)
            throws IOException {
        try {
            Answer answer = conditional(exchange, path, content);
            answer.from(content);
            return answer;
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    private Answer conditional(Exchange exchange, @Nullable ContentPath path, Content content)
            throws IOException {
        HttpHeaders request = exchange.headers();
        Instant now = Instant.now();
        Validators validators = new Validators(content.etag(), content.lastModified());
        Outcome outcome = Conditions.evaluate(exchange.method().name(), request, validators, now);
        return switch (outcome) {
            case NOT_MODIFIED -> describe(new Answer(HttpResponseStatus.NOT_MODIFIED), content);
            case FAILED ->
                    Answer.problem(
                                    HttpResponseStatus.PRECONDITION_FAILED,
                                    "The condition of the request does not hold: the ETag is "
                                            + content.etag())
                            .header(HttpHeaderNames.ETAG, content.etag().toString());
            case PROCEED -> proceed(exchange, path, content, validators, now);
        };
    }

    private Answer proceed(
            Exchange exchange,
            @Nullable ContentPath path,
            Content content,
            Validators validators,
            Instant now)
            throws IOException {
        HttpHeaders request = exchange.headers();
        Payload payload = content.payload();
        RangeSet ranges = new RangeSet.Whole();
        // A range means something to GET only (RFC 9110, section 14.2).
        if (HttpMethod.GET.equals(exchange.method())
                && request.contains(HttpHeaderNames.RANGE)
                && Conditions.rangeApplies(request, validators, now)) {
            ranges =
                    RangeSet.parse(
                            request.get(HttpHeaderNames.RANGE), payload.size(), limits.maxRanges());
        }
        Answer answer =
                switch (ranges) {
                    case RangeSet.Whole _ ->
                            new Answer(HttpResponseStatus.OK).body(content.mediaType(), payload);
                    case RangeSet.Parts parts -> parts(content, parts.ranges());
                    case RangeSet.Unsatisfiable _ -> unsatisfiable(request, payload.size());
                };
        describe(answer, content);
        if (path != null) {
            digests.describe(answer, exchange, path, content);
        }
        return answer;
    }

    private static Answer parts(Content content, List<ByteRange> ranges) {
        Payload payload = content.payload();
        if (ranges.size() == 1) {
            ByteRange range = ranges.getFirst();
            return new Answer(HttpResponseStatus.PARTIAL_CONTENT)
                    .body(content.mediaType(), payload.slice(range.from(), range.to()))
                    .header(HttpHeaderNames.CONTENT_RANGE, ContentRange.of(range, payload.size()));
        }
        MultipartRanges multipart = MultipartRanges.of(payload, ranges, content.mediaType());
        return new Answer(HttpResponseStatus.PARTIAL_CONTENT)
                .body(multipart.contentType(), multipart.payload());
    }

    private static Answer unsatisfiable(HttpHeaders request, long size) {
        return Answer.problem(
                        HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                        "There are "
                                + size
                                + " bytes, and none of them in the range "
                                + request.get(HttpHeaderNames.RANGE))
                .header(HttpHeaderNames.CONTENT_RANGE, ContentRange.unsatisfied(size));
    }

    private static Answer describe(Answer answer, Content content) {
        CharSequence modified =
                content instanceof FileContent file
                        ? file.lastModifiedText()
                        : HttpDate.format(content.lastModified());
        CharSequence etag =
                content instanceof FileContent file ? file.etagText() : content.etag().toString();
        return answer.header(HttpHeaderNames.ETAG, etag)
                .header(HttpHeaderNames.LAST_MODIFIED, modified)
                .header(HttpHeaderNames.ACCEPT_RANGES, BYTES);
    }

    private Answer list(Exchange exchange, ContentPath path) throws IOException {
        if (!path.directory()) {
            // Relative links in the page would start one level too high.
            return new Answer(HttpResponseStatus.PERMANENT_REDIRECT)
                    .header(HttpHeaderNames.LOCATION, path.asDirectory().encoded());
        }
        Listing listing = store.list(path);
        ListingPage page = new ListingPage(path, listing);
        Answer answer = new Answer(HttpResponseStatus.OK);
        if (Accept.prefersJson(exchange.headers().getAsString(HttpHeaderNames.ACCEPT))) {
            answer.body(ListingPage.JSON, page.json());
        } else {
            answer.body(ListingPage.HTML, page.html())
                    .header("Content-Security-Policy", ListingPage.contentSecurityPolicy());
        }
        return answer.header(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT)
                .header(HttpHeaderNames.CACHE_CONTROL, "no-cache");
    }
}

package io.zenview.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zenview.client.PieceMap.Span;
import io.zenview.transfer.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the fields of strangers. */
class FieldsTest {
    @Test
    void aDigestIsFoundAmongOthers() {
        Digest digest = DigestField.sha256(new byte[32]);
        String field = DigestField.format(digest);

        assertThat(field).isEqualTo("sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:");
        assertThat(DigestField.parse(List.of("md5=:AAAA:, " + field))).contains(digest);
        assertThat(DigestField.parse(List.of("md5=:AAAA:", field))).contains(digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha-256",
                "sha-256=:AAAA:",
                "sha-256=AAAA",
                "sha-256=(1)",
                "\u00e4",
                "="
            })
    void whatIsNoDigestIsNone(String field) {
        assertThat(DigestField.parse(List.of(field))).isEmpty();
    }

    @Test
    void fieldsOfUploadsOfAnotherTypeAreIgnored() {
        assertThat(UploadField.integer(List.of("17"))).hasValue(17);
        assertThat(UploadField.integer(List.of("-1"))).isEmpty();
        assertThat(UploadField.integer(List.of("1.5"))).isEmpty();
        assertThat(UploadField.integer(List.of("1", "2"))).isEmpty();
        assertThat(UploadField.flag(List.of("?1"))).contains(true);
        assertThat(UploadField.flag(List.of("1"))).isEmpty();
        assertThat(UploadField.limit(List.of("max-size=5, x=?0"), "max-size")).hasValue(5);
        assertThat(UploadField.limit(List.of("max-size=?0"), "max-size")).isEmpty();
        assertThat(UploadField.limit(List.of(), "max-size")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes 3-2/9", "bytes 3-9/9", "bytes 3-", "bytes */x", "", "items 1-2/3"})
    void whatIsNoRangeIsNone(String field) {
        assertThat(ContentRange.parse(field)).isEmpty();
    }

    @Test
    void rangesHaveAnEndAndMayHaveASize() {
        assertThat(ContentRange.parse("bytes 0-8/9")).contains(new ContentRange(0, 9, 9));
        assertThat(ContentRange.parse("bytes 0-8/*")).contains(new ContentRange(0, 9, -1));
        assertThat(ContentRange.parse("bytes */9")).contains(new ContentRange(-1, -1, 9));
    }

    @Test
    void problemsAreTold() {
        byte[] body =
                "{\"type\":\"x\",\"errors\":[{\"title\":\"not this\"}],\"title\":\"Full\",\"detail\":\"no\\u001b[31m room\"}"
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(Problem.suffix("application/problem+json; charset=utf-8", body))
                .isEqualTo(": Full, no [31m room");
        assertThat(Problem.suffix("text/html", body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/a/b.txt, b.txt",
        "http://h/a%20b?x/y, a b",
        "http://h/%C3%A4, ä",
        "http://h/,",
        "http://h,",
        "http://h/..,",
        "http://h/%2e%2e,",
        "http://h/a%2Fb,",
        "http://h/a%5Cb,",
        "http://h/a%00b,",
        "http://h/%ff,"
    })
    void namesComeFromTheEndOfThePath(URI uri, String name) {
        assertThat(HttpAddress.fileName(uri).orElse(null)).isEqualTo(name);
    }

    @Test
    void namesOfFilesArePartsOfPaths() {
        assertThat(HttpAddress.encode("a b/ä%?#")).isEqualTo("a%20b%2F%C3%A4%25%3F%23");
    }

    @Test
    void tokensDoNotBreakOutOfTheirLine() {
        assertThatThrownBy(() -> HttpAddress.requireToken("a\r\nb"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wishesToWaitAreSecondsOrDates() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(Backoff.parse("17", now)).isEqualTo(Duration.ofSeconds(17));
        assertThat(Backoff.parse("Thu, 01 Jan 2026 00:00:09 GMT", now))
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(Backoff.parse("Wed, 31 Dec 2025 00:00:09 GMT", now)).isZero();
        assertThat(Backoff.parse("soon", now)).isZero();
    }

    @Test
    void progressStartsTheCountAgain() throws IOException {
        AtomicInteger pauses = new AtomicInteger();
        Backoff backoff = new Backoff(Duration.ofNanos(1), () -> pauses.incrementAndGet() < 0);
        IOException failure = new IOException("x");
        for (int i = 1; i < Backoff.TRIES; i++) {
            backoff.failed(failure, null);
        }
        backoff.progress();
        for (int i = 1; i < Backoff.TRIES; i++) {
            backoff.failed(failure, null);
        }

        assertThatThrownBy(() -> backoff.failed(failure, null)).isSameAs(failure);
    }

    @Test
    void piecesAreKnownByTheirBytes() throws InterruptedException {
        PieceMap map = new PieceMap(1050, 100, List.of(new Span(0, 100), new Span(250, 460)));

        // What does not begin with a piece is not known to be whole; its piece is fetched again.
        assertThat(map.total()).isEqualTo(100 + 160);
        assertThat(map.done()).containsExactly(new Span(0, 100), new Span(300, 400));
        assertThat(map.await(0)).isEqualTo(100);

        map.enqueueMissing(true);
        assertThat(map.next()).isEqualTo(new Span(100, 300));
        assertThat(map.next()).isEqualTo(new Span(460, 1050));
        assertThat(map.next()).isNull();

        assertThat(map.fill(100, 150)).isTrue();
        assertThat(map.await(100)).isEqualTo(250);
        assertThat(map.fill(250, 49)).isFalse();
        assertThat(map.fill(299, 1)).isTrue();
        assertThat(map.await(250)).isEqualTo(460);
        assertThat(map.fill(460, 590)).isTrue();
        assertThat(map.isEnd(1050)).isTrue();
        assertThatThrownBy(() -> map.fill(0, 1)).isInstanceOf(IllegalStateException.class);
    }
}

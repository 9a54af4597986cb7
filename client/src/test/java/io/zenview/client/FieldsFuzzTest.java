package io.zenview.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.zenview.transfer.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Strangers may write into their fields what they like. */
class FieldsFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void fields(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        Optional<Digest> digest = DigestField.parse(List.of(text));
        digest.ifPresent(found ->
                assertThat(DigestField.parse(List.of(DigestField.format(found)))).contains(found));
        UploadField.integer(List.of(text)).ifPresent(n -> assertThat(n).isNotNegative());
        UploadField.limit(List.of(text), "max-size").ifPresent(n -> assertThat(n).isNotNegative());
        UploadField.flag(List.of(text));
        assertThat(Backoff.parse(text, Instant.EPOCH)).isGreaterThanOrEqualTo(Duration.ZERO);
        ContentRange.parse(text)
                .filter(range -> range.from() >= 0)
                .ifPresent(range -> assertThat(range.to()).isGreaterThan(range.from()));
    }

    @FuzzTest(maxDuration = "1m")
    void problems(byte[] input) {
        assertThat(Problem.suffix("application/problem+json", input))
                .doesNotContain("\u001b", "\n");
    }
}

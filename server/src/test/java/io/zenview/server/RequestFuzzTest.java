package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.zenview.server.RangeSet.ByteRange;
import io.zenview.server.RangeSet.Parts;
import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Whatever a stranger sends: it is read and holds together, or it is refused by the one exception
/// that stands for that.
class RequestFuzzTest {
    private static final int MAX_RANGES = 16;

    @FuzzTest(maxDuration = "3m")
    void ranges(byte[] input) {
        String header = text(input);
        for (long size : new long[] {0, 1, 10, 1L << 40, Long.MAX_VALUE}) {
            CountedText counted = new CountedText(header);
            RangeSet ranges = RangeSet.parse(counted, size, MAX_RANGES);
            assertThat(counted.looks()).isLessThanOrEqualTo(8L * header.length() + 8);
            if (ranges instanceof Parts(var parts)) {
                assertThat(parts).hasSizeBetween(1, MAX_RANGES);
                long left = size;
                StringBuilder again = new StringBuilder("bytes=");
                for (ByteRange part : parts) {
                    assertThat(part.from()).isNotNegative().isLessThan(part.to());
                    assertThat(part.to()).isLessThanOrEqualTo(size);
                    left -= part.size();
                    assertThat(left).isNotNegative();
                    again.append(part.from()).append('-').append(part.to() - 1).append(',');
                }
                assertThat(RangeSet.parse(again, size, MAX_RANGES)).isEqualTo(ranges);
            }
        }
    }

    @FuzzTest(maxDuration = "3m")
    void paths(byte[] input) {
        ContentPath path;
        try {
            path = ContentPath.parse(text(input));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageFindingMatch("path|escape|slash");
            return;
        }
        assertThat(path.encoded()).matches("/[-._~!$&'()*+,;=:@%A-Za-z0-9/]*").doesNotContain("//");
        assertThat(ContentPath.parse(path.encoded())).isEqualTo(path);
        ContentPath walked = ContentPath.ROOT;
        for (String segment : path.segments()) {
            assertThat(segment).isNotEmpty().isNotIn(".", "..").doesNotContain("/", "\\", "\0");
            assertThat(segment.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
            walked = walked.child(segment);
        }
        assertThat(path.directory() ? walked.asDirectory() : walked).isEqualTo(path);
    }

    @FuzzTest(maxDuration = "3m")
    void entityTags(byte[] input) {
        CountedText counted = new CountedText(text(input));
        EntityTags tags;
        try {
            tags = EntityTags.parse(counted);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageFindingMatch("entity tag|stands alone");
            return;
        } finally {
            assertThat(counted.looks()).isLessThanOrEqualTo(8L * input.length + 8);
        }
        assertThat(tags.any()).isEqualTo(tags.tags().isEmpty());
        for (EntityTag tag : tags.tags()) {
            assertThat(EntityTag.parse(tag.toString())).isEqualTo(tag);
            assertThat(tags.matchesWeakly(tag)).isTrue();
            assertThat(tag.weak() || tags.matchesStrongly(tag)).isTrue();
        }
        if (!tags.any()) {
            String again =
                    String.join(", ", tags.tags().stream().map(EntityTag::toString).toList());
            assertThat(EntityTags.parse(again)).isEqualTo(tags);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void digestFields(byte[] input) {
        String value = text(input);
        UploadFields.bytes(value)
                .ifPresent(bytes -> assertThat(bytes).isBetween(0L, UploadFields.GREATEST));
        UploadFields.flag(value);
        DigestFields.wants(value, DigestAlgorithm.SHA_256);
        Map<DigestAlgorithm, Digest> digests;
        try {
            digests = DigestFields.parse("Repr-Digest", value);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("Repr-Digest ");
            return;
        }
        for (Digest digest : digests.values()) {
            assertThat(DigestFields.parse("Repr-Digest", DigestFields.format(digest)))
                    .isEqualTo(Map.of(digest.algorithm(), digest));
        }
    }

    /// As Netty makes characters of bytes.
    private static String text(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }
}

package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadStateTest {
    private static final UploadState FULL =
            new UploadState(
                    Uploads.path("ordner", "naïve \"file\" \ud83d\ude00"),
                    new UploadTerms(
                            OptionalLong.of(Long.MAX_VALUE),
                            new Precondition(
                                    Optional.of(
                                            new Precondition.Tags(
                                                    false,
                                                    List.of(
                                                            EntityTag.strong("a"),
                                                            new EntityTag(true, "W/b,")))),
                                    Optional.of(Precondition.Tags.ANY)),
                            List.of(new Digest(DigestAlgorithm.CRC32C, "e3069283")),
                            Set.of(DigestAlgorithm.SHA_256, DigestAlgorithm.CRC32C),
                            true),
                    Optional.of(
                            new Stored(
                                    true,
                                    EntityTag.strong("x-y"),
                                    7,
                                    List.of(new Digest(DigestAlgorithm.SHA_256, "00ff")))));

    @Test
    void whatIsWrittenIsRead() throws Exception {
        assertThat(UploadState.fromJson(FULL.toJson())).isEqualTo(FULL);
        UploadState plain =
                new UploadState(
                        Uploads.path("f"), UploadTerms.PLAIN.asResumable(), Optional.empty());
        assertThat(UploadState.fromJson(plain.toJson())).isEqualTo(plain);
    }

    @Test
    void whatIsCutIsRefused() {
        byte[] json = FULL.toJson();
        for (int length = 0; length < json.length; length++) {
            byte[] cut = Arrays.copyOf(json, length);
            assertThatThrownBy(() -> UploadState.fromJson(cut)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"version\":2,\"path\":[\"f\"]}",
                "{\"version\":1,\"path\":[]}",
                "{\"version\":1,\"path\":\"f\"}",
                "{\"version\":1,\"path\":[1]}",
                "{\"version\":1,\"path\":[\"f\"],\"expected\":[\"md5:00\"]}",
                "{\"version\":1,\"path\":[\"f\"],\"expected\":[\"00\"]}",
                "{\"version\":1,\"path\":[\"f\"],\"if-match\":[\"\"]}",
                "{\"version\":1,\"path\":[\"f\"],\"stored\":3}"
            })
    void whatIsNoStateIsRefused(String json) {
        assertThatThrownBy(() -> UploadState.fromJson(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not the state of an upload");
    }
}

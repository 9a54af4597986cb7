package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestFieldsTest {
    /// RFC 9530, appendix D: `{"hello": "world"}` with a line break.
    private static final String HELLO = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";

    private static final String HELLO_HEX =
            "44aff4ab2d7c3250525675a08f0cfa9591168cffe51791c5f5bbc417c15a6c38";

    /// RFC 9530's example of several algorithms has one that is not known here.
    private static final String SHA_512 =
            "sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCs"
                    + "yRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:";

    @Test
    void readsWhatTheRfcShows() {
        Digest hello = new Digest(DigestAlgorithm.SHA_256, HELLO_HEX);

        assertThat(DigestFields.parse("Repr-Digest", HELLO))
                .isEqualTo(Map.of(DigestAlgorithm.SHA_256, hello));
        assertThat(DigestFields.parse("Repr-Digest", HELLO + "," + SHA_512))
                .isEqualTo(Map.of(DigestAlgorithm.SHA_256, hello));
        assertThat(DigestFields.parse("Repr-Digest", SHA_512)).isEmpty();
        assertThat(DigestFields.parse("Repr-Digest", "")).isEmpty();
        assertThat(DigestFields.format(hello)).isEqualTo(HELLO);
    }

    @Test
    void readsBothAlgorithms() {
        assertThat(
                        DigestFields.parse(
                                "Content-Digest",
                                "crc32c=:4waSgw==:;note=1, unixsum=3, md5=(a b), " + HELLO))
                .containsOnlyKeys(Set.of(DigestAlgorithm.values()))
                .containsEntry(
                        DigestAlgorithm.CRC32C, new Digest(DigestAlgorithm.CRC32C, "e3069283"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sha-256                         | no byte sequence",
                "sha-256=1                       | no byte sequence",
                "sha-256=abc                     | no byte sequence",
                "sha-256=(:AAAA:)                | no byte sequence",
                "sha-256=:AAAA:                  | sha-256 of 3 bytes; it has 32",
                "sha-256=::                      | sha-256 of 0 bytes; it has 32",
                "crc32c=:AAAAAAA=:               | crc32c of 5 bytes; it has 4",
                "sha-256=:AAAA                   | no structured field",
                "sha-256=:A*A=:                  | no structured field",
                "sha-256=AAAA=                   | no structured field",
                "SHA-256=:AAAA:                  | no structured field",
                "'sha-256=:AAAA:,'               | no structured field",
                "sha-256 =:AAAA:                 | no structured field",
                "ü                               | no structured field",
            })
    void refusesWhatCannotBeVerified(String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DigestFields.parse("Repr-Digest", value))
                .withMessageStartingWith("Repr-Digest ")
                .withMessageContaining(message);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DigestFields.parse("Repr-Digest", "a,".repeat(4097)))
                .withMessage("Repr-Digest has 8194 characters; 8192 is the most");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sha-256=1                      | true",
                "sha-256=10                     | true",
                "'sha-512=3, sha-256=10, unixsum=0' | true",
                "sha-256=1;x                    | true",
                "sha-256=0                      | false",
                "sha-256=11                     | false",
                "sha-256=-1                     | false",
                "sha-256=1.0                    | false",
                "sha-256                        | false",
                "sha-256=?1                     | false",
                "sha-512=5                      | false",
                "crc32c=5                       | false",
                "sha-256=                       | false",
                "''                             | false",
                "                               | false",
                "'sha-256=3, sha-256=0'         | false",
            })
    void wishes(String value, boolean wanted) {
        assertThat(DigestFields.wants(value, DigestAlgorithm.SHA_256)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "100, 100",
        "' 7 ', 7",
        "999999999999999, 999999999999999",
        "5;a=b, 5",
    })
    void numbersOfBytes(String value, long bytes) {
        assertThat(UploadFields.bytes(value)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1.0",
                "?1",
                "\"1\"",
                "one",
                ":AA==:",
                "1000000000000000",
                "1 2",
                "1,1",
                "+1",
                "0x1",
                "(1)",
                "1;",
                "\u0661"
            })
    void noNumbersOfBytes(String value) {
        assertThat(UploadFields.bytes(value)).isEmpty();
        assertThat(UploadFields.bytes(null)).isEmpty();
    }

    @Test
    void flags() {
        assertThat(UploadFields.flag("?1")).hasValue(true);
        assertThat(UploadFields.flag("?0")).hasValue(false);
        assertThat(UploadFields.flag("?0;x=1")).hasValue(false);
        assertThat(UploadFields.flag(null)).isEmpty();
        for (String value : new String[] {"", "1", "true", "?2", "?", "?1 ?1", "?1,?1", "\"?1\""}) {
            assertThat(UploadFields.flag(value)).as(value).isEmpty();
        }
        assertThat(UploadFields.flag(UploadFields.format(true))).hasValue(true);
        assertThat(UploadFields.flag(UploadFields.format(false))).hasValue(false);
    }

    @Test
    void limits() {
        assertThat(UploadFields.limit(1000, Duration.ofMinutes(1)))
                .isEqualTo("max-size=1000, max-age=60");
        assertThat(UploadFields.limit(Long.MAX_VALUE, Duration.ofHours(1)))
                .isEqualTo("max-size=999999999999999, max-age=3600");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UploadFields.limit(-1, Duration.ZERO));
    }
}

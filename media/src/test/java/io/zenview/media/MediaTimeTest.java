package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Times are kept as the film has them, and shown rounded once.
class MediaTimeTest {

    @ParameterizedTest
    @CsvSource({
        "124648, 30, 4154.933333",
        "0, 90000, 0",
        "1, 2, 0.5",
        "-1001, 30000, -0.033367",
        "100, 1, 100",
        "1, 2000000, 0",
        "3, 2000000, 0.000002",
        "9223372036854775807, 1, 9223372036854775807",
        "9223372036854775807, 9223372036854775807, 1"
    })
    void isShownWithSixDecimals(long value, long timescale, String shown) {
        assertThat(new MediaTime(value, timescale)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "600.5, 600500000000",
        "0.0333333333333333333, 33333333",
        "0.0000000005, 1",
        "999999999.999999999, 999999999999999999"
    })
    void isReadToANanosecond(String text, long nanos) {
        assertThat(MediaTime.parse(text)).isEqualTo(new MediaTime(nanos, 1_000_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "1e3",
                "1.",
                ".5",
                "1234567890",
                "0.123456789012345678901",
                "1,5"
            })
    void isNotReadFromAnythingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MediaTime.parse(text))
                .withMessageContaining("'" + text + "' is no time")
                .withMessageContaining("12.5");
    }

    @ParameterizedTest
    @CsvSource({
        "124648, 30, 4154.933333333333",
        "9007199254740993, 1, 9007199254740992",
        "9007199254740995, 5, 1801439850948199.0",
        "9223372036854775806, 9223372036854775807, 1.0",
        "9223372036854775807, 3, 3074457345618258602.333"
    })
    void isRoundedToTheNearestDouble(long value, long timescale, double seconds) {
        assertThat(new MediaTime(value, timescale).seconds()).isEqualTo(seconds);
    }

    @Test
    void needsAClock() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaTime(1, 0))
                .withMessageContaining("timescale 0");
    }
}

package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    /// The first three are RFC 9110's.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT     | 1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT    | 1994-11-06T08:49:37Z",
                "Sun Nov  6 08:49:37 1994          | 1994-11-06T08:49:37Z",
                "Sun Nov 16 08:49:37 1994          | 1994-11-16T08:49:37Z",
                "Thu, 29 Feb 2024 23:59:59 GMT     | 2024-02-29T23:59:59Z",
                "Wed, 31 Dec 2008 23:59:60 GMT     | 2008-12-31T23:59:59Z",
                "Thursday, 01-Jan-70 00:00:00 GMT  | 2070-01-01T00:00:00Z",
                "Thursday, 01-Jan-76 00:00:00 GMT  | 2076-01-01T00:00:00Z",
                "Thursday, 01-Jan-77 00:00:00 GMT  | 1977-01-01T00:00:00Z",
                "Thursday, 01-Jan-99 00:00:00 GMT  | 1999-01-01T00:00:00Z",
                "Thursday, 01-Jan-00 00:00:00 GMT  | 2000-01-01T00:00:00Z",
            })
    void isRead(String text, Instant date) {
        assertThat(HttpDate.parse(text, NOW)).isEqualTo(date);
    }

    @Test
    void aCenturyBeginsForTwoDigitsToo() {
        assertThat(
                        HttpDate.parse(
                                "Thursday, 01-Jan-20 00:00:00 GMT",
                                Instant.parse("2071-01-01T00:00:00Z")))
                .isEqualTo("2120-01-01T00:00:00Z");
        assertThat(
                        HttpDate.parse(
                                "Thursday, 01-Jan-22 00:00:00 GMT",
                                Instant.parse("2071-01-01T00:00:00Z")))
                .isEqualTo("2022-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "1784",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 CET",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 06 nov 1994 08:49:37 GMT",
                "sun, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:60:37 GMT",
                "Sun, 06 Nov 1994 08:49:61 GMT",
                "Fri, 30 Feb 2024 00:00:00 GMT",
                "Sun, 00 Nov 1994 08:49:37 GMT",
                "Sun, 06 Foo 1994 08:49:37 GMT",
                "Sun, 06 Nov 94 08:49:37 GMT",
                "Sun Nov 6 08:49:37 1994",
                "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun Nov    08:49:37 1994",
                "Sun, ٠٦ Nov 1994 08:49:37 GMT",
                "1994-11-06T08:49:37Z"
            })
    void isNone(String text) {
        assertThat(HttpDate.parse(text, NOW)).isNull();
    }

    @Test
    void isWritten() {
        assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37.999Z")))
                .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(HttpDate.format(Instant.MAX)).isEqualTo("Fri, 31 Dec 9999 23:59:59 GMT");
        assertThat(HttpDate.format(Instant.MIN)).isEqualTo("Sat, 01 Jan 0000 00:00:00 GMT");
    }
}

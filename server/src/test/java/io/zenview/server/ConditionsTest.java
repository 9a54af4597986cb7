package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.zenview.server.Conditions.Validators;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00.5Z");
    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String SAME = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";
    private static final Validators CURRENT =
            new Validators(EntityTag.strong("a"), Instant.parse("1994-11-06T08:49:37.9Z"));
    private static final Validators WEAK =
            new Validators(new EntityTag(true, "a"), Instant.parse("1994-11-06T08:49:37.9Z"));

    /// Columns: method, what there is (`-` is nothing), headers, outcome.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "GET  | a  |                                        | PROCEED",
                "PUT  | -  |                                        | PROCEED",
                // If-Match
                "GET  | a  | If-Match: \"a\"                        | PROCEED",
                "PUT  | a  | If-Match: \"b\", \"a\"                 | PROCEED",
                "PUT  | a  | If-Match: \"b\"; If-Match: \"a\"       | PROCEED",
                "PUT  | a  | If-Match: \"b\"                        | FAILED",
                "GET  | a  | If-Match: \"b\"                        | FAILED",
                "PUT  | a  | If-Match: W/\"a\"                      | FAILED",
                "PUT  | w  | If-Match: W/\"a\"                      | FAILED",
                "PUT  | a  | If-Match: *                            | PROCEED",
                "PUT  | -  | If-Match: *                            | FAILED",
                "PUT  | -  | If-Match: \"a\"                        | FAILED",
                "PUT  | a  | If-Match: a                            | FAILED",
                "PUT  | a  | If-Match: \"a\", \"                    | FAILED",
                "PUT  | a  | If-Match:                              | FAILED",
                // If-Unmodified-Since
                "PUT  | a  | If-Unmodified-Since: SAME              | PROCEED",
                "PUT  | a  | If-Unmodified-Since: AFTER             | PROCEED",
                "PUT  | a  | If-Unmodified-Since: BEFORE            | FAILED",
                "GET  | a  | If-Unmodified-Since: BEFORE            | FAILED",
                "PUT  | -  | If-Unmodified-Since: BEFORE            | PROCEED",
                "PUT  | a  | If-Unmodified-Since: yesterday         | PROCEED",
                "PUT  | a  | If-Unmodified-Since: BEFORE; If-Unmodified-Since: BEFORE | PROCEED",
                "PUT  | a  | If-Match: \"a\"; If-Unmodified-Since: BEFORE             | PROCEED",
                // If-None-Match
                "GET  | a  | If-None-Match: \"a\"                   | NOT_MODIFIED",
                "HEAD | a  | If-None-Match: W/\"a\"                 | NOT_MODIFIED",
                "GET  | w  | If-None-Match: \"a\"                   | NOT_MODIFIED",
                "GET  | a  | If-None-Match: \"b\", \"a\"            | NOT_MODIFIED",
                "GET  | a  | If-None-Match: \"b\"                   | PROCEED",
                "GET  | a  | If-None-Match: *                       | NOT_MODIFIED",
                "GET  | -  | If-None-Match: *                       | PROCEED",
                "GET  | a  | If-None-Match: a                       | PROCEED",
                "PUT  | a  | If-None-Match: *                       | FAILED",
                "PUT  | -  | If-None-Match: *                       | PROCEED",
                "PUT  | a  | If-None-Match: \"a\"                   | FAILED",
                "DELETE | a | If-None-Match: W/\"a\"                | FAILED",
                "PUT  | a  | If-None-Match: \"b\"                   | PROCEED",
                "PUT  | a  | If-None-Match: a                       | FAILED",
                "PUT  | -  | If-None-Match: a                       | FAILED",
                // If-Modified-Since
                "GET  | a  | If-Modified-Since: SAME                | NOT_MODIFIED",
                "HEAD | a  | If-Modified-Since: AFTER               | NOT_MODIFIED",
                "GET  | a  | If-Modified-Since: BEFORE              | PROCEED",
                "GET  | a  | If-Modified-Since: never               | PROCEED",
                "GET  | -  | If-Modified-Since: AFTER               | PROCEED",
                "PUT  | a  | If-Modified-Since: AFTER               | PROCEED",
                "GET  | a  | If-Modified-Since: AFTER; If-Modified-Since: AFTER       | PROCEED",
                "GET  | a  | If-None-Match: \"b\"; If-Modified-Since: AFTER           | PROCEED",
                "GET  | a  | If-None-Match: \"a\"; If-Modified-Since: BEFORE          | NOT_MODIFIED",
                // both kinds
                "GET  | a  | If-Match: \"a\"; If-None-Match: \"a\"  | NOT_MODIFIED",
                "GET  | a  | If-Match: \"b\"; If-None-Match: \"a\"  | FAILED",
                "GET  | a  | If-Unmodified-Since: SAME; If-Modified-Since: SAME       | NOT_MODIFIED",
                "GET  | a  | If-Unmodified-Since: BEFORE; If-Modified-Since: SAME     | FAILED",
                "PUT  | a  | If-Match: *; If-None-Match: *          | FAILED",
            })
    void areEvaluated(String method, String there, String headers, Conditions.Outcome outcome) {
        assertThat(Conditions.evaluate(method, request(headers), current(there), NOW))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a |                                  | true",
                "a | If-Range: \"a\"                  | true",
                "a | If-Range: \"b\"                  | false",
                "a | If-Range: W/\"a\"                | false",
                "w | If-Range: W/\"a\"                | false",
                "w | If-Range: \"a\"                  | false",
                "a | If-Range: \"a\", \"b\"           | false",
                "a | If-Range: a                      | false",
                "a | If-Range: *                      | false",
                "a | If-Range:                        | false",
                "a | If-Range: SAME                   | true",
                "a | If-Range: BEFORE                 | false",
                "a | If-Range: AFTER                  | false",
                "a | If-Range: \"a\"; If-Range: \"a\" | false",
            })
    void ifRangeNamesTheRepresentation(String there, String headers, boolean applies) {
        assertThat(Conditions.rangeApplies(request(headers), current(there), NOW))
                .isEqualTo(applies);
    }

    @Test
    void aDateIsNoStrongValidatorUntilItsSecondIsOver() {
        HttpHeaders request = request("If-Range: SAME");
        Instant second = Instant.parse("1994-11-06T08:49:37Z");

        assertThat(Conditions.rangeApplies(request, CURRENT, second.plusMillis(999))).isFalse();
        assertThat(Conditions.rangeApplies(request, CURRENT, second.plusMillis(1000))).isTrue();
    }

    private static Validators current(String there) {
        return switch (there) {
            case "a" -> CURRENT;
            case "w" -> WEAK;
            default -> null;
        };
    }

    private static HttpHeaders request(String lines) {
        HttpHeaders headers = new DefaultHttpHeaders();
        if (lines != null) {
            for (String line : lines.split(";", -1)) {
                String[] parts = line.split(":", 2);
                String value =
                        parts[1].strip()
                                .replace("BEFORE", BEFORE)
                                .replace("SAME", SAME)
                                .replace("AFTER", AFTER);
                headers.add(parts[0].strip(), value);
            }
        }
        return headers;
    }
}

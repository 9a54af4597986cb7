package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccessLineTest {
    private static final Instant TIME = Instant.parse("2000-10-10T13:55:36.9Z");

    /// Apache's own example, in UTC.
    @Test
    void isOfTheCombinedFormat() {
        assertThat(
                        new AccessLine(
                                "127.0.0.1",
                                TIME,
                                "GET /apache_pb.gif HTTP/1.0",
                                200,
                                2326,
                                "http://www.example.com/start.html",
                                "Mozilla/4.08 [en] (Win98; I ;Nav)"))
                .hasToString(
                        "127.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"GET /apache_pb.gif HTTP/1.0\" 200 2326"
                                + " \"http://www.example.com/start.html\" \"Mozilla/4.08 [en] (Win98; I ;Nav)\"");
    }

    @Test
    void whatIsMissingIsAHyphen() {
        assertThat(new AccessLine("::1", TIME, null, 400, 0, null, null))
                .hasToString("::1 - - [10/Oct/2000:13:55:36 +0000] \"-\" 400 0 \"-\" \"-\"");
    }

    @Test
    void nothingCanBeForged() {
        assertThat(
                        new AccessLine(
                                "a\nb",
                                TIME,
                                "GET /\" 200 1\r\n1.2.3.4 HTTP/1.1",
                                404,
                                1,
                                "\\x22\u001b[31m\t\0\u007f",
                                "\u00e9\u0085 日 🎬 \ud83c"))
                .hasToString(
                        "a\\x0Ab - - [10/Oct/2000:13:55:36 +0000]"
                                + " \"GET /\\x22 200 1\\x0D\\x0A1.2.3.4 HTTP/1.1\" 404 1"
                                + " \"\\x5Cx22\\x1B[31m\\x09\\x00\\x7F\""
                                + " \"\\xE9\\x85 \\xE6\\x97\\xA5 \\xF0\\x9F\\x8E\\xAC \\x3F\"");
    }

    @Test
    void alwaysHasSixQuotesAndOneLine() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            String line =
                    new AccessLine("::1", TIME, text(random), 200, 1, text(random), text(random))
                            .toString();
            assertThat(line.chars().filter(c -> c == '"').count()).isEqualTo(6);
            assertThat(line).matches("[ -~]+");
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, random.nextBoolean() ? 0x80 : 0x10000)
                .collect(
                        StringBuilder::new,
                        (text, c) -> text.append((char) c),
                        StringBuilder::append)
                .toString();
    }
}

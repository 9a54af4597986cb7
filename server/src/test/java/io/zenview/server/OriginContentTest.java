package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What comes back for what is there.
class OriginContentTest extends AgainstOrigin {
    private static final int[] SIZES = {
        0, 1, 4095, 4096, 4097, (2 << 20) - 1, 2 << 20, (2 << 20) + 1, 5 << 20
    };

    @Test
    void wholeFilesComeByteForByte() throws Exception {
        OriginServer server = start();
        WireClient client = connect(server);
        for (int size : SIZES) {
            byte[] expected = file(size + ".bin", size);
            WireAnswer got = client.get("/" + size + ".bin");
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.field("Content-Length")).isEqualTo("" + size);
            assertThat(got.field("Accept-Ranges")).isEqualTo("bytes");
            assertThat(got.field("ETag")).matches("\"[!-~]+\"");
            assertThat(got.field("Last-Modified")).endsWith(" GMT");
            assertThat(Arrays.equals(got.body(), expected)).as("%d bytes", size).isTrue();

            WireAnswer head = client.head("/" + size + ".bin");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.field("Content-Length")).isEqualTo("" + size);
            assertThat(head.field("ETag")).isEqualTo(got.field("ETag"));
            assertThat(head.field("Content-Type")).isEqualTo(got.field("Content-Type"));
        }
    }

    @Test
    void singleRangesComeByteForByte() throws Exception {
        WireClient client = connect(start());
        Random random = new Random(1);
        for (int size : SIZES) {
            if (size == 0) {
                continue;
            }
            byte[] bytes = file(size + ".bin", size);
            for (int i = 0; i < 6; i++) {
                int from = random.nextInt(size);
                int to = from + random.nextInt(size - from);
                range(client, bytes, from + "-" + to, from, to + 1);
                range(client, bytes, from + "-", from, size);
                range(client, bytes, "-" + (size - from), from, size);
            }
            range(client, bytes, "0-0", 0, 1);
            range(client, bytes, "-1", size - 1, size);
            range(client, bytes, "0-" + Long.MAX_VALUE, 0, size);
            range(client, bytes, "0-9223372036854775808", 0, size);
            range(client, bytes, "-99999999999999999999", 0, size);
            range(client, bytes, (size - 1) + "-18446744073709551616", size - 1, size);
        }
    }

    private static void range(WireClient client, byte[] bytes, String range, int from, int to)
            throws IOException {
        WireAnswer answer = client.get("/" + bytes.length + ".bin", "Range: bytes=" + range);
        assertThat(answer.status()).as(range).isEqualTo(206);
        assertThat(answer.field("Content-Range"))
                .isEqualTo("bytes %d-%d/%d".formatted(from, to - 1, bytes.length));
        assertThat(Arrays.equals(answer.body(), Arrays.copyOfRange(bytes, from, to)))
                .as("%s of %d", range, bytes.length)
                .isTrue();
    }

    @Test
    void severalRangesComeAsParts() throws Exception {
        WireClient client = connect(start());
        int size = (2 << 20) + 1;
        byte[] bytes = file("many.bin", size);
        WireAnswer answer = client.get("/many.bin", "Range: bytes=0-0, 100-1099999, 2000000-,-1");
        // The last two have a byte in common, which two may.
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.has("Content-Range")).isFalse();
        String type = answer.field("Content-Type");
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        String boundary = type.substring(type.indexOf('=') + 1);
        ByteBuffer body = ByteBuffer.wrap(answer.body());
        part(body, "--" + boundary, bytes, 0, 1);
        part(body, "\r\n--" + boundary, bytes, 100, 1_100_000);
        part(body, "\r\n--" + boundary, bytes, 2_000_000, size);
        part(body, "\r\n--" + boundary, bytes, size - 1, size);
        assertThat(StandardCharsets.ISO_8859_1.decode(body).toString())
                .isEqualTo("\r\n--" + boundary + "--\r\n");
    }

    private static void part(ByteBuffer body, String line, byte[] bytes, int from, int to) {
        String head =
                "%s\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes %d-%d/%d\r\n\r\n"
                        .formatted(line, from, to - 1, bytes.length);
        byte[] came = new byte[head.length()];
        body.get(came);
        assertThat(new String(came, StandardCharsets.ISO_8859_1)).isEqualTo(head);
        byte[] part = new byte[to - from];
        body.get(part);
        assertThat(Arrays.equals(part, Arrays.copyOfRange(bytes, from, to))).isTrue();
    }

    @Test
    void rangesBeyondTwoAndFourGiBAreFound() throws Exception {
        WireClient client = connect(start());
        long size = 5L << 30;
        Path file = sparse("huge.bin", size);
        Random random = new Random(2);
        long[] places = {
            (1L << 31) - 50, (1L << 31) + 1, (1L << 32) - 50, (1L << 32) + 7, size - 99
        };
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long place : places) {
                byte[] mark = new byte[99];
                random.nextBytes(mark);
                channel.write(ByteBuffer.wrap(mark), place);
            }
        }
        assertThat(client.head("/huge.bin").field("Content-Length")).isEqualTo("" + size);
        try (FileChannel channel = FileChannel.open(file)) {
            for (long place : places) {
                long from = place - 1000;
                long to = Math.min(size, place + 3 * (1 << 20));
                WireAnswer answer =
                        client.get("/huge.bin", "Range: bytes=%d-%d".formatted(from, to - 1));
                assertThat(answer.field("Content-Range"))
                        .isEqualTo("bytes %d-%d/%d".formatted(from, to - 1, size));
                ByteBuffer expected = ByteBuffer.allocate((int) (to - from));
                channel.read(expected, from);
                assertThat(Arrays.equals(answer.body(), expected.array())).isTrue();
            }
        }
        WireAnswer beyond = client.get("/huge.bin", "Range: bytes=" + size + "-");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.field("Content-Range")).isEqualTo("bytes */" + size);
    }

    @Test
    void rangesThatCannotBeHad() throws Exception {
        WireClient client = connect(start());
        file("ten", 10);
        file("none", 0);
        for (String range :
                new String[] {"10-", "9223372036854775807-", "99999999999999999999-", "-0"}) {
            WireAnswer answer = client.get("/ten", "Range: bytes=" + range);
            assertThat(answer.status()).as(range).isEqualTo(416);
            assertThat(answer.field("Content-Range")).isEqualTo("bytes */10");
            assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
        }
        WireAnswer empty = client.get("/none", "Range: bytes=0-");
        assertThat(empty.status()).isEqualTo(416);
        assertThat(empty.field("Content-Range")).isEqualTo("bytes */0");
        // To HEAD, a range means nothing.
        WireAnswer head = client.head("/ten", "Range: bytes=10-");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.field("Content-Length")).isEqualTo("10");
    }

    @Test
    void rangesThatNobodyShouldAskForGiveTheWhole() throws Exception {
        Limits d = Limits.DEFAULT;
        Limits wide =
                new Limits(
                        d.maxConnections(),
                        256 << 10,
                        d.maxRanges(),
                        d.headTime(),
                        d.idleTime(),
                        d.stallTime(),
                        d.minRate(),
                        d.maxReceptions(),
                        d.uploads(),
                        java.time.Duration.ZERO);
        WireClient client = connect(start(builder().limits(wide)));
        byte[] bytes = file("f", 5000);
        String[] wholes = {
            "bytes=" + "0-0,".repeat(9_999) + "1-1",
            "bytes=" + "0-0,".repeat(16) + "1-1",
            "bytes=0-,0-,0-",
            "bytes=0-99,50-149,100-199",
            "bytes=5-4",
            "bytes=a-b",
            "bytes=-",
            "bytes=",
            "lines=1-2",
            "bytes=--5",
            "bytes=0x1-2",
        };
        for (String range : wholes) {
            WireAnswer answer = client.get("/f", "Range: " + range);
            assertThat(answer.status()).as("%.40s", range).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(bytes);
        }
    }

    @Test
    void tenThousandRangesAreTooLongAHead() throws Exception {
        WireClient client = connect(start());
        file("f", 5000);
        WireAnswer answer = client.get("/f", "Range: bytes=" + "0-0,".repeat(9_999) + "1-1");
        assertThat(answer.status()).isEqualTo(431);
        client.expectEnd();
    }

    @Test
    void conditionsAreHeld() throws Exception {
        WireClient client = connect(start());
        byte[] bytes = file("f.txt", 100);
        Files.setLastModifiedTime(
                root.resolve("f.txt"), FileTime.from(Instant.parse("2024-01-02T03:04:05.6789Z")));
        WireAnswer first = client.get("/f.txt");
        String etag = first.field("ETag");
        String date = first.field("Last-Modified");
        assertThat(date).isEqualTo("Tue, 02 Jan 2024 03:04:05 GMT");

        for (String method : new String[] {"GET", "HEAD"}) {
            for (String same :
                    new String[] {
                        "If-None-Match: " + etag,
                        "If-None-Match: W/" + etag,
                        "If-None-Match: \"x\", " + etag,
                        "If-None-Match: *",
                        "If-Modified-Since: " + date
                    }) {
                WireAnswer answer = client.request(method, "/f.txt", same).answer(method);
                assertThat(answer.status()).as(same).isEqualTo(304);
                assertThat(answer.field("ETag")).isEqualTo(etag);
                assertThat(answer.has("Content-Length")).isFalse();
                assertThat(answer.has("Content-Type")).isFalse();
            }
            for (String failing :
                    new String[] {
                        "If-Match: \"x\"",
                        "If-Match: W/" + etag,
                        "If-Unmodified-Since: Tue, 02 Jan 2024 03:04:04 GMT"
                    }) {
                WireAnswer answer = client.request(method, "/f.txt", failing).answer(method);
                assertThat(answer.status()).as(failing).isEqualTo(412);
                assertThat(Integer.parseInt(answer.field("Content-Length"))).isPositive();
            }
        }
        assertThat(client.get("/f.txt", "If-Match: " + etag).status()).isEqualTo(200);
        assertThat(client.get("/f.txt", "If-None-Match: \"x\"").body()).isEqualTo(bytes);
        assertThat(
                        client.get("/f.txt", "If-Modified-Since: Tue, 02 Jan 2024 03:04:04 GMT")
                                .status())
                .isEqualTo(200);
        // A tag decides, whatever the date says.
        assertThat(
                        client.get("/f.txt", "If-None-Match: \"x\"", "If-Modified-Since: " + date)
                                .status())
                .isEqualTo(200);

        for (String holding : new String[] {etag, date}) {
            WireAnswer part = client.get("/f.txt", "Range: bytes=1-2", "If-Range: " + holding);
            assertThat(part.status()).as(holding).isEqualTo(206);
        }
        for (String old : new String[] {"\"x\"", "W/" + etag, "Tue, 02 Jan 2024 03:04:04 GMT"}) {
            WireAnswer whole = client.get("/f.txt", "Range: bytes=1-2", "If-Range: " + old);
            assertThat(whole.status()).as(old).isEqualTo(200);
            assertThat(whole.body()).isEqualTo(bytes);
            assertThat(client.get("/f.txt", "Range: bytes=900-", "If-Range: " + old).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theTagChangesWithTheContent() throws Exception {
        WireClient client = connect(start());
        Path file = root.resolve("f");
        Instant second = Instant.parse("2024-01-02T03:04:05Z");
        Files.writeString(file, "one");
        Files.setLastModifiedTime(file, FileTime.from(second.plusMillis(1)));
        WireAnswer one = client.get("/f");
        assertThat(one.text()).isEqualTo("one");
        // In place, as long as before, in the same second.
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, FileTime.from(second.plusMillis(2)));
        WireAnswer two = client.get("/f", "If-None-Match: " + one.field("ETag"));
        assertThat(two.status()).isEqualTo(200);
        assertThat(two.text()).isEqualTo("two");
        assertThat(two.field("Last-Modified")).isEqualTo(one.field("Last-Modified"));
        assertThat(two.field("ETag")).isNotEqualTo(one.field("ETag"));
        // By another file of the same size and time.
        Path other = Files.writeString(temporary.resolve("other"), "six");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        WireAnswer six = client.get("/f", "If-None-Match: " + two.field("ETag"));
        assertThat(six.text()).isEqualTo("six");
        assertThat(six.field("ETag")).isNotEqualTo(two.field("ETag"));
        // And not without.
        assertThat(client.get("/f").field("ETag")).isEqualTo(six.field("ETag"));
    }

    @Test
    void directoriesAreListedRedirectedOrIndexed() throws Exception {
        WireClient client = connect(start());
        Files.createDirectories(root.resolve("a b/c"));
        Files.writeString(root.resolve("a b/<x>.txt"), "hello");
        WireAnswer redirect = client.get("/a%20b");
        assertThat(redirect.status()).isEqualTo(308);
        assertThat(redirect.field("Location")).isEqualTo("/a%20b/");
        WireAnswer html = client.get("/a%20b/", "Accept: text/html,*/*;q=0.8");
        assertThat(html.status()).isEqualTo(200);
        assertThat(html.field("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(html.field("Vary")).isEqualToIgnoringCase("Accept");
        assertThat(html.text()).contains("&lt;x&gt;.txt").doesNotContain("<x>").contains("c/");
        WireAnswer json = client.get("/a%20b/", "Accept: application/json");
        assertThat(json.field("Content-Type")).isEqualTo("application/json");
        assertThat(json.text())
                .contains("{\"name\":\"c\",\"type\":\"directory\"")
                .contains("\"name\":\"<x>.txt\",\"type\":\"file\",\"size\":5");
        WireAnswer head = client.head("/a%20b/", "Accept: application/json");
        assertThat(head.field("Content-Length")).isEqualTo("" + json.body().length);
        Files.writeString(root.resolve("a b/index.html"), "<p>hi");
        WireAnswer index = client.get("/a%20b/");
        assertThat(index.text()).isEqualTo("<p>hi");
        assertThat(index.field("Content-Type")).startsWith("text/html");
        assertThat(client.get("/a%20b").status()).isEqualTo(308);
    }

    @Test
    void namesHaveTypes() throws Exception {
        WireClient client = connect(start());
        String[][] types = {
            {"a.html", "text/html"},
            {"a.MP4", "video/mp4"},
            {"a.json", "application/json"},
            {"a.jpeg", "image/jpeg"},
            {"a.tar.gz", "application/gzip"},
            {"a.unknownthing", "application/octet-stream"},
            {"a", "application/octet-stream"},
        };
        for (String[] type : types) {
            Files.writeString(root.resolve(type[0]), "x");
            assertThat(client.head("/" + type[0]).field("Content-Type"))
                    .as(type[0])
                    .startsWith(type[1]);
        }
    }

    @Test
    void theJdksClientUnderstandsIt() throws Exception {
        OriginServer server = start();
        byte[] bytes = file("f.bin", 5 << 20);
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/f.bin");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> whole =
                    client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(Arrays.equals(whole.body(), bytes)).isTrue();
            HttpResponse<byte[]> part =
                    client.send(
                            HttpRequest.newBuilder(uri).header("Range", "bytes=-7").build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body())
                    .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 7, bytes.length));
        }
    }
}

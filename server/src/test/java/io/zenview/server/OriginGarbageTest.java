package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

/// What two programs could read in two ways, and what no program can read: one refusal at most, and
/// the end. What is hidden behind it is never taken for a request.
class OriginGarbageTest extends AgainstOrigin {
    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n";

    /// Remembers what was asked for.
    private static final class Witness implements ContentStore {
        final List<String> asked = new CopyOnWriteArrayList<>();
        private final ContentStore store;

        Witness(ContentStore store) {
            this.store = store;
        }

        @Override
        public Found find(ContentPath path) throws IOException {
            asked.add(path.encoded());
            return store.find(path);
        }

        @Override
        public Listing list(ContentPath path) throws IOException {
            return store.list(path);
        }

        @Override
        public boolean answersAtOnce() {
            return true;
        }
    }

    private Witness witness;

    private OriginServer startWitnessed() throws IOException {
        file("f", 10);
        file("hidden", 10);
        witness = new Witness(closing(DirectoryStore.of(root)));
        return start(bareBuilder().eventLoops(1).store(witness));
    }

    private static String post(String fields, String body) {
        return "POST /f HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n" + body + HIDDEN;
    }

    private static String get(String fields) {
        return "GET /f HTTP/1.1\r\n" + fields + "\r\n" + HIDDEN;
    }

    private static Map<String, String> ambiguous() {
        Map<String, String> shapes = new LinkedHashMap<>();
        String chunked = "Transfer-Encoding: chunked\r\n";
        shapes.put("equal lengths", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"));
        shapes.put("two lengths", post("Content-Length: 3\r\nContent-Length: 40\r\n", "abc"));
        shapes.put("a list of lengths", post("Content-Length: 3, 3\r\n", "abc"));
        shapes.put("a signed length", post("Content-Length: +3\r\n", "abc"));
        shapes.put("a negative length", post("Content-Length: -3\r\n", "abc"));
        shapes.put("a hexadecimal length", post("Content-Length: 0x3\r\n", "abc"));
        shapes.put("a long length", post("Content-Length: 99999999999999999999\r\n", "abc"));
        shapes.put("an empty length", post("Content-Length:\r\n", ""));
        shapes.put("a length of words", post("Content-Length: three\r\n", "abc"));
        shapes.put("length and chunks", post("Content-Length: 3\r\n" + chunked, "0\r\n\r\n"));
        shapes.put("chunks and length", post(chunked + "Content-Length: 3\r\n", "0\r\n\r\n"));
        shapes.put("chunked twice", post(chunked + chunked, "0\r\n\r\n"));
        shapes.put(
                "chunked, chunked", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"));
        shapes.put("space before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"));
        shapes.put("space before the length's colon", post("Content-Length : 3\r\n", "abc"));
        shapes.put("xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"));
        shapes.put("identity", post("Transfer-Encoding: identity\r\n", ""));
        shapes.put("gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"));
        shapes.put("chunked, gzip", post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"));
        shapes.put("quoted chunked", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"));
        shapes.put("vertical tab", post("Transfer-Encoding: \u000bchunked\r\n", "0\r\n\r\n"));
        shapes.put("folded coding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"));
        shapes.put("folded length", post("Content-Length:\r\n 3\r\n", "abc"));
        shapes.put("folded first field", get(" Host: x\r\nHost: x\r\n"));
        shapes.put("bare LF after the request line", "GET /f HTTP/1.1\nHost: x\r\n\r\n" + HIDDEN);
        shapes.put("bare LF after a field", "GET /f HTTP/1.1\r\nHost: x\nX: y\r\n\r\n" + HIDDEN);
        shapes.put("bare LF as the end", "GET /f HTTP/1.1\r\nHost: x\r\n\n" + HIDDEN);
        shapes.put("bare CR in a field", get("Host: x\r\nX: a\rY: b\r\n"));
        shapes.put("bare CR in the request line", "GET /f\r HTTP/1.1\r\nHost: x\r\n\r\n" + HIDDEN);
        shapes.put("TAB before the target", "GET\t/f HTTP/1.1\r\nHost: x\r\n\r\n" + HIDDEN);
        shapes.put("DEL in the target", "GET /f\u007f HTTP/1.1\r\nHost: x\r\n\r\n" + HIDDEN);
        shapes.put("NUL in a value", get("Host: x\r\nX: a\u0000b\r\n"));
        shapes.put("NUL in a name", get("Host: x\r\nX\u0000Y: b\r\n"));
        shapes.put("NUL in the target", "GET /f\u0000 HTTP/1.1\r\nHost: x\r\n\r\n" + HIDDEN);
        shapes.put("no colon", get("Host: x\r\nnonsense\r\n"));
        shapes.put("no name", get("Host: x\r\n: nonsense\r\n"));
        shapes.put("space in a name", get("Host: x\r\nX Y: z\r\n"));
        shapes.put("not a chunk size", post(chunked, "zz\r\nabc\r\n0\r\n\r\n"));
        shapes.put("a negative chunk", post(chunked, "-1\r\nabc\r\n0\r\n\r\n"));
        shapes.put("a signed chunk", post(chunked, "+3\r\nabc\r\n0\r\n\r\n"));
        shapes.put("a hexadecimal prefix", post(chunked, "0x3\r\nabc\r\n0\r\n\r\n"));
        shapes.put("an empty chunk size", post(chunked, "\r\nabc\r\n0\r\n\r\n"));
        shapes.put("a chunk beyond 2^32", post(chunked, "100000003\r\nabc\r\n0\r\n\r\n"));
        shapes.put("a chunk beyond 2^64", post(chunked, "10000000000000003\r\nabc\r\n0\r\n\r\n"));
        shapes.put("a chunk too long", post(chunked, "3\r\nabcdef\r\n0\r\n\r\n"));
        shapes.put("bare LF in chunks", post(chunked, "3\nabc\n0\n\n"));
        shapes.put("bare LF in a chunk's extension", post(chunked, "3;\nx\r\nabc\r\n0\r\n\r\n"));
        shapes.put("endless extension", post(chunked, "3;" + "x".repeat(20_000) + "\r\nabc"));
        shapes.put("endless trailer", post(chunked, "0\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"));
        shapes.put(
                "chunks to an old server",
                "POST /f HTTP/1.0\r\n" + chunked + "\r\n0\r\n\r\n" + HIDDEN);
        shapes.put("no version", "GET /f\r\nHost: x\r\n\r\n" + HIDDEN);
        shapes.put("a version of letters", "GET /f HTTP/x.y\r\nHost: x\r\n\r\n" + HIDDEN);
        shapes.put("version 1.1 of something", "GET /f ICY/1.1\r\nHost: x\r\n\r\n" + HIDDEN);
        shapes.put("version 3", "GET /f HTTP/3.0\r\nHost: x\r\n\r\n" + HIDDEN);
        shapes.put("a space in the target", "GET /f g HTTP/1.1\r\nHost: x\r\n\r\n" + HIDDEN);
        shapes.put("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0" + HIDDEN);
        shapes.put(
                "a long line",
                "GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n" + HIDDEN);
        shapes.put("long fields", get("Host: x\r\nX: " + "a".repeat(9000) + "\r\n"));
        shapes.put("many fields", get("Host: x\r\n" + "X: y\r\n".repeat(3000)));
        return shapes;
    }

    @Test
    void ambiguousRequestsAreRefusedOnce() throws Exception {
        OriginServer server = startWitnessed();
        WireClient other = connect(server);
        StringBuilder faults = new StringBuilder();
        for (Map.Entry<String, String> shape : ambiguous().entrySet()) {
            String fault = fault(server, shape.getValue().getBytes(StandardCharsets.ISO_8859_1));
            if (fault != null) {
                faults.append("%n%s: %s".formatted(shape.getKey(), fault));
            }
            if (witness.asked.remove("/hidden")) {
                faults.append("%n%s: the hidden request was found".formatted(shape.getKey()));
            }
            assertThat(other.get("/f").status()).isEqualTo(200);
        }
        assertThat(faults).as("taken for granted").hasToString("");
    }

    /// What is wrong with the reaction to bytes that are no request, or null.
    private String fault(OriginServer server, byte[] bytes) throws IOException {
        try (WireClient client = WireClient.to(server.port())) {
            client.sendUnlessRefused(bytes);
            String came;
            try {
                came = new String(client.rest(), StandardCharsets.ISO_8859_1);
            } catch (SocketTimeoutException _) {
                return "no end";
            }
            if (came.isEmpty()) {
                return null;
            }
            int answers = came.split("HTTP/1\\.1 \\d\\d\\d ", -1).length - 1;
            String status = came.substring(9, 12);
            boolean refused =
                    status.startsWith("4") || status.equals("501") || status.equals("505");
            return answers == 1 && refused ? null : answers + " answers, the first " + status;
        }
    }

    /// A server may put a space in the place of the fold (RFC 9112, section 5.2), and Netty does.
    @Test
    void aFoldedFieldIsOneField() throws Exception {
        WireClient client = connect(startWitnessed());
        client.request("GET", "/f", "X: a", " Range: bytes=0-3");
        WireAnswer answer = client.answer("GET");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(client.get("/f").status()).isEqualTo(200);
        assertThat(witness.asked).containsExactly("/f", "/f");
    }

    @Test
    void tooLongHeadsAreNamed() throws Exception {
        OriginServer server = startWitnessed();
        WireClient line = connect(server);
        line.sendUnlessRefused(
                ambiguous().get("a long line").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(line.answer("GET").status()).isEqualTo(414);
        line.expectEnd();
        for (String shape : new String[] {"long fields", "many fields"}) {
            WireClient fields = connect(server);
            fields.sendUnlessRefused(ambiguous().get(shape).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(fields.answer("GET").status()).isEqualTo(431);
            fields.expectEnd();
        }
        // What fits, fits.
        WireClient fitting = connect(server);
        assertThat(fitting.get("/f?" + "a".repeat(8000)).status()).isEqualTo(200);
        assertThat(fitting.get("/f", "X: " + "a".repeat(8000)).status()).isEqualTo(200);
    }

    @Test
    void randomBytesAreNoRequest() throws Exception {
        OriginServer server = startWitnessed();
        WireClient other = connect(server);
        for (int seed = 0; seed < 100; seed++) {
            byte[] garbage = new byte[64 << 10];
            new Random(seed).nextBytes(garbage);
            assertThat(fault(server, garbage)).as("seed %d", seed).isNull();
            assertThat(other.get("/f").status()).isEqualTo(200);
        }
        assertThat(witness.asked).containsOnly("/f");
    }

    @Test
    void requestsWithRandomBytesInThemDoNoHarm() throws Exception {
        OriginServer server = startWitnessed();
        byte[] good =
                "GET /f HTTP/1.1\r\nHost: x\r\nRange: bytes=0-3\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] bad = good.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try (WireClient client = WireClient.to(server.port())) {
                client.sendUnlessRefused(bad);
                client.socket().shutdownOutput();
                String came = new String(client.rest(), StandardCharsets.ISO_8859_1);
                assertThat(came).as("seed %d", seed).doesNotContain("HTTP/1.1 500");
            }
        }
        assertThat(connect(server).get("/f").status()).isEqualTo(200);
    }

    @Test
    void aGreetingInTlsIsNoRequest() throws Exception {
        OriginServer server = startWitnessed();
        byte[] hello = clientHello();
        assertThat(hello[0]).isEqualTo((byte) 22);
        assertThat(fault(server, hello)).isNull();
        assertThat(connect(server).get("/f").status()).isEqualTo(200);
    }

    private static byte[] clientHello() throws NoSuchAlgorithmException, IOException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(64 << 10);
        engine.beginHandshake();
        engine.wrap(java.nio.ByteBuffer.allocate(0), out);
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        hello.write(out.array(), 0, out.position());
        // Else the server waits for the end of the line.
        hello.write("\n\n".getBytes(StandardCharsets.US_ASCII));
        return hello.toByteArray();
    }
}

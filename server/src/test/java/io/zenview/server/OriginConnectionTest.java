package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Several requests on one connection, and how it ends.
class OriginConnectionTest extends AgainstOrigin {

    @Test
    void aConnectionServesAThousandRequests() throws Exception {
        WireClient client = connect(start());
        byte[] bytes = file("f", 3000);
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            int from = random.nextInt(2990);
            WireAnswer answer = client.get("/f", "Range: bytes=%d-%d".formatted(from, from + 9));
            assertThat(answer.status()).isEqualTo(206);
            assertThat(answer.has("Connection")).isFalse();
            assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, from, from + 10));
        }
    }

    @Test
    void requestsInOneWriteAreAnsweredInOrder() throws Exception {
        WireClient client = connect(start(builder().eventLoops(1)));
        byte[] small = file("small", 100);
        byte[] large = file("large", 3 << 20);
        StringBuilder all = new StringBuilder();
        Random random = new Random(4);
        int[] kinds = random.ints(100, 0, 6).toArray();
        for (int i = 0; i < 100; i++) {
            all.append(
                    switch (kinds[i]) {
                        case 0 -> "GET /small?%d HTTP/1.1\r\nHost: x\r\n\r\n".formatted(i);
                        case 1 -> "HEAD /large HTTP/1.1\r\nHost: x\r\n\r\n";
                        case 2 -> "GET /nothing-%d HTTP/1.1\r\nHost: x\r\n\r\n".formatted(i);
                        case 3 ->
                                "GET /large HTTP/1.1\r\nHost: x\r\nRange: bytes=%d-\r\n\r\n"
                                        .formatted((3 << 20) - 5000 - i);
                        // Made by another thread.
                        case 4 -> "GET / HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n\r\n";
                        // With a body that nobody wants.
                        default ->
                                "BREW /%d HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nGET / "
                                        .formatted(i);
                    });
        }
        client.send(all.toString());
        for (int i = 0; i < 100; i++) {
            WireAnswer answer = client.answer(kinds[i] == 1 ? "HEAD" : "GET");
            int from = (3 << 20) - 5000 - i;
            switch (kinds[i]) {
                case 0 -> assertThat(answer.body()).isEqualTo(small);
                case 1 -> assertThat(answer.field("Content-Length")).isEqualTo("" + (3 << 20));
                case 2 -> assertThat(answer.text()).contains("/nothing-" + i);
                case 3 ->
                        assertThat(answer.body())
                                .isEqualTo(Arrays.copyOfRange(large, from, 3 << 20));
                case 4 -> assertThat(answer.text()).contains("\"name\":\"small\"");
                default -> assertThat(answer.status()).isEqualTo(405);
            }
        }
        assertThat(client.get("/small").body()).isEqualTo(small);
    }

    @Test
    void aFloodOfPipelinedRequestsIsAnsweredWhole() throws Exception {
        OriginServer server = start();
        file("f", 1);
        WireClient client = connect(server);
        byte[] one =
                "GET /f HTTP/1.1\r\nHost: x\r\n\r\n"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int count = 5000;
        Thread writer =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            for (int i = 0; i < count; i++) {
                                client.sendUnlessRefused(one);
                            }
                        });
        for (int i = 0; i < count; i++) {
            assertThat(client.answer("GET").body()).hasSize(1);
        }
        writer.join();
    }

    @Test
    void oldClientsAreToldWhetherItGoesOn() throws Exception {
        OriginServer server = start();
        byte[] bytes = file("f", 10);
        WireClient plain = connect(server);
        WireAnswer once = plain.send("GET /f HTTP/1.0\r\n\r\n").answer("GET");
        assertThat(once.body()).isEqualTo(bytes);
        assertThat(once.closes()).isTrue();
        plain.expectEnd();

        WireClient kept = connect(server);
        for (int i = 0; i < 3; i++) {
            WireAnswer answer =
                    kept.send("GET /f HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").answer("GET");
            assertThat(answer.field("Connection")).isEqualTo("keep-alive");
            assertThat(answer.body()).isEqualTo(bytes);
        }
    }

    @Test
    void aClientThatWantsToCloseIsObeyed() throws Exception {
        OriginServer server = start();
        file("f", 10);
        for (String target : new String[] {"/f", "/missing", "/"}) {
            WireClient client = connect(server);
            client.send(
                    "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(target)
                            + "GET /f HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer("GET").closes()).isTrue();
            client.expectEnd();
        }
    }

    @Test
    void hostIsThereOnce() throws Exception {
        OriginServer server = start();
        file("f", 10);
        for (String host : new String[] {"", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n"}) {
            WireClient client = connect(server);
            WireAnswer answer = client.send("GET /f HTTP/1.1\r\n" + host + "\r\n").answer("GET");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.closes()).isTrue();
            client.expectEnd();
        }
    }

    @Test
    void targetsHaveSeveralShapes() throws Exception {
        WireClient client = connect(start());
        byte[] bytes = file("f", 10);
        for (String target :
                new String[] {
                    "/f",
                    "/f?a/b",
                    "http://elsewhere/f",
                    "http://elsewhere:80/f?x",
                    "HTTP://elsewhere/f"
                }) {
            assertThat(client.get(target).body()).as(target).isEqualTo(bytes);
        }
        for (String target : new String[] {"http://elsewhere", "http://elsewhere?a/f"}) {
            WireAnswer answer = client.get(target, "Accept: application/json");
            assertThat(answer.text()).as(target).contains("\"path\":\"/\"");
        }
        for (String target : new String[] {"f", "*", "elsewhere:80", "?x", "://x/f"}) {
            assertThat(client.get(target).status()).as(target).isEqualTo(400);
        }
        for (String target : new String[] {"*", "/f", "/missing"}) {
            WireAnswer options = client.request("OPTIONS", target).answer("OPTIONS");
            assertThat(options.status()).isEqualTo(204);
            assertThat(options.field("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
    }

    @Test
    void otherMethodsAreNotTaken() throws Exception {
        WireClient client = connect(start());
        byte[] bytes = file("f", 10);
        for (String method :
                new String[] {"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get"}) {
            WireAnswer answer = client.request(method, "/f").answer(method);
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.field("Allow")).contains("GET");
        }
        assertThat(client.get("/f").body()).isEqualTo(bytes);
    }

    @Test
    void bodiesThatNobodyWantsAreSkippedOrEndTheConnection() throws Exception {
        OriginServer server = start();
        byte[] bytes = file("f", 10);
        WireClient client = connect(server);
        client.send("GET /f HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
        assertThat(client.answer("GET").body()).isEqualTo(bytes);
        client.send("GET /f HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                .send("5;x=\"y\"\r\nhello\r\n0\r\nTrailer: x\r\n\r\n");
        assertThat(client.answer("GET").body()).isEqualTo(bytes);
        assertThat(client.get("/f").body()).isEqualTo(bytes);

        client.send("POST /f HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n");
        assertThat(client.answer("POST").status()).isEqualTo(405);
        client.sendUnlessRefused(new byte[10_000_000]);
        client.expectEnd();
    }

    @Test
    void whoWaitsForContinueIsAnsweredAtOnce() throws Exception {
        OriginServer server = start();
        byte[] bytes = file("f", 10);
        WireClient client = connect(server);
        client.send(
                "GET /f HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        WireAnswer answer = client.answer("GET");
        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(answer.closes()).isTrue();
        client.expectEnd();
    }

    @Test
    void aClientThatEndedItsSideGetsItsWholeAnswer() throws Exception {
        OriginServer server = start();
        byte[] bytes = file("f", 5 << 20);
        // Often, because the end may come before, between, or after the requests are read.
        for (int i = 0; i < 20; i++) {
            WireClient client = connect(server);
            client.request("GET", "/f").request("GET", "/missing").request("GET", "/f");
            client.socket().shutdownOutput();
            assertThat(Arrays.equals(client.answer("GET").body(), bytes)).isTrue();
            assertThat(client.answer("GET").status()).isEqualTo(404);
            assertThat(Arrays.equals(client.answer("GET").body(), bytes)).isTrue();
            client.expectEnd();
        }

        WireClient silent = connect(server);
        silent.socket().shutdownOutput();
        silent.expectEnd();

        WireClient cut = connect(server);
        cut.send("GET /f HTTP/1.1\r\nHost:");
        cut.socket().shutdownOutput();
        assertThat(cut.answer("GET").status()).isEqualTo(400);
        cut.expectEnd();
    }

    @Test
    void healthAndFiguresAreShown() throws Exception {
        WireClient client = connect(start());
        file("f", 10);
        assertThat(client.get("/healthz").text()).isEqualTo("ok\n");
        client.get("/f");
        assertThat(client.get("/metrics").text())
                .contains("zenview_sent_bytes_total{path=\"sendfile\"} 10.0")
                .contains("zenview_connections_open 1.0");
        assertThat(client.head("/metrics").status()).isEqualTo(200);
    }
}

package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkClientTest {
    private final ServerSocket listening;

    ChunkClientTest() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
    }

    /// Says what it is told to, in pieces, to whoever asks, and ends.
    private ChunkServer saying(String... pieces) {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (Socket socket = listening.accept();
                            OutputStream out = socket.getOutputStream()) {
                        socket.setTcpNoDelay(true);
                        for (String piece : pieces) {
                            out.write(piece.getBytes(StandardCharsets.ISO_8859_1));
                            out.flush();
                            Thread.sleep(5);
                        }
                        socket.shutdownOutput();
                        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                    } catch (IOException | InterruptedException _) {
                        // The client sees that the connection has ended.
                    }
                });
        return new ChunkServer() {
            @Override
            public InetSocketAddress address() {
                return (InetSocketAddress) listening.getLocalSocketAddress();
            }

            @Override
            public String target(boolean throughHeap, long offset, int size) {
                return "/chunk";
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void anAnswerMayComeInAnyPieces() throws IOException {
        ChunkServer server =
                saying(
                        "HTTP/1.1 200 OK\r\nContent-Type: x\r\nContent-Le",
                        "ngth: 5\r\n\r",
                        "\nab",
                        "cde",
                        "HTTP/1.1 206 Partial Content\r\ncontent-length: 1\r\n\r\nz");
        try (ChunkClient client = ChunkClient.of(server)) {
            assertThat(client.get("/chunk", 5)).isEqualTo('e');
            assertThat(client.get("/chunk", 1)).isEqualTo('z');
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 404 Not Found\\r\\nContent-Length: 5\\r\\n\\r\\nabcde|404 Not Found",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 6\\r\\n\\r\\nabcdef|wanted were 5 bytes",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nabcdef|1 bytes behind",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n|wanted were 5 bytes",
                "nonsense\\r\\n\\r\\n|nonsense",
            })
    void anotherAnswerIsAnError(String answer, String complaint) throws IOException {
        String sent = answer.replace("\\r", "\r").replace("\\n", "\n");
        try (ChunkClient client = ChunkClient.of(saying(sent))) {
            assertThatThrownBy(() -> client.get("/chunk", 5))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(complaint);
        }
    }

    @Test
    void anAnswerThatEndsEarlyIsAnError() throws IOException {
        try (ChunkClient client =
                ChunkClient.of(saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd"))) {
            assertThatThrownBy(() -> client.get("/chunk", 5)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aHeadWithoutAnEndIsAnError() throws IOException {
        try (ChunkClient client = ChunkClient.of(saying("x".repeat(20_000)))) {
            assertThatThrownBy(() -> client.get("/chunk", 5)).hasMessageContaining("8192 bytes");
        }
    }
}

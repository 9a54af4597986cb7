package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "films.localhost",
                "127.0.0.1",
                "127.0.0.1:80",
                "[::1]:8080",
                "[::1]",
                "192.168.0.7:8080"
            })
    void addressesAndNamesOfThisMachine(String host) {
        assertThat(LocalName.is(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "example.org:8080",
                "localhost.example.org",
                "notlocalhost",
                "",
                "[example.org]",
                "[::1",
                "127.0.0.1.example.org"
            })
    void namesThatAnybodyCanPointHere(String host) {
        assertThat(LocalName.is(host)).isFalse();
    }

    @Test
    void aPageOfAnotherNameCannotWrite(@TempDir Path root) throws Exception {
        try (OriginServer server =
                OriginServer.builder()
                        .directory(root)
                        .takeUploads()
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .start()) {
            assertThat(put(server.port(), "evil.example:" + server.port()))
                    .startsWith("HTTP/1.1 421 ");
            assertThat(Files.exists(root.resolve("f"))).isFalse();
            assertThat(put(server.port(), "localhost:" + server.port()))
                    .startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void whoHasATokenMayNameTheServerAsHeLikes(@TempDir Path root) throws Exception {
        try (OriginServer server =
                OriginServer.builder()
                        .directory(root)
                        .takeUploads()
                        .token(BearerToken.of("secret"))
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .start()) {
            assertThat(put(server.port(), "example.org\r\nAuthorization: Bearer secret"))
                    .startsWith("HTTP/1.1 201 ");
        }
    }

    private static String put(int port, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request =
                    "PUT /f HTTP/1.1\r\nHost: "
                            + host
                            + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}

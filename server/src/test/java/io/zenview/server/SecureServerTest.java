package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// TLS, with a certificate that the JDK's own tool makes.
class SecureServerTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private static Path secrets;

    @TempDir private Path root;

    private static Path certificate;
    private static Path key;
    private static SSLContext trusting;

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path file = secrets.resolve("keys.p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                "it",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        Key secret = store.getKey("it", PASSWORD);
        certificate = pem("cert.pem", "CERTIFICATE", store.getCertificate("it").getEncoded());
        key = pem("key.pem", "PRIVATE KEY", secret.getEncoded());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    private static Path pem(String name, String what, byte[] bytes) throws IOException {
        return Files.writeString(
                secrets.resolve(name),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(what, Base64.getMimeEncoder().encodeToString(bytes), what));
    }

    private OriginServer server(Transport transport) throws IOException {
        return OriginServer.builder()
                .directory(root)
                .takeUploads()
                .tls(certificate, key)
                .transport(transport)
                .metrics(registry)
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .start();
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .sslContext(trusting)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private double sent(String path) {
        return registry.get("zenview.sent").tag("path", path).counter().count();
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void bodiesInBothDirections(Transport transport) throws Exception {
        byte[] bytes = new byte[5_000_001];
        new Random(7).nextBytes(bytes);
        try (OriginServer server = server(transport);
                HttpClient client = client()) {
            assertThat(server.isSecure()).isTrue();
            URI uri = URI.create("https://localhost:" + server.port() + "/film.bin");
            HttpRequest put =
                    HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofByteArray(bytes)).build();
            assertThat(client.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
            assertThat(root.resolve("film.bin")).hasBinaryContent(bytes);

            HttpResponse<byte[]> whole =
                    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
            assertThat(whole.body()).isEqualTo(bytes);
            HttpResponse<byte[]> part =
                    client.send(
                            HttpRequest.newBuilder(uri).header("Range", "bytes=300000-").build(),
                            BodyHandlers.ofByteArray());
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 300_000, bytes.length));
        }
        assertThat(sent("sendfile")).isZero();
        assertThat(sent("tls")).isEqualTo(bytes.length + bytes.length - 300_000.0);
    }

    @Test
    void whoSpeaksNoTlsIsShownOut() throws Exception {
        try (OriginServer server = server(Transport.AUTO);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            byte[] answer;
            try {
                answer = socket.getInputStream().readAllBytes();
            } catch (IOException reset) {
                answer = new byte[0];
            }
            assertThat(new String(answer, StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void filesThatAreNoCertificatesOrKeysAreNamed() {
        OriginServer.Builder builder = OriginServer.builder();
        assertThatThrownBy(() -> builder.tls(key, key))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("key.pem")
                .hasMessageContaining("certificate in PEM format");
        assertThatThrownBy(() -> builder.tls(certificate, certificate))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cert.pem")
                .hasMessageContaining("PKCS #8");
    }
}

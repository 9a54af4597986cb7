package io.zenview.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both directions over https. */
@Timeout(60)
class SafeTest {
    @TempDir static Path keys;
    private static Certificate certificate;

    @TempDir Path here;
    private final byte[] bytes = new byte[3_000_001];
    private Path file;

    @BeforeAll
    static void make() throws Exception {
        certificate = Certificate.make(keys);
    }

    @BeforeEach
    void write() throws IOException {
        new Random(10).nextBytes(bytes);
        file = Files.write(here.resolve("file"), bytes);
    }

    @Test
    void anUploadIsEncryptedAndResumed() throws Exception {
        try (UploadServer server = new UploadServer(certificate.sockets)) {
            server.cut = 1_000_000;

            PutReport report =
                    Upload.builder(file, server.uri("/x"))
                            .stateFolder(here)
                            .certificates(certificate.pem)
                            .pause(Duration.ofMillis(1))
                            .build()
                            .run();

            assertThat(server.files.get("/x")).isEqualTo(bytes);
            assertThat(report.viaSendfile()).isFalse();
            assertThat(report.verified()).isTrue();
            assertThat(server.count("HEAD")).isEqualTo(2);
        }
    }

    @Test
    void aDownloadIsEncrypted() throws Exception {
        Path copy = here.resolve("copy");
        try (TestServer server = new TestServer(certificate.sockets, this::serve)) {
            Download.builder(server.uri("/x"), copy).certificates(certificate.pem).build().run();
        }
        assertThat(copy).hasBinaryContent(bytes);
    }

    private void serve(TestServer.Request request) throws IOException {
        request.head("200 OK", "Content-Length: " + bytes.length);
        if (request.method().equals("GET")) {
            request.out().write(bytes);
        }
    }

    @Test
    void aStrangersCertificateIsRefused() throws Exception {
        try (UploadServer server = new UploadServer(certificate.sockets)) {
            assertThatThrownBy(() ->
                            Upload.builder(file, server.uri("/x"))
                                    .stateFolder(here)
                                    .pause(Duration.ofMillis(1))
                                    .build()
                                    .run())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no safe connection to localhost:");
            assertThatThrownBy(() ->
                            Download.builder(server.uri("/x"), here.resolve("copy")).build().run())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no safe connection to localhost:");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void whatIsNoPemFileIsAFailure() {
        assertThatThrownBy(() ->
                        Upload.builder(file, URI.create("https://localhost:1/x"))
                                .certificates(file)
                                .build()
                                .run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no PEM file");
    }
}

package io.zenview.server;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The certificate and key that a server proves itself by.
final class ServerCertificate {
    private ServerCertificate() {}

    static SslContext context(Path certificates, Path key) throws IOException {
        require(certificates, "-----BEGIN CERTIFICATE-----", "a certificate in PEM format");
        require(
                key,
                "-----BEGIN PRIVATE KEY-----",
                "a private key in PKCS #8 PEM format without a password (openssl pkcs8 -topk8 -nocrypt"
                        + " makes one of others)");
        try (var chain = Files.newInputStream(certificates);
                var secret = Files.newInputStream(key)) {
            return SslContextBuilder.forServer(chain, secret).sslProvider(SslProvider.JDK).build();
        } catch (IllegalArgumentException e) {
            FileSystemException clearer =
                    new FileSystemException(
                            certificates.toString(),
                            key.toString(),
                            "the certificate or the key cannot be used: " + e.getMessage());
            clearer.initCause(e);
            throw clearer;
        }
    }

    private static void require(Path file, String marker, String what) throws IOException {
        if (!Files.readString(file, StandardCharsets.ISO_8859_1).contains(marker)) {
            throw new FileSystemException(file.toString(), null, "there is not " + what + " in it");
        }
    }
}

package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
    @TempDir private Path directory;

    @Test
    void permitsThisTokenOnly() {
        BearerToken token = BearerToken.of("a.B-c_9~+/=");
        assertThat(token.permits("Bearer a.B-c_9~+/=")).isTrue();
        assertThat(token.permits("BEARER   a.B-c_9~+/= ")).isTrue();
        assertThat(token.permits(null)).isFalse();
        assertThat(token.permits("")).isFalse();
        assertThat(token.permits("Bearer")).isFalse();
        assertThat(token.permits("Bearer ")).isFalse();
        assertThat(token.permits("Bearer a.B-c_9~+/")).isFalse();
        assertThat(token.permits("Bearer a.b-c_9~+/=")).isFalse();
        assertThat(token.permits("Basic a.B-c_9~+/=")).isFalse();
        assertThat(token.permits("a.B-c_9~+/=")).isFalse();
        assertThat(token.toString()).doesNotContain("a.B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "secret\n", "secret\r\n"})
    void oneLineEndIsDropped(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), text);
        assertThat(BearerToken.read(file).permits("Bearer secret")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "two words", "secret\n\n", "sécret", "=="})
    void whatIsNoTokenIsRefusedWithoutSayingIt(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), text);
        assertThatThrownBy(() -> BearerToken.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("words", "cret"));
    }

    @Test
    void aLargeFileIsNoTokenFile() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "x".repeat(4097));
        assertThatThrownBy(() -> BearerToken.read(file)).hasMessageContaining("4097");
    }

    @Test
    void seesWhoMayReadTheFile() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(BearerToken.isReadableByOthers(file)).isFalse();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
        assertThat(BearerToken.isReadableByOthers(file)).isTrue();
    }
}

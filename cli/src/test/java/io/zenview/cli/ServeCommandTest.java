package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What `zenview serve` refuses before it listens.
class ServeCommandTest {
    @TempDir private Path directory;

    private final StringWriter err = new StringWriter();

    private int serve(String... more) {
        CommandLine command =
                Zenview.commandLine(Terminal.of(Map.of(), new Properties()))
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(err));
        String[] args = new String[more.length + 1];
        args[0] = "serve";
        System.arraycopy(more, 0, args, 1, more.length);
        return command.execute(args);
    }

    @Test
    void aDirectoryThatIsNotThere() {
        assertThat(serve(directory.resolve("none").toString())).isEqualTo(Zenview.FAILED);
        assertThat(err.toString()).contains("There is no directory").contains("none");
    }

    @Test
    void whatGoesWithUploadsAlone() {
        assertThat(serve(directory.toString(), "--delete")).isEqualTo(Zenview.MISUSED);
        assertThat(err.toString()).contains("--upload");
    }

    @Test
    void uploadsFromEverywhereWithoutAToken() {
        assertThat(serve(directory.toString(), "--upload", "--bind", "0.0.0.0", "--port", "0"))
                .isEqualTo(Zenview.FAILED);
        assertThat(err.toString()).contains("--token-file").contains("0.0.0.0");
    }

    @Test
    void aPortThatIsNone() {
        assertThat(serve(directory.toString(), "--port", "70000")).isEqualTo(Zenview.MISUSED);
        assertThat(err.toString()).contains("70000");
    }

    @Test
    void halfACertificate() {
        assertThat(serve(directory.toString(), "--tls-cert", "cert.pem"))
                .isEqualTo(Zenview.MISUSED);
        assertThat(err.toString()).contains("--tls-key");
    }

    @Test
    void aTokenFileWithoutAToken() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "\n");
        assertThat(serve(directory.toString(), "--upload", "--token-file", token.toString()))
                .isEqualTo(Zenview.FAILED);
        assertThat(err.toString()).contains("token").contains("empty");
    }
}

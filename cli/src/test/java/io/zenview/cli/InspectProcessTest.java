package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `zenview inspect` as a process of its own: what it does when its output or its file goes away
/// while it works, and how much memory it takes.
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
class InspectProcessTest {
    @TempDir Path directory;

    private Path file;
    private Path complaints;

    @BeforeEach
    void writeAFile() throws IOException {
        byte[] bytes = new byte[16 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        file = Files.write(directory.resolve("file"), bytes);
        complaints = directory.resolve("stderr");
    }

    private ProcessBuilder inspect(String... options) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx24m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Zenview.class.getName(),
                                "inspect",
                                file.toString()));
        line.addAll(List.of(options));
        return new ProcessBuilder(line).redirectError(complaints.toFile());
    }

    private static int exitStatus(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hex --all", "--json --format B --all", "--raw"})
    void endsQuietlyWhenNobodyReadsOn(String options) throws Exception {
        // It would take an hour to print.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), 1L << 40);
        }
        Process process = inspect(options.split(" ", -1)).start();
        try (InputStream out = process.getInputStream()) {
            assertThat(out.readNBytes(20)).hasSize(20);
        }

        assertThat(exitStatus(process)).as(Files.readString(complaints)).isEqualTo(Zenview.DONE);
        assertThat(complaints).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--all", "--raw"})
    @EnabledOnOs(OS.LINUX)
    void saysSoWhenTheOutputHasNoRoom(String option) throws Exception {
        Process process = inspect(option).redirectOutput(new File("/dev/full")).start();

        assertThat(exitStatus(process)).isEqualTo(Zenview.FAILED);
        assertThat(Files.readString(complaints))
                .startsWith("zenview inspect: Cannot write to standard output: ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format B --all", "--hex --all", "--raw"})
    void saysSoWhenTheFileIsCutMeanwhile(String options) throws Exception {
        Process process = inspect(options.split(" ", -1)).start();
        try (InputStream out = process.getInputStream()) {
            // The pipe is full soon, and the process waits.
            assertThat(out.readNBytes(20)).hasSize(20);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(1000);
            }
            out.transferTo(java.io.OutputStream.nullOutputStream());
        }

        assertThat(exitStatus(process)).isEqualTo(Zenview.FAILED);
        assertThat(Files.readString(complaints))
                .isEqualTo(
                        "zenview inspect: '"
                                + file
                                + "' was cut while it was read: it had 16777216 bytes and has 1000 now\n");
    }

    /// Forty megabytes of text, in a heap of 24.
    @Test
    void memoryDoesNotGrowWithWhatIsShown() throws Exception {
        Process process =
                inspect("--format", "<f8", "--all", "--json")
                        .redirectOutput(directory.resolve("stdout").toFile())
                        .start();

        assertThat(exitStatus(process)).as(Files.readString(complaints)).isEqualTo(Zenview.DONE);
        String json = Files.readString(directory.resolve("stdout"), StandardCharsets.UTF_8);
        assertThat(json).hasSizeGreaterThan(32 << 20).endsWith("]}\n");
    }
}

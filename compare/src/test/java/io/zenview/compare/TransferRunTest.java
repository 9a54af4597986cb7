package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zenview.transfer.SendMethod;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole transfers, small ones, with real processes.
class TransferRunTest {
    private static final long SIZE = 8 << 20;

    @TempDir Path directory;
    private Settings settings;

    @BeforeEach
    void small() {
        settings = Settings.defaults().withSize(SIZE).withRounds(1).withDirectory(directory);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.filter(path -> path.toString().endsWith(".bin"))).isEmpty();
        }
        assertThat(senders()).isEmpty();
    }

    @Test
    void measuresEveryMethod() throws Exception {
        List<Progress.Step> steps = new ArrayList<>();

        TransferResult result = (TransferResult) Comparison.TRANSFER.run(settings, steps::add);

        assertThat(result.sends())
                .extracting(TransferResult.Send::method)
                .containsExactly(SendMethod.values());
        assertThat(result.sends())
                .allSatisfy(send -> {
                    assertThat(send.bytes()).isEqualTo(SIZE);
                    assertThat(send.wallSeconds().values()).hasSize(1);
                    assertThat(send.wallSeconds().median()).isPositive();
                });
        assertThat(through(result, SendMethod.WHOLE)).isEqualTo(SIZE);
        assertThat(through(result, SendMethod.SENDFILE)).isZero();
        assertThat(result.table().rows()).hasSize(SendMethod.values().length);
        assertThat(result.pythonAbsence()).contains("Without Python's columns: not asked for.");
        assertThat(steps.stream().map(Progress.Step::what))
                .containsExactly(
                        "preparing the file",
                        "whole",
                        "buffered",
                        "mapped",
                        "sendfile",
                        "whole",
                        "buffered",
                        "mapped",
                        "sendfile");
        assertThat(steps.stream().map(Progress.Step::done)).isSorted().last().isEqualTo(0.875);
    }

    @Test
    void takesTheTalksProgramsBeside() throws Exception {
        Python python = Python.find();
        assumeThat(python.isPresent()).as("python3 on the PATH").isTrue();

        TransferResult result = run(settings.withPython(python));

        assertThat(result.python()).isEqualTo(python);
        assertThat(result.send(Language.PYTHON, SendMethod.WHOLE))
                .hasValueSatisfying(
                        send -> assertThat(send.bytesThroughUserSpace()).isEqualTo(SIZE));
        assertThat(result.send(Language.PYTHON, SendMethod.SENDFILE))
                .hasValueSatisfying(send -> assertThat(send.bytesThroughUserSpace()).isZero());
        assertThat(result.send(Language.PYTHON, SendMethod.MAPPED)).isEmpty();
        assertThat(result.table().columns()).hasSize(10);
        assertThat(result.table().text().lines())
                .as("lines that fit a terminal")
                .allMatch(line -> line.length() <= 100);
    }

    @Test
    void goesOnWithoutAPythonThatFails() throws Exception {
        Path broken = directory.resolve("python3");
        Files.writeString(broken, "#!/bin/sh\necho 'no module named socket' >&2\nexit 1\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));

        TransferResult result =
                run(settings.withPython(new Python(Optional.of(broken), "Python 3.0")));

        assertThat(result.sends()).hasSize(4);
        assertThat(result.table().columns()).hasSize(7);
        assertThat(result.pythonAbsence().orElseThrow()).contains("no module named socket");
    }

    @Test
    void sendsAFileOfOnesOwnAndKeepsIt() throws Exception {
        Path film = Files.write(directory.resolve("film.mp4"), new byte[100_001]);

        TransferResult result = run(settings.withFile(film));

        assertThat(result.bytes()).isEqualTo(100_001);
        assertThat(result.source()).isEqualTo("the file film.mp4");
        assertThat(film).exists();
    }

    @Test
    void refusesFilesThatCannotBeSent() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty"));

        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> run(settings.withFile(directory.resolve("missing"))));
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> run(settings.withFile(directory)))
                .withMessageContaining("no regular file");
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> run(settings.withFile(empty)))
                .withMessageContaining("is empty");
    }

    @Test
    void refusesASizeThatDoesNotFitBeforeAnythingIsBegun() {
        assertThatIOException()
                .isThrownBy(() -> run(settings.withSize(1L << 50)))
                .withMessageContaining("Sending 1 PiB would need");
    }

    @Test
    void saysWhatASenderThatFailsHasSaid() {
        assertThatIOException()
                .isThrownBy(() -> run(settings.withSenderOption("-XX:+NoSuchOption")))
                .withMessageStartingWith(
                        "the sender's process (whole) failed: it ended with status 1")
                .withMessageContaining("saying: Unrecognized VM option");
    }

    @Test
    void saysThatASenderWasKilled() {
        Thread killer =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            List<ProcessHandle> found = senders();
                            while (found.isEmpty() && !Thread.currentThread().isInterrupted()) {
                                Thread.onSpinWait();
                                found = senders();
                            }
                            found.forEach(ProcessHandle::destroyForcibly);
                        });

        assertThatIOException()
                .isThrownBy(() -> run(settings))
                .withMessageContaining("the sender's process (whole) failed: it was killed");

        killer.interrupt();
    }

    /// What [#aJvmThatIsToldToEndLeavesNothing] ends: far more rounds than there is patience.
    static final class Endless {
        public static void main(String[] args) throws Exception {
            Settings settings =
                    Settings.defaults()
                            .withSize(SIZE)
                            .withRounds(Settings.MAX_ROUNDS)
                            .withDirectory(Path.of(args[0]));
            Comparison.TRANSFER.run(
                    settings, step -> System.out.println(step.what() + " " + step.round()));
        }
    }

    @Test
    void aJvmThatIsToldToEndLeavesNothing() throws Exception {
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Endless.class.getName(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader steps = jvm.inputReader()) {
            String step = steps.readLine();
            while (step != null && !step.equals("sendfile 0")) {
                step = steps.readLine();
            }
            assertThat(step).as("the step at which to end it").isNotNull();
            List<ProcessHandle> senders = List.of();
            while (senders.isEmpty()) {
                senders = jvm.descendants().toList();
            }

            jvm.destroy();

            assertThat(jvm.onExit()).succeedsWithin(Duration.ofSeconds(20));
            for (ProcessHandle sender : senders) {
                assertThat(sender.onExit()).succeedsWithin(Duration.ofSeconds(20));
            }
        } finally {
            jvm.destroyForcibly();
        }
        // That the file is gone as well is looked at after every test.
    }

    @Test
    void anInterruptEndsIt() {
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() ->
                        Comparison.TRANSFER.run(
                                settings,
                                step -> {
                                    if (step.what().equals("mapped")) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));
    }

    private static TransferResult run(Settings settings) throws Exception {
        return (TransferResult) Comparison.TRANSFER.run(settings, Progress.silent());
    }

    private static long through(TransferResult result, SendMethod method) {
        return result.send(Language.JAVA, method).orElseThrow().bytesThroughUserSpace();
    }

    private static List<ProcessHandle> senders() {
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child).contains("SenderProgram"))
                .toList();
    }

    /// All of it: the JDK tells only the beginning of a long one. By the program alone a sender
    /// could not be told from this JVM's own image, which it is until it becomes another.
    private static String commandLine(ProcessHandle process) {
        Path whole = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return Files.readString(whole, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return process.info().commandLine().orElse("");
        }
    }
}

package io.zenview.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The `zenview` command in a process of its own, which ends with this object at the latest.
final class ChildCommand implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final List<String> args;
    private final Path said;
    private final Process process;

    private ChildCommand(List<String> args, Path said, Process process) {
        this.args = args;
        this.said = said;
        this.process = process;
    }

    /// Starts a command.
    ///
    /// @param folder where what it says is written, and what it remembers
    static ChildCommand start(Path folder, List<String> args) throws IOException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // It is killed before a better compiler pays.
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-Xmx128m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--add-exports",
                                "java.base/sun.nio.ch=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Zenview.class.getName()));
        line.addAll(args);
        Path said = Files.createTempFile(folder, args.getFirst(), ".log");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("XDG_STATE_HOME", folder.toString());
        return new ChildCommand(args, said, builder.start());
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /// What it has written so far, to either output.
    String said() throws IOException {
        return Files.readString(said);
    }

    /// Waits for the end that it takes by itself.
    int exitStatus() throws IOException {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        args + " has not ended for " + PATIENCE_SECONDS + " s: " + said());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while " + args + " was to end");
        }
        return process.exitValue();
    }

    /// SIGKILL; the process is gone afterwards.
    void kill() throws IOException {
        process.destroyForcibly();
        exitStatus();
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(said);
    }
}

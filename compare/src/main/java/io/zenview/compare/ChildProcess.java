package io.zenview.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// A program that runs beside this one, is asked once and answers on its standard output.
final class ChildProcess {
    /// A shell's way, and so the JDK's, to say that a signal ended a process: 128 and its number.
    private static final int SIGNALLED = 128;

    private static final int SIGINT = 2;
    private static final int SIGKILL = 9;

    /// More of a complaint than anybody reads.
    private static final int MAX_COMPLAINT = 400;

    private final String name;
    private final List<String> command;

    /// @param name who this is, in error messages
    /// @param command the program and its arguments
    ChildProcess(String name, List<String> command) {
        this.name = name;
        this.command = List.copyOf(command);
    }

    /// Runs the program to its end.
    ///
    /// @param input what it gets on standard input
    /// @param limit how long it may take; then it is killed
    /// @return what it said on standard output
    /// @throws IOException if it cannot be started, fails, or takes too long
    /// @throws InterruptedException if this thread is interrupted, or the user has interrupted the
    ///   program; it is killed
    String ask(String input, Duration limit) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new IOException(name + " cannot be started (" + command.getFirst() + ")", e);
        }
        try (AtExit.Obligation _ = AtExit.to(() -> end(process))) {
            FutureTask<String> output = reading(process.getInputStream());
            FutureTask<String> errors = reading(process.getErrorStream());
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It has ended without reading; its status and its complaint say why.
            }
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        name + " did not finish within " + limit.toSeconds() + " s and was killed");
            }
            int status = process.exitValue();
            // Ctrl-C reaches the whole group of processes at once, perhaps the child first.
            if (AtExit.isNow() || status == SIGNALLED + SIGINT) {
                throw new InterruptedException(name + " was interrupted");
            }
            if (status != 0) {
                throw new IOException(name + " failed: " + why(status, text(errors)));
            }
            return text(output);
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static String why(int status, String errors) {
        String complaint = complaint(errors.lines().filter(line -> !line.isBlank()).toList());
        String ended =
                status == SIGNALLED + SIGKILL
                        ? "it was killed, by somebody or by a system short of memory"
                        : status > SIGNALLED
                                ? "it was ended by signal " + (status - SIGNALLED)
                                : "it ended with status " + status;
        return complaint.isEmpty() ? ended : ended + ", saying: " + complaint;
    }

    /// The line that says it: Python's last, a JVM's first.
    private static String complaint(List<String> lines) {
        List<String> own =
                lines.stream().filter(line -> !line.startsWith("Picked up JAVA_")).toList();
        if (own.isEmpty()) {
            return "";
        }
        String line = own.getFirst().startsWith("Traceback") ? own.getLast() : own.getFirst();
        return line.strip().substring(0, Math.min(MAX_COMPLAINT, line.strip().length()));
    }

    /// Both outputs are read all the time: a full pipe would stop the program.
    private static FutureTask<String> reading(InputStream stream) {
        FutureTask<String> task =
                new FutureTask<>(() -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().name("zenview-child-output").start(task);
        return task;
    }

    private static String text(FutureTask<String> output) throws InterruptedException {
        try {
            return output.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw new UncheckedIOException(io);
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}

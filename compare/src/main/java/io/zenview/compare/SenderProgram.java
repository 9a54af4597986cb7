package io.zenview.compare;

import io.zenview.transfer.Payload;
import io.zenview.transfer.SendMethod;
import io.zenview.transfer.SendReport;
import io.zenview.transfer.Sender;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A JVM that sends one file by one method and says what it took: the program of a sender's
/// process, and how to start one.
final class SenderProgram {
    /// Is sent before, uncounted: a class is loaded when it is first used, and that is neither
    /// copying nor sending.
    static final long REHEARSAL = 1 << 20;

    /// What a program that just sends a file would be run with: the data never lies in the heap, so
    /// 32 MiB are plenty; one thread collects garbage, and the optimising compiler finds nothing to
    /// do in a loop around system calls.
    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    /// A transfer slower than 20 MiB/s, or a start of more than a minute, is none that could be
    /// compared.
    private static final long SLOWEST_BYTES_PER_SECOND = 20 << 20;

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private SenderProgram() {}

    /// Sends a file from a process of its own.
    static Answer run(
            SendMethod method, InetSocketAddress receiver, SourceFile file, List<String> options)
            throws IOException, InterruptedException {
        String name = "the sender's process (" + method + ")";
        List<String> command = command(options);
        command.add(method.name());
        command.add(receiver.getAddress().getHostAddress());
        command.add(String.valueOf(receiver.getPort()));
        command.add(file.path().toString());
        Duration limit = START_LIMIT.plusSeconds(file.size() / SLOWEST_BYTES_PER_SECOND);
        return Answer.parse(name, new ChildProcess(name, command).ask("", limit));
    }

    /// The same JVM and the same classes as this process has.
    private static List<String> command(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(options);
        Module module = SenderProgram.class.getModule();
        String main = SenderProgram.class.getName();
        if (module.isNamed()) {
            // Without a path the module is part of the run-time image.
            String path = System.getProperty("jdk.module.path");
            if (path != null) {
                command.addAll(List.of("-p", path));
            }
            command.addAll(List.of("-m", module.getName() + "/" + main));
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        }
        return command;
    }

    /// Sends as the arguments say: method, host, port, file.
    public static void main(String[] args) {
        try {
            SendMethod method = SendMethod.valueOf(args[0]);
            InetSocketAddress receiver = new InetSocketAddress(args[1], Integer.parseInt(args[2]));
            System.out.println(send(method, receiver, Path.of(args[3])));
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static String send(SendMethod method, InetSocketAddress receiver, Path file)
            throws IOException {
        Sender sender = Sender.builder(receiver).method(method).build();
        try (Payload payload = Payload.of(file)) {
            sender.send(payload.slice(0, rehearsal(payload.size())));
            SendReport report = sender.send(payload);
            return String.format(
                    Locale.ROOT,
                    "{\"wall_seconds\": %.9f, \"cpu_seconds\": %.9f, \"bytes\": %d, "
                            + "\"bytes_through_user_space\": %d, \"peak_bytes\": %d}",
                    report.elapsed().toNanos() / 1e9,
                    report.cpu().toNanos() / 1e9,
                    report.bytes(),
                    report.bytesThroughUserSpace(),
                    peakBytes());
        }
    }

    static long rehearsal(long size) {
        return Math.min(REHEARSAL, size);
    }

    /// The most memory that was resident since the process began, or -1 where nobody tells.
    private static long peakBytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return -1;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(PEAK)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return -1;
    }
}

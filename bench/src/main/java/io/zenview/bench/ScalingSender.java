package io.zenview.bench;

import io.zenview.transfer.Payload;
import io.zenview.transfer.SendMethod;
import io.zenview.transfer.Sender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sends the beginning of a file by `sendfile`, in equal parts over some connections at a time, and
/// prints what it took: seconds, processor seconds and its peak of resident memory in bytes.
///
/// A mebibyte goes before, uncounted, so that loading classes is no part of it. What is over before
/// the system's clock of processor time has ticked is sent several times, and the figures are those
/// of one time.
final class ScalingSender {
    private static final long REHEARSAL = 1 << 20;
    private static final long LONG_ENOUGH = 1L << 30;

    private ScalingSender() {}

    /// Sends.
    ///
    /// @param args port of a receiver on this machine, file, bytes, and connections
    public static void main(String[] args)
            throws IOException, InterruptedException, ExecutionException {
        InetSocketAddress receiver =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        long size = Long.parseLong(args[2]);
        int connections = Integer.parseInt(args[3]);
        Sender sender = Sender.builder(receiver).method(SendMethod.SENDFILE).build();
        try (Payload file = Payload.of(Path.of(args[1]));
                ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            sender.send(file.slice(0, REHEARSAL));
            long times = Math.max(1, LONG_ENOUGH / size);
            Duration cpu = cpu();
            long start = System.nanoTime();
            for (long i = 0; i < times; i++) {
                send(sender, file.slice(0, size), connections, threads);
            }
            double seconds = (System.nanoTime() - start) / 1e9 / times;
            double cpuSeconds = cpu().minus(cpu).toNanos() / 1e9 / times;
            System.out.printf(Locale.ROOT, "%.9f %.9f %d%n", seconds, cpuSeconds, peakBytes());
        }
    }

    private static void send(
            Sender sender, Payload payload, int connections, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        List<Future<?>> sends = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            long from = payload.size() / connections * i;
            long to = from + payload.size() / connections;
            sends.add(threads.submit(() -> sender.send(payload.slice(from, to))));
        }
        for (Future<?> send : sends) {
            send.get();
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static long peakBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("/proc/self/status has no VmHWM");
    }
}

package io.zenview.compare;

import io.zenview.transfer.Receiver;
import io.zenview.transfer.Reception;
import io.zenview.transfer.SendMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// [Comparison#TRANSFER] at work. The receiver is in this process: it is the same for all senders,
/// warm after the first round, and nothing of it counts as a sender's.
final class TransferRun {
    /// The talk's programs, by what they do.
    private static final Map<SendMethod, String> IN_PYTHON =
            Map.of(SendMethod.WHOLE, "traditional", SendMethod.SENDFILE, "zero-copy");

    /// A reception is told some microseconds after the sender's end.
    private static final long RECEPTION_WAIT_SECONDS = 10;

    private final Settings settings;
    private final Progress progress;
    private final PythonSide python;
    private final BlockingQueue<Reception> receptions = new LinkedBlockingQueue<>();
    private final Map<SendMethod, Tally> ofJava = new EnumMap<>(SendMethod.class);
    private final Map<SendMethod, Tally> ofPython = new EnumMap<>(SendMethod.class);

    TransferRun(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.python = new PythonSide(settings.python());
    }

    /// What the rounds of one sender gave.
    private static final class Tally {
        final List<Double> wall = new ArrayList<>();
        final List<Double> cpu = new ArrayList<>();
        long peak = -1;
        long throughUserSpace;

        void add(Answer answer) throws IOException {
            wall.add(answer.number("wall_seconds"));
            cpu.add(answer.number("cpu_seconds"));
            peak = Math.max(peak, (long) answer.number("peak_bytes"));
            throughUserSpace = (long) answer.number("bytes_through_user_space");
        }

        TransferResult.Send result(Language language, SendMethod method, long bytes) {
            return new TransferResult.Send(
                    language,
                    method,
                    bytes,
                    new Samples(wall),
                    new Samples(cpu),
                    peak < 0 ? OptionalLong.empty() : OptionalLong.of(peak),
                    throughUserSpace);
        }
    }

    TransferResult run() throws IOException, InterruptedException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (SourceFile file = source();
                Receiver receiver =
                        Receiver.builder().address(anyPort).onReception(receptions::add).start()) {
            new Rounds(Comparison.TRANSFER, settings.rounds(), progress)
                    .run(ways(file, receiver.address()));
            return result(file);
        }
    }

    private SourceFile source() throws IOException, InterruptedException {
        progress.begins(
                new Progress.Step(
                        Comparison.TRANSFER, "preparing the file", 0, settings.rounds(), 0));
        if (settings.file().isPresent()) {
            SourceFile own = SourceFile.existing(settings.file().get());
            Room.requireMemory(own.size());
            return own;
        }
        Room.requireMemory(settings.size());
        Room.requireDisk(settings.size(), settings.directory());
        return SourceFile.random(settings.directory(), settings.size());
    }

    private List<Rounds.Way> ways(SourceFile file, InetSocketAddress receiver) {
        List<Rounds.Way> ways = new ArrayList<>();
        for (SendMethod method : SendMethod.values()) {
            ways.add(
                    new Rounds.Way(
                            method.toString(),
                            1,
                            counted -> {
                                Answer answer =
                                        SenderProgram.run(
                                                method, receiver, file, settings.senderOptions());
                                long rehearsal = SenderProgram.rehearsal(file.size());
                                verify(method.toString(), 2, rehearsal + file.size());
                                add(ofJava, method, counted, answer);
                            }));
        }
        if (python.python().isPresent()) {
            for (SendMethod method : SendMethod.values()) {
                String program = IN_PYTHON.get(method);
                if (program != null) {
                    ways.add(
                            new Rounds.Way(
                                    "Python, " + program,
                                    1,
                                    counted ->
                                            askPython(program, method, receiver, file, counted)));
                }
            }
        }
        return ways;
    }

    private void askPython(
            String program,
            SendMethod method,
            InetSocketAddress receiver,
            SourceFile file,
            boolean counted)
            throws IOException, InterruptedException {
        var answer =
                python.ask(
                        "transfer.py",
                        program,
                        receiver.getAddress().getHostAddress(),
                        receiver.getPort(),
                        file.path());
        if (answer.isPresent()) {
            verify("Python's " + program, 1, file.size());
            add(ofPython, method, counted, answer.get());
        }
    }

    private static void add(
            Map<SendMethod, Tally> tallies, SendMethod method, boolean counted, Answer answer)
            throws IOException {
        Tally tally = tallies.computeIfAbsent(method, _ -> new Tally());
        if (counted) {
            tally.add(answer);
        }
    }

    /// A figure counts only if every byte has arrived.
    private void verify(String sender, int connections, long expected)
            throws IOException, InterruptedException {
        long received = 0;
        for (int i = 0; i < connections; i++) {
            Reception reception = receptions.poll(RECEPTION_WAIT_SECONDS, TimeUnit.SECONDS);
            if (reception == null) {
                throw new IOException("the receiver has not heard of what " + sender + " sent");
            }
            if (reception.failure().isPresent()) {
                throw new IOException(
                        "receiving from " + sender + " failed", reception.failure().get());
            }
            received += reception.bytes();
        }
        if (received != expected) {
            throw new IOException(
                    sender + " sent " + expected + " bytes, but " + received + " arrived");
        }
    }

    private TransferResult result(SourceFile file) {
        List<TransferResult.Send> sends = new ArrayList<>();
        ofJava.forEach(
                (method, tally) -> sends.add(tally.result(Language.JAVA, method, file.size())));
        if (python.python().isPresent()) {
            ofPython.forEach((method, tally) ->
                    sends.add(tally.result(Language.PYTHON, method, file.size())));
        }
        return new TransferResult(
                file.size(), file.description(), settings.rounds(), sends, python.python());
    }
}

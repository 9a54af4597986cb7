package io.zenview.compare;

import io.zenview.transfer.SendMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// What [Comparison#TRANSFER] measured.
///
/// @param bytes the size of what was sent
/// @param source what was sent, in words
/// @param rounds how many rounds were counted
/// @param sends by language and method
/// @param python the interpreter, or why there is none
public record TransferResult(long bytes, String source, int rounds, List<Send> sends, Python python)
        implements Result {
    private static final double GIB = 1L << 30;

    /// CPU time comes in steps of 10 ms: with fewer bytes a step is most of the figure.
    private static final long MIN_BYTES_FOR_CPU = 256L << 20;

    /// Copies.
    public TransferResult {
        sends = List.copyOf(sends);
    }

    /// One way of sending.
    ///
    /// @param language whose program
    /// @param method how; Python's traditional client counts as [SendMethod#WHOLE], its zero-copy
    ///   client as [SendMethod#SENDFILE]
    /// @param bytes the size of what was sent
    /// @param wallSeconds from the established connection until the system had taken the last byte
    /// @param cpuSeconds user and system time of the sender's process meanwhile
    /// @param peakBytes the most memory that was resident in the sender's process, in any round;
    ///   empty where the system does not tell
    /// @param bytesThroughUserSpace how many of the bytes the process had in its memory
    public record Send(
            Language language,
            SendMethod method,
            long bytes,
            Samples wallSeconds,
            Samples cpuSeconds,
            OptionalLong peakBytes,
            long bytesThroughUserSpace) {
        /// The rate in the median round.
        ///
        /// @return GiB per second
        public double gibPerSecond() {
            return bytes / GIB / wallSeconds.median();
        }

        /// CPU time by size.
        ///
        /// @return CPU seconds per GiB; empty where the sender was too quick for the clock
        public Optional<Samples> cpuSecondsPerGib() {
            return bytes < MIN_BYTES_FOR_CPU
                    ? Optional.empty()
                    : Optional.of(cpuSeconds.map(s -> s / (bytes / GIB)));
        }
    }

    /// One way of sending.
    ///
    /// @param language whose program
    /// @param method how
    /// @return what was measured of it, if it was measured
    public Optional<Send> send(Language language, SendMethod method) {
        return sends.stream()
                .filter(send -> send.language == language && send.method == method)
                .findFirst();
    }

    /// How much faster than [SendMethod#WHOLE] in the same language a send was.
    ///
    /// @param send one of [#sends]
    /// @return the wall time of whole in units of this one's
    public double speedAgainstWhole(Send send) {
        return send(send.language, SendMethod.WHOLE)
                .map(whole -> whole.wallSeconds.median() / send.wallSeconds.median())
                .orElseThrow();
    }

    @Override
    public Comparison comparison() {
        return Comparison.TRANSFER;
    }

    @Override
    public String title() {
        return "Send " + Quantity.bytes(bytes) + " over loopback";
    }

    @Override
    public Table table() {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(Table.Column.text("Method"));
        columns.add(Table.Column.number(rounds == 1 ? "Wall time" : "Wall time\n(min–max)"));
        columns.add(Table.Column.number("GiB/s"));
        columns.add(Table.Column.number("CPU\ns/GiB"));
        columns.add(Table.Column.number("Peak\nmemory"));
        columns.add(Table.Column.number("Through\nuser\nspace"));
        columns.add(Table.Column.number("Speed\n× whole"));
        if (python.isPresent()) {
            columns.add(Table.Column.number("Python\nwall"));
            columns.add(Table.Column.number("Python\ns/GiB"));
            columns.add(Table.Column.number("Python\nmemory"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (SendMethod method : SendMethod.values()) {
            send(Language.JAVA, method).ifPresent(send -> rows.add(row(send)));
        }
        return new Table(title(), columns, rows);
    }

    /// A wall time as it is written in all rows: in the unit of the slowest.
    String wall(Samples seconds) {
        double slowest =
                sends.stream().mapToDouble(send -> send.wallSeconds.median()).max().orElseThrow();
        return Quantity.seconds(seconds, slowest);
    }

    private List<String> row(Send send) {
        List<String> row = new ArrayList<>();
        row.add(send.method.toString());
        row.add(wall(send.wallSeconds));
        row.add(Quantity.digits(send.gibPerSecond()));
        row.add(cpu(send));
        row.add(peak(send));
        row.add(send.bytesThroughUserSpace == 0 ? "0" : Quantity.bytes(send.bytesThroughUserSpace));
        row.add(Quantity.factor(speedAgainstWhole(send)));
        if (python.isPresent()) {
            Optional<Send> other = send(Language.PYTHON, send.method);
            row.add(cell(other, o -> wall(Samples.of(o.wallSeconds.median()))));
            row.add(cell(other, TransferResult::cpu));
            row.add(cell(other, TransferResult::peak));
        }
        return row;
    }

    private static String cell(Optional<Send> send, Function<Send, String> text) {
        return send.map(text).orElse(Quantity.NONE);
    }

    private static String cpu(Send send) {
        return send.cpuSecondsPerGib().map(s -> Quantity.digits(s.median())).orElse(Quantity.NONE);
    }

    private static String peak(Send send) {
        return send.peakBytes.isPresent()
                ? Quantity.bytes(send.peakBytes.getAsLong())
                : Quantity.NONE;
    }

    @Override
    public List<String> readings() {
        List<String> readings = new ArrayList<>();
        reading(Language.JAVA, "whole", "sendfile").ifPresent(readings::add);
        send(Language.JAVA, SendMethod.SENDFILE).flatMap(this::faster).ifPresent(readings::add);
        reading(Language.PYTHON, "the traditional client", "the zero-copy client")
                .ifPresent(python -> readings.add("In Python, " + python));
        readings.add(
                "The talk's Python clients took 2.42 s and 1.16 s for 2 GiB, on the speakers' machine: 2.1 times as fast.");
        return readings;
    }

    /// Says so where a method with copies beats the one without: over loopback that happens.
    private Optional<String> faster(Send sendfile) {
        return sends.stream()
                .filter(send -> send.language == Language.JAVA)
                .min(Comparator.comparingDouble(send -> send.wallSeconds.median()))
                .filter(fastest -> fastest.wallSeconds.median() < sendfile.wallSeconds.median())
                .map(fastest ->
                        fastest.method
                                + " was faster still, "
                                + Quantity.seconds(fastest.wallSeconds.median())
                                + ": over loopback that happens, probably because the receiver shares the "
                                + "sender's caches, which a copy through a small buffer leaves warm.");
    }

    private Optional<String> reading(Language language, String wholeName, String sendfileName) {
        Optional<Send> whole = send(language, SendMethod.WHOLE);
        Optional<Send> sendfile = send(language, SendMethod.SENDFILE);
        if (whole.isEmpty() || sendfile.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(comparison(whole.get(), sendfile.get(), wholeName, sendfileName));
    }

    private String comparison(Send whole, Send sendfile, String wholeName, String sendfileName) {
        double wholeWall = whole.wallSeconds.median();
        double wall = sendfile.wallSeconds.median();
        StringBuilder text = new StringBuilder();
        text.append(sendfileName)
                .append(" took ")
                .append(Quantity.seconds(wall))
                .append(" against ")
                .append(Quantity.seconds(wholeWall))
                .append(" of ")
                .append(wholeName)
                .append(": ")
                .append(Quantity.speed(wall, wholeWall).replaceAll(" as$", ""));
        if (bytes >= MIN_BYTES_FOR_CPU && whole.cpuSeconds.median() > 0) {
            text.append(", with ")
                    .append(
                            Quantity.factor(
                                    sendfile.cpuSeconds.median() / whole.cpuSeconds.median()))
                    .append(" times the CPU");
        }
        if (whole.peakBytes.isPresent() && sendfile.peakBytes.isPresent()) {
            text.append(", ")
                    .append(peak(sendfile))
                    .append(" of memory against ")
                    .append(peak(whole));
        }
        if (sendfile.bytesThroughUserSpace == 0) {
            text.append(", and no byte through user space");
        }
        return text.append('.').toString();
    }

    @Override
    public List<String> method() {
        List<String> method = new ArrayList<>();
        method.add(
                "Each send is made by a process of its own, a fresh JVM with a heap of 32 MiB, which sends 1 MiB before to "
                        + "have its classes loaded; neither that nor the start is counted. All send the same "
                        + Quantity.bytes(bytes)
                        + " ("
                        + source
                        + ", in the page cache) over 127.0.0.1 to the same receiver, which counts and drops them in the "
                        + "process of the comparison; the count is verified.");
        method.add(
                "One uncounted round, then "
                        + rounds
                        + (rounds == 1 ? " round" : " rounds")
                        + " that take every method in turn. Figures are medians, with minimum and maximum in parentheses.");
        method.add(
                "Wall time runs from the established connection until the system has taken the last byte; for whole it "
                        + "includes reading the file into memory, which the JVM fills with zeros beforehand. CPU is user and "
                        + "system time of the whole sender's process during that time, in steps of 10 ms; the receiver's is "
                        + "not in it.");
        method.add(
                "Over loopback the receiver has a part in the wall time: it copies every byte out of the socket, on the same "
                        + "processors. CPU time and memory of the sender show what a method costs by itself.");
        method.add(
                "Peak memory is the largest resident set of the sender's process in any round (Linux: VmHWM). It includes "
                        + "the JVM or the interpreter itself, shared libraries, and mapped pages of the file, but not the page "
                        + "cache.");
        if (python.isPresent()) {
            method.add(
                    python.description()
                            + " runs the talk's two clients: the traditional one reads all and sends all, the zero-copy one "
                            + "calls os.sendfile for 64 KiB at a time.");
        }
        return method;
    }
}

package io.zenview.cli;

import io.zenview.transfer.Reception;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import picocli.CommandLine;

/// What a receiver tells its user: a line per connection, at once, whole lines whoever else writes.
final class ReceptionLog {
    private final PrintWriter out;
    private final PrintWriter err;
    private final String command;
    private final boolean json;
    private boolean stopping;
    private long count;
    private long failures;
    private long cutShort;
    private long bytes;

    ReceptionLog(CommandLine command, boolean json) {
        this.out = command.getOut();
        this.err = command.getErr();
        this.command = command.getCommandSpec().qualifiedName();
        this.json = json;
    }

    synchronized void listening(InetSocketAddress address) {
        String where = Figures.address(address);
        write(
                out,
                json
                        ? JsonLine.of(line -> line.writeStringProperty("listening", where))
                        : "Listening on " + where);
    }

    synchronized void add(Reception reception) {
        count++;
        bytes += reception.bytes();
        if (reception.failure().isPresent()) {
            failures++;
            cutShort += stopping ? 1 : 0;
        }
        if (json) {
            write(out, asJson(reception));
        } else if (reception.failure().isPresent()) {
            write(err, command + ": " + Failures.sentence(reception.failure().get()));
        } else {
            write(out, forPeople(reception));
        }
    }

    /// From now on a failure is our own doing.
    synchronized void stopping() {
        stopping = true;
    }

    synchronized void summary() {
        if (!json) {
            String failed = failures == 0 ? "" : ", " + failures + " of them failed";
            String connections = count == 1 ? " connection" : " connections";
            write(
                    out,
                    "Stopped after " + count + connections + failed + ", " + Figures.bytes(bytes));
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized long failures() {
        return failures;
    }

    synchronized long cutShort() {
        return cutShort;
    }

    /// Flushed, because a reader at the other end of a pipe waits for it.
    private static void write(PrintWriter to, String line) {
        to.println(line);
        to.flush();
    }

    private static String forPeople(Reception reception) {
        StringBuilder line = new StringBuilder();
        line.append(Figures.address(reception.peer()))
                .append("  ")
                .append(Figures.bytes(reception.bytes()))
                .append("  ")
                .append(Figures.seconds(reception.elapsed()))
                .append("  ")
                .append(Figures.rate(reception.bytesPerSecond()))
                .append("  via ")
                .append(reception.method());
        reception.digest().ifPresent(digest -> line.append("  ").append(digest));
        reception.file().ifPresent(file -> line.append("  ").append(file));
        return line.toString();
    }

    private static String asJson(Reception reception) {
        return JsonLine.of(json -> {
            json.writeStringProperty("peer", Figures.address(reception.peer()));
            json.writeStringProperty("method", reception.method().toString());
            json.writeNumberProperty("bytes", reception.bytes());
            json.writeNumberProperty("seconds", reception.elapsed().toNanos() / 1e9);
            json.writeNumberProperty("bytesPerSecond", reception.bytesPerSecond());
            reception.digest().ifPresent(d -> json.writeStringProperty("digest", d.toString()));
            reception.file().ifPresent(f -> json.writeStringProperty("file", f.toString()));
            reception
                    .failure()
                    .ifPresent(e -> json.writeStringProperty("error", Failures.sentence(e)));
        });
    }
}

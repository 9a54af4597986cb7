package io.zenview.cli;

import io.zenview.transfer.Payload;
import io.zenview.transfer.SendMethod;
import io.zenview.transfer.SendReport;
import io.zenview.transfer.Sender;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `zenview send`.
@Command(
        name = "send",
        header = "Send a file, or a part of it, over raw TCP.",
        description = {
            "",
            "Connects, sends the bytes, ends the stream. Whatever reads to the end of a stream can be on the other "
                    + "side: 'zenview receive', 'nc -l', a few lines of Python.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  zenview send film.mp4",
            "      To port 8082 of this machine, by sendfile.",
            "  zenview send film.mp4 archive.example:9000 --digest sha-256",
            "      Reads every byte once more, for the digest to compare with the receiver's.",
            "  zenview send film.mp4 [::1]:8082 --offset 1M --length 20M",
            "      A part of the file; no other byte of it is touched.",
            "  zenview send film.mp4 --via whole",
            "      As a simple program would do it, to see the difference."
        })
final class SendCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A regular file.")
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "HOST:PORT",
            defaultValue = Address.DEFAULT_HOST + ":" + Address.DEFAULT_PORT,
            converter = Address.Converter.class,
            description =
                    "The receiver; an IPv6 address goes in brackets (default: ${DEFAULT-VALUE}).")
    private Address address;

    @Option(
            names = "--via",
            paramLabel = "METHOD",
            converter = Via.class,
            defaultValue = "sendfile",
            description = {
                "How the bytes go (default: ${DEFAULT-VALUE}):",
                "sendfile: the kernel sends them from its cache, none enters this process;",
                "mapped: written from the mapped file, one copy;",
                "buffered: read and written in turns, two copies;",
                "whole: read into memory as a whole, then written, two copies."
            })
    private SendMethod method;

    @Option(
            names = "--chunk",
            paramLabel = "SIZE",
            description =
                    "Bytes to move in one step, up to 1G (default: what measured best for the method).")
    private @Nullable ByteSize chunk;

    @Option(
            names = "--offset",
            paramLabel = "SIZE",
            defaultValue = "0",
            description = "Where in the file to begin (default: its start).")
    private ByteSize offset;

    @Option(
            names = "--length",
            paramLabel = "SIZE",
            description = "How many bytes to send (default: up to the end of the file).")
    private @Nullable ByteSize length;

    @Option(
            names = "--digest",
            paramLabel = "NAME",
            defaultValue = "none",
            converter = DigestChoice.Converter.class,
            description = "sha-256, crc32c or none (default: ${DEFAULT-VALUE}).")
    private DigestChoice digest;

    @Option(names = "--json", description = "Report as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Sender.Builder sender = Sender.builder(address.unresolved()).method(method);
        digest.algorithm().ifPresent(sender::digest);
        if (chunk != null) {
            try {
                sender.chunkSize(chunk.bytes());
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--chunk: " + e.getMessage(), e);
            }
        }
        try (Payload whole = Payload.of(file)) {
            SendReport report = send(sender, part(whole));
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? asJson(report) : forPeople(report));
            out.flush();
            if (!report.confirmed()) {
                PrintWriter err = spec.commandLine().getErr();
                err.println(
                        "zenview send: All bytes were handed over, but the receiver keeps the connection open and so "
                                + "does not say that it has them.");
                err.flush();
            }
        }
        return Zenview.DONE;
    }

    private Payload part(Payload whole) {
        long from = offset.bytes();
        long to = length == null ? whole.size() : from + length.bytes();
        if (from > whole.size() || to > whole.size() || to < from) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--offset "
                            + from
                            + (length == null ? "" : " with --length " + length.bytes())
                            + " goes beyond the end of "
                            + file
                            + ", which has "
                            + whole.size()
                            + " bytes");
        }
        return whole.slice(from, to);
    }

    private SendReport send(Sender.Builder sender, Payload payload) throws IOException {
        Terminal terminal = Zenview.of(spec).terminal();
        try {
            if (!terminal.err()) {
                return sender.build().send(payload);
            }
            String task = String.valueOf(file.getFileName());
            try (TransferProgress progress =
                    TransferProgress.start(terminal.columns(), task, payload.size())) {
                return sender.onProgress(progress).build().send(payload);
            }
        } catch (ConnectException | SocketTimeoutException e) {
            // Their messages name the address and the way out.
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private String forPeople(SendReport report) {
        StringBuilder text = new StringBuilder();
        text.append(Figures.bytes(report.bytes()))
                .append(" of ")
                .append(file)
                .append(" sent to ")
                .append(Figures.address(report.peer()))
                .append(" via ")
                .append(report.method());
        line(text, "wall", Figures.seconds(report.elapsed()));
        line(text, "rate", Figures.rate(report.bytesPerSecond()));
        line(text, "CPU", Figures.cpu(report.cpu(), report.bytes()));
        line(text, "through user space", Figures.bytes(report.bytesThroughUserSpace()));
        report.digest().ifPresent(d -> line(text, d.algorithm().toString(), d.hex()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(System.lineSeparator()).append(String.format("  %-18s  %s", name, value));
    }

    private String asJson(SendReport report) {
        return JsonLine.of(json -> {
            json.writeStringProperty("file", file.toString());
            json.writeStringProperty("peer", Figures.address(report.peer()));
            json.writeStringProperty("method", report.method().toString());
            json.writeNumberProperty("bytes", report.bytes());
            json.writeNumberProperty("seconds", report.elapsed().toNanos() / 1e9);
            json.writeNumberProperty("bytesPerSecond", report.bytesPerSecond());
            json.writeNumberProperty("cpuSeconds", report.cpu().toNanos() / 1e9);
            json.writeNumberProperty("bytesThroughUserSpace", report.bytesThroughUserSpace());
            json.writeBooleanProperty("confirmed", report.confirmed());
            report.digest().ifPresent(d -> json.writeStringProperty("digest", d.toString()));
        });
    }

    /// For picocli.
    static final class Via implements ITypeConverter<SendMethod> {
        @Override
        public SendMethod convert(String text) {
            return Labelled.choose(text, List.of(SendMethod.values()));
        }
    }
}

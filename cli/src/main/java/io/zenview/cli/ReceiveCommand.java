package io.zenview.cli;

import io.zenview.transfer.ReceiveMethod;
import io.zenview.transfer.Receiver;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `zenview receive`.
@Command(
        name = "receive",
        header = "Receive over raw TCP: every connection is one stream of bytes.",
        description = {
            "",
            "Takes what any program sends that connects, writes and closes: 'zenview send', 'nc -N', a few lines of "
                    + "Python. Says on standard output where it listens, then a line per connection. Ctrl-C or SIGTERM "
                    + "stops it; a transfer that this cuts short is not kept.",
            "",
            "The exit status is 1 if the stop cut a transfer short, or if the one connection of --once failed or "
                    + "never came; otherwise a stopped receiver has done its work and exits with 0.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  zenview receive",
            "      Counts and drops what comes to port 8082 of this machine.",
            "  zenview receive --to inbox --digest sha-256",
            "      Keeps each stream as a file of its own, named by the time it came.",
            "  zenview receive --bind 0.0.0.0 --port 9000 --to inbox --once",
            "      Takes one stream from anywhere, then ends."
        })
final class ReceiveCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = Address.DEFAULT_HOST,
            description =
                    "The address to listen on; others than ${DEFAULT-VALUE} let other machines in.")
    private String bind;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + Address.DEFAULT_PORT,
            description = "The port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @ArgGroup private @Nullable Sink sink;

    /// What becomes of the bytes; nothing, unless told.
    static final class Sink {
        @Option(
                names = "--to",
                paramLabel = "DIR",
                description = "Keep each stream as a new file in this directory.")
        private @Nullable Path directory;

        @Option(
                names = "--discard",
                description = "Count the bytes and drop them, which is the default.")
        @SuppressWarnings("unused") // It says what happens anyway, and excludes --to.
        private boolean discard;
    }

    @Option(
            names = "--via",
            paramLabel = "METHOD",
            converter = Via.class,
            defaultValue = "auto",
            description = {
                "How the bytes get into a file (default: ${DEFAULT-VALUE}, which is splice where that works, else "
                        + "buffered):",
                "splice: moved by the kernel, one copy, no byte through this program (Linux);",
                "buffered: read and written in turns, two copies;",
                "mapped: read into the mapped file, one copy, but dearer page faults."
            })
    private ReceiveMethod method;

    @Option(
            names = "--digest",
            paramLabel = "NAME",
            defaultValue = "none",
            converter = DigestChoice.Converter.class,
            description = "sha-256, crc32c or none (default: ${DEFAULT-VALUE}).")
    private DigestChoice digest;

    @Option(names = "--once", description = "Take one connection and end.")
    private boolean once;

    @Option(names = "--json", description = "Write lines of JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        ReceptionLog log = new ReceptionLog(spec.commandLine(), json);
        Receiver receiver = start(log);
        log.listening(receiver.address());
        Thread onSignal = new Thread(() -> stop(receiver, log), "zenview-stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        receiver.awaitStop();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The signal came: its thread ends the JVM, and this one has nothing to say any more.
            onSignal.join();
        }
        return log.failures() > 0 ? Zenview.FAILED : Zenview.DONE;
    }

    private Receiver start(ReceptionLog log) throws IOException {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--port " + port + " is not between 0 and 65535");
        }
        InetSocketAddress address = new InetSocketAddress(local(bind), port);
        Receiver.Builder builder =
                Receiver.builder().address(address).method(method).onReception(log::add);
        digest.algorithm().ifPresent(builder::digest);
        if (once) {
            builder.once();
        }
        if (sink != null && sink.directory != null) {
            if (Files.notExists(sink.directory)) {
                throw new CommandFailure(
                        "There is no directory '" + sink.directory + "'; create it first");
            }
            builder.directory(sink.directory);
        }
        try {
            Receiver receiver = builder.start();
            if (!address.getAddress().isLoopbackAddress()) {
                warn(address.getAddress());
            }
            return receiver;
        } catch (BindException e) {
            // Its message names the address and the way out.
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @SuppressWarnings("AddressSelection") // One address is what a socket is bound to.
    private static InetAddress local(String host) throws UnknownHostException {
        return InetAddress.getByName(host);
    }

    private void warn(InetAddress address) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                "WARNING: "
                        + address.getHostAddress()
                        + " can be reached from other machines. Whoever can connect can "
                        + (sink == null || sink.directory == null ? "send" : "fill the disk")
                        + "; nobody is asked who they are, and nothing is encrypted.");
        err.flush();
    }

    /// Runs when the JVM was told to end. Left alone, it would exit with 128 plus the signal's
    /// number, but for a receiver without `--once` being stopped is the normal end; halting is the
    /// one way for a shutdown hook to say so.
    private void stop(Receiver receiver, ReceptionLog log) {
        boolean clean = true;
        log.stopping();
        try {
            receiver.close();
        } catch (IOException e) {
            clean = false;
        }
        clean &= log.cutShort() == 0 && (!once || log.count() > 0);
        log.summary();
        Runtime.getRuntime().halt(clean ? Zenview.DONE : Zenview.FAILED);
    }

    /// For picocli.
    static final class Via implements ITypeConverter<ReceiveMethod> {
        @Override
        public ReceiveMethod convert(String text) {
            return Labelled.choose(text, List.of(ReceiveMethod.values()));
        }
    }
}

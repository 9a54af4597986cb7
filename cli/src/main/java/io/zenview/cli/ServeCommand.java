package io.zenview.cli;

import io.zenview.media.VideoLibrary;
import io.zenview.server.BearerToken;
import io.zenview.server.Limits;
import io.zenview.server.OriginServer;
import io.zenview.server.Transport;
import io.zenview.server.UploadLimits;
import io.zenview.transfer.Splice;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `zenview serve`.
@Command(
        name = "serve",
        header = "Serve the files of a directory over HTTP.",
        description = {
            "",
            "Files go from the page cache to the socket by sendfile, whole or in ranges, and any number of readers "
                    + "may be slow. Ctrl-C or SIGTERM stops it: bodies in flight have 30 seconds to finish.",
            "",
            "Films among them can be watched, found by timecode and cut on the page at /; programs ask /api/videos "
                    + "(described by /api/openapi.json). The files are listed at /?listing then.",
            "",
            "Beside the files there are /healthz and /metrics (in Prometheus's format).",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  zenview serve films",
            "      Serves films on http://127.0.0.1:8080/, to this machine only.",
            "  zenview serve inbox --upload",
            "      Takes files, too: curl -T film.mp4 http://127.0.0.1:8080/",
            "  zenview serve films --bind 0.0.0.0 --access-log access.log",
            "      Serves them to everybody who can reach this machine.",
            "  zenview serve films --tls-cert cert.pem --tls-key key.pem --bind ::",
            "      The same, encrypted; costs the processor every byte, see docs/serve.md."
        })
final class ServeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The directory to serve.")
    private Path directory;

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
            defaultValue = "8080",
            description = "The port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--upload",
            description =
                    "Take uploads, too: PUT (curl -T), and uploads that can be resumed (zenview put).")
    private boolean upload;

    @Option(names = "--delete", description = "Take DELETE, too.")
    private boolean delete;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "Who writes has to bring the token in this file (Authorization: Bearer …); required unless "
                            + "bound to this machine alone.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--max-upload",
            paramLabel = "SIZE",
            description = "The largest file that may be uploaded (default: 1024G).")
    private @Nullable ByteSize maxUpload;

    @Option(
            names = "--via",
            paramLabel = "METHOD",
            defaultValue = "auto",
            description =
                    "How uploads get from the socket into the file: splice within the kernel, buffered through "
                            + "this program, or auto, which is splice where it can be (default: ${DEFAULT-VALUE}).")
    private Intake intake;

    /// The names on the command line.
    enum Intake {
        auto,
        splice,
        buffered
    }

    @ArgGroup(exclusive = false)
    private @Nullable Certificate certificate;

    /// Both or neither.
    static final class Certificate {
        @Option(
                names = "--tls-cert",
                paramLabel = "FILE",
                required = true,
                description = "Speak TLS with the certificates in this PEM file.")
        private Path chain;

        @Option(
                names = "--tls-key",
                paramLabel = "FILE",
                required = true,
                description = "The certificate's private key, a PEM file (PKCS #8, not encrypted).")
        private Path key;
    }

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description =
                    "Append a line per request, in the combined format; - for standard output.")
    private @Nullable Path accessLog;

    @Option(
            names = "--cors",
            paramLabel = "ORIGIN",
            description = "Let pages of this origin read everything; * for all. May be repeated.")
    private String[] origins = {};

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "How to wait for sockets: epoll, nio or auto, which is epoll where it loads "
                            + "(default: ${DEFAULT-VALUE}).")
    private Transport transport;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Event loops (default: one per processor).")
    private @Nullable Integer threads;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "Close connections beyond this number at once (default: 10000).")
    private @Nullable Integer maxConnections;

    @Override
    public Integer call() throws Exception {
        OriginServer server = start();
        announce(server);
        Thread onSignal = new Thread(() -> stop(server), "zenview-stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        server.awaitStop();
        return Zenview.DONE;
    }

    private OriginServer start() throws IOException {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--port " + port + " is not between 0 and 65535");
        }
        if (!Files.isDirectory(directory)) {
            throw new CommandFailure("There is no directory '" + directory + "' to serve");
        }
        InetSocketAddress address = new InetSocketAddress(local(), port);
        OriginServer.Builder builder =
                OriginServer.builder()
                        .directory(directory)
                        .videos(VideoLibrary.of(directory))
                        .address(address)
                        .transport(transport)
                        .limits(limits())
                        .allowOrigins(origins);
        takeUploads(builder, address.getAddress());
        if (threads != null) {
            builder.eventLoops(threads);
        }
        if (certificate != null) {
            builder.tls(certificate.chain, certificate.key);
        }
        if (accessLog != null && accessLog.toString().equals("-")) {
            builder.accessLog(System.out);
        } else if (accessLog != null) {
            builder.accessLog(accessLog);
        }
        try {
            return builder.start();
        } catch (BindException e) {
            // Its message names the address and the way out.
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void takeUploads(OriginServer.Builder builder, InetAddress address) throws IOException {
        if (!upload) {
            if (delete || tokenFile != null || maxUpload != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--delete, --token-file and --max-upload go with --upload");
            }
            return;
        }
        if (tokenFile == null && !address.isLoopbackAddress()) {
            throw new CommandFailure(
                    "Whoever can reach "
                            + bind
                            + " could write to "
                            + directory
                            + ": give a --token-file, or bind to "
                            + Address.DEFAULT_HOST);
        }
        builder.takeUploads();
        if (delete) {
            builder.takeDeletions();
        }
        if (tokenFile != null) {
            builder.token(BearerToken.read(tokenFile));
        }
        switch (intake) {
            case auto -> {}
            case buffered -> builder.withoutSplice();
            case splice ->
                    Splice.unavailability()
                            .ifPresent(reason -> {
                                throw new CommandFailure(
                                        "Uploads cannot be spliced: "
                                                + reason
                                                + "; --via auto takes what can be");
                            });
        }
    }

    private Limits limits() {
        Limits limits = Limits.DEFAULT;
        if (maxConnections != null) {
            limits = limits.withMaxConnections(maxConnections);
        }
        UploadLimits uploads = limits.uploads();
        return maxUpload == null
                ? limits
                : limits.withUploads(
                        new UploadLimits(
                                maxUpload.bytes(),
                                uploads.maxUnfinished(),
                                Math.max(uploads.maxUnfinishedBytes(), maxUpload.bytes()),
                                uploads.expiry()));
    }

    @SuppressWarnings("AddressSelection") // One address is what a socket is bound to.
    private InetAddress local() throws IOException {
        return InetAddress.getByName(bind);
    }

    private void announce(OriginServer server) {
        PrintWriter out = spec.commandLine().getOut();
        InetAddress address = server.address().getAddress();
        // Of the address that stands for all of them, no browser can do anything.
        String where =
                address.isAnyLocalAddress()
                        ? "localhost:" + server.port()
                        : Figures.address(server.address());
        out.printf(
                Locale.ROOT,
                "Serving %s on %s://%s/%n",
                directory,
                server.isSecure() ? "https" : "http",
                where);
        if (upload) {
            out.println(
                    server.splices()
                            ? "Uploads go from the socket into the file within the kernel (splice)"
                            : "Uploads go through buffers of this program");
        }
        out.flush();
        if (!address.isLoopbackAddress()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(
                    "WARNING: "
                            + bind
                            + " can be reached from other machines. Whoever can connect can read everything in "
                            + directory
                            + (upload ? ", and write to it with the token" : "")
                            + (server.isSecure() ? "." : "; nothing is encrypted."));
            err.flush();
        }
    }

    private static void stop(OriginServer server) {
        server.close();
        // For a server being stopped is the normal end; left alone, the JVM would exit with 128
        // plus the signal's number.
        Runtime.getRuntime().halt(Zenview.DONE);
    }
}

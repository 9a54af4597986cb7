package io.zenview.cli;

import io.zenview.client.Download;
import io.zenview.client.GetReport;
import io.zenview.client.HttpAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `zenview get`.
@Command(
        name = "get",
        header = "Fetch a file over HTTP, verified, and resumed when it breaks off.",
        description = {
            "",
            "Bytes go into FILE.part, several pieces at a time; FILE appears when all are there, have the right "
                    + "digest and are on the disk. If the command was stopped or killed, the same command fetches the "
                    + "rest, unless the server has another version by then.",
            "",
            "What is compared is the server's Repr-Digest, and what --digest says. If they differ, the bytes are kept "
                    + "as FILE.corrupt for a look, and the exit status is 1.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  zenview get https://example.org/film.mp4",
            "      Into film.mp4 here, by four streams.",
            "  zenview get http://archive.example:8080/film.mp4 /srv/films/ --streams 8",
            "      Into a folder.",
            "  zenview get https://example.org/film.mp4 --digest sha-256=9f86d081...",
            "      With the digest that somebody published.",
            "  zenview get https://example.org/film.mp4 --restart",
            "      Throws away what an earlier command has fetched."
        })
final class GetCommand implements Callable<Integer> {
    /// What the JDK's client reads at once: four times as much as usual takes a sixth less of the
    /// processor.
    private static final String BUFFER_SIZE = "jdk.httpclient.bufsize";

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "URL",
            converter = WebAddress.Converter.class,
            description = "Where it is, by http or https.")
    private WebAddress url;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "Where it goes, or an existing folder (default: the last name in the URL, here).")
    private @Nullable Path file;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "How many requests run side by side, up to 64 (default: ${DEFAULT-VALUE}).")
    private int streams;

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            converter = GivenDigest.Converter.class,
            description =
                    "What the file must have: sha-256=HEX, or sha-256=:BASE64: as in a Repr-Digest field.")
    private @Nullable GivenDigest digest;

    @Option(names = "--force", description = "Replace FILE if it exists, in one step at the end.")
    private boolean force;

    @Option(
            names = "--restart",
            description = "Fetch everything, whatever an earlier command has fetched.")
    private boolean restart;

    @Option(
            names = "--token-file",
            paramLabel = "TOKENS",
            description =
                    "A file with a bearer token for the URL's server; no other server gets it.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "PEM",
            description =
                    "A file of certificates to believe in, instead of those that the JDK believes in.")
    private @Nullable Path certificates;

    @Option(names = "--json", description = "Report as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (System.getProperty(BUFFER_SIZE) == null) {
            System.setProperty(BUFFER_SIZE, "65536");
        }
        Path target = target();
        Download.Builder download = Download.builder(url.uri(), target);
        try {
            download.streams(streams);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--streams: " + e.getMessage(), e);
        }
        if (digest != null) {
            download.digest(digest.digest());
        }
        if (tokenFile != null) {
            download.token(TokenFile.read(tokenFile));
        }
        if (certificates != null) {
            download.certificates(certificates);
        }
        download.replace(force).restart(restart);
        GetReport report = fetch(download, target);
        PrintWriter err = spec.commandLine().getErr();
        report.notes().forEach(note -> err.println("zenview get: " + note + "."));
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? asJson(report) : forPeople(report));
        out.flush();
        return Zenview.DONE;
    }

    private GetReport fetch(Download.Builder download, Path target) throws IOException {
        Terminal terminal = Zenview.of(spec).terminal();
        String task = String.valueOf(target.getFileName());
        try (LateProgress progress = new LateProgress(terminal, task)) {
            return download.onProgress(progress).build().run();
        } catch (ConnectException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    "'" + target + "' exists already; --force replaces it, or give another FILE");
        }
    }

    private Path target() {
        if (file != null && !Files.isDirectory(file)) {
            return file;
        }
        String name =
                HttpAddress.fileName(url.uri())
                        .orElseThrow(() ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "There is no name of a file at the end of "
                                                + url.uri()
                                                + "; give FILE"));
        return file == null ? Path.of(name) : file.resolve(name);
    }

    private static String forPeople(GetReport report) {
        StringBuilder text = new StringBuilder();
        text.append(Figures.bytes(report.bytes()))
                .append(" of ")
                .append(report.source())
                .append(" in ")
                .append(report.file());
        line(text, "wall", Figures.seconds(report.elapsed()));
        line(text, "rate", Figures.rate(report.bytesPerSecond()));
        line(text, "streams", String.valueOf(report.streams()));
        if (report.resumedFrom() > 0) {
            line(text, "there before", Figures.bytes(report.resumedFrom()));
        }
        report.etag().ifPresent(tag -> line(text, "ETag", tag));
        line(text, report.digest().algorithm().toString(), report.digest().hex());
        line(
                text,
                "verified",
                report.verified()
                        ? "yes"
                        : "not verified, for the server has no digest; --digest compares with one of yours");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(System.lineSeparator()).append(String.format("  %-18s  %s", name, value));
    }

    private static String asJson(GetReport report) {
        return JsonLine.of(json -> {
            json.writeStringProperty("url", report.source().toString());
            json.writeStringProperty("file", report.file().toString());
            json.writeNumberProperty("bytes", report.bytes());
            json.writeNumberProperty("resumedFrom", report.resumedFrom());
            json.writeNumberProperty("seconds", report.elapsed().toNanos() / 1e9);
            json.writeNumberProperty("bytesPerSecond", report.bytesPerSecond());
            json.writeNumberProperty("streams", report.streams());
            report.etag().ifPresent(tag -> json.writeStringProperty("etag", tag));
            json.writeStringProperty("digest", report.digest().toString());
            json.writeBooleanProperty("verified", report.verified());
        });
    }
}

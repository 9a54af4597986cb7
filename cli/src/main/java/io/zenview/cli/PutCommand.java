package io.zenview.cli;

import io.zenview.client.PutReport;
import io.zenview.client.Upload;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `zenview put`.
@Command(
        name = "put",
        header = "Send a file over HTTP, verified, and resumed when it breaks off.",
        description = {
            "",
            "Over http the bytes go by sendfile: none passes through this process on its way. Over https they are read "
                    + "and encrypted here.",
            "",
            "To a server that knows resumable uploads ('zenview serve --upload', and others after the IETF's draft), "
                    + "the same command goes on where an earlier one was stopped or killed; what it needs for that is in "
                    + "~/.local/state/zenview. Other servers get one plain PUT.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  zenview put film.mp4 http://archive.example:8080/films/",
            "      As films/film.mp4 there: after a slash the name is added.",
            "  zenview put film.mp4 https://archive.example/film.mp4 --token-file token",
            "      With leave to write.",
            "  zenview put film.mp4 http://127.0.0.1:8080/film.mp4 --no-clobber",
            "      Only if there is nothing of that name."
        })
final class PutCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A regular file.")
    private Path file;

    @Parameters(
            index = "1",
            paramLabel = "URL",
            converter = WebAddress.Converter.class,
            description = "Where it goes, by http or https.")
    private WebAddress url;

    @ArgGroup private @Nullable Condition condition;

    /// At most one of them.
    static final class Condition {
        @Option(
                names = "--no-clobber",
                description = "Only if there is nothing at the URL; otherwise fail.")
        private boolean noClobber;

        @Option(
                names = "--if-match",
                paramLabel = "ETAG",
                description =
                        "Only if this version is at the URL; an entity tag with its quotes, as in '\"5f3a\"'.")
        private @Nullable String ifMatch;
    }

    @Option(
            names = "--restart",
            description = "Send everything, whatever an earlier command has sent.")
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
        Upload.Builder upload = Upload.builder(file, url.uri()).restart(restart);
        if (condition != null && condition.noClobber) {
            upload.ifAbsent();
        }
        if (condition != null && condition.ifMatch != null) {
            try {
                upload.ifMatch(condition.ifMatch);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(
                        spec.commandLine(), "--if-match: " + e.getMessage(), e);
            }
        }
        if (tokenFile != null) {
            upload.token(TokenFile.read(tokenFile));
        }
        if (certificates != null) {
            upload.certificates(certificates);
        }
        PutReport report = send(upload);
        PrintWriter err = spec.commandLine().getErr();
        report.notes().forEach(note -> err.println("zenview put: " + note + "."));
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? asJson(report) : forPeople(report));
        out.flush();
        return Zenview.DONE;
    }

    private PutReport send(Upload.Builder upload) throws IOException {
        Terminal terminal = Zenview.of(spec).terminal();
        String task = String.valueOf(file.getFileName());
        try (LateProgress progress = new LateProgress(terminal, task)) {
            return upload.onProgress(progress).build().run();
        } catch (ConnectException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static String forPeople(PutReport report) {
        StringBuilder text = new StringBuilder();
        text.append(Figures.bytes(report.size()))
                .append(" of ")
                .append(report.file())
                .append(" at ")
                .append(report.location().orElse(report.target()))
                .append(report.viaSendfile() ? " via sendfile" : " via TLS");
        line(text, "wall", Figures.seconds(report.elapsed()));
        line(text, "rate", Figures.rate(report.bytesPerSecond()));
        if (report.resumedFrom() > 0) {
            line(text, "there before", Figures.bytes(report.resumedFrom()));
        }
        report.etag().ifPresent(tag -> line(text, "ETag", tag));
        line(text, report.digest().algorithm().toString(), report.digest().hex());
        line(
                text,
                "verified",
                report.verified() ? "yes" : "not verified, for the server tells no digest");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(System.lineSeparator()).append(String.format("  %-18s  %s", name, value));
    }

    private static String asJson(PutReport report) {
        return JsonLine.of(json -> {
            json.writeStringProperty("file", report.file().toString());
            json.writeStringProperty("url", report.target().toString());
            json.writeNumberProperty("size", report.size());
            json.writeNumberProperty("bytes", report.bytes());
            json.writeNumberProperty("resumedFrom", report.resumedFrom());
            json.writeNumberProperty("seconds", report.elapsed().toNanos() / 1e9);
            json.writeNumberProperty("bytesPerSecond", report.bytesPerSecond());
            report.etag().ifPresent(tag -> json.writeStringProperty("etag", tag));
            report.location()
                    .ifPresent(place -> json.writeStringProperty("location", place.toString()));
            json.writeStringProperty("digest", report.digest().toString());
            json.writeBooleanProperty("verified", report.verified());
            json.writeBooleanProperty("resumable", report.resumable());
            json.writeBooleanProperty("viaSendfile", report.viaSendfile());
        });
    }
}

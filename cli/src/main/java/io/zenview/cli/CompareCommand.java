package io.zenview.cli;

import io.zenview.compare.Comparison;
import io.zenview.compare.Machine;
import io.zenview.compare.Python;
import io.zenview.compare.Report;
import io.zenview.compare.Result;
import io.zenview.compare.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `zenview compare`.
@Command(
        name = "compare",
        header = "Measure on this machine what copies cost.",
        description = {
            "",
            "Runs the comparisons of the talk \"Zero-Copy Zen\" (EuroPython 2023): the same work with copies and "
                    + "without. If there is a python3 on the PATH, the talk's own programs run beside.",
            "",
            "Everything together takes about three minutes with the usual sizes. Best on a machine that does nothing "
                    + "else meanwhile. Tables go to standard output, progress to standard error.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  zenview compare",
            "      All four, as in the talk.",
            "  zenview compare --report report.html",
            "      The same, with charts to open in a browser.",
            "  zenview compare transfer --size 512M --rounds 3",
            "      Only the transfer, with less.",
            "  zenview compare transfer --file film.mp4",
            "      With a file of your own.",
            "  zenview compare chunk numbers --no-python --json -",
            "      Two of them, as JSON on standard output instead of the tables."
        })
final class CompareCommand implements Callable<Integer> {
    /// Names standard output where a file could be named.
    private static final Path STDOUT = Path.of("-");

    private static final int TEXT_COLUMNS = 96;

    @Spec private CommandSpec spec;

    /// What can be asked for by name.
    enum Choice {
        TRANSFER,
        SLICES,
        CHUNK,
        NUMBERS,
        ALL;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        private Set<Comparison> comparisons() {
            return this == ALL
                    ? EnumSet.allOf(Comparison.class)
                    : EnumSet.of(Comparison.valueOf(name()));
        }
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "COMPARISON",
            defaultValue = "all",
            description = {
                "What to compare (default: ${DEFAULT-VALUE}):",
                "transfer: a file over loopback, by every method of 'zenview send', each in a process of its own;",
                "slices: b = b[1:] until nothing is left;",
                "chunk: 20 MiB out of a large buffer and a film's file, and sent;",
                "numbers: a million whole numbers doubled;",
                "all: these four."
            })
    private List<Choice> choices = List.of(Choice.ALL);

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description =
                    "How much the transfer sends (default: 2G). It needs as much disk and twice as much memory. "
                            + "Below 1G, the chunk's film is as small (80M at least).")
    private @Nullable ByteSize size;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How often to measure; the slices at most twice (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Send this file instead of a temporary one of random bytes.")
    private @Nullable Path file;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where temporary files go (default: ${sys:java.io.tmpdir}).")
    private @Nullable Path directory;

    @Option(names = "--no-python", description = "Leave Python out.")
    private boolean withoutPython;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a page with charts, complete in one HTML file.")
    private @Nullable Path report;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "Write all samples as JSON; '-' is standard output, instead of the tables.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        // First what needs no machine: nobody waits three minutes to learn of a slip of the finger.
        Settings settings = settings();
        requireWritable("--report", report);
        requireWritable("--json", json);
        settings = settings.withPython(python());

        Machine machine = Machine.current();
        PrintWriter out = spec.commandLine().getOut();
        boolean tables = !STDOUT.equals(json);
        if (tables) {
            out.println(machine.text());
            out.flush();
        }
        List<Result> results = new ArrayList<>();
        Terminal terminal = Zenview.of(spec).terminal();
        try (ComparisonProgress progress =
                new ComparisonProgress(spec.commandLine().getErr(), terminal)) {
            for (Comparison comparison : chosen()) {
                Result result = comparison.run(settings, progress);
                progress.clear();
                results.add(result);
                if (tables) {
                    print(result, out);
                }
            }
        }
        write(machine, results);
        return Zenview.DONE;
    }

    private Set<Comparison> chosen() {
        Set<Comparison> chosen = EnumSet.noneOf(Comparison.class);
        choices.forEach(choice -> chosen.addAll(choice.comparisons()));
        return chosen;
    }

    private Settings settings() {
        if (size != null && file != null) {
            throw misused("--size and --file exclude each other: a file has its size");
        }
        Settings settings = Settings.defaults().withServer(ComparedServer::start);
        try {
            settings = settings.withRounds(rounds);
            if (size != null) {
                settings = settings.withSize(size.bytes());
            }
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
        if (file != null) {
            settings = settings.withFile(file);
        }
        return directory == null ? settings : settings.withDirectory(directory);
    }

    private Python python() throws InterruptedException {
        return withoutPython ? Python.none("switched off by --no-python") : Python.find();
    }

    private static void requireWritable(String option, @Nullable Path target) throws IOException {
        if (target == null || target.equals(STDOUT)) {
            return;
        }
        Path folder = Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(target);
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (Files.isDirectory(target)) {
            throw new FileSystemException(
                    target.toString(), null, "is a directory; " + option + " wants a file");
        }
        if (!Files.isWritable(Files.exists(target) ? target : folder)) {
            throw new java.nio.file.AccessDeniedException(target.toString());
        }
    }

    private static void print(Result result, PrintWriter out) {
        out.println();
        out.println(result.title());
        out.println();
        out.print(result.table().text());
        out.println();
        result.readings().forEach(reading -> out.print(Paragraph.item(reading, TEXT_COLUMNS)));
        result.pythonAbsence().ifPresent(why -> out.print(Paragraph.item(why, TEXT_COLUMNS)));
        out.flush();
    }

    private void write(Machine machine, List<Result> results) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        boolean tables = !STDOUT.equals(json);
        if (report != null) {
            Files.writeString(report, Report.html(machine, results));
        }
        if (json != null) {
            String text = ComparisonJson.of(machine, results);
            if (tables) {
                Files.writeString(json, text);
            } else {
                out.println(text);
            }
        }
        if (tables) {
            out.println();
            out.print(Paragraph.wrap(HONESTY, TEXT_COLUMNS));
            if (report != null) {
                out.println("Report: " + report);
            }
            if (json != null) {
                out.println("JSON: " + json);
            }
        }
        out.flush();
    }

    private static final String HONESTY =
            "Medians of few rounds in one JVM, made to show factors that one can see with the naked eye; no JMH "
                    + "benchmark. How each was measured is told in the report (--report report.html).";

    private ParameterException misused(String complaint) {
        return new ParameterException(spec.commandLine(), complaint);
    }
}

package io.zenview.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The `zenview` command: what all its subcommands share, and the list of them.
///
/// A subcommand is a `Callable<Integer>` with a picocli `@Command` annotation, added to the list
/// below. It says on standard output what it was asked for, returns its exit status ([#DONE] or
/// [#FAILED]) and throws what goes wrong: [Failures] turns any exception into a sentence. It gets
/// [Terminal] and [ByteSize] options for the asking.
@Command(
        name = "zenview",
        versionProvider = Version.class,
        header = "Memory views for the JVM, and zero-copy transfer on top of them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CompareCommand.class,
            GetCommand.class,
            InspectCommand.class,
            PutCommand.class,
            ReceiveCommand.class,
            SendCommand.class,
            ServeCommand.class,
            TimecodeCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  zenview compare --report report.html",
            "      Measures on this machine what copies cost.",
            "  zenview get https://example.org/film.mp4",
            "      Fetches a file by several streams, resumed and verified.",
            "  zenview inspect prices.npy --slice '10:20, 3'",
            "      Looks into a file of any size: a part of an array, in this case.",
            "  zenview receive --to inbox",
            "      Waits for files on port 8082 of this machine.",
            "  zenview send film.mp4 127.0.0.1:8082",
            "      Sends a file there, without a copy in user space.",
            "  zenview timecode film.mp4 01:09:14:28",
            "      Finds a frame by its label: when it is shown, and where its bytes are.",
            "",
            "'zenview COMMAND --help' shows the options and examples of a command.",
        })
final class Zenview implements Runnable {
    /// The exit status of a command that did what it was asked.
    static final int DONE = 0;

    /// The exit status of a command that was understood and failed.
    static final int FAILED = 1;

    /// The exit status of a command that was not understood; nothing was done.
    static final int MISUSED = 2;

    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("unused") // Picocli acts on it by itself.
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("unused")
    private boolean version;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of a failure.")
    private boolean verbose;

    private final Terminal terminal;

    Zenview(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Runs the command and ends the JVM with its exit status.
    public static void main(String[] args) {
        CommandLine commandLine = commandLine(Terminal.ofThisProcess());
        int status;
        try {
            status = commandLine.execute(args);
        } catch (Error error) {
            // Picocli hands over exceptions only; a want of memory deserves a sentence, too.
            status = Complaints.handleError(error, commandLine);
        }
        System.exit(status);
    }

    /// The command, ready to be executed any number of times; it never ends the JVM by itself.
    static CommandLine commandLine(Terminal terminal) {
        return prepare(new CommandLine(new Zenview(terminal)), terminal);
    }

    /// Sets up what all subcommands share; picocli passes it on to those that are there by now.
    static CommandLine prepare(CommandLine commandLine, Terminal terminal) {
        Complaints complaints = new Complaints();
        return commandLine
                .registerConverter(ByteSize.class, ByteSize::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(terminal.helpWidth())
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.outColours()))
                .setParameterExceptionHandler(complaints)
                .setExecutionExceptionHandler(complaints);
    }

    /// The root of the command line a subcommand belongs to.
    static Zenview of(CommandSpec subcommand) {
        return (Zenview) subcommand.root().userObject();
    }

    boolean isVerbose() {
        return verbose;
    }

    Terminal terminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}

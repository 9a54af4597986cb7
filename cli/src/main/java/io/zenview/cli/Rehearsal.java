package io.zenview.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine;

/// Goes once through what happens at every start, for the JVM to take notes from.
///
/// The launcher runs it when it makes the AOT cache. It prints nothing, opens nothing and takes
/// well under a second: the cache is about starting, the work itself is compiled where it runs.
final class Rehearsal {
    private Rehearsal() {}

    /// Rehearses, and ends normally whatever it hears.
    public static void main(String[] args) {
        rehearse(List.of("--version"));
        rehearse(List.of("--help"));
        rehearse(List.of("--no-such-option"));
        rehearse(List.of());
        CommandLine root = commandLine();
        root.getSubcommands().keySet().forEach(name -> rehearse(List.of(name, "--help")));
    }

    private static void rehearse(List<String> args) {
        commandLine().execute(args.toArray(String[]::new));
    }

    private static CommandLine commandLine() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return Zenview.commandLine(Terminal.ofThisProcess()).setOut(nowhere).setErr(nowhere);
    }
}

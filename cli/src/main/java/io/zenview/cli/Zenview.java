package io.zenview.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `zenview` command.
@Command(name = "zenview")
final class Zenview {
    private Zenview() {}

    /// Runs the command and ends the JVM with its exit status.
    ///
    /// @param args the command line
    public static void main(String[] args) {
        System.exit(new CommandLine(new Zenview()).execute(args));
    }
}

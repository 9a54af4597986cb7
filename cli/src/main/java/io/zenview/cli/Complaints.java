package io.zenview.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says on standard error what is wrong, in one sentence after the command's name, and settles the
/// exit status.
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException misuse, String[] args) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(name(command) + ": " + Failures.sentence(misuse));
        UnmatchedArgumentException.printSuggestions(misuse, err);
        err.println("Try '" + name(command) + " --help'.");
        if (isVerbose(command)) {
            misuse.printStackTrace(err);
        }
        return Zenview.MISUSED;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        return report(failure, command);
    }

    static int handleError(Error error, CommandLine command) {
        return report(error, command);
    }

    private static int report(Throwable failure, CommandLine command) {
        PrintWriter err = command.getErr();
        err.println(name(command) + ": " + Failures.sentence(failure));
        if (isVerbose(command)) {
            failure.printStackTrace(err);
        } else if (Failures.isUnforeseen(failure)) {
            err.println("This is a defect of Zenview; with --verbose it shows where.");
        }
        return Zenview.FAILED;
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private static boolean isVerbose(CommandLine command) {
        return Zenview.of(command.getCommandSpec()).isVerbose();
    }
}

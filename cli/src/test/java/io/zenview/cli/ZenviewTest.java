package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ZenviewTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /// Stands for the subcommands: it takes a size and fails as it is told.
    @Command(name = "probe", description = "Probes.")
    static final class Probe implements Callable<Integer> {
        @Option(names = "--size", defaultValue = "1M", description = "How much.")
        ByteSize size;

        Exception failure;

        @Override
        public Integer call() throws Exception {
            if (failure != null) {
                throw failure;
            }
            return size.bytes() == 0 ? Zenview.FAILED : Zenview.DONE;
        }
    }

    @Test
    void showsItsHelpWithExamples() {
        assertThat(run(new Probe(), "--help")).isEqualTo(Zenview.DONE);

        assertThat(out.toString()).contains("Usage: zenview", "--verbose", "Examples:", "probe");
        assertThat(out.toString()).doesNotContain("\033[");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void coloursHelpOnATerminalOnly() {
        CommandLine onTerminal = Zenview.commandLine(new Terminal(true, true, 80, true));

        onTerminal.setOut(new PrintWriter(out, true)).execute("--help");

        assertThat(out.toString()).contains("\033[");
    }

    @Test
    void saysWhichVersionRunsOnWhichJdk() {
        assertThat(run(new Probe(), "--version")).isEqualTo(Zenview.DONE);

        assertThat(out.toString()).startsWith("zenview ").contains("JDK " + Runtime.version());
    }

    @Test
    void everySubcommandHasHelpWithoutAskingForIt() {
        assertThat(run(new Probe(), "probe", "--help")).isEqualTo(Zenview.DONE);

        assertThat(out.toString()).contains("Usage: zenview probe", "--size", "--verbose");
    }

    @Test
    void asksForACommand() {
        assertThat(run(new Probe())).isEqualTo(Zenview.MISUSED);

        assertThat(err.toString().lines())
                .containsExactly("zenview: Which command?", "Try 'zenview --help'.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void guessesWhatAMistypedCommandMeant() {
        assertThat(run(new Probe(), "prob")).isEqualTo(Zenview.MISUSED);

        assertThat(err.toString()).startsWith("zenview: What is 'prob'?").contains("probe");
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertThat(run(new Probe(), "probe", "--size", "huge")).isEqualTo(Zenview.MISUSED);

        assertThat(err.toString().lines())
                .containsExactly(
                        "zenview probe: Invalid value for option '--size': 'huge' is not a size; "
                                + "write bytes or a binary unit, for example 4096, 64K, 20M or 1.5G",
                        "Try 'zenview probe --help'.");
    }

    @Test
    void passesTheStatusOfTheSubcommandOn() {
        assertThat(run(new Probe(), "probe")).isEqualTo(Zenview.DONE);
        assertThat(run(new Probe(), "probe", "--size=0")).isEqualTo(Zenview.FAILED);
    }

    @Test
    void tellsAFailureInOneLine() {
        Probe probe = new Probe();
        probe.failure = new NoSuchFileException("/nowhere");

        assertThat(run(probe, "probe")).isEqualTo(Zenview.FAILED);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("zenview probe: There is no file '/nowhere'");
    }

    @Test
    void showsTheStackTraceWhenAsked() {
        Probe probe = new Probe();
        probe.failure = new IOException("bad magic");

        assertThat(run(probe, "probe", "--verbose")).isEqualTo(Zenview.FAILED);

        assertThat(err.toString())
                .contains("zenview probe: bad magic", "\tat io.zenview.cli.ZenviewTest");
    }

    @Test
    void admitsADefect() {
        Probe probe = new Probe();
        probe.failure = new IllegalStateException();

        assertThat(run(probe, "probe")).isEqualTo(Zenview.FAILED);

        assertThat(err.toString().lines())
                .containsExactly(
                        "zenview probe: Failed by IllegalStateException",
                        "This is a defect of Zenview; with --verbose it shows where.");
    }

    @Test
    void rehearsesWithoutAWord() {
        // It would throw, or end the JVM with its status.
        Rehearsal.main(new String[0]);
    }

    private int run(Probe probe, String... args) {
        Terminal terminal = new Terminal(false, false, 80, true);
        CommandLine commandLine = new CommandLine(new Zenview(terminal)).addSubcommand(probe);
        Zenview.prepare(commandLine, terminal);
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}

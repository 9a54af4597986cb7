package io.zenview.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/// What the two output streams of this process are connected to.
///
/// Java can't tell: its console is that of standard input *and* output together, and standard error
/// has none. The launcher knows and says so in two system properties; started without it, nothing
/// is taken for a terminal.
///
/// @param out whether standard output is a terminal
/// @param err whether standard error is a terminal
/// @param columns the terminal's width in characters; a guess where there is no terminal
/// @param coloured whether the user lets a terminal be coloured at all
record Terminal(boolean out, boolean err, int columns, boolean coloured) {
    /// Lists the streams that are terminals: `out`, `err`, both with a comma between, or nothing.
    static final String STREAMS_PROPERTY = "zenview.terminal";

    /// The terminal's width in characters.
    static final String COLUMNS_PROPERTY = "zenview.columns";

    private static final int USUAL_COLUMNS = 80;
    private static final int NARROWEST_HELP = 60;
    private static final int WIDEST_HELP = 110;

    static Terminal ofThisProcess() {
        return of(System.getenv(), System.getProperties());
    }

    static Terminal of(Map<String, String> environment, Properties properties) {
        List<String> terminals =
                Arrays.asList(properties.getProperty(STREAMS_PROPERTY, "").split(",", -1));
        return new Terminal(
                terminals.contains("out"),
                terminals.contains("err"),
                columns(properties.getProperty(COLUMNS_PROPERTY), environment),
                isColoured(environment));
    }

    /// How standard output may be coloured.
    Ansi outColours() {
        return out && coloured ? Ansi.ON : Ansi.OFF;
    }

    /// How standard error may be coloured.
    Ansi errColours() {
        return err && coloured ? Ansi.ON : Ansi.OFF;
    }

    /// A width at which help is pleasant to read.
    int helpWidth() {
        return Math.clamp(columns, NARROWEST_HELP, WIDEST_HELP);
    }

    private static int columns(@Nullable String measured, Map<String, String> environment) {
        String columns = measured == null ? environment.getOrDefault("COLUMNS", "") : measured;
        // A terminal that doesn't know its width says 0, and a variable may say anything.
        return columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
    }

    private static boolean isColoured(Map<String, String> environment) {
        // https://no-color.org: present and not empty, whatever the value.
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }
}

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/// Writes what comes with an installed command and is made of it: manual pages, as AsciiDoc, one for the command and one for
/// each subcommand; completion for bash; and one line that tells these jars from any others, for the launcher.
///
/// The build runs it as `java -classpath … CommandPapers.java JARS OUTPUT_FOLDER VERSION DATE`; the command, picocli and
/// picocli-codegen are on the class path.
class CommandPapers {
    private static final Map<String, String> STATUS =
            Map.of(
                    "0", "Done.",
                    "1", "Understood, and failed.",
                    "2", "Not understood; nothing was done.");

    private static final String ENVIRONMENT =
            """

            == Environment

            *ZENVIEW_JAVA_HOME*::
              The Java to run on, 25 or newer. Without it: the runtime that comes with Zenview, if one does; *JAVA_HOME*; *java* on
              the *PATH*; the folders where systems and version managers put JDKs.

            *ZENVIEW_JAVA_OPTS*::
              Further options for the JVM, with blanks between.

            *XDG_CACHE_HOME*::
              Where the start-up cache goes, in the folder *zenview*, if it cannot be written beside the command. Without it:
              _~/.cache_.
            """;

    static void main(String[] args) throws Exception {
        Path jars = Path.of(args[0]);
        Path output = Path.of(args[1]);
        String version = args[2];
        String day = args[3].substring(0, 10);

        CommandLine command = command();
        writePages(Files.createDirectories(output.resolve("man")), command, version, day);
        Files.writeString(output.resolve("zenview.bash"), AutoComplete.bash("zenview", command));
        Files.writeString(output.resolve("jars"), fingerprint(jars) + "\n");
    }

    /// The command as `main` has it. It is nobody's business but the command's own, and so not public.
    private static CommandLine command() throws ReflectiveOperationException {
        Class<?> terminal = Class.forName("io.zenview.cli.Terminal");
        Method ofThisProcess = terminal.getDeclaredMethod("ofThisProcess");
        Method commandLine = Class.forName("io.zenview.cli.Zenview").getDeclaredMethod("commandLine", terminal);
        ofThisProcess.setAccessible(true);
        commandLine.setAccessible(true);
        return (CommandLine) commandLine.invoke(null, ofThisProcess.invoke(null));
    }

    private static void writePages(Path folder, CommandLine command, String version, String day) throws IOException {
        List<CommandSpec> specs = new ArrayList<>(List.of(command.getCommandSpec()));
        command.getSubcommands().values().forEach(subcommand -> specs.add(subcommand.getCommandSpec()));
        for (CommandSpec spec : specs) {
            // The command's own version names the JDK and the machine as well.
            spec.versionProvider(null).version("Zenview " + version);
            spec.usageMessage().exitCodeListHeading("Exit Status").exitCodeList(new TreeMap<>(STATUS));
        }
        int status =
                ManPageGenerator.generateManPage(
                        folder.toFile(), null, new boolean[0], false, specs.toArray(CommandSpec[]::new));
        if (status != 0) {
            throw new IOException("picocli wrote no manual pages to " + folder + ": status " + status);
        }
        for (CommandSpec spec : specs) {
            Path page = folder.resolve(spec.qualifiedName("-") + ".adoc");
            String text = Files.readString(page);
            // The day is not the one on which it was built; a heading has no colon; what says nothing has no heading.
            text = text.replaceFirst("\n:revnumber:", "\n:docdate: " + day + "\n:revnumber:");
            text = text.replaceFirst("(?m)^== +Examples:$", "== Examples");
            text = text.replaceFirst("== Description\n\\s*\n(?=// end)", "");
            Files.writeString(page, spec == command.getCommandSpec() ? text + ENVIRONMENT : text);
        }
    }

    private static String fingerprint(Path jars) throws Exception {
        TreeSet<Path> sorted = new TreeSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, "*.jar")) {
            found.forEach(sorted::add);
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path jar : sorted) {
            digest.update((jar.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(jar));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/// Reads every command line of ours in the documentation as the command would, without running it:
/// subcommands, options and their values exist.
class DocumentedCommandsTest {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(?:sh|text)\n(.*?)^```$");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^(?:\\$ )?(?:[A-Z_]+=\\S+ )?(?:\\./)?zenview (.*)$");
    private static final Pattern INLINE =
            Pattern.compile("`(?:\\$ )?(?:\\./)?zenview ([a-z]+ -?[^`…]*)`");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @Test
    void everyCommandLineIsUnderstood() throws IOException {
        List<String> lines = new ArrayList<>();
        Set<String> inText = new HashSet<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            Matcher block = FENCED.matcher(text);
            while (block.find()) {
                COMMAND.matcher(block.group(1))
                        .results()
                        .map(found -> found.group(1))
                        // What the command says of itself begins like a line that calls it.
                        .filter(line -> !line.matches("[a-z]+: .*"))
                        .forEach(lines::add);
            }
            INLINE.matcher(FENCED.matcher(text).replaceAll(""))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(inText::add);
        }
        lines.addAll(inText);

        List<String> misunderstood = new ArrayList<>();
        for (String line : lines) {
            try {
                CommandLine zenview = new CommandLine(new Zenview(Terminal.ofThisProcess()));
                Zenview.prepare(zenview, Terminal.ofThisProcess())
                        .parseArgs(words(line).toArray(String[]::new));
            } catch (MissingParameterException e) {
                // In the text an option may be named without a value. Unknown ones are worse.
                if (!inText.contains(line)) {
                    misunderstood.add("zenview " + line + ": " + e.getMessage());
                }
            } catch (ParameterException e) {
                misunderstood.add("zenview " + line + ": " + e.getMessage());
            }
        }

        assertThat(misunderstood).isEmpty();
        assertThat(lines).hasSizeGreaterThan(30);
    }

    private static List<Path> pages() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("docs/examples"))) {
            root = root.getParent();
        }
        List<Path> pages = new ArrayList<>(List.of(root.resolve("README.md")));
        try (Stream<Path> files = Files.list(root.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    /// The words that a shell would pass on: without quotes, up to a comment, a pipe or the like.
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            String bare = word.group(3);
            if (bare != null && bare.matches("[#|<>&;].*|[12]>.*")) {
                break;
            }
            words.add(bare != null ? bare : word.group(1) != null ? word.group(1) : word.group(2));
        }
        return words;
    }
}

package io.zenview.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs each `$ zenview timecode` of the guide to films in the folder of the films, and holds what
/// it prints against what stands below it.
class VideoDocsTest {
    private static final Pattern SESSION =
            Pattern.compile("```text\n(\\$ zenview timecode .*?)```", Pattern.DOTALL);
    private static final Path FILMS =
            Documents.ROOT.resolve("media/src/test/resources/io/zenview/media/films");

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> commandsPrintWhatTheGuideSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Matcher session =
                SESSION.matcher(Files.readString(Documents.ROOT.resolve("docs/video.md")));
        while (session.find()) {
            for (String run : session.group(1).split("(?m)^\\$ ", -1)) {
                if (!run.isEmpty()) {
                    int end = run.indexOf('\n');
                    String command = run.substring(0, end);
                    String printed = run.substring(end + 1);
                    tests.add(DynamicTest.dynamicTest(command, () -> check(command, printed)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(8);
        return tests.stream();
    }

    private void check(String command, String expected) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.zenview.cli.Zenview"));
        for (String word : command.substring("zenview ".length()).split(" ", -1)) {
            line.add(word.replace("'", ""));
        }
        Path output = folder.resolve("printed");
        Process process =
                new ProcessBuilder(line)
                        .directory(FILMS.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end within 60 s");
        }
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).isEqualTo(expected);
    }
}

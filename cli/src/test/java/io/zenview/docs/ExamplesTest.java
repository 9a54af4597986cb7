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

/// Runs every program of the documentation as its reader would, and holds what it prints against
/// the `//>` comments in it.
class ExamplesTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path ROOT = Documents.ROOT;

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> examplesPrintWhatTheySay() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/examples"))) {
            List<Path> programs =
                    files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
            assertThat(programs).hasSizeGreaterThanOrEqualTo(8);
            return programs.stream()
                    .map(file ->
                            DynamicTest.dynamicTest(
                                    file.getFileName().toString(), () -> check(file)));
        }
    }

    @TestFactory
    Stream<DynamicTest> programsInTheTextPrintWhatTheySay() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        List<Path> texts = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(texts::add);
        }
        for (Path text : texts) {
            Matcher program = PROGRAM.matcher(Files.readString(text));
            while (program.find()) {
                String source = program.group(1);
                String name = text.getFileName() + " at " + program.start();
                tests.add(
                        DynamicTest.dynamicTest(
                                name,
                                () ->
                                        check(
                                                Files.writeString(
                                                        folder.resolve("Example.java"), source))));
            }
        }
        assertThat(tests).as("the README has a first example").isNotEmpty();
        return tests.stream();
    }

    private static void check(Path program) throws IOException, InterruptedException {
        List<String> expected =
                Files.readAllLines(program).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("//> "))
                        .map(line -> line.substring(4))
                        .toList();
        assertThat(expected).as(program + " says what it prints").isNotEmpty();
        Path output = Files.createTempFile("example", ".out");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // Netty loads its native transport; unasked, the JVM warns of it.
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.toString())
                        // Where the reader stands, for files that are named.
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(program + " did not end within 60 s");
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        assertThat(printed.lines().map(String::stripTrailing).toList())
                .as(program + " printed")
                .isEqualTo(expected);
        assertThat(process.exitValue()).isZero();
    }
}

package io.zenview.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.view.MemoryView;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Holds the Java of the documentation to its word: every program compiles, runs, and prints what
/// its `//>` comments say; every fragment, in pages and in documentation comments, compiles, and
/// where it needs nothing from outside, its expressions give what stands behind them.
class SamplesTest {
    /// Blocks that are no Java. Commands are held by `DocumentedCommandsTest`; the rest is for
    /// other programs, or what ours print.
    private static final Set<String> OTHER_LANGUAGES =
            Set.of("", "sh", "text", "xml", "ini", "dockerfile", "nginx", "yaml");

    private static final Pattern LIKE_JAVA =
            Pattern.compile("(?m)^ *(?:import [a-z.]+\\*?;|try \\(.*\\{|.*\\);)$");

    @TempDir static Path folder;

    private static List<Sample> programs;
    private static List<Sample> withValues;

    @BeforeAll
    static void compileAndRunThem() throws IOException, InterruptedException {
        List<Sample> all = new ArrayList<>(Sample.inFiles());
        all.addAll(Sample.inPages());
        all.addAll(Sample.inComments());
        all.removeIf(sample -> !sample.language().equals("java"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        CompiledSamples.compile(all, classes);
        programs = all.stream().filter(Sample::isProgram).toList();
        withValues = all.stream().filter(Sample::statesValues).toList();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                CompiledSamples.classPath(classes),
                                SampleRun.class.getName(),
                                folder.toString()));
        programs.forEach(program -> command.add(program.qualifiedName()));
        withValues.forEach(fragment -> command.add(fragment.qualifiedName()));
        assertThat(java(command)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> programsPrintWhatTheySay() {
        assertThat(programs).hasSizeGreaterThan(20);
        return programs.stream()
                .map(program ->
                        DynamicTest.dynamicTest(
                                program.toString(),
                                () -> {
                                    assertThat(program.printed())
                                            .as("what it says that it prints")
                                            .isNotEmpty();
                                    assertThat(
                                                    Files.readString(
                                                                    folder.resolve(
                                                                            program.className()))
                                                            .lines()
                                                            .map(String::stripTrailing))
                                            .containsExactlyElementsOf(program.printed());
                                }));
    }

    @TestFactory
    Stream<DynamicTest> fragmentsGiveWhatTheySay() {
        assertThat(withValues).hasSizeGreaterThan(5);
        return withValues.stream()
                .map(fragment ->
                        DynamicTest.dynamicTest(
                                fragment.toString(),
                                () ->
                                        assertThat(
                                                        Files.readString(
                                                                folder.resolve(
                                                                        fragment.qualifiedName())))
                                                .isEmpty()));
    }

    @Test
    void theFirstProgramRunsAsTheReadmeSaysWithViewAlone()
            throws IOException, InterruptedException, URISyntaxException {
        Sample first =
                programs.stream()
                        .filter(program -> program.document().equals(Path.of("README.md")))
                        .findFirst()
                        .orElseThrow();
        Path view =
                Path.of(
                        MemoryView.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path source = Files.writeString(folder.resolve("First.java"), first.text());

        assertThat(java(List.of("-cp", view.toString(), source.toString())).lines())
                .containsExactlyElementsOf(first.printed());
    }

    @Test
    void nothingIsKeptFromTheCompilerByItsLanguage() throws IOException {
        for (Sample sample : Sample.inPages()) {
            if (!sample.language().equals("java")) {
                assertThat(OTHER_LANGUAGES).as("%s", sample).contains(sample.language());
                if (sample.language().isEmpty() || sample.language().equals("text")) {
                    assertThat(sample.text()).as("%s", sample).doesNotContainPattern(LIKE_JAVA);
                }
            }
        }
    }

    /// Runs a program where the reader stands, for files that are named.
    private static String java(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path output = Files.createTempFile(folder, "java", ".out");
        Process process =
                new ProcessBuilder(command)
                        .directory(Documents.ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(arguments.getLast() + " did not end within 120 s");
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}

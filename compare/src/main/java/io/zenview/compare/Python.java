package io.zenview.compare;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A Python interpreter to run the talk's own programs by, or the reason why there is none.
///
/// @param executable the interpreter, if there is one
/// @param description its version, or why there is none
public record Python(Optional<Path> executable, String description) {
    private static final String NAME = "python3";

    /// An interpreter that takes longer just to say its version is not to be measured with.
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    /// Several times what the slowest of the programs takes in one round on a slow machine.
    private static final Duration RUN_LIMIT = Duration.ofMinutes(10);

    /// No Python.
    ///
    /// @param reason why, in a few words
    /// @return no interpreter
    public static Python none(String reason) {
        return new Python(Optional.empty(), reason);
    }

    /// The first `python3` on the path that works.
    ///
    /// @return the interpreter, or none
    /// @throws InterruptedException if the thread is interrupted
    public static Python find() throws InterruptedException {
        return find(Objects.requireNonNullElse(System.getenv("PATH"), ""));
    }

    static Python find(String path) throws InterruptedException {
        Python found = none("no " + NAME + " on the PATH");
        for (Path folder : Arrays.stream(path.split(File.pathSeparator)).map(Path::of).toList()) {
            Path candidate = folder.resolve(NAME);
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                found = at(candidate);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return found;
    }

    private static Python at(Path executable) throws InterruptedException {
        try {
            String version =
                    new ChildProcess(NAME, List.of(executable.toString(), "-"))
                            .ask("import platform; print(platform.python_version())", START_LIMIT);
            return new Python(Optional.of(executable), "Python " + version.strip());
        } catch (IOException e) {
            return none(executable + " does not work: " + e.getMessage());
        }
    }

    /// Whether there is an interpreter.
    ///
    /// @return true if there is
    public boolean isPresent() {
        return executable.isPresent();
    }

    /// Runs one of this package's programs.
    ///
    /// @param program the resource's name
    /// @param arguments its arguments
    Answer run(String program, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(executable.orElseThrow().toString());
        command.add("-");
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        String name = "the Python program " + program;
        return Answer.parse(name, new ChildProcess(name, command).ask(source(program), RUN_LIMIT));
    }

    private static String source(String program) throws IOException {
        try (InputStream resource =
                Objects.requireNonNull(Python.class.getResourceAsStream(program), program)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

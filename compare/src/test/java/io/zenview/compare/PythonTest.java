package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PythonTest {
    @TempDir Path folder;

    @Test
    void saysWhenThereIsNone() throws Exception {
        Python python = Python.find(folder.toString());

        assertThat(python.isPresent()).isFalse();
        assertThat(python.description()).isEqualTo("no python3 on the PATH");
    }

    @Test
    void saysWhyOneDoesNotWork() throws Exception {
        script("echo 'cannot find my library' >&2; exit 3");

        Python python = Python.find(folder.toString());

        assertThat(python.isPresent()).isFalse();
        assertThat(python.description()).contains("python3", "status 3", "cannot find my library");
    }

    @Test
    void passesOverOneThatDoesNotWork() throws Exception {
        script("exit 1");
        Path second = Files.createDirectory(folder.resolve("second"));
        script(second, "cat >/dev/null; echo 3.99.1");

        Python python = Python.find(folder + ":" + second);

        assertThat(python.description()).isEqualTo("Python 3.99.1");
        assertThat(python.executable()).contains(second.resolve("python3"));
    }

    @Test
    void aProgramThatFailsTakesItsColumnsAwayWithAReason() throws Exception {
        script("cat >/dev/null; echo 'Traceback' >&2; echo 'MemoryError' >&2; exit 1");
        PythonSide side =
                new PythonSide(
                        new Python(java.util.Optional.of(folder.resolve("python3")), "Python 3"));

        assertThat(side.ask("slices.py", 10)).isEmpty();

        assertThat(side.python().isPresent()).isFalse();
        assertThat(side.python().description())
                .isEqualTo(
                        "the Python program slices.py failed: it ended with status 1, saying: MemoryError");
    }

    @Test
    void anAnswerThatIsNoJsonIsAFailure() throws Exception {
        script("cat >/dev/null; echo oops");
        Python python = new Python(java.util.Optional.of(folder.resolve("python3")), "Python 3");

        assertThatIOException()
                .isThrownBy(() -> python.run("slices.py", 10))
                .withMessageContaining("no JSON");
    }

    @Test
    void anAnswerThatLacksSomethingIsAFailure() throws Exception {
        Answer answer =
                Answer.parse("the program", "{\"a\": 1, \"list\": [1, 2], \"text\": \"x\"}");

        assertThat(answer.number("a")).isEqualTo(1);
        assertThat(answer.numbers("list")).containsExactly(1.0, 2.0);
        assertThat(answer.text("text")).isEqualTo("x");
        assertThatIOException()
                .isThrownBy(() -> answer.number("b"))
                .withMessage("the program did not tell b");
        assertThatIOException()
                .isThrownBy(() -> answer.number("list"))
                .withMessage("the program gave 2 numbers for list");
    }

    @Test
    void aProgramThatTakesTooLongIsKilled() throws IOException {
        Path started = folder.resolve("pid");
        ChildProcess child =
                new ChildProcess(
                        "the sleeper",
                        List.of("/bin/sh", "-c", "echo $$ > '" + started + "'; exec sleep 60"));

        assertThatIOException()
                .isThrownBy(() -> child.ask("", Duration.ofSeconds(1)))
                .withMessage("the sleeper did not finish within 1 s and was killed");

        long pid = Long.parseLong(Files.readString(started).strip());
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::onExit))
                .satisfiesAnyOf(
                        gone -> assertThat(gone).isEmpty(),
                        gone ->
                                assertThat(gone.orElseThrow())
                                        .succeedsWithin(Duration.ofSeconds(5)));
    }

    @Test
    void runsTheTalksPrograms() throws Exception {
        Python python = Python.find();
        assumeThat(python.isPresent()).as("python3 on the PATH").isTrue();

        Answer slices = python.run("slices.py", 100, 200);
        Answer chunk = python.run("chunk.py", 1000, 101, 50, 3, 5);
        Answer numbers = python.run("numbers.py", 1000);

        assertThat(slices.numbers("copies")).hasSize(2).allMatch(seconds -> seconds > 0);
        assertThat(slices.numbers("views")).hasSize(2).allMatch(seconds -> seconds > 0);
        assertThat(chunk.number("copy_bytes")).isBetween(50.0, 150.0);
        assertThat(chunk.number("view_seconds")).isPositive();
        assertThat(numbers.number("view_seconds")).isPositive();
        assertThat(numbers.text("library")).containsAnyOf("numpy", "array.array");
    }

    private void script(String body) throws IOException {
        script(folder, body);
    }

    private static void script(Path folder, String body) throws IOException {
        Path script = folder.resolve("python3");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

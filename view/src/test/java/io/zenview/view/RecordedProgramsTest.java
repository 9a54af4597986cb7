package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replays tens of thousands of programs that ran on CPython's own memoryview.
class RecordedProgramsTest {
    @TempDir Path files;

    @Test
    void zenviewDoesWhatPythonDid() {
        RecordedPrograms recorded = RecordedPrograms.read("programs");
        List<String> failures = new ArrayList<>();
        Map<String, Integer> sorts = new TreeMap<>();
        for (int i = 0; i < recorded.lines().size(); i++) {
            String line = recorded.lines().get(i);
            try {
                ProgramReplay.run(RecordedPrograms.steps(line), i % 3, files);
            } catch (AssertionError | RuntimeException e) {
                failures.add(line + "\n    " + e.getMessage() + "  " + e.getCause());
            }
        }
        failures.forEach(IO::println);
        assertThat(failures).isEmpty();
    }
}

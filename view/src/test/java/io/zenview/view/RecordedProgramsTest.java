package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Replays programs that ran in Python: on CPython's own memoryview (`record_programs.py`), and,
/// for what that does not have, on NumPy's arrays (`record_arrays.py`).
class RecordedProgramsTest {
    @TempDir Path files;

    @Test
    void viewsDoWhatMemoryviewsDid(TestReporter reporter) {
        Map<PythonDifference, Integer> differences = replayed("programs");
        differences.forEach((d, n) -> reporter.publishEntry(d + ", " + n + " times", d.reason));
        assertThat(differences)
                .as("each known difference still occurs")
                .containsOnlyKeys(PythonDifference.values());
    }

    @Test
    void viewsDoWhatNumpyArraysDid() {
        assertThat(replayed("programs-arrays")).isEmpty();
    }

    private Map<PythonDifference, Integer> replayed(String name) {
        Map<PythonDifference, Integer> differences = new EnumMap<>(PythonDifference.class);
        List<String> failures = new ArrayList<>();
        List<String> programs = RecordedPrograms.read(name).lines();
        for (int i = 0; i < programs.size(); i++) {
            String program = programs.get(i);
            try {
                ProgramReplay.run(RecordedPrograms.steps(program), i % 3, files)
                        .forEach((difference, n) -> differences.merge(difference, n, Integer::sum));
            } catch (AssertionError | RuntimeException e) {
                failures.add(program + ": " + e);
            }
        }
        assertThat(failures).isEmpty();
        return differences;
    }

    @ParameterizedTest
    @CsvSource({"programs, 20000, 4000", "programs-arrays, 3000, 0"})
    void everyRowIsExercised(String name, int programs, int beyond, TestReporter reporter) {
        RecordedPrograms recorded = RecordedPrograms.read(name);
        assertThat(recorded.lines()).hasSizeGreaterThanOrEqualTo(programs).doesNotHaveDuplicates();
        Map<String, Integer> steps = new TreeMap<>();
        int refused = 0;
        int working = 0;
        for (String program : recorded.lines()) {
            for (RecordedPrograms.Step step : RecordedPrograms.steps(program)) {
                steps.merge(recorded.rows().get(step.row()), 1, Integer::sum);
                refused += step.error() != 0 ? 1 : 0;
                working += step.beyondPython() ? 1 : 0;
                if (step.beyondPython()) {
                    // "Not implemented", but for keys that mix numbers and slices, and for casts
                    // to formats that are not native: those it calls wrong.
                    char said =
                            switch (step.operation()) {
                                case "get" -> step.error() == 'T' ? 'T' : 'N';
                                case "cast" -> 'V';
                                default -> 'N';
                            };
                    assertThat(step.error()).as(program).isEqualTo(said);
                }
            }
        }
        steps.forEach((row, n) -> reporter.publishEntry(row, n + " steps"));
        reporter.publishEntry(
                "refused", refused + " steps, " + working + " of them not by Zenview");
        assertThat(steps.keySet()).containsExactlyInAnyOrderElementsOf(recorded.rows().values());
        assertThat(steps.values()).allMatch(n -> n >= 100);
        assertThat(refused).isGreaterThan(programs / 20);
        assertThat(working).isGreaterThanOrEqualTo(beyond);
    }
}

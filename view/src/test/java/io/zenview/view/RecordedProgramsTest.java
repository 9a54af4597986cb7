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

/// Replays programs that ran on CPython's own memoryview, more than 20,000 of them: see
/// `record_programs.py`.
class RecordedProgramsTest {
    @TempDir Path files;

    @Test
    void zenviewDoesWhatPythonDid(TestReporter reporter) {
        RecordedPrograms recorded = RecordedPrograms.read("programs");
        Map<PythonDifference, Integer> differences = new EnumMap<>(PythonDifference.class);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < recorded.lines().size(); i++) {
            String program = recorded.lines().get(i);
            try {
                ProgramReplay.run(RecordedPrograms.steps(program), i % 3, files)
                        .forEach((difference, n) -> differences.merge(difference, n, Integer::sum));
            } catch (AssertionError | RuntimeException e) {
                failures.add(program + ": " + e);
            }
        }
        differences.forEach((d, n) -> reporter.publishEntry(d + ", " + n + " times", d.reason));
        assertThat(failures).isEmpty();
        assertThat(differences)
                .as("each known difference still occurs")
                .containsOnlyKeys(PythonDifference.values());
    }

    @Test
    void everyRowOfTheRulesIsExercised(TestReporter reporter) {
        RecordedPrograms recorded = RecordedPrograms.read("programs");
        assertThat(recorded.lines()).hasSizeGreaterThanOrEqualTo(20_000).doesNotHaveDuplicates();
        Map<String, Integer> steps = new TreeMap<>();
        int refused = 0;
        int beyond = 0;
        for (String program : recorded.lines()) {
            for (RecordedPrograms.Step step : RecordedPrograms.steps(program)) {
                steps.merge(recorded.rows().get(step.row()), 1, Integer::sum);
                refused += step.error() != 0 ? 1 : 0;
                beyond += step.beyondPython() ? 1 : 0;
            }
        }
        steps.forEach((row, n) -> reporter.publishEntry(row, n + " steps"));
        reporter.publishEntry("errors", refused + " steps, " + beyond + " of them work in Zenview");
        assertThat(steps.keySet()).containsExactlyInAnyOrderElementsOf(recorded.rows().values());
        assertThat(steps.values()).allMatch(n -> n >= 100);
        assertThat(beyond).isGreaterThan(1000);
    }
}

package io.zenview.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Programs that `record_programs.py` or `record_arrays.py` ran in Python, one a line; the two
/// scripts describe the notation.
///
/// @param rows name of each row of the rules table by its letter
/// @param lines the programs
record RecordedPrograms(Map<Character, String> rows, List<String> lines) {
    /// One step of a program.
    ///
    /// @param row letter of the row of the rules table that it exercises
    /// @param operation what is done
    /// @param arguments to what and with what
    /// @param result what came of it in Python
    record Step(char row, String operation, List<String> arguments, String result) {
        /// Python's error as a letter, or 0 if there was none.
        char error() {
            return result.startsWith("!") ? result.charAt(1) : 0;
        }

        /// Whether Python refused something that has a meaning all the same.
        boolean beyondPython() {
            return result.startsWith("!") && result.indexOf('~') == 2;
        }

        /// The value that is expected: Python's own, or what the operation would mean.
        String expected() {
            return beyondPython() ? result.substring(3) : result;
        }
    }

    static RecordedPrograms read(String name) {
        try (InputStream in =
                new GZIPInputStream(RecordedPrograms.class.getResourceAsStream(name + ".gz"))) {
            Map<Character, String> rows = new LinkedHashMap<>();
            List<String> lines = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .forEach(line -> {
                        if (line.startsWith("# ")) {
                            rows.put(line.charAt(2), line.substring(4));
                        } else {
                            lines.add(line);
                        }
                    });
            return new RecordedPrograms(rows, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Step> steps(String line) {
        List<Step> steps = new ArrayList<>();
        for (String text : line.split("\\|", -1)) {
            int arrow = text.indexOf(" > ");
            String[] words = text.substring(1, arrow).split(" ", -1);
            steps.add(
                    new Step(
                            text.charAt(0),
                            words[0],
                            List.of(words).subList(1, words.length),
                            text.substring(arrow + 3)));
        }
        return steps;
    }
}

package io.zenview.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What `src/test/python/record.py` recorded of CPython, line by line, fields separated by
/// semicolons.
final class Recorded {
    private Recorded() {}

    static List<String> lines(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream(name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

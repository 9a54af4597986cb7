package io.zenview.docs;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the documentation is.
final class Documents {
    /// The folder that has `docs` and the README in it.
    static final Path ROOT = root();

    private Documents() {}

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("docs/examples"))) {
            at = at.getParent();
        }
        return at;
    }
}

package io.zenview.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where the documentation is.
final class Documents {
    /// The folder that has `docs` and the README in it.
    static final Path ROOT = root();

    private Documents() {}

    /// What people read, in Markdown: the pages at the root and those in `docs`.
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    /// The sources of what is shipped, and the templates that sources are made from.
    static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.sorted().toList()) {
                for (String folder : List.of("src/main/java", "src/template")) {
                    if (Files.isDirectory(module.resolve(folder)) && !module.endsWith("bench")) {
                        try (Stream<Path> files = Files.walk(module.resolve(folder))) {
                            files.filter(Files::isRegularFile).sorted().forEach(sources::add);
                        }
                    }
                }
            }
        }
        return sources;
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("docs/examples"))) {
            at = at.getParent();
        }
        return at;
    }
}

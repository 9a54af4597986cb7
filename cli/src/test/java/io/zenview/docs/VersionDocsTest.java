package io.zenview.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the versions in the documentation's dependencies against the one in the parent POM.
class VersionDocsTest {
    private static final Pattern DEPENDENCY =
            Pattern.compile(
                    "<artifactId>zenview-[^<]*</artifactId>.*\\s*<version>([^<]+)</version>");
    private static final Pattern REVISION = Pattern.compile("<revision>([^<]+)</revision>");

    @Test
    void whatTheDocumentationNamesIsTheVersionBuilt() throws IOException {
        List<String> revision =
                found(REVISION, Files.readString(Documents.ROOT.resolve("pom.xml"))).toList();
        List<Path> pages;
        try (Stream<Path> docs = Files.list(Documents.ROOT.resolve("docs"))) {
            pages =
                    Stream.concat(Stream.of(Documents.ROOT.resolve("README.md")), docs)
                            .filter(page -> page.toString().endsWith(".md"))
                            .toList();
        }
        StringBuilder all = new StringBuilder();
        for (Path page : pages) {
            all.append(Files.readString(page));
        }

        assertThat(revision).hasSize(1);
        assertThat(found(DEPENDENCY, all.toString()).distinct().toList()).isEqualTo(revision);
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }
}

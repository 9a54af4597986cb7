package io.zenview.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the API of each module against its listing in the folder `api`, so that nobody changes it
/// without seeing that.
///
/// `-Dzenview.api=write` writes the listings anew.
class ApiListingTest {
    private static final Path FOLDER = folder();

    static List<String> publishedModules() {
        return House.built().values().stream()
                .filter(module -> !module.descriptor().exports().isEmpty())
                .map(module -> House.shortName(module.descriptor().name()))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("publishedModules")
    void theApiIsTheOneListed(String name) throws Exception {
        ModuleReference module = House.built().get(name);
        List<String> now = ApiListing.of(module);
        Path file = FOLDER.resolve("zenview-" + name + ".txt");
        if ("write".equals(System.getProperty("zenview.api"))) {
            Files.createDirectories(FOLDER);
            Files.write(file, now);
        }
        List<String> listed = Files.exists(file) ? Files.readAllLines(file) : List.of();

        assertThat(differences(listed, now))
                .as(
                        "the API of %s against api/%s; if it is meant to change, write it anew and commit it: "
                                + "./mvnw -pl cli -am test -Dtest=ApiListingTest -Dsurefire.failIfNoSpecifiedTests=false "
                                + "-Dzenview.api=write",
                        module.descriptor().name(), file.getFileName())
                .isEmpty();
    }

    @Test
    void noListingIsOfAModuleThatIsGone() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> listed =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            assertThat(listed)
                    .isEqualTo(
                            publishedModules().stream()
                                    .map(name -> "zenview-" + name + ".txt")
                                    .collect(Collectors.toSet()));
        }
    }

    private static List<String> differences(List<String> listed, List<String> now) {
        List<String> differences = new ArrayList<>();
        listed.stream()
                .filter(line -> !now.contains(line))
                .map("gone: "::concat)
                .forEach(differences::add);
        now.stream()
                .filter(line -> !listed.contains(line))
                .map("new:  "::concat)
                .forEach(differences::add);
        return differences;
    }

    private static Path folder() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(at.resolve("check"))) {
            at = at.getParent();
        }
        return at.resolve("api");
    }
}

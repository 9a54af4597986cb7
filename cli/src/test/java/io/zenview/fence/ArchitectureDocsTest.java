package io.zenview.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds what `docs/architecture.md` shows of the house, in its table and in its picture, against
/// the plan.
class ArchitectureDocsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\| ([^|]+) \\|.*");
    private static final Pattern NAME = Pattern.compile("`([a-z]+)`");
    private static final Pattern ROOM =
            Pattern.compile(
                    "id=\"room-([a-z]+)\" x=\"(\\d+)\" y=\"(\\d+)\" width=\"(\\d+)\" height=\"(\\d+)\"");

    private static String document(String name) throws IOException {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("docs/examples"))) {
            at = at.getParent();
        }
        return Files.readString(at.resolve("docs").resolve(name));
    }

    @Test
    void theTableIsThePlan() throws IOException {
        String text = document("architecture.md");
        int start = text.indexOf("\n## The house\n");
        Matcher row = ROW.matcher(text.substring(start, text.indexOf("\n## ", start + 1)));
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        while (row.find()) {
            arrows.put(
                    row.group(1),
                    NAME.matcher(row.group(2))
                            .results()
                            .map(found -> found.group(1))
                            .collect(Collectors.toSet()));
        }

        assertThat(arrows).isEqualTo(House.ARROWS);
    }

    /// Rooms stand on those that they may use.
    @Test
    void thePictureIsThePlan() throws IOException {
        Map<String, MatchResult> rooms =
                ROOM.matcher(document("images/house.svg"))
                        .results()
                        .collect(Collectors.toMap(found -> found.group(1), found -> found));
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        rooms.forEach((name, room) -> {
            Set<String> below = new TreeSet<>();
            rooms.forEach((other, candidate) -> {
                if (isBelow(candidate, room)) {
                    below.add(other);
                }
            });
            arrows.put(name, below);
        });

        assertThat(arrows).isEqualTo(House.ARROWS);
    }

    private static boolean isBelow(MatchResult lower, MatchResult upper) {
        int left = Math.max(number(lower, 2), number(upper, 2));
        int right =
                Math.min(number(lower, 2) + number(lower, 4), number(upper, 2) + number(upper, 4));
        return number(lower, 3) >= number(upper, 3) + number(upper, 5) && left < right;
    }

    private static int number(MatchResult room, int group) {
        return Integer.parseInt(room.group(group));
    }
}

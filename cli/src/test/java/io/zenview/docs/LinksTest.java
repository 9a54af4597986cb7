package io.zenview.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Follows every link of the documentation that leads into the repository, to its heading.
class LinksTest {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void everyLinkLeadsToWhatIsThere() throws IOException {
        Map<Path, Set<String>> anchors = new HashMap<>();
        List<String> dead = new ArrayList<>();
        int followed = 0;
        for (Path page : Documents.pages()) {
            Matcher link = LINK.matcher(prose(page));
            while (link.find()) {
                String target = link.group(1);
                if (target.matches("[a-z]+:.*")) {
                    continue;
                }
                followed++;
                int hash = target.indexOf('#');
                String file = hash < 0 ? target : target.substring(0, hash);
                Path path = file.isEmpty() ? page : page.resolveSibling(file).normalize();
                if (!Files.exists(path)) {
                    dead.add(page + " links to " + target + ", and there is no " + path);
                } else if (hash >= 0) {
                    if (!anchors.containsKey(path)) {
                        anchors.put(path, anchors(path));
                    }
                    if (!anchors.get(path).contains(target.substring(hash + 1))) {
                        dead.add(page + " links to " + target + ", which has no such heading");
                    }
                }
            }
        }

        assertThat(dead).isEmpty();
        assertThat(followed).isGreaterThan(100);
    }

    @Test
    void everyPictureIsShownAndSaysWhatItShows() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path page : Documents.pages()) {
            all.append(prose(page));
        }
        try (Stream<Path> files = Files.list(Documents.ROOT.resolve("docs/images"))) {
            for (Path picture : files.sorted().toList()) {
                String name = picture.getFileName().toString();
                assertThat(all).as("a page shows it").contains("images/" + name + ")");
                if (name.endsWith(".svg")) {
                    assertThat(Files.readString(picture))
                            .as(name)
                            .contains("<title ", "<desc ", "prefers-color-scheme: dark");
                }
            }
        }
    }

    @Test
    void theGuidesListOfContentsHasEveryPage() throws IOException {
        String contents = prose(Documents.ROOT.resolve("docs/README.md"));
        try (Stream<Path> pages = Files.list(Documents.ROOT.resolve("docs"))) {
            pages.map(page -> page.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .forEach(name -> assertThat(contents).contains("](" + name + ")"));
        }
    }

    /// The names under which GitHub's pages link to their headings.
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        Matcher heading = HEADING.matcher(prose(page));
        while (heading.find()) {
            String name =
                    heading.group(1)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-');
            String unique = name;
            for (int i = 1; !anchors.add(unique); i++) {
                unique = name + "-" + i;
            }
        }
        return anchors;
    }

    /// A page without its fenced blocks, in which brackets are no links.
    private static String prose(Path page) throws IOException {
        return FENCED.matcher(Files.readString(page)).replaceAll("");
    }
}

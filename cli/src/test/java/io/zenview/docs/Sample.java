package io.zenview.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A fenced block of a document: of a page in Markdown, of a documentation comment, or a program
/// that is a file of its own.
///
/// @param document where it stands, from [Documents#ROOT]
/// @param line the line of its first line, from 1
/// @param language what stands behind the fence
/// @param text what is inside, without the comment's slashes
record Sample(Path document, int line, String language, String text) {
    private static final Pattern FENCE =
            Pattern.compile("(?ms)^ *(?:/// )?```([a-z]*)\n(.*?)^ *(?:/// )?```$");

    /// An expression, and behind it what it gives: a number, a list, bytes or a slice.
    private static final Pattern VALUE =
            Pattern.compile("(?m)^( *)([^=\\n]+);( +)// ((?:-?\\d|\\[|b'|bytearray\\(|::).*)$");

    private static final Pattern PACKAGE = Pattern.compile("^([a-z]+)/src/.*\\.java");
    private static final Pattern SLASHES = Pattern.compile("(?m)^ */// ?");

    /// Every block of the README, of `CONTRIBUTING.md` and of the pages in `docs`.
    static List<Sample> inPages() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Path page : Documents.pages()) {
            samples.addAll(blocks(page));
        }
        return samples;
    }

    /// Every block of Java in a documentation comment of what is shipped.
    static List<Sample> inComments() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Path source : Documents.sources()) {
            blocks(source).stream()
                    .filter(sample -> sample.language.equals("java"))
                    .forEach(samples::add);
        }
        return samples;
    }

    /// Every program in `docs/examples`.
    static List<Sample> inFiles() throws IOException {
        try (Stream<Path> files = Files.list(Documents.ROOT.resolve("docs/examples"))) {
            List<Sample> programs = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                programs.add(
                        new Sample(
                                Documents.ROOT.relativize(file),
                                1,
                                "java",
                                Files.readString(file)));
            }
            return programs;
        }
    }

    private static List<Sample> blocks(Path document) throws IOException {
        String all = Files.readString(document);
        List<Sample> samples = new ArrayList<>();
        Matcher fence = FENCE.matcher(all);
        while (fence.find()) {
            int line = (int) all.substring(0, fence.start(2)).lines().count() + 1;
            String text = fence.group(2);
            if (document.toString().endsWith(".java")) {
                text = SLASHES.matcher(text).replaceAll("");
            }
            samples.add(
                    new Sample(Documents.ROOT.relativize(document), line, fence.group(1), text));
        }
        return samples;
    }

    /// Whether it runs as it stands; anything else is a fragment.
    boolean isProgram() {
        return text.contains("void main(");
    }

    /// Whether it says what its expressions give, as `m.get(0); // 7` does, and needs nothing to be
    /// run.
    boolean statesValues() {
        return !isProgram() && Givens.of(this).isEmpty() && VALUE.matcher(text).find();
    }

    /// Itself, with each expression that says what it gives held to that when it runs.
    String holdingValues() {
        return VALUE.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                "io.zenview.docs.HeldValue.hold("
                                        + found.group(2)
                                        + ", \""
                                        + found.group(4).replace("\\", "\\\\").replace("\"", "\\\"")
                                        + "\");"));
    }

    /// What it says that it prints: the lines behind `//>`.
    List<String> printed() {
        return text.lines()
                .map(String::strip)
                .filter(found -> found.startsWith("//> "))
                .map(found -> found.substring(4))
                .toList();
    }

    /// The whole name of the class that is made of it.
    String qualifiedName() {
        return isProgram() ? className() : packageName() + "." + className();
    }

    /// A name for a class.
    String className() {
        String file = document.getFileName().toString();
        return file.replaceAll("[^A-Za-z]", "_") + "_at_" + line;
    }

    /// Where a fragment belongs: the package of the source that it documents.
    String packageName() {
        String path = document.toString().replace('\\', '/');
        Matcher source = PACKAGE.matcher(path);
        return source.find() ? "io.zenview." + source.group(1) : "reader";
    }

    /// Where it stands, for people.
    @Override
    public String toString() {
        return document + ":" + line;
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes the typed views (`LongView` and its kin) from one template: seven classes that differ in a type and nothing else.
///
/// The build runs it as `java TypedViews.java TEMPLATE OUTPUT_FOLDER`.
class TypedViews {
    record Type(String name, String plural, int shift, String codes) {
        String capital() {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }

        Map<String, String> values() {
            boolean isByte = shift == 0;
            return Map.of(
                    "type", name,
                    "View", capital() + "View",
                    "Plural", plural,
                    "OfType", "Of" + capital(),
                    "LAYOUT", "JAVA_" + name.toUpperCase() + (isByte ? "" : "_UNALIGNED"),
                    "kShifted", isByte ? "k" : "(k << " + shift + ")",
                    "codeChars", codes,
                    "codes", String.join(", ", codes.chars().mapToObj(c -> "`" + (char) c + "`").toList()),
                    "own", isByte ? "" : ", `" + name + "[]`");
        }
    }

    private static final List<Type> TYPES = List.of(
            new Type("byte", "Bytes", 0, "bBc?"),
            new Type("short", "Shorts", 1, "hHe"),
            new Type("char", "Chars", 1, "H"),
            new Type("int", "Ints", 2, "iIlL"),
            new Type("long", "Longs", 3, "lLqQnNP"),
            new Type("float", "Floats", 2, "f"),
            new Type("double", "Doubles", 3, "d"));

    public static void main(String[] args) throws IOException {
        String template = Files.readString(Path.of(args[0]));
        Path folder = Files.createDirectories(Path.of(args[1], "io", "zenview", "view"));
        for (Type type : TYPES) {
            String text = template.replaceAll("(?s)//#if swappable\\n(.*?)//#end\\n", type.shift() == 0 ? "" : "$1");
            for (Map.Entry<String, String> value : type.values().entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            Path file = folder.resolve(type.capital() + "View.java");
            // An unchanged file keeps its time, so that nothing is compiled for its sake.
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                Files.writeString(file, text);
            }
        }
    }
}

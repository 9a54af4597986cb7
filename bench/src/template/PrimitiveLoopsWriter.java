import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes the loops of a user (`LongLoops` and its kin) from one template, so that every element type is measured by the same
/// code.
///
/// The build runs it as `java PrimitiveLoopsWriter.java TEMPLATE OUTPUT_FOLDER`.
class PrimitiveLoopsWriter {
    record Type(String name, String plural, int shift, String code, String standardCode, String wide) {
        String capital() {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }

        Map<String, String> values() {
            return Map.ofEntries(
                    Map.entry("type", name),
                    Map.entry("Capital", capital()),
                    Map.entry("View", capital() + "View"),
                    Map.entry("Plural", plural),
                    Map.entry("shift", Integer.toString(shift)),
                    Map.entry("code", code),
                    Map.entry("standardCode", standardCode),
                    Map.entry("wide", wide),
                    Map.entry("swappedOrTyped", shift == 0 ? "typed" : "swapped"));
        }
    }

    private static final List<Type> TYPES = List.of(
            new Type("byte", "Bytes", 0, "b", "b", "int"),
            new Type("short", "Shorts", 1, "h", "h", "int"),
            new Type("char", "Chars", 1, "H", "H", "int"),
            new Type("int", "Ints", 2, "i", "i", "int"),
            new Type("long", "Longs", 3, "l", "q", "long"),
            new Type("float", "Floats", 2, "f", "f", "float"),
            new Type("double", "Doubles", 3, "d", "d", "double"));

    public static void main(String[] args) throws IOException {
        String template = Files.readString(Path.of(args[0]));
        Path folder = Files.createDirectories(Path.of(args[1], "io", "zenview", "bench"));
        for (Type type : TYPES) {
            String text = template.replaceAll("(?s)//#if swappable\\n(.*?)//#end\\n", type.shift() == 0 ? "" : "$1");
            for (Map.Entry<String, String> value : type.values().entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            Path file = folder.resolve(type.capital() + "Loops.java");
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                Files.writeString(file, text);
            }
        }
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes the loops over elements (`LongLoops` and its kin) from one template: a class for each size of element, and in it a class
/// for each kind of memory and byte order, all of the same text.
///
/// The build runs it as `java Loops.java TEMPLATE OUTPUT_FOLDER`.
class Loops {
    /// A size of element; `arrays` are the Java arrays, bytes apart, whose elements have it.
    record Type(String name, int shift, List<String> arrays) {
        String capital() {
            return capital(name);
        }

        static String capital(String name) {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }

        Map<String, String> values() {
            return Map.of(
                    "type", name,
                    "Type", capital(),
                    "OfType", "Of" + capital(),
                    "LAYOUT", "JAVA_" + name.toUpperCase() + (shift == 0 ? "" : "_UNALIGNED"),
                    "size", String.valueOf(1 << shift),
                    "shifted", shift == 0 ? "i" : "((long) i << " + shift + ")",
                    "toReal", shift == 2 ? "Float.intBitsToFloat" : "Double.longBitsToDouble",
                    "swap", shift == 0 ? "" : capital(name.equals("int") ? "integer" : name) + ".reverseBytes");
        }
    }

    private static final List<Type> TYPES = List.of(
            new Type("byte", 0, List.of("byte")),
            new Type("short", 1, List.of("byte", "short", "char")),
            new Type("int", 2, List.of("byte", "int", "float")),
            new Type("long", 3, List.of("byte", "long", "double")));

    public static void main(String[] args) throws IOException {
        String template = Files.readString(Path.of(args[0]));
        Path folder = Files.createDirectories(Path.of(args[1], "io", "zenview", "view"));
        for (Type type : TYPES) {
            Path file = folder.resolve(type.capital() + "Loops.java");
            String text = text(type, template);
            // An unchanged file keeps its time, so that nothing is compiled for its sake.
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                Files.writeString(file, text);
            }
        }
    }

    private static String text(Type type, String template) {
        String text = when(template, "several", type.shift() > 0);
        text = when(text, "large", type.shift() >= 2);
        text = when(text, "long", type.shift() == 3);
        int each = text.indexOf("//#each memory\n");
        String head = text.substring(0, each);
        String memory = text.substring(text.indexOf('\n', each) + 1, text.indexOf("//#done\n"));
        StringBuilder choice = new StringBuilder();
        StringBuilder classes = new StringBuilder();
        if (type.shift() > 0) {
            write(type, "Swapped", memory, choice.append("        if (swapped) {\n"), classes);
            choice.append("        }\n");
        }
        write(type, "", memory, choice, classes);
        String result = head.replace("//#choice\n", choice) + classes + "}\n";
        for (Map.Entry<String, String> value : type.values().entrySet()) {
            result = result.replace("${" + value.getKey() + "}", value.getValue());
        }
        return result;
    }

    /// Keeps the lines of a condition, or leaves them out.
    private static String when(String text, String condition, boolean holds) {
        return text.replaceAll("(?s) *//#if " + condition + "\\n(.*?) *//#end\\n", holds ? "$1" : "");
    }

    /// The classes for one byte order, and the choice among them.
    private static void write(Type type, String order, String memory, StringBuilder choice, StringBuilder classes) {
        String layout = order.isEmpty() ? "" : ".withOrder(SWAPPED)";
        String start = order.isEmpty() ? "        " : "            ";
        choice.append(start + "if (window.kind == Window.NATIVE) {\n");
        // Mapped memory is of a class of its own: a loop that has seen both kinds is compiled for both at once, which is
        // more cases than the compiler takes out of a loop, and it may compile such a loop again and again without end.
        choice.append(start + "    return window.memory.isMapped() ? " + order + "InMapped.LOOPS : " + order + "InNative.LOOPS;\n");
        choice.append(start + "}\n");
        for (String name : List.of(order + "InNative", order + "InMapped")) {
            classes.append(memory.replace("${Memory}", name).replace("${order}", layout));
        }
        for (String array : type.arrays()) {
            String name = order + "In" + Type.capital(array) + "s";
            choice.append(start + "if (window.arrayType == " + array + ".class) {\n" + start + "    return " + name + ".LOOPS;\n" + start + "}\n");
            classes.append(memory.replace("${Memory}", name).replace("${order}", layout));
        }
        // Slow, since it sees several kinds of memory, and right for all of them.
        choice.append(start + "return " + order + "InOther.LOOPS;\n");
        classes.append(memory.replace("${Memory}", order + "InOther").replace("${order}", layout));
    }
}

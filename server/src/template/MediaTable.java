import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Makes of mime-db the table that `MediaTypes` reads: a line for each media type, which has the value of `Content-Type`,
/// a tab, and the extensions that mean it, with blanks between them.
///
/// The build runs it as `java -classpath … MediaTable.java VERSION OUTPUT_FOLDER`; mime-db's JAR and Jackson are on the class
/// path. The licence of mime-db is put beside the table, because whoever passes on the one passes on the other.
///
/// Where several types claim an extension, the one with the best standing has it. The order is that of the npm package
/// mime-types, version 3, so that this server says what most others say: first whether a type is registered for everybody (no
/// prefix), by a vendor (`vnd.`), or not at all (`x.`, `x-`, `prs.`); then where mime-db has it from (IANA, mime-db itself, Apache,
/// nginx); then by the top-level type; and then the shorter name. `application/octet-stream` gives way to everything.
class MediaTable {
    record Type(String name, String source, String charset) {
        int standing() {
            if (name.equals("application/octet-stream")) {
                return 0;
            }
            int slash = name.indexOf('/');
            return 100 * (registration(name.substring(slash + 1)) + origin() + topLevel(name.substring(0, slash)))
                    + 100 - name.length();
        }

        private static int registration(String subtype) {
            return subtype.startsWith("prs.") ? 100
                    : subtype.startsWith("x-") ? 200
                    : subtype.startsWith("x.") ? 300
                    : subtype.startsWith("vnd.") ? 400
                    : 900;
        }

        private int origin() {
            return switch (source) {
                case "iana" -> 40;
                case "apache" -> 20;
                case "nginx" -> 10;
                default -> 30;
            };
        }

        private static int topLevel(String type) {
            return switch (type) {
                case "video" -> 3;
                case "audio", "font" -> 2;
                case "application" -> 1;
                default -> 0;
            };
        }

        /// Text is taken for UTF-8, as is whatever mime-db says is.
        String contentType() {
            String set = charset.isEmpty() && name.startsWith("text/") ? "UTF-8" : charset;
            return set.isEmpty() ? name : name + "; charset=" + set.toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<String, Type> TYPES = new HashMap<>();

    public static void main(String[] args) throws IOException {
        String from = "/META-INF/resources/webjars/mime-db/" + args[0] + "/";
        Path folder = Path.of(args[1]);
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), bytes(from + "db.json"))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                type(json, json.currentName());
            }
        }
        Map<String, TreeSet<String>> extensions = new TreeMap<>();
        TYPES.forEach((extension, type) ->
                extensions.computeIfAbsent(type.contentType(), t -> new TreeSet<>()).add(extension));
        StringBuilder table = new StringBuilder();
        extensions.forEach((type, all) -> table.append(type).append('\t').append(String.join(" ", all)).append('\n'));
        write(folder.resolve("io/zenview/server/media-types"), table.toString().getBytes(StandardCharsets.US_ASCII));
        write(folder.resolve("META-INF/licenses/mime-db.txt"), bytes(from + "LICENSE"));
    }

    private static void type(JsonParser json, String name) {
        String source = "";
        String charset = "";
        TreeSet<String> extensions = new TreeSet<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String property = json.currentName();
            JsonToken value = json.nextToken();
            switch (property) {
                case "source" -> source = json.getString();
                case "charset" -> charset = json.getString();
                case "extensions" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        extensions.add(json.getString());
                    }
                }
                default -> {
                    if (value.isStructStart()) {
                        throw new IllegalStateException("mime-db has something new in " + name + ": " + property);
                    }
                }
            }
        }
        Type type = new Type(name, source, charset);
        for (String extension : extensions) {
            TYPES.merge(extension, type, (old, now) -> old.standing() > now.standing() ? old : now);
        }
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = MediaTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("mime-db is not on the class path, or has no " + resource);
            }
            return in.readAllBytes();
        }
    }

    /// An unchanged file keeps its time, so that nothing is built for its sake.
    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
            Files.write(file, content);
        }
    }
}

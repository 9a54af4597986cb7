package io.zenview.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/// Which media type a file has, by its name alone. The table is mime-db's; see `MediaTable`, which
/// makes it, for what is done when several types claim an extension.
final class MediaTypes {

    /// What is said of a file that nothing is known of.
    static final String UNKNOWN = "application/octet-stream";

    private MediaTypes() {}

    /// Read when the first file is asked for.
    private static final class Table {
        static final Map<String, String> TYPES = read();

        private Table() {}

        private static Map<String, String> read() {
            Map<String, String> types = HashMap.newHashMap(1300);
            for (String line : text().split("\n", -1)) {
                int tab = line.indexOf('\t');
                if (tab > 0) {
                    String type = line.substring(0, tab);
                    StringTokenizer extensions = new StringTokenizer(line.substring(tab + 1), " ");
                    while (extensions.hasMoreTokens()) {
                        types.put(extensions.nextToken(), type);
                    }
                }
            }
            return types;
        }

        private static String text() {
            try (InputStream in = MediaTypes.class.getResourceAsStream("media-types")) {
                if (in == null) {
                    throw new IllegalStateException(
                            "the table io/zenview/server/media-types is missing: this was not built by Maven");
                }
                return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the table of media types", e);
            }
        }
    }

    /// The value of `Content-Type` for a file.
    ///
    /// @param name the file's name; what follows its last dot counts, in upper or lower case
    /// @return as in `text/html; charset=utf-8`; [#UNKNOWN] if nothing is known
    static String of(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? UNKNOWN
                : Table.TYPES.getOrDefault(
                        name.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
    }
}

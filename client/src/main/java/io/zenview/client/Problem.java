package io.zenview.client;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What a server says of a failure in the body of its answer (RFC 9457).
final class Problem {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 300;

    private Problem() {}

    /// Title and detail, with a colon and a blank before; empty if there is nothing to read.
    static String suffix(String contentType, byte[] body) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/problem+json")) {
            return "";
        }
        String title = "";
        String detail = "";
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    switch (name) {
                        case "title" -> title = json.getString();
                        case "detail" -> detail = json.getString();
                        default -> {}
                    }
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException _) {
            // Cut off or broken: what was read is better than nothing.
        }
        String both = title.isEmpty() || detail.isEmpty() ? title + detail : title + ", " + detail;
        return both.isEmpty() ? "" : ": " + printable(both);
    }

    /// It goes to a terminal, and a stranger wrote it.
    static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST
                ? clean
                : clean.substring(0, Math.min(clean.length(), LONGEST)) + "…";
    }
}

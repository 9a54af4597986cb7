package io.zenview.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;

/// A directory for people (HTML) and for programs (JSON).
///
/// The page needs nothing but itself, and no script. Its links are relative, so that they hold
/// behind a proxy that puts something before the path, too.
///
/// @param path where the directory lies, with or without a slash at the end
/// @param listing what is in it
record ListingPage(ContentPath path, Listing listing) {

    /// The value of `Content-Type` for [#html].
    static final String HTML = "text/html; charset=utf-8";

    /// The value of `Content-Type` for [#json].
    static final String JSON = "application/json";

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --line: #8884; }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
            h1 { font-size: 1.25rem; overflow-wrap: anywhere; }
            table { border-collapse: collapse; width: 100%; }
            caption { text-align: left; padding-bottom: .5rem; opacity: .8; }
            th, td { text-align: left; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
            td:first-child { overflow-wrap: anywhere; }
            .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            time { white-space: nowrap; font-variant-numeric: tabular-nums; }
            a { text-decoration: none; display: inline-block; padding: .2rem 0; }
            a:hover, a:focus { text-decoration: underline; }
            @media (max-width: 36rem) { .when { display: none; } body { padding: .5rem; } }
            """;

    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-"
                    + sha256(STYLE)
                    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// The value of `Content-Security-Policy` to send with [#html]: the page's own style, and
    /// nothing else.
    static String contentSecurityPolicy() {
        return POLICY;
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256, but this one", e);
        }
    }

    /// The page as UTF-8.
    byte[] html() {
        String title = escaped("/" + String.join("/", path.segments()));
        StringBuilder page = new StringBuilder(1000 + 200 * listing.entries().size());
        page.append(
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                <h1><bdi>%s</bdi></h1>
                """
                        .formatted(title, STYLE, title));
        if (!path.segments().isEmpty()) {
            page.append(
                    "<p><a href=\"%s\">Up</a></p>\n".formatted(path.directory() ? "../" : "./"));
        }
        page.append(
                """
                <table>
                <caption>%s</caption>
                <thead><tr><th scope="col">Name</th><th scope="col" class="number">Size</th>\
                <th scope="col" class="when">Modified (UTC)</th></tr></thead>
                <tbody>
                """
                        .formatted(caption()));
        for (Listing.Entry entry : listing.entries()) {
            row(page, entry);
        }
        page.append("</tbody>\n</table>\n</main>\n</body>\n</html>\n");
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String caption() {
        int count = listing.entries().size();
        if (!listing.complete()) {
            return "<strong>There is more than this:</strong> only the first %d entries are shown."
                    .formatted(count);
        }
        return switch (count) {
            case 0 -> "Nothing is in here.";
            case 1 -> "1 entry";
            default -> count + " entries";
        };
    }

    private void row(StringBuilder page, Listing.Entry entry) {
        String slash = entry.directory() ? "/" : "";
        String shown = "<bdi>" + escaped(entry.name()) + "</bdi>" + slash;
        page.append("<tr><td>");
        if (ContentPath.fault(entry.name()) == null) {
            // A dot and a slash first, for else a name with a colon would be another scheme's URL.
            String here = path.directory() ? "./" : "./" + ContentPath.encoded(path.name()) + "/";
            String link = escaped(here + ContentPath.encoded(entry.name()) + slash);
            page.append("<a href=\"%s\">%s</a>".formatted(link, shown));
        } else {
            page.append(shown);
        }
        page.append("</td><td class=\"number\">");
        if (!entry.directory()) {
            page.append(size(entry.size()));
        }
        Instant second = HttpDate.clamped(entry.lastModified()).truncatedTo(ChronoUnit.SECONDS);
        page.append("</td><td class=\"when\"><time datetime=\"%s\">".formatted(second));
        MINUTES.formatTo(second, page);
        page.append("</time></td></tr>\n");
    }

    /// In binary units, with one digit after the point.
    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes / 1024.0;
        int unit = 0;
        // What would be rounded to 1024.0 is one of the next unit.
        while (value >= 1023.95) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (char c : Json.wellFormed(text).toCharArray()) {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                // HTML has no way to write most of these.
                default -> escaped.append(Character.isISOControl(c) ? '\ufffd' : c);
            }
        }
        return escaped.toString();
    }

    /// The listing as UTF-8: an object of `path`, `entries` and `complete`. An entry has a `name`,
    /// a `type` (`file` or `directory`), a `size` in bytes if it is a file, and `lastModified` in
    /// ISO 8601 and UTC.
    byte[] json() {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringProperty("path", path.asDirectory().encoded());
            json.writeArrayPropertyStart("entries");
            for (Listing.Entry entry : listing.entries()) {
                json.writeStartObject();
                json.writeStringProperty("name", Json.wellFormed(entry.name()));
                json.writeStringProperty("type", entry.directory() ? "directory" : "file");
                if (!entry.directory()) {
                    json.writeNumberProperty("size", entry.size());
                }
                json.writeStringProperty("lastModified", entry.lastModified().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanProperty("complete", listing.complete());
            json.writeEndObject();
        });
    }
}

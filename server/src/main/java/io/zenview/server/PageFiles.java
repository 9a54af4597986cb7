package io.zenview.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.zenview.transfer.MemoryRegion;
import io.zenview.transfer.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The page to watch films on, out of the jar. It gets everything from this server, and the browser
/// is told to hold it to that.
final class PageFiles {
    private static final String INDEX = "index.html";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                    + "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'";

    /// No slashes, so no way out of the folder.
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+\\.[a-z]+");

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    private final ContentService contents;
    private final Instant started = Instant.now();
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    PageFiles(ContentService contents) {
        this.contents = contents;
    }

    private record PageFile(Payload payload, EntityTag etag, Instant lastModified, String mediaType)
            implements Content {
        @Override
        public void close() {
            // It stays for the next.
        }
    }

    Answer index(Exchange exchange) throws IOException {
        return answer(exchange, INDEX).orElseThrow();
    }

    /// A file of the page, or nothing if there is no such file.
    Optional<Answer> answer(Exchange exchange, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        PageFile file = files.get(name);
        if (file == null) {
            file = read(name);
            if (file == null) {
                return Optional.empty();
            }
            files.put(name, file);
        }
        return Optional.of(
                contents.answer(exchange, file)
                        .header("Content-Security-Policy", POLICY)
                        .header(HttpHeaderNames.CACHE_CONTROL, "no-cache"));
    }

    private @Nullable PageFile read(String name) throws IOException {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        try (InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
            if (in == null || type == null) {
                return null;
            }
            byte[] bytes = in.readAllBytes();
            MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, bytes.length));
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, memory, 0, bytes.length);
            return new PageFile(
                    Payload.of(new MemoryRegion(memory.asSlice(0, bytes.length))),
                    EntityTag.strong(digest(bytes)),
                    started,
                    type);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256, but this one", e);
        }
    }
}

package io.zenview.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Remembers where an upload goes on after its process was killed.
///
/// Not beside the source, whose folder may be read-only.
final class UploadState {
    private static final int NAME_DIGITS = 32;

    private final StateFile file;
    private final SourceFile source;
    private final URI target;

    UploadState(Path folder, SourceFile source, URI target) {
        this.source = source;
        this.target = target;
        String what = target + "\n" + source.path().toAbsolutePath().normalize();
        this.file = new StateFile(folder.resolve("put-" + name(what) + ".json"));
    }

    /// `$XDG_STATE_HOME/zenview`, or `~/.local/state/zenview`.
    static Path usualFolder() {
        @Nullable String state = System.getenv("XDG_STATE_HOME");
        Path home = Path.of(System.getProperty("user.home", "."));
        // The standard has relative ones ignored.
        Path root =
                state != null && Path.of(state).isAbsolute()
                        ? Path.of(state)
                        : home.resolve(".local").resolve("state");
        return root.resolve("zenview");
    }

    private static String name(String what) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// What an earlier run of the same upload left.
    ///
    /// @param upload where to go on
    /// @param isSame whether the source is what it was then
    record Earlier(URI upload, boolean isSame) {}

    Optional<Earlier> find() throws IOException {
        Optional<StateFile.Content> content = file.read();
        @Nullable String upload = content.map(c -> c.text("upload")).orElse(null);
        if (content.isEmpty() || upload == null) {
            return Optional.empty();
        }
        StateFile.Content saved = content.get();
        boolean isSame =
                saved.number("size") == source.size()
                        && source.modified().equals(saved.text("modified"))
                        && source.key().equals(saved.text("key"));
        try {
            return Optional.of(new Earlier(HttpAddress.require(URI.create(upload)), isSame));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Remembers; if that is impossible, the upload goes on without, and a note says so.
    void save(URI upload, List<String> notes) {
        try {
            Path folder = file.path().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            file.write(json -> {
                json.writeStringProperty("upload", upload.toString());
                json.writeStringProperty("target", target.toString());
                json.writeStringProperty("source", source.path().toAbsolutePath().toString());
                json.writeNumberProperty("size", source.size());
                json.writeStringProperty("modified", source.modified());
                json.writeStringProperty("key", source.key());
            });
        } catch (IOException e) {
            notes.add(
                    "It could not be resumed by another run, because "
                            + file.path()
                            + " cannot be written ("
                            + e
                            + ")");
        }
    }

    void delete() throws IOException {
        file.delete();
    }
}

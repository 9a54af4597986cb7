package io.zenview.client;

import io.zenview.client.PieceMap.Span;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an earlier run left, and whether it can be used.
final class DownloadState {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final URI address;
    private final Target target;
    private final List<String> notes;

    DownloadState(URI address, Target target, List<String> notes) {
        this.address = address;
        this.target = target;
        this.notes = notes;
    }

    /// The bytes that need not be fetched again. What can't be used is thrown away, with a note.
    ///
    /// @param hasDigest whether something will be there to compare the file with
    /// @throws SourceChangedException if they are of another version
    List<Span> usable(Source source, boolean restart, boolean hasDigest) throws IOException {
        Optional<StateFile.Content> saved = target.state().read();
        if (restart || saved.isEmpty()) {
            target.startAnew();
            return List.of();
        }
        if (!source.ranges() || !source.isRecognisable()) {
            return startAnew(
                    source.ranges()
                            ? "the server gives its versions no mark"
                            : "the server sends no parts of it");
        }
        Source then = source(saved.get());
        boolean isTagged = then.hasStrongTag() || source.hasStrongTag();
        boolean isSameVersion =
                isTagged
                        ? Objects.equals(then.etag(), source.etag())
                        : Objects.equals(then.lastModified(), source.lastModified());
        boolean isSame = isSameVersion && then.size() == source.size();
        if (!isSame) {
            String url = String.valueOf(saved.get().text("url"));
            throw new SourceChangedException(
                    target.part()
                            + " was begun from "
                            + url
                            + " with "
                            + then.version()
                            + ", and "
                            + (url.equals(address.toString()) ? "there" : "at " + address)
                            + " is now "
                            + source.version()
                            + "; --restart throws it away and fetches anew");
        }
        List<Span> done = new ArrayList<>();
        long end = 0;
        for (Span span : saved.get().ranges()) {
            if (span.from() < end || span.to() > source.size()) {
                return startAnew("the file of its progress is damaged");
            }
            done.add(span);
            end = span.to();
        }
        if (target.channel().size() < end) {
            return startAnew(target.part() + " is shorter than it should be");
        }
        if (!hasDigest && !Objects.equals(saved.get().text("boot"), boot())) {
            return startAnew(
                    "the machine was started anew since, and the server has no digest to tell whether"
                            + " everything had reached the disk");
        }
        return done;
    }

    private List<Span> startAnew(String reason) throws IOException {
        notes.add("Fetched from the start, because " + reason);
        target.startAnew();
        return List.of();
    }

    private Source source(StateFile.Content saved) {
        return new Source(
                address,
                saved.number("size"),
                saved.text("etag"),
                saved.text("lastModified"),
                true,
                Optional.empty());
    }

    void save(Source source, PieceMap pieces) throws IOException {
        // What is recorded must have been written before: so the list comes first.
        List<Span> done = pieces.done();
        target.state()
                .write(json -> {
                    json.writeStringProperty("url", address.toString());
                    if (source.etag() != null) {
                        json.writeStringProperty("etag", source.etag());
                    }
                    if (source.lastModified() != null) {
                        json.writeStringProperty("lastModified", source.lastModified());
                    }
                    json.writeNumberProperty("size", source.size());
                    String boot = boot();
                    if (boot != null) {
                        json.writeStringProperty("boot", boot);
                    }
                    StateFile.writeRanges(json, done);
                });
    }

    /// Names this run of the operating system; nothing where there is no such name.
    private static @Nullable String boot() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException _) {
            return null;
        }
    }
}

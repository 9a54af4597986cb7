package io.zenview.server;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What is kept of a resumable upload beside its bytes, as a small JSON file.
///
/// @param path where the bytes will be found
/// @param terms what the upload was created with; its length is filled in when it becomes known
/// @param stored what the upload is about to become, or has become. With a part file it is about
///   to; without one, it has.
record UploadState(ContentPath path, UploadTerms terms, Optional<Stored> stored) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int VERSION = 1;

    UploadState withLength(long length) {
        return new UploadState(path, terms.withLength(length), stored);
    }

    UploadState withExpected(List<Digest> digests) {
        return new UploadState(path, terms.withExpected(digests), stored);
    }

    UploadState withStored(Stored outcome) {
        return new UploadState(path, terms, Optional.of(outcome));
    }

    byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json =
                JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberProperty("version", VERSION);
            strings(json, "path", path.segments());
            if (terms.length().isPresent()) {
                json.writeNumberProperty("length", terms.length().getAsLong());
            }
            tags(json, "if-match", terms.precondition().match());
            tags(json, "if-none-match", terms.precondition().noneMatch());
            strings(json, "expected", digests(terms.expected()));
            strings(
                    json,
                    "wanted",
                    terms.wanted().stream().map(DigestAlgorithm::toString).sorted().toList());
            if (stored.isPresent()) {
                json.writeName("stored");
                json.writeStartObject();
                json.writeBooleanProperty("created", stored.get().created());
                json.writeStringProperty("etag", stored.get().etag().opaque());
                json.writeNumberProperty("size", stored.get().size());
                strings(json, "digests", digests(stored.get().digests()));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @throws IOException if it is anything else
    static UploadState fromJson(byte[] bytes) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            Fields fields = new Fields();
            expect(json.nextToken() == JsonToken.START_OBJECT, "no object");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                fields.read(json);
            }
            expect(fields.version == VERSION, "version " + fields.version);
            expect(!fields.path.isEmpty(), "no path");
            UploadTerms terms =
                    new UploadTerms(
                            fields.length < 0
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(fields.length),
                            new Precondition(tags(fields.match), tags(fields.noneMatch)),
                            parseDigests(fields.expected),
                            fields.wanted,
                            true);
            return new UploadState(
                    new ContentPath(fields.path, false), terms, Optional.ofNullable(fields.stored));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("not the state of an upload: " + e.getMessage(), e);
        }
    }

    /// The fields as they come.
    private static final class Fields {
        private int version;
        private List<String> path = List.of();
        private long length = -1;
        private @Nullable List<String> match;
        private @Nullable List<String> noneMatch;
        private List<String> expected = List.of();
        private final Set<DigestAlgorithm> wanted = EnumSet.noneOf(DigestAlgorithm.class);
        private @Nullable Stored stored;

        void read(JsonParser json) throws IOException {
            expect(json.currentToken() == JsonToken.PROPERTY_NAME, "no name");
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "version" -> version = json.getIntValue();
                case "path" -> path = strings(json);
                case "length" -> length = json.getLongValue();
                case "if-match" -> match = strings(json);
                case "if-none-match" -> noneMatch = strings(json);
                case "expected" -> expected = strings(json);
                case "wanted" ->
                        strings(json).forEach(algorithm -> wanted.add(algorithm(algorithm)));
                case "stored" -> stored = stored(json);
                default -> json.skipChildren();
            }
        }
    }

    private static Stored stored(JsonParser json) throws IOException {
        boolean created = false;
        String etag = "";
        long size = 0;
        List<String> digests = List.of();
        expect(json.currentToken() == JsonToken.START_OBJECT, "no object in stored");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "created" -> created = json.getBooleanValue();
                case "etag" -> etag = json.getString();
                case "size" -> size = json.getLongValue();
                case "digests" -> digests = strings(json);
                default -> json.skipChildren();
            }
        }
        return new Stored(created, EntityTag.strong(etag), size, parseDigests(digests));
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeName(name);
        json.writeStartArray();
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static List<String> strings(JsonParser json) throws IOException {
        expect(json.currentToken() == JsonToken.START_ARRAY, "no array");
        List<String> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken() == JsonToken.VALUE_STRING, "no string");
            values.add(json.getString());
        }
        return values;
    }

    private static void tags(JsonGenerator json, String name, Optional<Precondition.Tags> tags) {
        if (tags.isPresent()) {
            strings(
                    json,
                    name,
                    tags.get().any()
                            ? List.of("*")
                            : tags.get().list().stream().map(EntityTag::toString).toList());
        }
    }

    private static Optional<Precondition.Tags> tags(@Nullable List<String> written) {
        if (written == null) {
            return Optional.empty();
        }
        return Optional.of(
                written.equals(List.of("*"))
                        ? Precondition.Tags.ANY
                        : new Precondition.Tags(
                                false, written.stream().map(EntityTag::parse).toList()));
    }

    private static List<String> digests(List<Digest> digests) {
        return digests.stream().map(Digest::toString).toList();
    }

    private static List<Digest> parseDigests(List<String> written) {
        return written.stream()
                .map(text -> {
                    int colon = text.indexOf(':');
                    if (colon < 0) {
                        throw new IllegalArgumentException("no digest: " + text);
                    }
                    return new Digest(
                            algorithm(text.substring(0, colon)), text.substring(colon + 1));
                })
                .toList();
    }

    private static DigestAlgorithm algorithm(String name) {
        return DigestAlgorithm.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static void expect(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException("not the state of an upload: " + otherwise);
        }
    }
}

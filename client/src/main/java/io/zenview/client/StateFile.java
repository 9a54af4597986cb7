package io.zenview.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A small JSON object in a file that is always either the old one or the new one, whenever the
/// process ends.
///
/// It is not synced: it is meant to survive a killed process, for which the page cache is enough.
final class StateFile {
    private static final JsonFactory JSON = new JsonFactory();

    /// What was read: texts and numbers as texts, and one list of ranges.
    record Content(Map<String, String> values, List<PieceMap.Span> ranges) {
        @Nullable String text(String name) {
            return values.get(name);
        }

        long number(String name) {
            String text = values.get(name);
            try {
                return text == null ? -1 : Long.parseLong(text);
            } catch (NumberFormatException _) {
                return -1;
            }
        }
    }

    private final Path file;
    private final Path next;

    StateFile(Path file) {
        this.file = file;
        this.next = file.resolveSibling(file.getFileName() + ".new");
    }

    Path path() {
        return file;
    }

    void write(Consumer<JsonGenerator> properties) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
        }
        Files.write(next, bytes.toByteArray());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void writeRanges(JsonGenerator json, List<PieceMap.Span> ranges) {
        json.writeArrayPropertyStart("done");
        for (PieceMap.Span range : ranges) {
            json.writeStartArray();
            json.writeNumber(range.from());
            json.writeNumber(range.to());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /// What is in the file; nothing if there is none, or if it is not one of ours.
    Optional<Content> read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        List<PieceMap.Span> ranges = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_ARRAY) {
                    readRanges(json, ranges);
                } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    values.put(name, json.getString());
                }
            }
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
        return Optional.of(new Content(values, ranges));
    }

    private static void readRanges(JsonParser json, List<PieceMap.Span> ranges) {
        while (json.nextToken() == JsonToken.START_ARRAY) {
            long from = json.nextLongValue(-1);
            long to = json.nextLongValue(-1);
            if (from < 0 || to < from || json.nextToken() != JsonToken.END_ARRAY) {
                throw new IllegalArgumentException("no range");
            }
            ranges.add(new PieceMap.Span(from, to));
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(next);
        Files.deleteIfExists(file);
    }
}

package io.zenview.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// One JSON object on one line, for programs that read the output.
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    static String of(Consumer<JsonGenerator> properties) {
        StringWriter line = new StringWriter();
        write(line, properties);
        return line.toString();
    }

    /// Writes an object as it comes into being, for those that are too large to keep.
    static void to(Writer out, Consumer<JsonGenerator> properties) {
        write(out, properties);
        try {
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Writer out, Consumer<JsonGenerator> properties) {
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartObject();
            properties.accept(generator);
            generator.writeEndObject();
        }
    }
}

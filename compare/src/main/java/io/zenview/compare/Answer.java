package io.zenview.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What a child process measured: a flat JSON object of numbers, lists of numbers and texts.
final class Answer {
    private static final JsonFactory JSON = new JsonFactory();

    private final String program;
    private final Map<String, List<Double>> numbers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    private Answer(String program) {
        this.program = program;
    }

    /// Reads an answer.
    ///
    /// @param program who gave it, for error messages
    static Answer parse(String program, String json) throws IOException {
        Answer answer = new Answer(program);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            String name = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case PROPERTY_NAME -> name = parser.currentName();
                    case START_ARRAY -> answer.numbers.put(name, new ArrayList<>());
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                            answer.numbers
                                    .computeIfAbsent(name, _ -> new ArrayList<>())
                                    .add(parser.getDoubleValue());
                    case VALUE_STRING -> answer.texts.put(name, parser.getString());
                    default -> {} // the ends of what has begun
                }
            }
        } catch (JacksonException e) {
            throw new IOException(program + " answered something that is no JSON: " + json, e);
        }
        return answer;
    }

    double number(String name) throws IOException {
        List<Double> all = numbers(name);
        if (all.size() != 1) {
            throw new IOException(program + " gave " + all.size() + " numbers for " + name);
        }
        return all.getFirst();
    }

    List<Double> numbers(String name) throws IOException {
        List<Double> all = numbers.get(name);
        if (all == null) {
            throw new IOException(program + " did not tell " + name);
        }
        return all;
    }

    String text(String name) throws IOException {
        String text = texts.get(name);
        if (text == null) {
            throw new IOException(program + " did not tell " + name);
        }
        return text;
    }
}

package io.zenview.server;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// What went wrong, for programs and for people: RFC 9457.
///
/// @param type a URI that stands for this kind of problem; `about:blank` if there is no more to
///   know about it than the status
/// @param status the HTTP status
/// @param title the same for every problem of this type
/// @param detail what was wrong this time
/// @param members whatever a program might want to know: numbers, strings and truth values
record Problem(String type, int status, String title, String detail, Map<String, Object> members) {

    /// The value of `Content-Type`.
    static final String MEDIA_TYPE = "application/problem+json";

    private static final Set<String> RESERVED =
            Set.of("type", "status", "title", "detail", "instance");

    Problem {
        members = new LinkedHashMap<>(members);
        members.forEach((name, value) -> {
            if (RESERVED.contains(name)) {
                throw new IllegalArgumentException("a problem has its own member '" + name + "'");
            }
            switch (value) {
                case String _, Boolean _, Integer _, Long _, Double _ -> {}
                case BigInteger _, BigDecimal _ -> {}
                default ->
                        throw new IllegalArgumentException(
                                "the member '%s' is no number, string or truth value: %s"
                                        .formatted(name, value.getClass().getName()));
            }
        });
    }

    /// One of no special type.
    static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", status, title, detail, Map.of());
    }

    /// The same with one member more.
    Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(type, status, title, detail, more);
    }

    /// As the body of an answer.
    byte[] json() {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringProperty("type", Json.wellFormed(type));
            json.writeStringProperty("title", Json.wellFormed(title));
            json.writeNumberProperty("status", status);
            json.writeStringProperty("detail", Json.wellFormed(detail));
            members.forEach((name, value) -> {
                json.writeName(Json.wellFormed(name));
                write(json, value);
            });
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Object value) {
        switch (value) {
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case BigInteger number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            default -> json.writeString(Json.wellFormed(value.toString()));
        }
    }
}

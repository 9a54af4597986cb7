package io.zenview.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An answer as it came over the wire.
final class WireAnswer {
    private final int status;
    private final Map<String, List<String>> fields;
    private final byte[] body;

    WireAnswer(int status, Map<String, List<String>> fields, byte[] body) {
        this.status = status;
        this.fields = fields;
        this.body = body;
    }

    static Map<String, List<String>> newFields() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    WireAnswer with(byte[] itsBody) {
        return new WireAnswer(status, fields, itsBody);
    }

    /// The only value of a field, or null.
    String field(String name) {
        List<String> values = fields.get(name);
        if (values == null) {
            return null;
        }
        if (values.size() != 1) {
            throw new AssertionError(name + " is there " + values.size() + " times: " + values);
        }
        return values.getFirst();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean closes() {
        return "close".equals(field("Connection"));
    }

    @Override
    public String toString() {
        return status + " " + fields + " " + text();
    }
}

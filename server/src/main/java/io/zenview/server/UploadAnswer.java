package io.zenview.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An answer, interim or final, as values.
///
/// @param status the status code
/// @param fields the header, but for what frames the message
/// @param problem the body, if there is one
record UploadAnswer(int status, Map<String, String> fields, Optional<Problem> problem)
        implements UploadReply {

    UploadAnswer {
        fields = new LinkedHashMap<>(fields);
    }

    static UploadAnswer of(int status) {
        return new UploadAnswer(status, Map.of(), Optional.empty());
    }

    static UploadAnswer of(Problem problem) {
        return new UploadAnswer(
                problem.status(), Map.of("Cache-Control", "no-store"), Optional.of(problem));
    }

    UploadAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new UploadAnswer(status, more, problem);
    }
}

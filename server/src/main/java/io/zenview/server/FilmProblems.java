package io.zenview.server;

import io.zenview.media.MalformedFilmException;
import io.zenview.media.NoFramesException;
import io.zenview.media.TimecodeException;
import java.util.Map;

/// What clients hear when a film, a label or a parameter is at fault.
final class FilmProblems {
    private static final String PREFIX = "urn:zenview:problem:";

    private FilmProblems() {}

    static Problem noSuchVideo(String id) {
        return new Problem(
                        PREFIX + "no-such-video",
                        404,
                        "No Such Video",
                        "There is no film '" + id + "'; /api/videos lists those that there are",
                        Map.of())
                .with("video", id);
    }

    static Problem noSuchTimecode(TimecodeException refusal) {
        Problem problem =
                problem("no-such-timecode", 400, "No Such Timecode", message(refusal))
                        .with("label", refusal.label());
        return refusal.next().map(next -> problem.with("next", next)).orElse(problem);
    }

    static Problem malformed(MalformedFilmException refusal) {
        return problem("malformed-video", 422, "Malformed Video", message(refusal))
                .with("box", refusal.box())
                .with("offset", refusal.offset());
    }

    /// A film that has no frames, so no labels either.
    static Problem noFrames(NoFramesException refusal) {
        return problem("no-frames", 422, "No Frames", message(refusal));
    }

    static Problem badParameter(BadParameterException refusal) {
        return problem("bad-parameter", 400, "Bad Parameter", message(refusal))
                .with("parameter", refusal.parameter());
    }

    private static Problem problem(String type, int status, String title, String detail) {
        return new Problem(PREFIX + type, status, title, detail, Map.of());
    }

    private static String message(Exception refusal) {
        return String.valueOf(refusal.getMessage());
    }
}

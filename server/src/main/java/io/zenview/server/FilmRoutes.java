package io.zenview.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.zenview.media.FilmCutException;
import io.zenview.media.MalformedFilmException;
import io.zenview.media.NoFramesException;
import io.zenview.media.TimecodeException;
import io.zenview.media.Video;
import io.zenview.media.VideoLibrary;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The addresses of films and of the page, beside those of the files. A served folder may well have
/// a directory called `videos`: what no film is called is looked for among the files.
final class FilmRoutes {
    /// The listing of the files, where the page would be otherwise.
    private static final String LISTING = "/?listing";

    private final VideoLibrary library;
    private final ContentService contents;
    private final FilmApi api;
    private final FilmBytesService bytes;
    private final PageFiles page;

    FilmRoutes(VideoLibrary library, ContentService contents, ServerMetrics metrics) {
        this.library = library;
        this.contents = contents;
        this.api = new FilmApi(library, metrics);
        this.bytes = new FilmBytesService(contents);
        this.page = new PageFiles(contents);
    }

    /// Answers if this is one of its addresses.
    boolean handle(Exchange exchange, ContentPath path) {
        List<String> at = path.segments();
        if (at.isEmpty()) {
            if (exchange.target().equals(LISTING)
                    || Accept.prefersJson(exchange.headers().getAsString(HttpHeaderNames.ACCEPT))) {
                return false;
            }
            exchange.answerLater(() ->
                    contents.lists(path) && !library.isEmpty()
                            ? page.index(exchange)
                            : contents.answer(exchange, path));
            return true;
        }
        if (path.directory() || at.size() > 4) {
            return false;
        }
        Handler handler = handler(exchange, at);
        if (handler == null) {
            return false;
        }
        exchange.answerLater(() -> answer(exchange, path, handler));
        return true;
    }

    /// Makes the answer.
    private interface Handler {
        /// The answer, or null if there is no such thing here.
        @Nullable Answer answer() throws IOException;
    }

    private interface FilmHandler {
        Answer answer(Video video) throws IOException;
    }

    private @Nullable Handler handler(Exchange exchange, List<String> at) {
        return switch (at.getFirst()) {
            case "assets" ->
                    at.size() == 2 ? () -> page.answer(exchange, at.get(1)).orElse(null) : null;
            case "videos" -> {
                String kind = at.size() == 2 ? "" : at.size() == 3 ? at.get(2) : "none";
                yield switch (kind) {
                    case "" -> film(at.get(1), video -> bytes.whole(exchange, video));
                    case "chunk" -> film(at.get(1), video -> bytes.chunk(exchange, video));
                    case "clip.mp4" -> film(at.get(1), video -> bytes.clip(exchange, video));
                    default -> null;
                };
            }
            case "api" -> api(exchange, at);
            default -> null;
        };
    }

    private @Nullable Handler api(Exchange exchange, List<String> at) {
        String second = at.size() > 1 ? at.get(1) : "";
        return switch (at.size()) {
            case 2 ->
                    switch (second) {
                        case "videos" -> () -> api.list(exchange);
                        case "stats" -> () -> api.figures(exchange);
                        case "openapi.json" -> () -> api.description(exchange);
                        default -> null;
                    };
            case 3 ->
                    second.equals("videos")
                            ? closing(at.get(2), video -> api.film(exchange, video))
                            : null;
            case 4 ->
                    second.equals("videos") && at.get(3).equals("index")
                            ? closing(at.get(2), video -> api.index(exchange, video))
                            : null;
            default -> null;
        };
    }

    /// With the film, which the answer closes when it is sent.
    private Handler film(String id, FilmHandler handler) {
        return () -> {
            Video video = open(id);
            if (video == null) {
                return null;
            }
            try {
                return handler.answer(video);
            } catch (IOException | RuntimeException e) {
                video.close();
                throw e;
            }
        };
    }

    /// With the film, of which nothing is needed any more when the answer is made.
    private Handler closing(String id, FilmHandler handler) {
        return () -> {
            try (Video video = open(id)) {
                return video == null ? null : handler.answer(video);
            }
        };
    }

    private @Nullable Video open(String id) throws IOException {
        try {
            return library.open(id);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Answer answer(Exchange exchange, ContentPath path, Handler handler) throws IOException {
        try {
            Answer answer = handler.answer();
            return answer != null ? answer : fromFiles(exchange, path);
        } catch (TimecodeException e) {
            return Answer.problem(FilmProblems.noSuchTimecode(e));
        } catch (BadParameterException e) {
            return Answer.problem(FilmProblems.badParameter(e));
        } catch (MalformedFilmException e) {
            return Answer.problem(FilmProblems.malformed(e));
        } catch (FilmCutException e) {
            return Answer.problem(
                            HttpResponseStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()))
                    .header(HttpHeaderNames.RETRY_AFTER, "1");
        } catch (NoFramesException e) {
            return Answer.problem(FilmProblems.noFrames(e));
        }
    }

    private Answer fromFiles(Exchange exchange, ContentPath path) throws IOException {
        try {
            return contents.answer(exchange, path);
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            List<String> at = path.segments();
            boolean film = at.getFirst().equals("videos") || at.get(1).equals("videos");
            if (!film || e instanceof AccessDeniedException) {
                throw e;
            }
            return Answer.problem(
                    FilmProblems.noSuchVideo(at.get(at.getFirst().equals("videos") ? 1 : 2)));
        }
    }
}

package io.zenview.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.zenview.media.FilmCutException;
import io.zenview.media.Frame;
import io.zenview.media.MalformedFilmException;
import io.zenview.media.MediaTime;
import io.zenview.media.Mp4Index;
import io.zenview.media.Video;
import io.zenview.media.VideoLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What there is to know about films, for programs.
final class FilmApi {
    private static final String JSON = "application/json";

    private final VideoLibrary library;
    private final ServerMetrics metrics;
    private final Map<String, Summary> summaries = new ConcurrentHashMap<>();

    FilmApi(VideoLibrary library, ServerMetrics metrics) {
        this.library = library;
        this.metrics = metrics;
    }

    /// What the list says of a film, for as long as its file is the same: who looks at a folder of
    /// a thousand films would have all of them opened each time, and those in use closed for it.
    private record Summary(VideoLibrary.Entry entry, String json) {}

    Answer list(Exchange exchange) throws IOException {
        new Query(exchange.target());
        List<VideoLibrary.Entry> films = library.films();
        summaries
                .keySet()
                .retainAll(films.stream().map(VideoLibrary.Entry::id).collect(Collectors.toSet()));
        return json(
                Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeArrayPropertyStart("videos");
                    for (VideoLibrary.Entry entry : films) {
                        json.writeRawValue(summary(entry));
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }

    private String summary(VideoLibrary.Entry entry) {
        Summary known = summaries.get(entry.id());
        if (known != null && known.entry().equals(entry)) {
            return known.json();
        }
        String json;
        try (Video video = library.open(entry.id())) {
            // Made before it goes into the list: the file may be cut in the middle of that.
            json = text(FilmJson.summary(video));
        } catch (MalformedFilmException e) {
            json = text(FilmJson.broken(entry, String.valueOf(e.getMessage())));
        } catch (IOException | FilmCutException e) {
            // It may be readable again without another change of the file.
            return text(FilmJson.broken(entry, entry.id() + " cannot be read"));
        }
        summaries.put(entry.id(), new Summary(entry, json));
        return json;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    Answer film(Exchange exchange, Video video) {
        new Query(exchange.target());
        return json(FilmJson.whole(video));
    }

    /// `?timecode=L`, `?frame=N` or `?time=SECONDS`.
    Answer index(Exchange exchange, Video video) {
        Query query = new Query(exchange.target(), "timecode", "frame", "time");
        long given =
                query.text("timecode").stream().count()
                        + query.text("frame").stream().count()
                        + query.text("time").stream().count();
        if (given != 1) {
            throw new BadParameterException(
                    "timecode",
                    "One of timecode, frame and time says which frame, as in ?timecode=00:01:00:00");
        }
        return json(FilmJson.frame(video, frame(query, video.index())));
    }

    private static Frame frame(Query query, Mp4Index index) {
        if (query.text("timecode").isPresent()) {
            return index.frameAt(query.text("timecode").get());
        }
        if (query.text("frame").isPresent()) {
            long number = query.number("frame").orElseThrow();
            if (number >= index.frameCount()) {
                throw new BadParameterException(
                        "frame",
                        "%s has the frames 0 to %d, so not %d"
                                .formatted(index.name(), index.frameCount() - 1, number));
            }
            return index.frame(number);
        }
        try {
            return index.frameNear(MediaTime.parse(query.text("time").orElseThrow()));
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("time", String.valueOf(e.getMessage()));
        }
    }

    /// What the server has sent, by the way it took, and how much memory it needs for that.
    Answer figures(Exchange exchange) {
        new Query(exchange.target());
        Runtime runtime = Runtime.getRuntime();
        return json(
                Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeObjectPropertyStart("sent");
                    json.writeNumberProperty("sendfile", metrics.sentBySendfile());
                    json.writeNumberProperty("memory", metrics.sentFromMemory());
                    json.writeNumberProperty("tls", metrics.sentSecurely());
                    json.writeEndObject();
                    json.writeObjectPropertyStart("heap");
                    json.writeNumberProperty("used", runtime.totalMemory() - runtime.freeMemory());
                    json.writeNumberProperty("committed", runtime.totalMemory());
                    json.writeNumberProperty("max", runtime.maxMemory());
                    json.writeEndObject();
                    json.writeNumberProperty("connections", metrics.openConnections());
                    json.writeEndObject();
                }));
    }

    Answer description(Exchange exchange) throws IOException {
        new Query(exchange.target());
        try (InputStream in = FilmApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("the resource openapi.json is missing");
            }
            return json(in.readAllBytes());
        }
    }

    private static Answer json(byte[] body) {
        return new Answer(HttpResponseStatus.OK)
                .body(JSON, body)
                .header(HttpHeaderNames.CACHE_CONTROL, "no-cache");
    }
}

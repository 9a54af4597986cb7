package io.zenview.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.zenview.media.Video;
import io.zenview.transfer.Payload;
import java.io.IOException;

/// Films, chunks and clips: all of them payloads, so that ranges, `HEAD` and conditions work on all
/// of them alike.
final class FilmBytesService {
    /// A chunk is this large unless another size is asked for: what the talk has.
    static final long CHUNK = 20L << 20;

    private static final String BINARY = "application/octet-stream";
    private static final String MP4 = "video/mp4";

    /// Part of the tags: other bytes for the same question need another one.
    private static final String CLIP_FORMAT = "clip1-";

    private final ContentService contents;

    FilmBytesService(ContentService contents) {
        this.contents = contents;
    }

    Answer whole(Exchange exchange, Video video) throws IOException {
        return contents.answer(exchange, FilmContent.whole(video));
    }

    /// `?timecode=L` or `?offset=N`, and `&size=N`.
    Answer chunk(Exchange exchange, Video video) throws IOException {
        Query query = new Query(exchange.target(), "timecode", "offset", "size");
        if (query.text("timecode").isPresent() == query.text("offset").isPresent()) {
            throw new BadParameterException(
                    "timecode",
                    "A chunk begins at a timecode or at an offset, as in ?timecode=00:01:00:00 or ?offset=0");
        }
        long size = query.number("size").orElse(CHUNK);
        long offset =
                query.text("timecode").isPresent()
                        ? video.index().timecodeToIndex(query.text("timecode").get())
                        : query.number("offset").orElseThrow();
        Payload chunk;
        try {
            chunk = video.chunk(offset, size);
        } catch (IndexOutOfBoundsException e) {
            throw new BadParameterException("offset", String.valueOf(e.getMessage()));
        }
        Answer answer =
                contents.answer(
                        exchange,
                        FilmContent.part(
                                video, chunk, "chunk-" + offset + '-' + chunk.size(), BINARY));
        return answer.header("Zenview-Offset", offset);
    }

    /// `?from=L&to=L`: the frames from one label to before another.
    Answer clip(Exchange exchange, Video video) throws IOException {
        Query query = new Query(exchange.target(), "from", "to");
        String from = query.required("from", "from=00:00:10:00&to=00:00:20:00");
        String to = query.required("to", "from=00:00:10:00&to=00:00:20:00");
        Payload clip = video.clip(from, to);
        String question = CLIP_FORMAT + from + '-' + to;
        return contents.answer(exchange, FilmContent.part(video, clip, question, MP4))
                .header(
                        HttpHeaderNames.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s\"".formatted(fileName(video, from, to)));
    }

    /// As in `beach_00.00.10.00-00.00.20.00.mp4`: only what every system takes in a name.
    private static String fileName(Video video, String from, String to) {
        String name = video.file().getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9._-]", "_");
        return "%s_%s-%s.mp4".formatted(stem, plain(from), plain(to));
    }

    /// No system takes a colon; the semicolon of drop-frame stays, because it is another label.
    private static String plain(String label) {
        return label.replace(':', '.');
    }
}

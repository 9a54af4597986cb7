package io.zenview.server;

import io.zenview.media.Frame;
import io.zenview.media.Mp4Index;
import io.zenview.media.Sample;
import io.zenview.media.Track;
import io.zenview.media.Video;
import io.zenview.media.VideoLibrary;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// Films, tracks and frames as JSON. `/api/openapi.json` says what each member means.
final class FilmJson {
    private FilmJson() {}

    /// A film as the list shows it.
    static byte[] summary(Video video) {
        return Json.bytes(json -> {
            json.writeStartObject();
            film(json, video);
            json.writeEndObject();
        });
    }

    private static void film(JsonGenerator json, Video video) {
        Mp4Index index = video.index();
        common(json, video.id(), video.attributes().size());
        json.writeStringProperty(
                "modified", video.attributes().lastModifiedTime().toInstant().toString());
        json.writeStringProperty("url", url(video.id()));
        json.writeStringProperty("mediaType", MediaTypes.of(video.file().getFileName().toString()));
        json.writeStringProperty("codecs", Json.wellFormed(index.codecs()));
        json.writeNumberProperty("duration", index.duration().seconds());
        index.video().ifPresent(track -> moving(json, index, track));
    }

    /// A file that is called a film, but can't be read as one.
    static byte[] broken(VideoLibrary.Entry entry, String problem) {
        return Json.bytes(json -> {
            json.writeStartObject();
            common(json, entry.id(), entry.size());
            json.writeStringProperty("modified", entry.lastModified().toString());
            json.writeStringProperty("problem", Json.wellFormed(problem));
            json.writeEndObject();
        });
    }

    private static void common(JsonGenerator json, String id, long bytes) {
        json.writeStringProperty("id", Json.wellFormed(id));
        json.writeStringProperty("name", Json.wellFormed(name(id)));
        json.writeNumberProperty("bytes", bytes);
    }

    private static String name(String id) {
        return id.substring(id.lastIndexOf("~1") < 0 ? 0 : id.lastIndexOf("~1") + 2)
                .replace("~0", "~");
    }

    static String url(String id) {
        return "/videos/" + ContentPath.encoded(id);
    }

    private static void moving(JsonGenerator json, Mp4Index index, Track track) {
        json.writeNumberProperty("width", track.width());
        json.writeNumberProperty("height", track.height());
        json.writeStringProperty(
                "frameRate", index.frameRate().numerator() + "/" + index.frameRate().denominator());
        json.writeNumberProperty("fps", index.frameRate().framesPerSecond());
        json.writeBooleanProperty("constantRate", index.constantRate());
        json.writeNumberProperty("labelsPerSecond", index.start().rate().labelsPerSecond());
        json.writeBooleanProperty("dropFrame", index.start().dropFrame());
        json.writeBooleanProperty("hasTimecodeTrack", index.hasTimecodeTrack());
        json.writeStringProperty("start", index.start().toString());
        json.writeStringProperty("end", index.timecode(index.frameCount()).toString());
        json.writeNumberProperty("frames", index.frameCount());
    }

    /// A film as it is shown alone.
    static byte[] whole(Video video) {
        Mp4Index index = video.index();
        return Json.bytes(json -> {
            json.writeStartObject();
            film(json, video);
            json.writeStringProperty("brand", Json.wellFormed(index.brand()));
            json.writeBooleanProperty("fragmented", index.fragmented());
            json.writeArrayPropertyStart("tracks");
            index.tracks().forEach(track -> track(json, track));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void track(JsonGenerator json, Track track) {
        json.writeStartObject();
        json.writeNumberProperty("id", track.id());
        json.writeStringProperty("kind", track.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("codec", Json.wellFormed(track.codec()));
        track.language().ifPresent(language -> json.writeStringProperty("language", language));
        json.writeNumberProperty("timescale", track.timescale());
        json.writeNumberProperty("duration", track.duration().seconds());
        json.writeNumberProperty("samples", track.sampleCount());
        json.writeNumberProperty("keyFrames", track.keyFrameCount());
        if (track.kind() == Track.Kind.VIDEO) {
            json.writeNumberProperty("width", track.width());
            json.writeNumberProperty("height", track.height());
        }
        if (track.kind() == Track.Kind.AUDIO) {
            json.writeNumberProperty("channels", track.channels());
            json.writeNumberProperty("sampleRate", track.sampleRate());
        }
        json.writeEndObject();
    }

    /// Where a frame is.
    static byte[] frame(Video video, Frame frame) {
        long timescale = video.index().video().orElseThrow().timescale();
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringProperty("video", Json.wellFormed(video.id()));
            json.writeNumberProperty("frame", frame.number());
            json.writeStringProperty("timecode", frame.timecode().toString());
            json.writeNumberProperty("seconds", frame.time().seconds());
            json.writeObjectPropertyStart("time");
            json.writeNumberProperty("value", frame.time().value());
            json.writeNumberProperty("timescale", frame.time().timescale());
            json.writeEndObject();
            sample(json, "sample", frame.sample(), timescale);
            sample(json, "keyFrame", frame.keyFrame(), timescale);
            json.writeStringProperty(
                    "chunk",
                    "%s/chunk?timecode=%s&size=%d"
                            .formatted(url(video.id()), frame.timecode(), FilmBytesService.CHUNK));
            json.writeEndObject();
        });
    }

    private static void sample(JsonGenerator json, String name, Sample sample, long timescale) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("number", sample.number());
        json.writeNumberProperty("decodeTime", sample.decodeTime());
        json.writeNumberProperty("presentationTime", sample.presentationTime());
        json.writeNumberProperty("duration", sample.duration());
        json.writeNumberProperty("timescale", timescale);
        json.writeNumberProperty("offset", sample.offset());
        json.writeNumberProperty("size", sample.size());
        json.writeBooleanProperty("keyFrame", sample.keyFrame());
        json.writeEndObject();
    }
}

package io.zenview.cli;

import io.zenview.media.Frame;
import io.zenview.media.FrameRate;
import io.zenview.media.Mp4Index;
import io.zenview.media.Sample;
import io.zenview.media.Track;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/// What `zenview timecode` writes for programs: one JSON object on one line. Its members are named
/// as in the answers of the server; `video` is the file.
final class FilmJson {
    private FilmJson() {}

    static void frame(Path file, FoundFrame found, Writer out) {
        Frame frame = found.frame();
        JsonLine.to(
                out,
                json -> {
                    json.writeStringProperty("video", file.toString());
                    json.writeNumberProperty("frame", frame.number());
                    json.writeStringProperty("timecode", frame.timecode().toString());
                    json.writeNumberProperty("seconds", frame.time().seconds());
                    json.writeObjectPropertyStart("time");
                    json.writeNumberProperty("value", frame.time().value());
                    json.writeNumberProperty("timescale", frame.time().timescale());
                    json.writeEndObject();
                    json.writeObjectPropertyStart("sample");
                    sample(json, frame.sample(), found.timescale());
                    json.writeEndObject();
                    json.writeObjectPropertyStart("keyFrame");
                    sample(json, frame.keyFrame(), found.timescale());
                    OptionalLong number = found.keyFrameNumber();
                    if (number.isPresent()) {
                        json.writeNumberProperty("frame", number.getAsLong());
                    }
                    json.writeEndObject();
                });
    }

    private static void sample(JsonGenerator json, Sample sample, long timescale) {
        json.writeNumberProperty("number", sample.number());
        json.writeNumberProperty("decodeTime", sample.decodeTime());
        json.writeNumberProperty("presentationTime", sample.presentationTime());
        json.writeNumberProperty("duration", sample.duration());
        json.writeNumberProperty("timescale", timescale);
        json.writeNumberProperty("offset", sample.offset());
        json.writeNumberProperty("size", sample.size());
        json.writeBooleanProperty("keyFrame", sample.keyFrame());
    }

    static void film(Path file, Mp4Index film, Writer out) {
        JsonLine.to(
                out,
                json -> {
                    json.writeStringProperty("video", file.toString());
                    json.writeNumberProperty("bytes", film.size());
                    json.writeStringProperty("codecs", film.codecs());
                    json.writeNumberProperty("duration", film.duration().seconds());
                    film.video().ifPresent(track -> moving(json, film, track));
                    json.writeStringProperty("brand", film.brand());
                    json.writeBooleanProperty("fragmented", film.fragmented());
                    json.writeArrayPropertyStart("tracks");
                    film.tracks().forEach(track -> track(json, track));
                    json.writeEndArray();
                });
    }

    private static void moving(JsonGenerator json, Mp4Index film, Track track) {
        FrameRate rate = film.frameRate();
        json.writeNumberProperty("width", track.width());
        json.writeNumberProperty("height", track.height());
        json.writeStringProperty("frameRate", rate.numerator() + "/" + rate.denominator());
        json.writeNumberProperty("fps", rate.framesPerSecond());
        json.writeBooleanProperty("constantRate", film.constantRate());
        json.writeNumberProperty("labelsPerSecond", film.start().rate().labelsPerSecond());
        json.writeBooleanProperty("dropFrame", film.start().dropFrame());
        json.writeBooleanProperty("hasTimecodeTrack", film.hasTimecodeTrack());
        json.writeStringProperty("start", film.start().toString());
        json.writeStringProperty("end", film.timecode(film.frameCount()).toString());
        json.writeNumberProperty("frames", film.frameCount());
    }

    private static void track(JsonGenerator json, Track track) {
        json.writeStartObject();
        json.writeNumberProperty("id", track.id());
        json.writeStringProperty("kind", track.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("codec", track.codec());
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
}

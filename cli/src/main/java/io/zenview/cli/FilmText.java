package io.zenview.cli;

import io.zenview.media.Frame;
import io.zenview.media.FrameRate;
import io.zenview.media.MediaTime;
import io.zenview.media.Mp4Index;
import io.zenview.media.Sample;
import io.zenview.media.Timecode;
import io.zenview.media.Track;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/// What `zenview timecode` prints for people: a line about the film, and a fact a line below it.
final class FilmText {
    private final Writer out;

    private FilmText(Writer out) {
        this.out = out;
    }

    static void frame(Path file, FoundFrame found, Writer out) throws IOException {
        FilmText text = new FilmText(out);
        out.append(file + ": " + rate(found.film()) + '\n');
        Frame frame = found.frame();
        Sample sample = frame.sample();
        text.fact("frame", frame.number() + " of " + found.film().frameCount() + ", from 0");
        text.fact("timecode", frame.timecode().toString());
        text.fact("time", time(frame.time()));
        text.fact("pts", sample.presentationTime() + ", timescale " + found.timescale());
        text.fact("sample", sample.number() + " in decoding order, from 0");
        text.fact("key frame", keyFrame(found));
        text.fact("byte offset", Long.toString(sample.offset()));
        text.fact("size", Figures.bytes(sample.size()));
    }

    private static String time(MediaTime time) {
        return time.value() + "/" + time.timescale() + " s, " + time + " s";
    }

    private static String keyFrame(FoundFrame found) {
        if (found.isKeyFrame()) {
            // Which is so for the first sample of a film that has no key frame before it.
            return found.frame().sample().keyFrame() ? "this one" : "none before it";
        }
        Sample key = found.frame().keyFrame();
        OptionalLong number = found.keyFrameNumber();
        return "%s, pts %d, sample %d, byte offset %d"
                .formatted(
                        number.isPresent()
                                ? "frame " + number.getAsLong()
                                : found.film().constantRate()
                                        ? "not shown (the edit list hides it)"
                                        : "without a label of its own",
                        key.presentationTime(),
                        key.number(),
                        key.offset());
    }

    static void film(Path file, Mp4Index film, Writer out) throws IOException {
        FilmText text = new FilmText(out);
        out.append(
                file
                        + ": "
                        + Figures.bytes(film.size())
                        + ", brand "
                        + film.brand().strip()
                        + (film.fragmented() ? ", fragmented" : "")
                        + '\n');
        if (film.video().isPresent()) {
            text.fact("rate", rate(film));
            text.fact(
                    "start",
                    film.start()
                            + (film.hasTimecodeTrack()
                                    ? ", as its timecode track says"
                                    : ", for want of a timecode track"));
            text.fact("end", film.timecode(film.frameCount()) + ", the label after the last frame");
            text.fact("frames", Long.toString(film.frameCount()));
        }
        text.fact("duration", film.duration() + " s");
        text.fact("codecs", film.codecs().isEmpty() ? "none" : film.codecs());
        for (Track track : film.tracks()) {
            text.fact("track " + track.id(), track(track));
        }
    }

    /// How fast frames follow each other, and how they are labelled.
    private static String rate(Mp4Index film) {
        FrameRate rate = film.frameRate();
        Timecode start = film.start();
        String exact =
                rate.denominator() == 1
                        ? ""
                        : " (" + rate.numerator() + "/" + rate.denominator() + ")";
        return rate.toString()
                + (rate.toString().indexOf('/') < 0 ? exact : "")
                + " frames per second"
                + (film.constantRate() ? ", constant" : " nominally, variable")
                + ", "
                + start.rate().labelsPerSecond()
                + " labels a second"
                + (start.dropFrame()
                        ? ", drop-frame"
                        // Elsewhere there is nothing to tell apart.
                        : start.rate().droppedPerMinute() > 0 ? ", non-drop" : "");
    }

    private static String track(Track track) {
        String size =
                switch (track.kind()) {
                    case VIDEO -> ", " + track.width() + "x" + track.height();
                    case AUDIO ->
                            ", "
                                    + counted(track.channels(), "channel")
                                    + ", "
                                    + track.sampleRate()
                                    + " Hz";
                    default -> "";
                };
        return track.kind().name().toLowerCase(Locale.ROOT)
                + ", "
                + track.codec()
                + track.language().map(language -> ", " + language).orElse("")
                + size
                + ", "
                + counted(track.sampleCount(), "sample")
                + ", "
                + counted(track.keyFrameCount(), "key frame")
                + ", timescale "
                + track.timescale()
                + ", "
                + track.duration()
                + " s";
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private void fact(String name, String value) throws IOException {
        out.append("  %-11s  %s\n".formatted(name, value));
    }
}

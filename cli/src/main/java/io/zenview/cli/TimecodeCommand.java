package io.zenview.cli;

import io.zenview.media.Frame;
import io.zenview.media.MediaTime;
import io.zenview.media.Mp4Index;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `zenview timecode`.
@Command(
        name = "timecode",
        header = "Find a frame of a film by its label: when it is shown, and where its bytes are.",
        description = {
            "",
            "Reads MP4 and its siblings (.mp4, .m4v, .mov, .m4a, .m4b, .3gp), fragmented or not. The file is mapped, not "
                    + "read: of a film of any length, a few kilobytes are touched, or the head of each fragment. "
                    + "Without a label it tells what is in the film: rate, first and last label, codecs, tracks.",
            "",
            "A label is no time: how many there are in a second, and whether some are left out, is said by the film. "
                    + "A label that does not exist is refused, with the next one that does.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  zenview timecode film.mp4",
            "      What is in it.",
            "  zenview timecode film.mp4 01:09:14:28",
            "      The frame with this label: its time, key frame, byte offset and size.",
            "  zenview timecode film.mp4 '00:10:00;00'",
            "      A label of drop-frame counting; shells want it quoted. ':' does as well.",
            "  zenview timecode film.mp4 --time 600.5",
            "      The frame that is shown ten minutes and a half second after the start.",
            "  zenview timecode film.mp4 --frame 17982 --json",
            "      The 17983rd frame, for programs.",
        })
final class TimecodeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "VIDEO", description = "A film.")
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TIMECODE",
            description =
                    "A label, HH:MM:SS:FF; with ';' before the frames where labels are dropped.")
    private @Nullable String timecode;

    @Option(
            names = "--frame",
            paramLabel = "N",
            description =
                    "The frame with this number, from 0, instead of one with a label. At a variable rate, labels are "
                            + "counted.")
    private @Nullable Long number;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description =
                    "The frame that is shown at this time after the start of the film, as in 12.5. "
                            + "Half a microsecond before a frame is as good as its beginning.")
    private @Nullable String time;

    @Option(names = "--json", description = "Write one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (Stream.of(timecode != null, number != null, time != null).filter(given -> given).count()
                > 1) {
            throw misused("TIMECODE, --frame and --time each name a frame; give one of them");
        }
        if (number != null && number < 0) {
            throw misused("--frame " + number + ": at least 0");
        }
        MediaTime moment = time == null ? null : moment(time);
        FileArray.ensureRegular(file);
        try (Mp4Index film = Mp4Index.open(file)) {
            Output out = new Output(spec.commandLine().getOut());
            write(film, moment, out);
            out.flush();
        } catch (Output.Lost lost) {
            lost.orFail();
        } catch (InternalError e) {
            // How the JVM reports that a mapped page cannot be had.
            throw new CommandFailure("'" + file + "' was cut while it was read", e);
        }
        return Zenview.DONE;
    }

    private void write(Mp4Index film, @Nullable MediaTime moment, Output out) throws IOException {
        Frame frame = frame(film, moment);
        if (frame == null) {
            if (json) {
                FilmJson.film(file, film, out);
            } else {
                FilmText.film(file, film, out);
            }
            return;
        }
        FoundFrame found = new FoundFrame(film, frame);
        if (json) {
            FilmJson.frame(file, found, out);
        } else {
            FilmText.frame(file, found, out);
        }
    }

    /// The frame that is asked for, if one is.
    private @Nullable Frame frame(Mp4Index film, @Nullable MediaTime moment) {
        if (timecode != null) {
            return film.frameAt(timecode);
        }
        if (moment != null) {
            return film.frameNear(moment);
        }
        return number == null ? null : numbered(film, number);
    }

    private Frame numbered(Mp4Index film, long wanted) {
        long count = film.frameCount();
        if (wanted >= count) {
            throw new CommandFailure(
                    count == 0
                            ? file + " has no frames"
                            : file + " has the frames 0 to " + (count - 1) + ", so not " + wanted);
        }
        return film.frame(wanted);
    }

    private MediaTime moment(String seconds) {
        try {
            return MediaTime.parse(seconds);
        } catch (IllegalArgumentException e) {
            throw misused("--time: " + e.getMessage());
        }
    }

    private ParameterException misused(String complaint) {
        return new ParameterException(spec.commandLine(), complaint);
    }
}

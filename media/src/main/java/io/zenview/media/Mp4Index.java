package io.zenview.media;

import io.zenview.view.MemoryView;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where everything is in an MP4 file (ISO/IEC 14496-12) or one of its siblings: `.mov`, `.m4v`,
/// `.m4a`, `.m4b`, `.3gp`.
///
/// The sample tables are big-endian typed views over the mapped file. Opening looks through the
/// boxes and makes no object per sample.
///
/// ```java
/// try (Mp4Index index = Mp4Index.open(Path.of("film.mp4"))) {
///     long offset = index.timecodeToIndex("00:10:00;00");
///     Frame frame = index.frameAt("00:10:00;00");
/// }
/// ```
///
/// **Threads.** Any number may read at the same time.
public final class Mp4Index implements AutoCloseable {

    private final FilmBytes film;
    private final @Nullable MemoryView mapped;
    private final Movie movie;
    private final @Nullable Track video;
    private final @Nullable ShownFrames frames;
    private final @Nullable FrameLabels labels;

    private Mp4Index(FilmBytes film, @Nullable MemoryView mapped) throws MalformedFilmException {
        this.film = film;
        this.mapped = mapped;
        this.movie = Movie.read(film);
        this.video = movie.video();
        if (video == null) {
            frames = null;
            labels = null;
            return;
        }
        double tick = (double) video.timescale() / movie.timescale();
        ShownFrames shown =
                new ShownFrames(video.samples(), video.timeline(), video.timescale(), tick);
        frames = shown;
        labels = FrameLabels.read(film, movie, shown);
    }

    /// Maps a file and finds its tables.
    ///
    /// @param file the film
    /// @return the index, which keeps the file mapped until it is closed
    /// @throws MalformedFilmException if it is no film or a broken one
    /// @throws IOException if it cannot be read
    public static Mp4Index open(Path file) throws IOException {
        MemoryView mapped = MemoryView.map(file);
        try {
            return read(mapped, file.toString(), mapped);
        } catch (IOException | RuntimeException e) {
            mapped.close();
            throw e;
        }
    }

    /// Finds the tables of a film that is in memory.
    ///
    /// @param bytes a C-contiguous view, which stays the caller's and has to stay open
    /// @param name what errors call it
    /// @return the index
    /// @throws MalformedFilmException if it is no film or a broken one
    public static Mp4Index of(MemoryView bytes, String name) throws MalformedFilmException {
        return read(bytes, name, null);
    }

    private static Mp4Index read(MemoryView bytes, String name, @Nullable MemoryView mapped)
            throws MalformedFilmException {
        FilmBytes film = new FilmBytes(bytes, name);
        try {
            return new Mp4Index(film, mapped);
        } catch (ArithmeticException | IndexOutOfBoundsException e) {
            throw new MalformedFilmException(
                    name, "file", 0, "numbers that make no sense: " + e.getMessage());
        } catch (InternalError e) {
            throw new MalformedFilmException(name, "file", 0, "was cut short while it was read");
        }
    }

    /// What errors call it.
    ///
    /// @return the file's path, or the name that was given
    public String name() {
        return film.name();
    }

    /// Length of the file.
    ///
    /// @return bytes
    public long size() {
        return film.size();
    }

    /// The specification that the file says to follow first.
    ///
    /// @return four characters as in `isom`; `qt ` for a file without `ftyp`
    public String brand() {
        return movie.brand();
    }

    /// All tracks, in the order of the file.
    ///
    /// @return at least one
    public List<Track> tracks() {
        return movie.tracks();
    }

    /// The track whose frames have numbers: the first enabled one of moving pictures that has
    /// samples.
    ///
    /// @return the track; nothing if there is only sound
    public Optional<Track> video() {
        return Optional.ofNullable(video);
    }

    /// The codecs of video and sound, as a browser wants to have them.
    ///
    /// @return as in `avc1.64001f,mp4a.40.2`
    public String codecs() {
        return movie.tracks().stream()
                .filter(track -> track.sampleCount() > 0)
                .filter(track ->
                        track.kind() == Track.Kind.VIDEO || track.kind() == Track.Kind.AUDIO)
                .map(Track::codec)
                .distinct()
                .collect(Collectors.joining(","));
    }

    /// Whether samples are in fragments (`moof`), some or all of them.
    ///
    /// @return true if so
    public boolean fragmented() {
        return movie.fragmented();
    }

    /// How long the film takes: as long as its longest track.
    ///
    /// @return the duration
    public MediaTime duration() {
        return movie.duration();
    }

    /// Frames per second: exact if [#constantRate], otherwise the nominal rate at which its labels
    /// count.
    ///
    /// @return the rate
    /// @throws NoFramesException if there is no video
    public FrameRate frameRate() {
        return frames().rate();
    }

    /// Whether each frame is shown equally long, but for the rounding to whole ticks. If not,
    /// labels are found by time.
    ///
    /// @return true if so
    /// @throws NoFramesException if there is no video
    public boolean constantRate() {
        return frames().constant();
    }

    /// Number of frames that are shown: labels, in a film of variable rate.
    ///
    /// @return frames
    /// @throws NoFramesException if there is no video
    public long frameCount() {
        return frames().count();
    }

    /// The label of the first frame: that of the film's timecode track, or `00:00:00:00`. It knows
    /// whether the film's labels drop.
    ///
    /// @return the label
    /// @throws NoFramesException if there is no video
    public Timecode start() {
        return labels().start();
    }

    /// Whether the film itself says how its frames are labelled, by a timecode track. If not, they
    /// are counted from `00:00:00:00` without dropping, and a label with `;` is taken as
    /// drop-frame.
    ///
    /// @return true if there is a timecode track
    public boolean hasTimecodeTrack() {
        return labels != null && labels.said();
    }

    /// The talk's first function: the offset of the bytes of the frame with this label. About a
    /// microsecond, and no object as a rule.
    ///
    /// @param timecode a label
    /// @return offset in the file, in bytes
    /// @throws TimecodeException if there is no such label, or none in this film
    /// @throws NoFramesException if there is no video
    public long timecodeToIndex(CharSequence timecode) {
        ShownFrames shown = frames();
        long frame = labels().frame(timecode, false);
        try {
            return track().samples().offset(shown.sampleOf(frame));
        } catch (InternalError e) {
            throw film.cut(e);
        }
    }

    /// The label of a frame.
    ///
    /// @param number of the frame, from 0; the number of frames for the label after the last one
    /// @return the label
    /// @throws IndexOutOfBoundsException if there is no such frame
    /// @throws NoFramesException if there is no video
    public Timecode timecode(long number) {
        Objects.checkIndex(number, frames().count() + 1);
        return labels().of(number);
    }

    /// The number of the frame with this label.
    ///
    /// @param timecode a label
    /// @return its number, from 0
    /// @throws TimecodeException if there is no such label, or none in this film
    /// @throws NoFramesException if there is no video
    public long frameNumber(CharSequence timecode) {
        return labels().frame(timecode, false);
    }

    /// The frame with this label.
    ///
    /// @param timecode a label
    /// @return the frame
    /// @throws TimecodeException if there is no such label, or none in this film
    /// @throws NoFramesException if there is no video
    public Frame frameAt(CharSequence timecode) {
        return frame(labels().frame(timecode, false));
    }

    /// The frame that is shown at a time. At a variable rate it is the picture that is shown then,
    /// with the label of that time.
    ///
    /// @param time from the start of the film
    /// @return the frame; the first one if nothing is shown yet
    /// @throws IllegalArgumentException if the film is over by then, or the time is negative
    /// @throws NoFramesException if there is no video
    public Frame frameAt(MediaTime time) {
        ShownFrames shown = frames();
        MediaTime duration = track().duration();
        if (time.value() < 0 || time.seconds() >= duration.seconds()) {
            throw new IllegalArgumentException(
                    "%s is shown from 0 to %s seconds, so nothing at %s"
                            .formatted(film.name(), duration, time));
        }
        if (shown.count() == 0) {
            throw new IllegalArgumentException(film.name() + " has no frames");
        }
        // The product alone may be beyond 64 bits.
        long ticks =
                BigInteger.valueOf(time.value())
                        .multiply(BigInteger.valueOf(track().timescale()))
                        .divide(BigInteger.valueOf(time.timescale()))
                        .longValueExact();
        try {
            long number = shown.numberAt(ticks);
            // At a variable rate the label's interval may show another picture in its middle.
            return frame(number, shown.constant() ? shown.sampleOf(number) : shown.sampleAt(ticks));
        } catch (InternalError e) {
            throw film.cut(e);
        }
    }

    /// The frame that is shown at a time that somebody read somewhere. Fractions are rounded when
    /// they are printed, often down, and 0.033333 is before the frame that begins at a thirtieth:
    /// so up to half a microsecond before a frame is as good as its beginning.
    ///
    /// @param time from the start of the film
    /// @return the frame; the first one if nothing is shown yet
    /// @throws IllegalArgumentException if the film is over by then, or the time is negative
    /// @throws NoFramesException if there is no video
    public Frame frameNear(MediaTime time) {
        frames();
        MediaTime later = time.value() < 0 ? time : time.plusHalfMicrosecond();
        return frameAt(later.seconds() < track().duration().seconds() ? later : time);
    }

    /// The frame with this number.
    ///
    /// @param number counted from the first frame shown, from 0
    /// @return the frame
    /// @throws IndexOutOfBoundsException if there is no such frame
    /// @throws NoFramesException if there is no video
    public Frame frame(long number) {
        ShownFrames shown = frames();
        Objects.checkIndex(number, shown.count());
        try {
            return frame(number, shown.sampleOf(number));
        } catch (InternalError e) {
            throw film.cut(e);
        }
    }

    private Frame frame(long number, long sample) {
        Samples samples = track().samples();
        return new Frame(
                number,
                labels().of(number),
                new MediaTime(frames().shownAt(number, sample), track().timescale()),
                samples.sample(sample),
                samples.sample(samples.keyFrameFor(sample)));
    }

    @Override
    public void close() {
        if (mapped != null) {
            mapped.close();
        }
    }

    /// The mapped bytes, read-only.
    MemoryView bytes() {
        return film.view();
    }

    FilmBytes film() {
        return film;
    }

    Movie movie() {
        return movie;
    }

    ShownFrames frames() {
        if (frames == null) {
            throw new NoFramesException(film.name());
        }
        return frames;
    }

    FrameLabels labels() {
        frames();
        return Objects.requireNonNull(labels);
    }

    private Track track() {
        frames();
        return Objects.requireNonNull(video);
    }
}

package io.zenview.media;

import io.zenview.view.MemoryView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

    private Mp4Index() {}

    /// Maps a file and finds its tables.
    ///
    /// @param file the film
    /// @return the index, which keeps the file mapped until it is closed
    /// @throws MalformedFilmException if it is no film or a broken one
    /// @throws IOException if it cannot be read
    public static Mp4Index open(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Finds the tables of a film that is in memory.
    ///
    /// @param bytes a C-contiguous view, which stays the caller's and has to stay open
    /// @param name what errors call it
    /// @return the index
    /// @throws MalformedFilmException if it is no film or a broken one
    public static Mp4Index of(MemoryView bytes, String name) throws MalformedFilmException {
        throw new UnsupportedOperationException();
    }

    /// What errors call it.
    ///
    /// @return the file's path, or the name that was given
    public String name() {
        throw new UnsupportedOperationException();
    }

    /// Length of the file.
    ///
    /// @return bytes
    public long size() {
        throw new UnsupportedOperationException();
    }

    /// The specification that the file says to follow first.
    ///
    /// @return four characters as in `isom`; `qt ` for a file without `ftyp`
    public String brand() {
        throw new UnsupportedOperationException();
    }

    /// All tracks, in the order of the file.
    ///
    /// @return at least one
    public List<Track> tracks() {
        throw new UnsupportedOperationException();
    }

    /// The track whose frames have numbers: the first enabled one of moving pictures that has
    /// samples.
    ///
    /// @return the track; nothing if there is only sound
    public Optional<Track> video() {
        throw new UnsupportedOperationException();
    }

    /// The codecs of video and sound, as a browser wants to have them.
    ///
    /// @return as in `avc1.64001f,mp4a.40.2`
    public String codecs() {
        throw new UnsupportedOperationException();
    }

    /// Whether samples are in fragments (`moof`), some or all of them.
    ///
    /// @return true if so
    public boolean fragmented() {
        throw new UnsupportedOperationException();
    }

    /// How long the film takes: as long as its longest track.
    ///
    /// @return the duration
    public MediaTime duration() {
        throw new UnsupportedOperationException();
    }

    /// Frames per second: exact if [#constantRate], otherwise the nominal rate at which its labels
    /// count.
    ///
    /// @return the rate
    /// @throws IllegalStateException if there is no video
    public FrameRate frameRate() {
        throw new UnsupportedOperationException();
    }

    /// Whether each frame is shown equally long, but for the rounding to whole ticks. If not,
    /// labels are found by time.
    ///
    /// @return true if so
    /// @throws IllegalStateException if there is no video
    public boolean constantRate() {
        throw new UnsupportedOperationException();
    }

    /// Number of frames that are shown: labels, in a film of variable rate.
    ///
    /// @return frames
    /// @throws IllegalStateException if there is no video
    public long frameCount() {
        throw new UnsupportedOperationException();
    }

    /// The label of the first frame: that of the film's timecode track, or `00:00:00:00`. It knows
    /// whether the film's labels drop.
    ///
    /// @return the label
    /// @throws IllegalStateException if there is no video
    public Timecode start() {
        throw new UnsupportedOperationException();
    }

    /// Whether the film itself says how its frames are labelled, by a timecode track. If not, they
    /// are counted from `00:00:00:00` without dropping, and a label with `;` is taken as
    /// drop-frame.
    ///
    /// @return true if there is a timecode track
    public boolean hasTimecodeTrack() {
        throw new UnsupportedOperationException();
    }

    /// The talk's first function: the offset of the bytes of the frame with this label. About a
    /// microsecond, and no object as a rule.
    ///
    /// @param timecode a label
    /// @return offset in the file, in bytes
    /// @throws TimecodeException if there is no such label, or none in this film
    /// @throws IllegalStateException if there is no video
    public long timecodeToIndex(CharSequence timecode) {
        throw new UnsupportedOperationException();
    }

    /// The number of the frame with this label.
    ///
    /// @param timecode a label
    /// @return its number, from 0
    /// @throws TimecodeException if there is no such label, or none in this film
    /// @throws IllegalStateException if there is no video
    public long frameNumber(CharSequence timecode) {
        throw new UnsupportedOperationException();
    }

    /// The frame with this label.
    ///
    /// @param timecode a label
    /// @return the frame
    /// @throws TimecodeException if there is no such label, or none in this film
    /// @throws IllegalStateException if there is no video
    public Frame frameAt(CharSequence timecode) {
        throw new UnsupportedOperationException();
    }

    /// The frame that is shown at a time.
    ///
    /// @param time from the start of the film
    /// @return the frame; the first one if nothing is shown yet
    /// @throws IllegalArgumentException if the film is over by then, or the time is negative
    /// @throws IllegalStateException if there is no video
    public Frame frameAt(MediaTime time) {
        throw new UnsupportedOperationException();
    }

    /// The frame with this number.
    ///
    /// @param number counted from the first frame shown, from 0
    /// @return the frame
    /// @throws IndexOutOfBoundsException if there is no such frame
    /// @throws IllegalStateException if there is no video
    public Frame frame(long number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}

package io.zenview.media;

import java.util.Optional;

/// One track of a film. Its tables are views of the file; looking up a sample touches a few
/// kilobytes of them and keeps nothing.
///
/// **Threads.** Any number may read at the same time.
public final class Track {

    private final TrackHeader header;
    private final SampleEntry entry;
    private final Samples samples;
    private final Timeline timeline;
    private final Box trak;

    Track(Box trak, TrackHeader header, SampleEntry entry, Samples samples, Timeline timeline) {
        this.trak = trak;
        this.header = header;
        this.entry = entry;
        this.samples = samples;
        this.timeline = timeline;
    }

    /// What a track is for.
    public enum Kind {
        /// Moving pictures.
        VIDEO,
        /// Sound.
        AUDIO,
        /// Subtitles and captions.
        TEXT,
        /// Labels of frames (`tmcd`).
        TIMECODE,
        /// Anything else: hints, metadata, chapters as pictures.
        OTHER
    }

    /// The number by which the film's other parts refer to it.
    ///
    /// @return the `track_ID`
    public long id() {
        return header.id();
    }

    /// What it is for.
    ///
    /// @return the kind
    public Kind kind() {
        return header.kind();
    }

    /// What is needed to decode it, as in the `codecs` parameter of RFC 6381.
    ///
    /// @return as in `avc1.64001f`; the four characters of the sample entry where no more is known
    public String codec() {
        return entry.codec();
    }

    /// The language of sound or text.
    ///
    /// @return three letters of ISO 639-2, or nothing if it is not said
    public Optional<String> language() {
        return header.language();
    }

    /// Width to be shown, in pixels, 0 if this is no video.
    ///
    /// @return pixels
    public int width() {
        return header.width() > 0 ? header.width() : entry.width();
    }

    /// Height to be shown, in pixels, 0 if this is no video.
    ///
    /// @return pixels
    public int height() {
        return header.height() > 0 ? header.height() : entry.height();
    }

    /// Channels of sound, 0 if this is none.
    ///
    /// @return channels
    public int channels() {
        return entry.channels();
    }

    /// Sound's samples per second, 0 if this is none.
    ///
    /// @return Hz
    public long sampleRate() {
        return entry.sampleRate();
    }

    /// Ticks per second of this track's clock.
    ///
    /// @return ticks
    public long timescale() {
        return header.timescale();
    }

    /// How long it takes to show, its edit list considered.
    ///
    /// @return the duration
    public MediaTime duration() {
        return new MediaTime(timeline.duration(), header.timescale());
    }

    /// Number of samples.
    ///
    /// @return samples
    public long sampleCount() {
        return samples.count();
    }

    /// Number of samples at which decoding can start. Constant time for a film whose samples are in
    /// its `moov`, otherwise the time of a look at every fragment.
    ///
    /// @return samples
    public long keyFrameCount() {
        return samples.keyFrames();
    }

    /// One sample.
    ///
    /// @param number in decoding order, from 0
    /// @return the sample
    /// @throws IndexOutOfBoundsException if there is no such sample
    public Sample sample(long number) {
        try {
            return samples.sample(number);
        } catch (InternalError e) {
            throw film().cut(e);
        }
    }

    /// The sample from which decoding has to start to show another: the last key frame that is at
    /// or before it in decoding order and is not shown after it.
    ///
    /// @param number in decoding order, from 0
    /// @return a key frame; the first sample if there is none before
    /// @throws IndexOutOfBoundsException if there is no such sample
    public Sample keyFrameBefore(long number) {
        try {
            return samples.sample(samples.keyFrameFor(number));
        } catch (InternalError e) {
            throw film().cut(e);
        }
    }

    Box trak() {
        return trak;
    }

    FilmBytes film() {
        return trak.film();
    }

    TrackHeader header() {
        return header;
    }

    SampleEntry entry() {
        return entry;
    }

    Samples samples() {
        return samples;
    }

    Timeline timeline() {
        return timeline;
    }
}

package io.zenview.media;

import java.util.Optional;

/// One track of a film. Its tables are views of the file; looking up a sample touches a few
/// kilobytes of them and keeps nothing.
///
/// **Threads.** Any number may read at the same time.
public final class Track {

    Track() {}

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
        throw new UnsupportedOperationException();
    }

    /// What it is for.
    ///
    /// @return the kind
    public Kind kind() {
        throw new UnsupportedOperationException();
    }

    /// What is needed to decode it, as in the `codecs` parameter of RFC 6381.
    ///
    /// @return as in `avc1.64001f`; the four characters of the sample entry where no more is known
    public String codec() {
        throw new UnsupportedOperationException();
    }

    /// The language of sound or text.
    ///
    /// @return three letters of ISO 639-2, or nothing if it is not said
    public Optional<String> language() {
        throw new UnsupportedOperationException();
    }

    /// Width to be shown, in pixels, 0 if this is no video.
    ///
    /// @return pixels
    public int width() {
        throw new UnsupportedOperationException();
    }

    /// Height to be shown, in pixels, 0 if this is no video.
    ///
    /// @return pixels
    public int height() {
        throw new UnsupportedOperationException();
    }

    /// Channels of sound, 0 if this is none.
    ///
    /// @return channels
    public int channels() {
        throw new UnsupportedOperationException();
    }

    /// Sound's samples per second, 0 if this is none.
    ///
    /// @return Hz
    public long sampleRate() {
        throw new UnsupportedOperationException();
    }

    /// Ticks per second of this track's clock.
    ///
    /// @return ticks
    public long timescale() {
        throw new UnsupportedOperationException();
    }

    /// How long it takes to show, its edit list considered.
    ///
    /// @return the duration
    public MediaTime duration() {
        throw new UnsupportedOperationException();
    }

    /// Number of samples.
    ///
    /// @return samples
    public long sampleCount() {
        throw new UnsupportedOperationException();
    }

    /// Number of samples at which decoding can start. Constant time for a film whose samples are in
    /// its `moov`, otherwise the time of a look at every fragment.
    ///
    /// @return samples
    public long keyFrameCount() {
        throw new UnsupportedOperationException();
    }

    /// One sample.
    ///
    /// @param number in decoding order, from 0
    /// @return the sample
    /// @throws IndexOutOfBoundsException if there is no such sample
    public Sample sample(long number) {
        throw new UnsupportedOperationException();
    }

    /// The sample from which decoding has to start to show another: the last key frame that is at
    /// or before it in decoding order and is not shown after it.
    ///
    /// @param number in decoding order, from 0
    /// @return a key frame; the first sample if there is none before
    /// @throws IndexOutOfBoundsException if there is no such sample
    public Sample keyFrameBefore(long number) {
        throw new UnsupportedOperationException();
    }
}

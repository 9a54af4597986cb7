package io.zenview.media;

/// A place among the samples of a track that moves on in decoding order. What times cost is read at
/// once, what the place costs when it is asked for.
abstract class SampleCursor {
    long number;
    long decodeTime;
    long duration;
    long compositionOffset;

    /// Goes to the next sample.
    ///
    /// @return false if this was the last one; the cursor is of no use then
    abstract boolean next();

    abstract long offset();

    abstract long size();

    abstract boolean key();

    /// Which entry of `stsd` says what it is, counted from 1.
    abstract long description();

    final long presentationTime() {
        return decodeTime + compositionOffset;
    }

    final Sample sample() {
        return new Sample(
                number, decodeTime, presentationTime(), duration, offset(), size(), key());
    }
}

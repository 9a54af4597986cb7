package io.zenview.media;

/// One sample of a track: a coded picture, some milliseconds of sound, a subtitle.
///
/// @param number in decoding order, from 0
/// @param decodeTime when it is decoded, in ticks of the track's own clock
/// @param presentationTime when it is shown (decoding time and composition offset), in ticks of the
///   track's own clock, before the edit list
/// @param duration ticks of the track's own clock
/// @param offset where its bytes begin in the file
/// @param size bytes
/// @param keyFrame whether decoding can start here
public record Sample(
        long number,
        long decodeTime,
        long presentationTime,
        long duration,
        long offset,
        long size,
        boolean keyFrame) {}

package io.zenview.media;

/// One shown picture of a film, and where it is.
///
/// @param number the frame's number, counted from the first one shown, from 0; in a film of
///   variable rate the number of the label, counted at the nominal rate
/// @param timecode its label
/// @param time when it is shown, from the start of the film
/// @param sample the sample that is shown then
/// @param keyFrame the sample from which decoding has to start to show it
public record Frame(
        long number, Timecode timecode, MediaTime time, Sample sample, Sample keyFrame) {}

/// Timecodes, the index of an MP4 file, and a library of films.
///
/// In reading order:
///
/// | type | what it is |
/// |---|---|
/// | [io.zenview.media.VideoLibrary], [io.zenview.media.Video] | the films of a directory by id, and one that is open: labels, chunks, clips |
/// | [io.zenview.media.Mp4Index] | where everything is in one film |
/// | [io.zenview.media.Frame], [io.zenview.media.Sample], [io.zenview.media.Track] | what it finds |
/// | [io.zenview.media.Timecode], [io.zenview.media.FrameRate], [io.zenview.media.MediaTime] | labels, rates and times, exact |
///
/// A label that does not exist is a [io.zenview.media.TimecodeException], a file that is no film a
/// [io.zenview.media.MalformedFilmException].
@NullMarked
package io.zenview.media;

import org.jspecify.annotations.NullMarked;

/// Timecodes, the index of an MP4 file, and a library of films.
@NullMarked
package io.zenview.media;

import org.jspecify.annotations.NullMarked;

/// The comparisons as a library: run them, tabulate and plot what they measured.
@NullMarked
package io.zenview.compare;

import org.jspecify.annotations.NullMarked;

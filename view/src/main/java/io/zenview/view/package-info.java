/// Memory views, byte sequences and the buffer protocol.
@NullMarked
package io.zenview.view;

import org.jspecify.annotations.NullMarked;

/// Memory views, byte sequences and the buffer protocol.
///
/// [io.zenview.view.MemoryView] is a window on memory that it does not own; [io.zenview.view.Bytes]
/// and [io.zenview.view.ByteArray] are sequences of bytes that own theirs;
/// [io.zenview.view.BufferExporter] is how anything else lends its memory.
/// [io.zenview.view.LongView] and its kin are for loops that must be as fast as over a raw array.
@NullMarked
package io.zenview.view;

import org.jspecify.annotations.NullMarked;

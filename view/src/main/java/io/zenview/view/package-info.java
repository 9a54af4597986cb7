/// Memory views, byte sequences and the buffer protocol.
///
/// In reading order:
///
/// | type | what it is |
/// |---|---|
/// | [io.zenview.view.MemoryView] | the window: elements, shape, slices, casts, bulk work |
/// | [io.zenview.view.Slice] | start, stop and step; an index; an ellipsis |
/// | [io.zenview.view.Format] | what one element is: type, size, byte order; or a record |
/// | [io.zenview.view.Bytes], [io.zenview.view.ByteArray] | sequences of bytes that own theirs; immutable, and mutable and growable |
/// | [io.zenview.view.LongView] and its kin | for loops that must be as fast as over a raw array |
/// | [io.zenview.view.DataView] | numbers of any type at any byte, for headers and messages |
/// | [io.zenview.view.Numbers] | sums, extremes and arithmetic over all elements |
/// | [io.zenview.view.MappedFile], [io.zenview.view.SharedMemory] | files that grow, and memory that processes share |
/// | [io.zenview.view.Npy] | NumPy's files, opened in place |
/// | [io.zenview.view.BufferExporter], [io.zenview.view.BufferRequest] | how anything else lends its memory, and what a consumer asks for |
///
/// What an owner refuses is a [io.zenview.view.BufferException].
@NullMarked
package io.zenview.view;

import org.jspecify.annotations.NullMarked;

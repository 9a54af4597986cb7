package io.zenview.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/// A typed, shaped, strided window on memory that it does not own: Python's `memoryview` for the
/// JVM.
///
/// A view consists of *elements* of one [Format], in 0 to 64 dimensions. It reads and writes the
/// memory of its [#owner] directly: making a view, slicing, transposing and reshaping it copy
/// nothing, whatever the size, and what is written through a view is seen by the owner and by every
/// other view.
///
/// ```java
/// long[] numbers = {-11111111, 22222222, -33333333, 44444444};
/// MemoryView m = MemoryView.of(numbers);
/// m.get(0);                    // -11111111
/// m.get(-1);                   // 44444444
/// m.slice(Slice.every(2)).toList();   // [-11111111, -33333333]
/// MemoryView square = m.reshape(2, 2);
/// square.get(1, 0);            // -33333333
/// square.transpose().toList(); // [[-11111111, -33333333], [22222222, 44444444]]
/// ```
///
/// ## Units
///
/// Indices, slices, [#shape], [#length] and [#elementCount] count **elements**; [#byteSize],
/// [#itemSize], [#strides] and [#suboffsets] count **bytes**. All are `long`: a view of a mapped
/// file may be larger than 2 GiB.
///
/// ## Indices and slices
///
/// A negative index counts from the end, an index outside the view is an
/// `IndexOutOfBoundsException`. Slices follow Python: any step, bounds clamped, see [Slice].
/// Slicing takes constant time and allocates one small object. A full index, one number for each
/// dimension, names an element; an index of fewer numbers names a sub-view. A view of 0 dimensions
/// is one element, read with the empty index: `get()`.
///
/// ## Lifetime
///
/// `MemoryView.of(…)` and `MemoryView.map(…)` *acquire* memory: they begin an export. Views derived
/// from such a view (slices, casts, read-only views) belong to the same export and need no closing.
/// [#close] ends the export: afterwards every view that belongs to it, whichever of them was
/// closed, fails with an `IllegalStateException`. A view made by `MemoryView.of(view)` is an export
/// of its own. Views of arrays need not be closed at all; close views of a [ByteArray] before
/// resizing it, and views of files to unmap them.
///
/// ## Element access
///
/// [#get(long)] and [#set(long, Object)] are right for every format, at some nanoseconds an
/// element. Loops that should run as fast as over a raw array take a typed view first, outside the
/// loop: [#asLongs], [#asDoubles] and their kin. Fields of several types at places of their own,
/// such as those of a header, are read through [#asData].
///
/// ## Threads
///
/// A view has no lock. Threads that share one must order their reads and writes, as with an array.
/// Closing a view while another thread reads it is safe: that thread gets an
/// `IllegalStateException` or a completed read.
///
/// ## Records
///
/// A format of several values makes each element a record: [#get(long)] gives a `List` of its
/// values, and [#field] a view of one value in all records, strided and typed, without copying.
///
/// Two views are equal only if they are the same object; [#contentEquals] compares elements.
///
/// Source of the rules: CPython's `memoryview` (documentation and `Objects/memoryobject.c`), PEP
/// 3118, PEP 688. Deliberate difference: in CPython each slice holds the export; here slices share
/// it, so that a forgotten slice cannot lock its owner.
public sealed interface MemoryView extends BufferExporter, AutoCloseable, Iterable<Object>
        permits PlacedView {
    /// A view of unsigned bytes, format `B`. Cast it to `b` for signed ones.
    ///
    /// @param array the owner
    /// @return a writable view of the whole array; no copy is made
    static MemoryView of(byte[] array) {
        return Acquisition.of(array, MemorySegment.ofArray(array), Format.UNSIGNED_BYTE);
    }

    /// A view of shorts, format `h`.
    ///
    /// @param array the owner
    /// @return a writable view of the whole array; no copy is made
    static MemoryView of(short[] array) {
        return Acquisition.of(array, MemorySegment.ofArray(array), Format.SHORT);
    }

    /// A view of chars as unsigned shorts, format `H`.
    ///
    /// @param array the owner
    /// @return a writable view of the whole array; no copy is made
    static MemoryView of(char[] array) {
        return Acquisition.of(array, MemorySegment.ofArray(array), Format.UNSIGNED_SHORT);
    }

    /// A view of ints, format `i`.
    ///
    /// @param array the owner
    /// @return a writable view of the whole array; no copy is made
    static MemoryView of(int[] array) {
        return Acquisition.of(array, MemorySegment.ofArray(array), Format.INT);
    }

    /// A view of longs, format `l`.
    ///
    /// @param array the owner
    /// @return a writable view of the whole array; no copy is made
    static MemoryView of(long[] array) {
        return Acquisition.of(array, MemorySegment.ofArray(array), Format.LONG);
    }

    /// A view of floats, format `f`.
    ///
    /// @param array the owner
    /// @return a writable view of the whole array; no copy is made
    static MemoryView of(float[] array) {
        return Acquisition.of(array, MemorySegment.ofArray(array), Format.FLOAT);
    }

    /// A view of doubles, format `d`.
    ///
    /// @param array the owner
    /// @return a writable view of the whole array; no copy is made
    static MemoryView of(double[] array) {
        return Acquisition.of(array, MemorySegment.ofArray(array), Format.DOUBLE);
    }

    /// A view of the bytes between a buffer's position and limit, format `B`. The buffer's own byte
    /// order plays no part: cast to a format with the order that is meant.
    ///
    /// @param buffer the owner, on or off the heap; its position and limit may change later without
    ///   effect on the view
    /// @return a view that is read-only if the buffer is; no copy is made
    static MemoryView of(ByteBuffer buffer) {
        return Acquisition.of(buffer, MemorySegment.ofBuffer(buffer), Format.UNSIGNED_BYTE);
    }

    /// A view of a memory segment's bytes, format `B`. The segment's arena keeps its say: once
    /// closed, access fails.
    ///
    /// @param segment the owner
    /// @return a view that is read-only if the segment is; no copy is made
    static MemoryView of(MemorySegment segment) {
        return of(segment, Format.UNSIGNED_BYTE);
    }

    /// A view of a memory segment's elements.
    ///
    /// @param segment the owner; its size must be a multiple of the item size
    /// @param format what its elements are
    /// @return a view that is read-only if the segment is; no copy is made
    /// @throws IllegalArgumentException if the size is not a multiple of the item size
    static MemoryView of(MemorySegment segment, Format format) {
        return Acquisition.of(segment, segment, format);
    }

    /// A view of a memory segment in several dimensions, row after row (C order).
    ///
    /// @param segment the owner; its size must be that of all elements
    /// @param format what its elements are
    /// @param shape elements in each dimension; none makes a view of 0 dimensions, of one element
    /// @return a view that is read-only if the segment is; no copy is made
    /// @throws IllegalArgumentException if the sizes differ, or a shape is negative, has more than
    ///   64 entries or exceeds 2^63 - 1 bytes
    static MemoryView of(MemorySegment segment, Format format, long... shape) {
        return Acquisition.shaped(segment, format, shape);
    }

    /// A view of elements that lie in a memory segment in any regular way: at fixed distances,
    /// forwards, backwards, interleaved, or, with strides of 0, several times over.
    ///
    /// @param segment the owner
    /// @param format what the elements are
    /// @param offset where the first element lies, in bytes
    /// @param shape elements in each dimension
    /// @param strides distance from one element to the next in each dimension, in bytes
    /// @return a view that is read-only if the segment is; no copy is made
    /// @throws IllegalArgumentException if any element would lie outside the segment, the numbers
    ///   overflow, or shape and strides differ in length
    static MemoryView strided(
            MemorySegment segment, Format format, long offset, long[] shape, long[] strides) {
        return Acquisition.strided(segment, format, offset, shape, strides);
    }

    /// A view of rows that lie in memories of their own, for example the rows of a `double[][]`:
    /// its first dimension counts the rows. PEP 3118 calls it indirect; [#suboffsets] tells it from
    /// others.
    ///
    /// ```java
    /// MemoryView m = MemoryView.indirect(List.of(MemoryView.of(row0), MemoryView.of(row1)));
    /// m.get(1, 2);   // row1[2]
    /// ```
    ///
    /// @param rows at least one, all of one format, shape and strides; each is acquired, and
    ///   released when the view is closed
    /// @return a view that is read-only if one of the rows is; no element is copied, and a table of
    ///   references to the rows is made
    /// @throws IllegalArgumentException if a row differs from the first or is indirect itself
    /// @throws BufferException if a row refuses; all others are released then
    static MemoryView indirect(List<? extends BufferExporter> rows) {
        return Acquisition.indirect(rows);
    }

    /// A view of anything that exports a buffer: [Bytes], [ByteArray], another view, your own
    /// [BufferExporter].
    ///
    /// @param exporter the owner; a view among them is acquired anew, and closed on its own
    /// @return a view of the exporter's memory; no copy is made
    /// @throws BufferException if the exporter refuses
    static MemoryView of(BufferExporter exporter) {
        return of(exporter, BufferRequest.FULL_RO);
    }

    /// A view of anything that exports a buffer, with a request of your own, for example
    /// [BufferRequest#WRITABLE].
    ///
    /// @param exporter the owner
    /// @param request what the memory must be
    /// @return a view of the exporter's memory; no copy is made
    /// @throws BufferException if the exporter refuses
    static MemoryView of(BufferExporter exporter, BufferRequest request) {
        return Acquisition.of(exporter, request);
    }

    /// Maps a whole file for reading, as unsigned bytes.
    ///
    /// No byte is read before it is looked at, and none is copied to the heap. Closing the view
    /// unmaps the file; a view that is never closed keeps it mapped for as long as the process
    /// lives.
    ///
    /// @param file a regular file of any size
    /// @return a read-only view
    /// @throws IOException if the file cannot be opened or mapped
    static MemoryView map(Path file) throws IOException {
        return Acquisition.map(file, MapMode.READ_ONLY, 0, -1);
    }

    /// Maps a whole file, as unsigned bytes.
    ///
    /// @param file a regular file of any size
    /// @param mode read-only; read-write, where what is written reaches the file; or private, where
    ///   it does not
    /// @return a view, writable unless the mode is read-only
    /// @throws IOException if the file cannot be opened or mapped
    static MemoryView map(Path file, MapMode mode) throws IOException {
        return Acquisition.map(file, mode, 0, -1);
    }

    /// Maps a part of a file, as unsigned bytes.
    ///
    /// @param file a regular file of any size
    /// @param mode read-only, read-write or private
    /// @param offset first byte, anywhere in the file
    /// @param size bytes; the part must lie inside the file, which is never extended
    /// @return a view, writable unless the mode is read-only
    /// @throws IOException if the file cannot be opened or mapped, or is shorter than `offset +
    ///   size`
    /// @throws IllegalArgumentException if offset or size is negative
    static MemoryView map(Path file, MapMode mode, long offset, long size) throws IOException {
        if (offset < 0 || size < 0) {
            throw new IllegalArgumentException(
                    "offset " + offset + " and size " + size + " must not be negative");
        }
        return Acquisition.map(file, mode, offset, size);
    }

    /// The object whose memory this is: the array, buffer, segment, exporter or [Path] that the
    /// view was made from.
    ///
    /// @return the owner
    Object owner();

    /// What the elements are.
    ///
    /// @return the format
    Format format();

    /// Size of one element.
    ///
    /// @return bytes
    int itemSize();

    /// Number of dimensions.
    ///
    /// @return 0 to 64
    int ndim();

    /// Number of elements in each dimension.
    ///
    /// @return a new array of [#ndim] entries
    long[] shape();

    /// Distance from one element to the next in each dimension.
    ///
    /// @return a new array of [#ndim] entries, in bytes; negative where elements run backwards, 0
    ///   where they repeat
    long[] strides();

    /// Where the first element lies inside the rows of an indirect view.
    ///
    /// @return a new array: empty for direct views; otherwise [#ndim] entries, of which the first
    ///   is a number of bytes and the others, which are direct, are -1
    long[] suboffsets();

    /// Number of elements, or of sub-views, in the first dimension.
    ///
    /// @return elements
    /// @throws UnsupportedOperationException if there are 0 dimensions
    long length();

    /// Number of elements in all dimensions: the product of [#shape].
    ///
    /// @return elements; 1 for 0 dimensions
    long elementCount();

    /// Size of all elements together, [#elementCount] times [#itemSize]; for a strided view not the
    /// memory it spans.
    ///
    /// @return bytes
    long byteSize();

    /// Whether writing through this view is refused.
    ///
    /// @return true for views of read-only memory and for [#toReadOnly] views
    boolean isReadOnly();

    /// Whether the elements lie in memory one after another in C order: the last index varies
    /// fastest.
    ///
    /// @return true if they do; always for views of at most one element, and never for indirect
    ///   ones
    boolean isCContiguous();

    /// Whether the elements lie in memory one after another in Fortran order: the first index
    /// varies fastest.
    ///
    /// @return true if they do; in one dimension the same as [#isCContiguous]
    boolean isFContiguous();

    /// Whether the elements lie in memory one after another in either order.
    ///
    /// @return true if [#isCContiguous] or [#isFContiguous]
    boolean isContiguous();

    /// The element at an index of one dimension, or the sub-view there if there are more
    /// dimensions.
    ///
    /// @param index element index, negative from the end
    /// @return the value, of the type that [Format] names, or a `MemoryView`; constant time
    /// @throws IndexOutOfBoundsException if there is no such element; names dimension, index and
    ///   length
    Object get(long index);

    /// The element at an index of two dimensions; as [#get(long...)], without an array.
    ///
    /// @param row index in dimension 0, negative from the end
    /// @param column index in dimension 1, negative from the end
    /// @return the value, or a `MemoryView` if there are more dimensions
    Object get(long row, long column);

    /// The element at an index, or the sub-view that an index of fewer numbers names.
    ///
    /// @param index a number for each dimension, negative from the end; none at all for a view of 0
    ///   dimensions
    /// @return the value, of the type that [Format] names, or a `MemoryView`; constant time
    /// @throws IndexOutOfBoundsException if there is no such element; names dimension, index and
    ///   length
    /// @throws IllegalArgumentException if there are more numbers than dimensions
    Object get(long... index);

    /// The element at an index of a whole-number format.
    ///
    /// @param index element index, negative from the end
    /// @return the value; unsigned elements are widened, those of 8 bytes (`L`, `Q`, `N`, `P`) are
    ///   their raw 64 bits
    /// @throws IndexOutOfBoundsException if there is no such element
    /// @throws IllegalArgumentException if the format does not hold whole numbers, or the index has
    ///   not as many numbers as the view has dimensions
    long getLong(long index);

    /// The element at an index of two dimensions; the same rules as [#getLong(long)].
    ///
    /// @param row index in dimension 0, negative from the end
    /// @param column index in dimension 1, negative from the end
    /// @return the value
    long getLong(long row, long column);

    /// The element at an index of any number of dimensions; the same rules as [#getLong(long)].
    ///
    /// @param index a number for each dimension, negative from the end
    /// @return the value
    long getLong(long... index);

    /// The element at an index of a number format.
    ///
    /// @param index element index, negative from the end
    /// @return the value; whole numbers beyond 2^53 are rounded
    /// @throws IndexOutOfBoundsException if there is no such element
    /// @throws IllegalArgumentException if the format does not hold numbers, or the index has not
    ///   as many numbers as the view has dimensions
    double getDouble(long index);

    /// The element at an index of two dimensions; the same rules as [#getDouble(long)].
    ///
    /// @param row index in dimension 0, negative from the end
    /// @param column index in dimension 1, negative from the end
    /// @return the value
    double getDouble(long row, long column);

    /// The element at an index of any number of dimensions; the same rules as [#getDouble(long)].
    ///
    /// @param index a number for each dimension, negative from the end
    /// @return the value
    double getDouble(long... index);

    /// Stores an element. Nothing is ever truncated: a value that does not fit is refused and
    /// nothing is written.
    ///
    /// @param index element index, negative from the end
    /// @param value what [Format] names: any whole number for whole-number formats, any number for
    ///   real ones, a `Boolean` for `?`, a [Bytes] of length 1 for `c`, a `List` for records
    /// @throws IndexOutOfBoundsException if there is no such element
    /// @throws ClassCastException if the value has the wrong type
    /// @throws IllegalArgumentException if the value does not fit the format, or the index has not
    ///   as many numbers as the view has dimensions
    /// @throws java.nio.ReadOnlyBufferException if the view is read-only
    void set(long index, Object value);

    /// Stores an element of two dimensions; the same rules as [#set(long, Object)].
    ///
    /// @param row index in dimension 0, negative from the end
    /// @param column index in dimension 1, negative from the end
    /// @param value the value
    void set(long row, long column, Object value);

    /// Stores an element of any number of dimensions; the same rules as [#set(long, Object)].
    ///
    /// @param index a number for each dimension, negative from the end
    /// @param value the value
    void set(long[] index, Object value);

    /// Stores a whole number; the same rules as [#set(long, Object)].
    ///
    /// @param index element index, negative from the end
    /// @param value the value; for unsigned elements it must not be negative, but for pointers
    ///   (`P`), which take any 64 bits
    void setLong(long index, long value);

    /// Stores a whole number in two dimensions; the same rules as [#setLong(long, long)].
    ///
    /// @param row index in dimension 0, negative from the end
    /// @param column index in dimension 1, negative from the end
    /// @param value the value
    void setLong(long row, long column, long value);

    /// Stores a whole number in any number of dimensions; the same rules as [#setLong(long, long)].
    ///
    /// @param index a number for each dimension, negative from the end
    /// @param value the value
    void setLong(long[] index, long value);

    /// Stores a real number; the same rules as [#set(long, Object)].
    ///
    /// @param index element index, negative from the end
    /// @param value the value, rounded to the format's precision; beyond the range of `f` in native
    ///   order it becomes infinite, as in C, while `e` and the explicit byte orders refuse it
    void setDouble(long index, double value);

    /// Stores a real number in two dimensions; the same rules as [#setDouble(long, double)].
    ///
    /// @param row index in dimension 0, negative from the end
    /// @param column index in dimension 1, negative from the end
    /// @param value the value
    void setDouble(long row, long column, double value);

    /// Stores a real number in any number of dimensions; the same rules as [#setDouble(long,
    /// double)].
    ///
    /// @param index a number for each dimension, negative from the end
    /// @param value the value
    void setDouble(long[] index, double value);

    /// The sub-view at an index of as many numbers as there are dimensions, or fewer: `m[i]`, `m[i,
    /// j]`. Constant time, no copy.
    ///
    /// @param index numbers for the first dimensions, negative from the end
    /// @return a view with as many dimensions less; of 0 dimensions for a full index
    /// @throws IndexOutOfBoundsException if there is no such element; names dimension, index and
    ///   length
    /// @throws IllegalArgumentException if there are more numbers than dimensions
    MemoryView at(long... index);

    /// The elements of the first dimension from one on: `m[start:]`. Constant time, no copy.
    ///
    /// @param start first element, negative from the end, clamped
    /// @return a view of the same memory
    default MemoryView slice(long start) {
        return slice(start, Long.MAX_VALUE);
    }

    /// The elements of the first dimension between two indices: `m[start:stop]`. Constant time, no
    /// copy.
    ///
    /// @param start first element, negative from the end, clamped
    /// @param stop first element no longer taken, negative from the end, clamped
    /// @return a view of the same memory
    MemoryView slice(long start, long stop);

    /// A part in any number of dimensions: `m[start:stop:step, 3, ...]`. Constant time, no copy.
    ///
    /// @param slices ranges and indices for the first dimensions, with at most one [Slice#ELLIPSIS]
    ///   for those in between; dimensions not named are taken whole
    /// @return a view of the same memory; each index takes its dimension away
    /// @throws IndexOutOfBoundsException if there is no element at an index
    /// @throws IllegalArgumentException if there are more slices than dimensions, or two ellipses
    MemoryView slice(Slice... slices);

    /// The same elements with the dimensions in reverse order: rows become columns. Constant time,
    /// no copy.
    ///
    /// @return a view of the same memory
    /// @throws IllegalArgumentException if the view is indirect and has more than one dimension
    MemoryView transpose();

    /// The same elements with the dimensions in another order. Constant time, no copy.
    ///
    /// @param axes for each new dimension the present one, each once; negative from the end
    /// @return a view of the same memory
    /// @throws IllegalArgumentException if the axes are no such order, or move the first dimension
    ///   of an indirect view
    MemoryView transpose(int... axes);

    /// The same elements, in C order, under another shape. Constant time, never a copy.
    ///
    /// @param shape elements in each dimension; one entry may be -1, for whatever is left
    /// @return a view of the same memory
    /// @throws IllegalArgumentException if the number of elements differs, or the elements are not
    ///   evenly enough spaced for the shape: that takes a copy, which is yours to make
    MemoryView reshape(long... shape);

    /// The elements repeated along new or single dimensions until they fill a shape, as in NumPy.
    /// Constant time, no copy: the repetitions are strides of 0.
    ///
    /// @param shape elements in each dimension; counted from the last, each must be that of this
    ///   view, or this view has 1 there, or no such dimension
    /// @return a read-only view of the same memory, since one write would show in many places
    /// @throws IllegalArgumentException if the shapes do not go together
    MemoryView broadcastTo(long... shape);

    /// One field of every record. Constant time, no copy.
    ///
    /// ```java
    /// MemoryView trades = MemoryView.map(file).cast("<I4sh:price:");
    /// trades.field("price").getLong(7);
    /// ```
    ///
    /// @param name the field's name; values without one are `f0`, `f1`, …
    /// @return a strided view of the same memory, in the field's own format; a field that is an
    ///   array adds its dimensions at the end
    /// @throws IllegalArgumentException if there is no such field; names those that there are
    MemoryView field(String name);

    /// Overwrites all elements: `m[…] = source`. Right however the two overlap and in any number of
    /// dimensions, all or nothing, and never a resize.
    ///
    /// ```java
    /// MemoryView.of(byteArray).slice(6, 12).assign(Bytes.of("Python"));
    /// ```
    ///
    /// @param source elements of the same shape and format
    /// @throws IllegalArgumentException if shape or format differ; nothing is written then
    /// @throws java.nio.ReadOnlyBufferException if this view is read-only
    void assign(BufferExporter source);

    /// The same memory read as elements of another format, in one dimension. Constant time, no
    /// copy.
    ///
    /// @param format the new format; it or the present one must be a byte format (`b`, `B` or `c`)
    /// @return a view of the same memory
    /// @throws IllegalArgumentException if neither is a byte format, this view is not C-contiguous,
    ///   or its size is no multiple of the new item size
    MemoryView cast(Format format);

    /// The same memory read as elements of another format.
    ///
    /// @param format the new format, as [Format#parse] reads it, for example `<i`
    /// @return a view of the same memory
    /// @throws IllegalArgumentException as for [#cast(Format)]
    default MemoryView cast(String format) {
        return cast(Format.parse(format));
    }

    /// The same memory read as elements of another format, under a shape, row after row.
    ///
    /// @param format the new format; it or the present one must be a byte format (`b`, `B` or `c`)
    /// @param shape elements in each dimension, all greater than 0; none makes a view of 0
    ///   dimensions
    /// @return a view of the same memory
    /// @throws IllegalArgumentException if neither is a byte format, this view is not C-contiguous
    ///   or is empty, neither it nor the new one has one dimension, or the sizes in bytes differ
    MemoryView cast(Format format, long... shape);

    /// The same memory read as elements of another format, under a shape, in C or Fortran order.
    ///
    /// @param format the new format; it or the present one must be a byte format (`b`, `B` or `c`)
    /// @param order how the elements follow one another in memory; with [Order#F] this view may be
    ///   F-contiguous as well
    /// @param shape elements in each dimension, all greater than 0
    /// @return a view of the same memory
    /// @throws IllegalArgumentException as for [#cast(Format, long...)]
    MemoryView cast(Format format, Order order, long... shape);

    /// The same elements, not writable through the new view. Constant time, no copy.
    ///
    /// @return a read-only view, or this one if it is read-only already
    MemoryView toReadOnly();

    /// A copy of the elements as objects, as [#get(long)] gives them, in nested lists: one level
    /// for each dimension.
    ///
    /// @return a new unmodifiable list
    /// @throws IllegalArgumentException if there are more elements than a list can hold
    /// @throws UnsupportedOperationException if there are 0 dimensions: `get()` reads the one
    ///   element
    List<Object> toList();

    /// A copy of the elements' bytes, in C order.
    ///
    /// @return [#byteSize] bytes
    /// @throws IllegalArgumentException if there are more bytes than a [Bytes] can hold (2 GiB)
    Bytes toBytes();

    /// A copy of the elements' bytes, in an order of your choice.
    ///
    /// @param order [Order#ANY] copies as the memory lies
    /// @return [#byteSize] bytes
    /// @throws IllegalArgumentException if there are more bytes than a [Bytes] can hold (2 GiB)
    Bytes toBytes(Order order);

    /// The bytes of all elements in C order as hexadecimal digits: Python's `hex()`. Copies every
    /// byte.
    ///
    /// @return two digits a byte
    /// @throws IllegalArgumentException if the text would exceed what a `String` can hold
    String hex();

    /// The bytes of all elements in C order as hexadecimal digits in groups: Python's `hex(sep,
    /// group)`.
    ///
    /// @param separator an ASCII character between groups
    /// @param group **bytes** in a group, counted from the end; from the start if negative; 0 for
    ///   no groups
    /// @return the digits
    /// @throws IllegalArgumentException if the text would exceed what a `String` can hold, or the
    ///   separator is no ASCII character
    String hex(char separator, int group);

    /// A copy of all elements in C order as a Java array, converted where no value can be lost.
    ///
    /// ```java
    /// double[] values = view.toArray(double[].class);
    /// ```
    ///
    /// @param <A> the array's type
    /// @param arrayType an array of a primitive number type, or of `char` for unsigned shorts
    /// @return a new array of [#elementCount] elements; `byte[]` takes the formats `b`, `B`, `c`
    ///   and `?` as they are
    /// @throws IllegalArgumentException if the array's type cannot hold every value of the format,
    ///   is no such array, or there are more elements than an array can have
    <A> A toArray(Class<A> arrayType);

    /// Whether another exporter's elements have the same values, under Python's rules: 1 equals 1.0
    /// and true, NaN equals nothing. At memory speed for numbers.
    ///
    /// @param other any exporter
    /// @return true if the shapes agree and all elements are equal
    boolean contentEquals(BufferExporter other);

    /// Where the values of two exporters begin to differ, under the rules of [#contentEquals].
    ///
    /// @param other elements of the same shape, of any format
    /// @return index in C order of the first element that differs, or -1
    /// @throws IllegalArgumentException if the shapes differ
    long mismatch(BufferExporter other);

    /// A hash of the bytes of a read-only view: equal contents have equal hashes, and so has a
    /// [Bytes] of them. Takes time in proportion to the bytes, each time.
    ///
    /// @return the hash, as [Bytes#hashCode] computes it
    /// @throws IllegalArgumentException if the view can be written through, its format is no byte
    ///   format, or its owner can change: a [ByteArray], an array, a writable buffer or segment
    int contentHash();

    /// Whether an element equals a value, under the rules of [#contentEquals]: Python's `in`.
    ///
    /// @param value any value
    /// @return true if one does, in any dimension
    default boolean contains(Object value) {
        return indexOf(value) >= 0;
    }

    /// The place of the first element that equals a value: Python's `index`. At memory speed for
    /// numbers.
    ///
    /// @param value any value
    /// @return index in C order, or -1
    long indexOf(Object value);

    /// The place of the first element of a part that equals a value: Python's `index(value, start,
    /// stop)`.
    ///
    /// @param value any value
    /// @param start first element looked at, negative from the end, clamped
    /// @param stop first element no longer looked at, negative from the end, clamped
    /// @return index from the start of this view, or -1
    /// @throws IllegalArgumentException if there is not exactly one dimension
    long indexOf(Object value, long start, long stop);

    /// How many elements equal a value, under the rules of [#contentEquals]. At memory speed for
    /// numbers.
    ///
    /// @param value any value
    /// @return elements, in all dimensions
    long count(Object value);

    /// Stores one value in all elements. At memory speed.
    ///
    /// @param value the value, as for [#set(long, Object)]
    /// @throws ClassCastException if the value has the wrong type; nothing is written then
    /// @throws IllegalArgumentException if the value does not fit the format; nothing is written
    ///   then
    /// @throws java.nio.ReadOnlyBufferException if this view is read-only
    void fill(Object value);

    /// Copies elements from another exporter, of any format whose every value this view's format
    /// has: whole numbers to wider ones and to reals that hold them exactly, reals to wider ones,
    /// any byte order. Right however the two overlap.
    ///
    /// @param source elements of the same shape
    /// @throws IllegalArgumentException if shapes differ or values could be lost; nothing is
    ///   written then
    /// @throws java.nio.ReadOnlyBufferException if this view is read-only
    void copyFrom(BufferExporter source);

    /// Copies elements from another exporter, converted. Right however the two overlap.
    ///
    /// @param source elements of the same shape
    /// @param conversion what may be lost
    /// @throws IllegalArgumentException if shapes differ or the formats don't convert; nothing is
    ///   written then
    /// @throws java.nio.ReadOnlyBufferException if this view is read-only
    void copyFrom(BufferExporter source, Conversion conversion);

    /// Arithmetic on all elements: sums, extremes, and changes in place.
    ///
    /// @return the elements as numbers
    /// @throws IllegalArgumentException if the format holds no numbers
    Numbers numbers();

    /// The elements of the first dimension, one after another, as [#get(long)] gives them.
    ///
    /// @return a new iterator
    /// @throws UnsupportedOperationException if there are 0 dimensions
    @Override
    Iterator<Object> iterator();

    /// The memory of a contiguous view as a segment. No copy is made.
    ///
    /// The segment is bound to the owner's memory, not to this view: closing a view of an array
    /// does not take it away. It is read-only if the view is.
    ///
    /// @return a segment of [#byteSize] bytes
    /// @throws IllegalArgumentException if this view is not C-contiguous
    MemorySegment segment();

    /// Bytes for hot loops.
    ///
    /// @return a typed view of the same memory
    /// @throws IllegalArgumentException unless the format is `b`, `B`, `c` or `?`, and the view
    ///   contiguous
    ByteView asBytes();

    /// Shorts for hot loops; `H` as raw bits, and `e` too: `Float.float16ToFloat` reads them.
    ///
    /// @return a typed view of the same memory
    /// @throws IllegalArgumentException unless the format is `h`, `H` or `e` in native order, the
    ///   view contiguous, and its memory native, a `byte[]` or a `short[]`
    ShortView asShorts();

    /// Chars for hot loops: unsigned shorts.
    ///
    /// @return a typed view of the same memory
    /// @throws IllegalArgumentException unless the format is `H` in native order, the view
    ///   contiguous, and its memory native, a `byte[]` or a `char[]`
    CharView asChars();

    /// Ints for hot loops; unsigned ones as raw bits.
    ///
    /// @return a typed view of the same memory
    /// @throws IllegalArgumentException unless the format is a whole number of 4 bytes in native
    ///   order, the view contiguous, and its memory native, a `byte[]` or an `int[]`
    IntView asInts();

    /// Longs for hot loops; unsigned ones as raw bits.
    ///
    /// @return a typed view of the same memory
    /// @throws IllegalArgumentException unless the format is a whole number of 8 bytes in native
    ///   order, the view contiguous, and its memory native, a `byte[]` or a `long[]`
    LongView asLongs();

    /// Floats for hot loops.
    ///
    /// @return a typed view of the same memory
    /// @throws IllegalArgumentException unless the format is `f` in native order, the view
    ///   contiguous, and its memory native, a `byte[]` or a `float[]`
    FloatView asFloats();

    /// Doubles for hot loops.
    ///
    /// @return a typed view of the same memory
    /// @throws IllegalArgumentException unless the format is `d` in native order, the view
    ///   contiguous, and its memory native, a `byte[]` or a `double[]`
    DoubleView asDoubles();

    /// The bytes, whatever their format, as numbers that may begin at any of them: for headers,
    /// messages and records whose fields are read together.
    ///
    /// @param order how the bytes of a number lie
    /// @return numbers at any byte of the same memory
    /// @throws IllegalArgumentException if this view is not C-contiguous
    DataView asData(ByteOrder order);

    // In and out

    /// The memory of a contiguous view as a buffer. No copy is made.
    ///
    /// The buffer is bound to the owner's memory, not to this view, as [#segment] is; it begins at
    /// position 0, has the byte order of the view's format, and is read-only if the view is. The
    /// JDK's asynchronous channels refuse buffers over memory of a confined arena.
    ///
    /// @return a buffer of [#byteSize] bytes
    /// @throws IllegalArgumentException if this view is not C-contiguous, larger than a buffer can
    ///   be (2 GiB - 1; take a part then), or its memory is an array of anything but bytes
    ByteBuffer asByteBuffer();

    /// A part of a contiguous view as a buffer, for views beyond 2 GiB among others. No copy is
    /// made; otherwise as [#asByteBuffer()].
    ///
    /// @param offset where the part begins, in **bytes** from the start of the view
    /// @param size **bytes**
    /// @return a buffer of that size
    /// @throws IndexOutOfBoundsException if the part does not lie inside the view
    /// @throws IllegalArgumentException if this view is not C-contiguous, or its memory is an array
    ///   of anything but bytes
    ByteBuffer asByteBuffer(long offset, int size);

    /// Fills this view from a channel, from its first byte on, until it is full or the input ends.
    /// Any size, beyond 2 GiB too.
    ///
    /// Into contiguous memory off the heap the channel writes directly, at most 1 GiB at a time.
    /// Into a `byte[]` the JDK copies once, through a direct buffer of at most 1 MiB that it keeps
    /// for the thread. Strided elements and other arrays are filled, in C order, through a buffer
    /// of at most 1 MiB.
    ///
    /// If the input ends inside an element, the bytes that came are the first bytes of that
    /// element. A channel that has nothing *now* (a read of 0 bytes: it does not block) ends the
    /// call, too; go on with a slice of the rest. If the channel fails, what came before is in the
    /// view. While the kernel reads into memory off the heap, its arena cannot be closed: the
    /// closing thread gets an `IllegalStateException`.
    ///
    /// @param channel where the bytes come from
    /// @return **bytes** read; -1 if the input had ended before the first one and the view is not
    ///   empty
    /// @throws IOException if the channel fails, or this is a mapped file that another program cut
    /// @throws java.nio.ReadOnlyBufferException if this view is read-only; nothing is read
    /// @throws IllegalStateException if this view is closed, be it meanwhile
    long readFrom(ReadableByteChannel channel) throws IOException;

    /// Fills this view from a stream, as [#readFrom(ReadableByteChannel)] does from a channel.
    ///
    /// Into contiguous memory of a `byte[]` the stream writes directly; for everything else there
    /// is a copy more, through a buffer of at most 64 KiB, because streams know arrays only.
    ///
    /// @param input where the bytes come from; it is not closed
    /// @return **bytes** read; -1 if the input had ended before the first one and the view is not
    ///   empty
    /// @throws IOException if the stream fails, or this is a mapped file that another program cut
    /// @throws java.nio.ReadOnlyBufferException if this view is read-only; nothing is read
    /// @throws IllegalStateException if this view is closed, be it meanwhile
    long readFrom(InputStream input) throws IOException;

    /// Writes all elements to a channel, in C order. Any size, beyond 2 GiB too.
    ///
    /// The channel gets contiguous memory off the heap as it lies, at most 1 GiB at a time; what it
    /// does with it is its affair (a socket copies it into the kernel). A `byte[]` the JDK copies
    /// once, through a direct buffer of at most 1 MiB that it keeps for the thread. Strided
    /// elements and other arrays go through a buffer of at most 1 MiB.
    ///
    /// A channel that takes nothing *now* (a write of 0 bytes: it does not block) ends the call; go
    /// on with a slice of the rest. While the kernel writes from memory off the heap, its arena
    /// cannot be closed: the closing thread gets an `IllegalStateException`.
    ///
    /// @param channel where the bytes go
    /// @return **bytes** written: [#byteSize] unless the channel does not block
    /// @throws IOException if the channel fails, or this is a mapped file that another program cut
    /// @throws IllegalStateException if this view is closed, be it meanwhile
    long writeTo(WritableByteChannel channel) throws IOException;

    /// Writes all elements to a stream, in C order. Any size; copies through a buffer of at most 64
    /// KiB, because streams know arrays only.
    ///
    /// @param output where the bytes go; it is neither flushed nor closed
    /// @return **bytes** written: [#byteSize]
    /// @throws IOException if the stream fails, or this is a mapped file that another program cut
    /// @throws IllegalStateException if this view is closed, be it meanwhile
    long writeTo(OutputStream output) throws IOException;

    /// The elements' bytes in C order as a stream that reads from this view: what is written to the
    /// view meanwhile is seen.
    ///
    /// Each read copies what it returns. `mark` and `reset` work at any distance; `available` is
    /// all that is left. Closing the stream does nothing, closing the view makes reads fail with an
    /// `IllegalStateException`. A stream is for one thread.
    ///
    /// @return a new stream at the first byte
    InputStream inputStream();

    /// A stream that overwrites the elements' bytes in C order, from the first on.
    ///
    /// A write that does not fit into what is left throws an `IOException` and writes nothing.
    /// Bytes are in the view when the call returns; closing the stream does nothing, closing the
    /// view makes writes fail with an `IllegalStateException`. A stream is for one thread.
    ///
    /// @return a new stream at the first byte
    /// @throws java.nio.ReadOnlyBufferException if this view is read-only
    OutputStream outputStream();

    /// Whether the export that this view belongs to has ended.
    ///
    /// @return true if access fails
    boolean isClosed();

    /// Ends the export that this view belongs to: for this view and for all that share the export
    /// with it. Does nothing the second time.
    ///
    /// @throws IllegalStateException if the owner cannot take its memory back at this moment; the
    ///   views stay open then
    @Override
    void close();
}

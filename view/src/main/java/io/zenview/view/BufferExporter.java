package io.zenview.view;

/// The buffer protocol: an object that lends its memory, without copying it (PEP 688's `__buffer__`
/// and `__release_buffer__`).
///
/// Implement it for your own storage and every part of Zenview can look into that storage:
/// [MemoryView#of(BufferExporter)], slice assignment, comparison, [Bytes#copyOf(BufferExporter)],
/// sending.
///
/// The contract, for implementors:
/// - [#acquire] hands out a view of the memory, usually made by `MemoryView.of(segment,
///   format).acquire(request)`, which also checks the request. It may be called any number of
///   times; each call that returns is answered by exactly one [#release] with the very view that
///   was handed out, on error paths too.
/// - Between the two the memory must stay where it is: nothing may be freed or resized.
/// - [#release] must not throw; a view being released must not be used to hand out new ones.
///
/// Consumers do not call these methods themselves: they write `MemoryView.of(exporter)` and close
/// that view.
public interface BufferExporter {
    /// Lends the memory.
    ///
    /// @param request what the consumer is able to deal with
    /// @return a view of the memory, good until it is handed back to [#release]; no copy is made
    /// @throws BufferException if the memory does not meet the request; nothing is lent then
    MemoryView acquire(BufferRequest request);

    /// Takes the memory back: the consumer will not use the view again.
    ///
    /// The default does nothing, which is right for memory that is never freed or resized.
    ///
    /// @param view the view that [#acquire] returned
    default void release(MemoryView view) {}
}

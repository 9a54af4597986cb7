package io.zenview.transfer;

/// How bytes get from a socket to where they are kept.
///
/// Copies are counted per byte on the receiving machine, from the socket's buffers to the page
/// cache, as made by the CPU. Bytes that are discarded are copied once, into the buffer that drops
/// them.
public enum ReceiveMethod {
    /// The fastest of the methods below for the case at hand, as measured: [#SPLICE] into a
    /// directory where it can be done, [#BUFFERED] otherwise. [Reception#method] tells which it
    /// was.
    AUTO("auto"),

    /// Lets the kernel move the bytes, from the socket through a pipe into the file: 1 copy, no
    /// byte through user space ([Splice]). Discarding has no file to splice into, it is
    /// [#BUFFERED].
    ///
    /// A digest ([Receiver.Builder#digest]) reads every byte once more, from the page cache
    /// ([FileDigest]).
    SPLICE("splice"),

    /// Reads into one native buffer and writes it to the file: 2 copies, every byte through user
    /// space.
    BUFFERED("buffered"),

    /// Reads into the mapped file: 1 copy, straight to where the page cache keeps the byte. Every
    /// new page costs a page fault, which on common hardware is dearer than the copy it saves.
    /// Discarding has nothing to map, it is [#BUFFERED].
    MAPPED("mapped");

    private final String label;

    ReceiveMethod(String label) {
        this.label = label;
    }

    /// The name on command lines and in reports.
    ///
    /// @return the name in lower case
    @Override
    public String toString() {
        return label;
    }
}

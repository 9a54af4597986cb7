package io.zenview.transfer;

/// How bytes get from a payload to a socket.
///
/// Copies are counted per byte of a file on the sending machine, from the page cache to the
/// socket's buffers, as made by the CPU; the way between the cache and the disk, and out of the
/// socket, is the same for all.
///
/// | method | copies per byte of a file | through user space | memory needed |
/// |---|---|---|---|
/// | [#WHOLE] | 2: cache → process, process → socket | every byte | the whole payload |
/// | [#BUFFERED] | 2: cache → buffer, buffer → socket | every byte | one chunk |
/// | [#MAPPED] | 1: mapping → socket | every byte, read by the kernel where it is mapped | page tables; a chunk's pages count as resident |
/// | [#SENDFILE] | 0: the socket refers to the cache's pages | none | none |
///
/// Memory regions are in user space to begin with, so their bytes always count as having passed
/// through it. [#MAPPED] and [#SENDFILE] send native memory with one copy (into the socket) and
/// heap memory with two (into native memory, in chunks, then into the socket); the other two
/// methods copy both into their own memory first, so that is two.
///
/// A digest ([Sender.Builder#digest]) must see every byte. With [#SENDFILE] that means one extra
/// read into a buffer and no byte that avoids user space any more; the report says so.
///
/// No method takes a snapshot of the file: bytes that change while it is being sent may go out old
/// or new, with [#SENDFILE] even after they were handed over. A digest on both sides exposes that.
public enum SendMethod {
    /// Reads the whole payload into native memory, then writes it: the traditional program. The
    /// memory must be there beforehand; [Sender#send] refuses a payload that does not fit, with the
    /// numbers. Native, because a Java array ends at 2 GiB; the JVM fills that memory with zeros
    /// before the program gets it, which is one more pass over it that no copy is.
    WHOLE("whole", 4 << 20) {
        @Override
        PayloadWriter writer(int chunkSize) {
            return new WholeWriter(chunkSize);
        }
    },

    /// Reads into one buffer of a chunk's size and writes it, again and again.
    BUFFERED("buffered", 1 << 20) {
        @Override
        PayloadWriter writer(int chunkSize) {
            return new BufferedWriter(chunkSize);
        }
    },

    /// Maps the file, a chunk at a time, and writes from the mapping.
    MAPPED("mapped", 4 << 20) {
        @Override
        PayloadWriter writer(int chunkSize) {
            return new MappedWriter(chunkSize);
        }
    },

    /// Lets the kernel send from its page cache: sendfile(2). The zero-copy way.
    SENDFILE("sendfile", 4 << 20) {
        @Override
        PayloadWriter writer(int chunkSize) {
            return new SendfileWriter(chunkSize);
        }
    };

    private final String label;
    private final int defaultChunkSize;

    SendMethod(String label, int defaultChunkSize) {
        this.label = label;
        this.defaultChunkSize = defaultChunkSize;
    }

    abstract PayloadWriter writer(int chunkSize);

    /// How many bytes one system call is asked to move unless [Sender.Builder#chunkSize] says
    /// otherwise; measured, see `docs/performance.md`.
    ///
    /// @return the size in bytes
    public int defaultChunkSize() {
        return defaultChunkSize;
    }

    /// The name on command lines and in reports.
    ///
    /// @return the name in lower case
    @Override
    public String toString() {
        return label;
    }
}

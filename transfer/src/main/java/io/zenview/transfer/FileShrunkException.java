package io.zenview.transfer;

import java.io.IOException;

/// A file became shorter while it was being sent: bytes that were promised no longer exist.
///
/// The transfer cannot be completed. What the other side received is the beginning of the payload;
/// the connection was reset so that it does not mistake it for the whole. Sending again sends the
/// file as it is then.
public final class FileShrunkException extends IOException {
    private static final long serialVersionUID = 1;

    /// The offset in the file up to which bytes were there.
    private final long offset;

    /// The size that the file must have had for the transfer to complete, in bytes.
    private final long expectedSize;

    /// The size found, in bytes.
    private final long actualSize;

    FileShrunkException(String file, long offset, long expectedSize, long actualSize) {
        super(
                file
                        + " shrank while it was being sent: expected at least "
                        + expectedSize
                        + " bytes, found "
                        + actualSize
                        + ", stopped at offset "
                        + offset);
        this.offset = offset;
        this.expectedSize = expectedSize;
        this.actualSize = actualSize;
    }

    /// How far the bytes reached.
    ///
    /// @return the offset in the file, in bytes, at which the transfer stopped
    public long offset() {
        return offset;
    }

    /// How long the file had to be.
    ///
    /// @return the end of the region that was being sent, as an offset in the file in bytes
    public long expectedSize() {
        return expectedSize;
    }

    /// How long the file was found to be.
    ///
    /// @return its size in bytes when the loss was noticed
    public long actualSize() {
        return actualSize;
    }
}

/// Payloads of file and memory regions, senders and receivers.
///
/// In reading order:
///
/// | type | what it is |
/// |---|---|
/// | [io.zenview.transfer.Payload] | bytes to be sent, as an ordered list of regions |
/// | [io.zenview.transfer.Region] | one of them: [io.zenview.transfer.FileRegion] or [io.zenview.transfer.MemoryRegion] |
/// | [io.zenview.transfer.Sender], [io.zenview.transfer.SendMethod], [io.zenview.transfer.SendReport] | sends a payload, by which way, and what it cost |
/// | [io.zenview.transfer.Receiver], [io.zenview.transfer.ReceiveMethod], [io.zenview.transfer.Reception] | takes streams into files, by which way, and what came |
/// | [io.zenview.transfer.DigestAlgorithm], [io.zenview.transfer.Digest], [io.zenview.transfer.FileDigest] | digests of what passes, and of files that grow |
/// | [io.zenview.transfer.Splice], [io.zenview.transfer.Preallocation], [io.zenview.transfer.SendQueue] | what the kernel offers beyond the JDK, for sockets of any kind |
///
/// A transfer that fails says how: [io.zenview.transfer.ConnectionLostException],
/// [io.zenview.transfer.FileShrunkException], [io.zenview.transfer.DiskFullException].
@NullMarked
package io.zenview.transfer;

import org.jspecify.annotations.NullMarked;

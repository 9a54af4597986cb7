package io.zenview.docs;

import java.util.Map;

/// What a fragment of Java in the documentation takes from the text around it: names that its
/// reader knows the meaning of, with their types.
///
/// A fragment that uses another name does not compile, and fails; who writes one either declares
/// what it needs or lists it here.
final class Givens {
    private static final Map<String, String> BY_DOCUMENT =
            Map.ofEntries(
                    Map.entry(
                            "docs/transfer.md",
                            "byte[] header; InetSocketAddress address; long length; Duration timeout;"
                                    + " Path file;"
                                    + " io.netty.channel.epoll.EpollSocketChannel channel;"),
                    Map.entry("Upload.java", "String secret;"),
                    Map.entry("VideoLibrary.java", "SocketChannel socket;"),
                    Map.entry("FileDigest.java", "FileChannel file;"),
                    Map.entry("Payload.java", "byte[] newHeader; InetSocketAddress address;"),
                    Map.entry("Receiver.java", "Path dir;"),
                    Map.entry(
                            "Splice.java",
                            "Path file; int descriptor; long length; Duration timeout;"),
                    Map.entry(
                            "Region.java",
                            "Region region;"
                                    + " Object fileMessage(FileChannel c, long at, long n) { return c; }"
                                    + " Object bufferMessage(MemorySegment memory) { return memory; }"),
                    Map.entry("Sender.java", "Path path;"),
                    Map.entry(
                            "MemoryView.java",
                            "double[] row0; double[] row1; Path file; ByteArray byteArray;"
                                    + " MemoryView view;"),
                    Map.entry("MappedFile.java", "Path path;"),
                    Map.entry(
                            "Traversal.java",
                            "Placement target; Placement source;"
                                    + " void copy(long from, long fromStride, long to, long toStride, long n) {}"));

    private Givens() {}

    /// The declarations for the fragments of one document: its path for a page, its name for a
    /// source.
    static String of(Sample sample) {
        String path = sample.document().toString().replace('\\', '/');
        String name = sample.document().getFileName().toString();
        return BY_DOCUMENT.getOrDefault(path, BY_DOCUMENT.getOrDefault(name, ""));
    }
}

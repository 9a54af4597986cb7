package io.zenview.docs;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a fragment of Java in the documentation takes from the text around it: names that its
/// reader knows the meaning of, with their types.
///
/// A fragment that uses another name does not compile, and fails; who writes one either declares
/// what it needs or lists it here.
final class Givens {
    private static final Pattern NAME = Pattern.compile("(\\w+)(?:;|\\()");

    private static final Map<String, List<String>> BY_DOCUMENT =
            Map.ofEntries(
                    Map.entry(
                            "docs/transfer.md",
                            List.of(
                                    "byte[] header;",
                                    "InetSocketAddress address;",
                                    "long length;",
                                    "Duration timeout;",
                                    "Path file;",
                                    "io.netty.channel.epoll.EpollSocketChannel channel;")),
                    Map.entry("Upload.java", List.of("String secret;")),
                    Map.entry("VideoLibrary.java", List.of("SocketChannel socket;")),
                    Map.entry("FileDigest.java", List.of("FileChannel file;")),
                    Map.entry(
                            "Payload.java",
                            List.of("byte[] newHeader;", "InetSocketAddress address;")),
                    Map.entry("Receiver.java", List.of("Path dir;")),
                    Map.entry(
                            "Splice.java",
                            List.of(
                                    "Path file;",
                                    "int descriptor;",
                                    "long length;",
                                    "Duration timeout;")),
                    Map.entry(
                            "Region.java",
                            List.of(
                                    "Region region;",
                                    "Object fileMessage(FileChannel c, long at, long n) { return c; }",
                                    "Object bufferMessage(MemorySegment memory) { return memory; }")),
                    Map.entry("Sender.java", List.of("Path path;")),
                    Map.entry(
                            "MemoryView.java",
                            List.of(
                                    "double[] row0;",
                                    "double[] row1;",
                                    "Path file;",
                                    "ByteArray byteArray;",
                                    "MemoryView view;")),
                    Map.entry("MappedFile.java", List.of("Path path;")),
                    Map.entry(
                            "Traversal.java",
                            List.of(
                                    "Placement target;",
                                    "Placement source;",
                                    "void copy(long a, long aStride, long b, long bStride, long n) {}")));

    private Givens() {}

    /// The declarations that a fragment needs, by the path of its page or the name of its source.
    static String of(Sample sample) {
        String path = sample.document().toString().replace('\\', '/');
        String name = sample.document().getFileName().toString();
        List<String> all =
                BY_DOCUMENT.getOrDefault(path, BY_DOCUMENT.getOrDefault(name, List.of()));
        return all.stream()
                .filter(declaration -> isUsed(declaration, sample.text()))
                .collect(Collectors.joining(" "));
    }

    private static boolean isUsed(String declaration, String text) {
        Matcher name = NAME.matcher(declaration);
        return name.find() && Pattern.compile("\\b" + name.group(1) + "\\b").matcher(text).find();
    }
}

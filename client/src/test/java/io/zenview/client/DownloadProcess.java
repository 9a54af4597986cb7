package io.zenview.client;

import java.net.URI;
import java.nio.file.Path;

/** A download in a process of its own, to be killed. */
final class DownloadProcess {
    private DownloadProcess() {}

    public static void main(String[] args) throws Exception {
        GetReport report =
                Download.builder(URI.create(args[0]), Path.of(args[1]))
                        .pieceSize(64 << 10)
                        .build()
                        .run();
        System.out.println(report.resumedFrom());
    }

    static ProcessBuilder command(Class<?> main, String... args) {
        var command =
                new java.util.ArrayList<String>(
                        java.util.List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(java.util.List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}

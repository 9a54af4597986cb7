package io.zenview.client;

import java.net.URI;
import java.nio.file.Path;

/** An upload in a process of its own, to be killed. */
final class UploadProcess {
    private UploadProcess() {}

    public static void main(String[] args) throws Exception {
        PutReport report =
                Upload.builder(Path.of(args[0]), URI.create(args[1]))
                        .stateFolder(Path.of(args[2]))
                        .build()
                        .run();
        System.out.println(report.resumedFrom());
    }
}

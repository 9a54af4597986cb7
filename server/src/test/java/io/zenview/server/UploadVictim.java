package io.zenview.server;

import java.nio.file.Path;
import java.util.Arrays;

/// A process that uploads the same file again and again, each time with other bytes, says what it
/// has done, and does not live to the end.
final class UploadVictim {
    static final ContentPath TARGET = Uploads.path("made", "f");
    static final int SIZE = 200_000;
    private static final int PIECES = 10;

    private UploadVictim() {}

    /// By one write, so that no line is cut when the process is killed.
    private static void say(String line) {
        System.out.print(line + "\n");
        System.out.flush();
    }

    /// Uploads until something ends it.
    ///
    /// @param args the root; and, to end at a step rather than be killed, the step, and a
    ///   precondition (`absent` or `none`)
    public static void main(String[] args) throws Exception {
        UploadStep.Observer observer =
                step -> {
                    if (args.length > 1 && step.name().equals(args[1])) {
                        Runtime.getRuntime().halt(1);
                    }
                };
        boolean absent = args.length > 2 && args[2].equals("absent");
        UploadTerms terms =
                UploadTerms.PLAIN
                        .asResumable()
                        .withPrecondition(absent ? Precondition.ABSENT : Precondition.NONE);
        try (WritableDirectory store = Uploads.open(Path.of(args[0]), observer)) {
            for (int seed = 0; seed < 10_000; seed++) {
                // One that cannot be resumed, to be swept.
                Upload.Appender garbage =
                        store.create(Uploads.path("garbage"), UploadTerms.PLAIN).append(() -> {});
                Uploads.append(garbage, new byte[1000]);
                byte[] bytes = Uploads.bytes(seed, SIZE);
                Upload upload = store.create(TARGET, terms);
                say("begun " + seed + " " + upload.id());
                for (int piece = 0; piece < PIECES; piece++) {
                    try (Upload.Appender appender = upload.append(() -> {})) {
                        int from = piece * SIZE / PIECES;
                        int to = (piece + 1) * SIZE / PIECES;
                        Uploads.append(appender, Arrays.copyOfRange(bytes, from, to));
                        say("has " + seed + " " + upload.id() + " " + to);
                        if (piece == PIECES - 1) {
                            appender.complete();
                            say("done " + seed + " " + upload.id());
                        }
                    }
                }
                garbage.close();
            }
        }
    }
}

package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file system of its own over a directory; a test that may not mount one is passed over. */
final class SmallDisk implements AutoCloseable {
    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static SmallDisk of4MiB(Path directory) {
        return mount(directory, "tmpfs", "size=4m");
    }

    static SmallDisk mount(Path directory, String type, String options) {
        assumeThat(run("mount", "-t", type, "-o", options, type, directory.toString()))
                .as("the right to mount a " + type)
                .isNotNull();
        return new SmallDisk(directory);
    }

    /** How many bytes of disk a file takes. */
    static long allocated(Path file) {
        String[] blocks = run("stat", "-c", "%b %B", file.toString()).strip().split(" ", -1);
        return Long.parseLong(blocks[0]) * Long.parseLong(blocks[1]);
    }

    /** What a command says, or null if it cannot be run or fails. */
    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? said : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        assertThat(run("umount", directory.toString())).as("unmounted").isNotNull();
    }
}

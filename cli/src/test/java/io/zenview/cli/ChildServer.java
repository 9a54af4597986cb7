package io.zenview.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// `zenview serve` in a process that can be killed and started again at the same address.
final class ChildServer implements AutoCloseable {
    private static final int STARTS = 50;
    private static final long LOOKS = 60_000;

    private final Path folder;
    private final List<String> args;
    private final URI address;
    private ChildCommand command;

    /// Starts it and waits until it listens.
    ///
    /// @param folder where what it says is written
    ChildServer(Path folder, Path root) throws IOException, InterruptedException {
        int port;
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
        this.folder = folder;
        this.address = URI.create("http://127.0.0.1:" + port + "/");
        this.args = List.of("serve", root.toString(), "--upload", "--port", String.valueOf(port));
        this.command = listening();
    }

    URI address() {
        return address;
    }

    boolean hasEnded() {
        return command.hasEnded();
    }

    String said() throws IOException {
        return command.said();
    }

    void kill() throws IOException {
        command.close();
    }

    void startAgain() throws IOException, InterruptedException {
        command = listening();
    }

    /// Whoever was given the port meanwhile for a connection has it for a moment only.
    private ChildCommand listening() throws IOException, InterruptedException {
        String said = "";
        for (int start = 0; start < STARTS; start++) {
            ChildCommand child = ChildCommand.start(folder, args);
            boolean listens = false;
            try {
                listens = waitForIt(child);
                said = child.said();
                if (listens) {
                    return child;
                }
            } finally {
                if (!listens) {
                    child.close();
                }
            }
            if (!said.contains("Cannot listen on")) {
                break;
            }
        }
        throw new AssertionError("There is no server at " + address + ": " + said);
    }

    private static boolean waitForIt(ChildCommand child) throws IOException, InterruptedException {
        for (long look = 0; look < LOOKS && !child.hasEnded(); look++) {
            if (child.said().contains("Serving ")) {
                return true;
            }
            Thread.sleep(1);
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        if (!command.hasEnded()) {
            command.close();
        }
    }
}

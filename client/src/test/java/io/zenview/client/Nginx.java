package io.zenview.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An nginx of this test's own, with files of its own. */
final class Nginx implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

    private final Process process;
    private final int port;
    final Path root;

    private Nginx(Process process, int port, Path root) {
        this.process = process;
        this.port = port;
        this.root = root;
    }

    /** Starts one, or leaves the test out where there is none. */
    static Nginx start(Path folder) throws Exception {
        assumeTrue(Files.isExecutable(PROGRAM), "nginx is not installed as " + PROGRAM);
        Path root = Files.createDirectories(folder.resolve("www"));
        // Whoever starts it as root has it serve as nobody, who may not look into a test's folder.
        String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
        for (int attempt = 0; attempt < 5; attempt++) {
            int port = freePort();
            Path config =
                    Files.writeString(
                            folder.resolve("nginx.conf"),
                            """
                            %s
                            daemon off;
                            worker_processes 1;
                            pid %s/nginx.pid;
                            error_log %s/error.log;
                            events { worker_connections 64; }
                            http {
                                access_log %s/access.log;
                                client_body_temp_path %s/body;
                                proxy_temp_path %s/proxy;
                                fastcgi_temp_path %s/fastcgi;
                                uwsgi_temp_path %s/uwsgi;
                                scgi_temp_path %s/scgi;
                                sendfile on;
                                server {
                                    listen 127.0.0.1:%d;
                                    root %s;
                                    location /slow/ { alias %s/; limit_rate 3m; }
                                    location /whole/ { alias %s/; max_ranges 0; }
                                    location /moved/ { rewrite ^/moved/(.*)$ /$1 redirect; }
                                }
                            }
                            """
                                    .formatted(
                                            user, folder, folder, folder, folder, folder, folder,
                                            folder, folder, port, root, root, root));
            Process process =
                    new ProcessBuilder(
                                    PROGRAM.toString(),
                                    "-c",
                                    config.toString(),
                                    "-p",
                                    folder.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("nginx.out").toFile())
                            .start();
            Nginx nginx = new Nginx(process, port, root);
            if (nginx.answers()) {
                return nginx;
            }
            nginx.close();
        }
        throw new IOException(
                "nginx does not start: " + Files.readString(folder.resolve("nginx.out")));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private boolean answers() throws InterruptedException {
        for (int i = 0; i < 200 && process.isAlive(); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return true;
            } catch (IOException _) {
                Thread.sleep(20);
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException _) {
            process.destroyForcibly();
        }
    }
}

package io.zenview.client;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocketFactory;

/** A server that says exactly what a test wants, right or wrong. */
final class TestServer implements AutoCloseable {
    /** What came; the body is for the handler to read, or not. */
    record Request(
            String method,
            String path,
            Map<String, String> fields,
            InputStream body,
            OutputStream out,
            Socket socket) {
        String field(String name) {
            return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        long length() {
            return field("content-length").isEmpty() ? 0 : Long.parseLong(field("content-length"));
        }

        /** The first byte asked for; -1 without a range. */
        long from() {
            String range = field("range");
            return range.isEmpty()
                    ? -1
                    : Long.parseLong(range.substring("bytes=".length(), range.indexOf('-')));
        }

        /** The byte after the last one asked for. */
        long to() {
            String range = field("range");
            return Long.parseLong(range.substring(range.indexOf('-') + 1)) + 1;
        }

        void head(String status, String... fields) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
            for (String field : fields) {
                head.append(field).append("\r\n");
            }
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void empty(String status, String... fields) throws IOException {
            String[] all = java.util.Arrays.copyOf(fields, fields.length + 1);
            all[fields.length] = "Content-Length: 0";
            head(status, all);
        }

        /** Ends the connection as a lost one ends. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    /** Answers a request; what it throws ends the connection. */
    @FunctionalInterface
    interface Handler {
        void answer(Request request) throws IOException;
    }

    private final ServerSocket listener;
    private final Handler handler;
    private final String scheme;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    final List<String> requests = new CopyOnWriteArrayList<>();

    TestServer(Handler handler) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", handler);
    }

    TestServer(SSLServerSocketFactory tls, Handler handler) throws IOException {
        this(tls.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), "https", handler);
    }

    private TestServer(ServerSocket listener, String scheme, Handler handler) {
        this.listener = listener;
        this.scheme = scheme;
        this.handler = handler;
        Thread.ofVirtual().start(this::listen);
    }

    URI uri(String path) {
        String host = scheme.equals("https") ? "localhost" : "127.0.0.1";
        return URI.create(scheme + "://" + host + ":" + listener.getLocalPort() + path);
    }

    long count(String method) {
        return requests.stream().filter(request -> request.startsWith(method + " ")).count();
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread.ofPlatform().daemon().start(() -> talk(socket));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void talk(Socket socket) {
        try (Closeable _ = socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (Request request = read(in, socket); request != null; request = read(in, socket)) {
                requests.add(request.method() + " " + request.path());
                handler.answer(request);
                request.body().skip(Long.MAX_VALUE);
            }
        } catch (IOException | RuntimeException _) {
            // The client sees a connection that ends.
        }
    }

    private static Request read(InputStream in, Socket socket) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> fields = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String[] words = first.split(" ", -1);
        long length = Long.parseLong(fields.getOrDefault("content-length", "0"));
        return new Request(
                words[0], words[1], fields, bounded(in, length), socket.getOutputStream(), socket);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static InputStream bounded(InputStream in, long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int n = in.read(bytes, from, (int) Math.min(count, left));
                if (n < 0) {
                    throw new java.io.EOFException();
                }
                left -= n;
                return n;
            }
        };
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

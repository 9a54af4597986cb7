import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// Receives stream after stream with `FileChannel.transferFrom`, as the JDK's documentation suggests, each into a new
/// file of the directory given. Prints what `receive.c` prints.
final class TransferFrom {
    private static final long TURN = 1 << 20;

    private TransferFrom() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            System.out.println("listening on 127.0.0.1:" + server.socket().getLocalPort());
            for (int number = 0; ; number++) {
                take(server, directory.resolve("transferFrom-" + number));
            }
        }
    }

    private static void take(ServerSocketChannel server, Path name) throws Exception {
        try (SocketChannel socket = server.accept();
                FileChannel file = FileChannel.open(name, CREATE_NEW, WRITE)) {
            long start = System.nanoTime();
            long bytes = 0;
            for (long n; (n = file.transferFrom(socket, bytes, TURN)) > 0; ) {
                bytes += n;
            }
            file.close();
            System.out.println(bytes + " " + (System.nanoTime() - start) + " " + name);
        }
    }
}

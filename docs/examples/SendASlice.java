/// A header from memory and a part of a file, sent as one payload: by sendfile where the bytes lie in the file.

import io.zenview.transfer.*;
import io.zenview.view.*;
import java.net.InetSocketAddress;

void main() throws Exception {
    Path file = Files.createTempFile("film", ".bin");
    Files.writeString(file, "....the part that is wanted....");

    CompletableFuture<Reception> received = new CompletableFuture<>();
    try (Receiver receiver =
                    Receiver.builder()
                            .address(new InetSocketAddress("127.0.0.1", 0))
                            .digest(DigestAlgorithm.CRC32C)
                            .onReception(received::complete)
                            .start();
            Payload film = Payload.of(file)) {
        Payload part = Payload.concat(Payload.of(MemoryView.of(Bytes.of("header: "))), film.slice(4, 27));

        InetSocketAddress address = new InetSocketAddress("127.0.0.1", receiver.port());
        SendReport report = Sender.builder(address).build().send(part);

        IO.println(report.bytes() + " bytes sent, " + report.bytesThroughUserSpace() + " of them through user space");
        //> 31 bytes sent, 8 of them through user space
        IO.println(received.get().bytes() + " bytes received");
        //> 31 bytes received
    }
    Files.delete(file);
}

package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    static Stream<Arguments> sentences() {
        return Stream.of(
                arguments(new AccessDeniedException("/a"), "No permission for '/a'"),
                arguments(new NotDirectoryException("/a"), "'/a' is not a directory"),
                arguments(new DirectoryNotEmptyException("/a"), "The directory '/a' is not empty"),
                arguments(
                        new FileSystemException("/a", null, "No space left on device"),
                        "'/a': no space left on device"),
                arguments(
                        new InvalidPathException("a\0b", "Nul character not allowed"),
                        "'a\0b' is no path: Nul character not allowed"),
                arguments(
                        new UnknownHostException("nosuch.example"),
                        "The host 'nosuch.example' is unknown"),
                arguments(
                        new UnknownHostException("nosuch.example: Name or service not known"),
                        "The host 'nosuch.example' is unknown"),
                arguments(new UnresolvedAddressException(), "The host is unknown"),
                arguments(
                        new BindException("Permission denied"),
                        "No permission to listen on that port (those below 1024 are reserved)"),
                arguments(
                        new BindException("Cannot assign requested address"),
                        "The address to listen on is none of this machine's"),
                arguments(
                        new ConnectException("Connection timed out"),
                        "The other side did not answer in time"),
                arguments(
                        new NoRouteToHostException("No route to host"),
                        "There is no way to that host"),
                arguments(
                        new SocketTimeoutException("Read timed out"),
                        "The other side did not answer in time"),
                arguments(
                        new SocketException("Connection reset"),
                        "The other side closed the connection (connection reset)"),
                arguments(
                        new IOException("Broken pipe"),
                        "The other side closed the connection (broken pipe)"),
                arguments(new EOFException(), "The data ended too early"),
                arguments(new IOException("bad magic at offset 12"), "bad magic at offset 12"),
                arguments(new IllegalStateException("two\n  lines"), "two lines"),
                arguments(
                        new OutOfMemoryError("Java heap space"),
                        "Out of memory (Java heap space); more can be given with ZENVIEW_JAVA_OPTS=-Xmx4g"),
                arguments(new NullPointerException(), "Failed by NullPointerException"));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void tellsEveryFailureInOneSentence(Throwable failure, String sentence) {
        assertThat(Failures.sentence(failure)).isEqualTo(sentence);
    }

    @Test
    void looksThroughMereWrappings() {
        IOException cause = new AccessDeniedException("/a");

        assertThat(Failures.sentence(new ExecutionException(new UncheckedIOException(cause))))
                .isEqualTo("No permission for '/a'");
        assertThat(Failures.sentence(new RuntimeException(cause)))
                .isEqualTo("No permission for '/a'");
    }

    @Test
    void addsTheCauseToAMessageOfItsOwn() {
        IOException cause = new ConnectException("Connection refused");

        assertThat(Failures.sentence(new CommandFailure("Cannot send to 10.0.0.1:8082", cause)))
                .isEqualTo(
                        "Cannot send to 10.0.0.1:8082: connection refused: nobody listens there");
        assertThat(
                        Failures.sentence(
                                new IOException("line 3: bad", new IllegalStateException("bad"))))
                .isEqualTo("line 3: bad");
    }

    @Test
    void takesOnlyWhatNobodyForesawForADefect() {
        assertThat(Failures.isUnforeseen(new NullPointerException("Cannot invoke …"))).isTrue();
        assertThat(Failures.isUnforeseen(new IllegalStateException())).isTrue();
        assertThat(Failures.isUnforeseen(new AssertionError())).isTrue();
        assertThat(Failures.isUnforeseen(new IllegalArgumentException("the format 'q'"))).isFalse();
        assertThat(Failures.isUnforeseen(new UnresolvedAddressException())).isFalse();
        assertThat(Failures.isUnforeseen(new OutOfMemoryError("Java heap space"))).isFalse();
        assertThat(Failures.isUnforeseen(new CommandFailure("Refused"))).isFalse();
        assertThat(Failures.isUnforeseen(new IOException())).isFalse();
    }

    @Test
    void knowsWhatTheJdkSaysOfFiles(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing");
        Path present = Files.createFile(folder.resolve("present"));

        assertThat(Failures.sentence(catchThrowable(() -> FileChannel.open(missing))))
                .isEqualTo("There is no file '" + missing + "'");
        assertThat(Failures.sentence(catchThrowable(() -> Files.createFile(present))))
                .isEqualTo("'" + present + "' exists already");
    }

    @Test
    void knowsWhatTheJdkSaysOfSockets() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        InetSocketAddress address;
        try (ServerSocketChannel first = ServerSocketChannel.open();
                ServerSocketChannel second = ServerSocketChannel.open()) {
            address =
                    (InetSocketAddress)
                            first.bind(new InetSocketAddress(loopback, 0)).getLocalAddress();
            assertThat(Failures.sentence(catchThrowable(() -> second.bind(address))))
                    .isEqualTo("The port is in use: another program listens on it");
        }
        assertThat(Failures.sentence(catchThrowable(() -> SocketChannel.open(address))))
                .isEqualTo("Connection refused: nobody listens there");
    }
}

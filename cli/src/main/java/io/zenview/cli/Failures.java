package io.zenview.cli;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What went wrong, in a sentence for the person at the keyboard.
///
/// The JDK's own messages are written for programmers: that of a [NoSuchFileException] is the bare
/// path, that of a [ConnectException] doesn't say who refused.
final class Failures {
    private Failures() {}

    /// One sentence on one line, never empty.
    static String sentence(Throwable failure) {
        Throwable told = unwrap(failure);
        String own = translated(told);
        if (own == null) {
            own = hasOwnMessage(told) ? withCause(told) : named(told);
        }
        return own.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /// Whether nobody reckoned with it: then it is our defect and not the user's affair.
    static boolean isUnforeseen(Throwable failure) {
        Throwable told = unwrap(failure);
        return (told instanceof RuntimeException || told instanceof Error)
                && !(told instanceof CommandFailure)
                && !(told instanceof ParameterException)
                && translated(told) == null
                && (!hasOwnMessage(told)
                        || told instanceof NullPointerException
                        || told instanceof ClassCastException
                        || told instanceof IndexOutOfBoundsException);
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean isMereWrapping =
                failure instanceof UncheckedIOException
                        || failure instanceof ExecutionException
                        || failure instanceof CompletionException;
        return isMereWrapping && cause != null ? unwrap(cause) : failure;
    }

    private static @Nullable String translated(Throwable failure) {
        return switch (failure) {
            case FileSystemException file -> aboutFile(file);
            case FileNotFoundException file -> message(file);
            case InvalidPathException path ->
                    "'" + path.getInput() + "' is no path: " + path.getReason();
            case UnknownHostException host -> "The host '" + hostIn(message(host)) + "' is unknown";
            case UnresolvedAddressException _ -> "The host is unknown";
            case BindException bind -> aboutBinding(message(bind));
            case NoRouteToHostException _ -> "There is no way to that host";
            case ConnectException connect -> aboutConnecting(message(connect));
            case SocketTimeoutException _ -> "The other side did not answer in time";
            case ClosedByInterruptException _ -> "Interrupted";
            case InterruptedIOException _ -> "Interrupted";
            case InterruptedException _ -> "Interrupted";
            case SocketException socket -> aboutConnection(message(socket));
            case EOFException end -> hasOwnMessage(end) ? null : "The data ended too early";
            case IOException io -> aboutConnection(message(io));
            case UnmatchedArgumentException argument -> aboutUnmatched(argument);
            case OutOfMemoryError memory ->
                    "Out of memory ("
                            + message(memory)
                            + "); more can be given with ZENVIEW_JAVA_OPTS=-Xmx4g";
            case StackOverflowError _ -> "The stack is exhausted";
            default -> null;
        };
    }

    private static @Nullable String aboutUnmatched(UnmatchedArgumentException misuse) {
        return misuse.isUnknownOption()
                ? null
                : "What is '" + String.join(" ", misuse.getUnmatched()) + "'?";
    }

    private static @Nullable String aboutFile(FileSystemException failure) {
        String file = "'" + failure.getFile() + "'";
        String reason = failure.getReason();
        return switch (failure) {
            case NoSuchFileException _ -> "There is no file " + file;
            case AccessDeniedException _ -> "No permission for " + file;
            case FileAlreadyExistsException _ -> file + " exists already";
            case NotDirectoryException _ -> file + " is not a directory";
            case DirectoryNotEmptyException _ -> "The directory " + file + " is not empty";
            case FileSystemLoopException _ -> file + " leads back to itself through a link";
            default -> reason == null ? null : file + ": " + uncapitalised(reason);
        };
    }

    private static String aboutBinding(String message) {
        if (message.contains("in use")) {
            return "The port is in use: another program listens on it";
        }
        if (message.contains("Cannot assign")) {
            return "The address to listen on is none of this machine's";
        }
        if (message.contains("ermission denied")) {
            return "No permission to listen on that port (those below 1024 are reserved)";
        }
        return "Cannot listen: " + uncapitalised(message);
    }

    private static String aboutConnecting(String message) {
        if (message.contains("refused")) {
            return "Connection refused: nobody listens there";
        }
        return message.contains("timed out")
                ? "The other side did not answer in time"
                : "Cannot connect: " + message;
    }

    /// Channels report a lost connection as a plain [IOException] whose message is the system's.
    private static @Nullable String aboutConnection(String message) {
        String system = message.toLowerCase(Locale.ROOT);
        return system.equals("broken pipe") || system.startsWith("connection reset")
                ? "The other side closed the connection (" + system + ")"
                : null;
    }

    private static String hostIn(String message) {
        // Some resolvers add their reason: "nosuch.example: Name or service not known".
        int reason = message.indexOf(": ");
        return reason < 0 ? message : message.substring(0, reason);
    }

    private static String withCause(Throwable failure) {
        String message = message(failure);
        Throwable cause = failure.getCause();
        if (cause == null) {
            return message;
        }
        String why = sentence(cause);
        boolean isTold =
                message.contains(why) || (hasOwnMessage(cause) && message.contains(message(cause)));
        return isTold ? message : message + ": " + uncapitalised(why);
    }

    /// Whether somebody wrote a message, rather than the constructor that copies the cause's.
    private static boolean hasOwnMessage(Throwable failure) {
        Throwable cause = failure.getCause();
        String message = failure.getMessage();
        return message != null
                && !message.isBlank()
                && (cause == null || !message.equals(cause.toString()));
    }

    private static String named(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? "Failed by " + failure.getClass().getSimpleName() : sentence(cause);
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static String uncapitalised(String text) {
        // Not an acronym, nor a name with capitals inside.
        boolean isWord = text.length() > 1 && Character.isLowerCase(text.charAt(1));
        return isWord ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
    }
}

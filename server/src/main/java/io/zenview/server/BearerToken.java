package io.zenview.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The secret that a request has to bring to be allowed to write, as in `Authorization: Bearer
/// mF_9.B5f-4.1JqM` (RFC 6750).
///
/// Kept and compared as a SHA-256, in a time that depends neither on how much of a wrong token is
/// right nor on its length: whoever tries tokens learns nothing from the clock.
public final class BearerToken {
    private static final Logger LOG = LoggerFactory.getLogger(BearerToken.class);

    /// `b64token` of RFC 6750.
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private static final String SCHEME = "bearer ";

    /// A token file has one line; whatever is longer is another file, named by mistake.
    private static final int LONGEST = 4096;

    private final byte[] digest;

    private BearerToken(String token) {
        this.digest = sha256(token);
    }

    /// A token.
    ///
    /// @param token letters, digits and `-._~+/`, perhaps with `=` at the end
    /// @return what compares with it
    /// @throws IllegalArgumentException if a request could not bring it; the message does not have
    ///   the token in it
    public static BearerToken of(String token) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("the token is empty");
        }
        if (!SYNTAX.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "the token has characters that no request can bring; it may have letters,"
                            + " digits and -._~+/, and = at its end");
        }
        return new BearerToken(token);
    }

    /// Reads a token from a file; one line end after it is dropped. If other users may read the
    /// file, the log says so.
    ///
    /// @param file has the token and nothing else
    /// @return what compares with it
    /// @throws IOException if the file cannot be read, or has no token in it
    public static BearerToken read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LONGEST) {
            throw new IOException(file + " has " + size + " bytes, and a token at most " + LONGEST);
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (isReadableByOthers(file)) {
            LOG.warn("{} can be read by every user of this machine: chmod 600 {}", file, file);
        }
        String token = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        token = token.endsWith("\r") ? token.substring(0, token.length() - 1) : token;
        try {
            return of(token);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Whether every user of the machine may read a file.
    ///
    /// @throws IOException if its permissions cannot be read
    static boolean isReadableByOthers(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.OTHERS_READ);
    }

    /// Whether a request brings this token.
    ///
    /// @param authorization the value of `Authorization`, null if there is none
    /// @return false if it has to be refused by 401
    public boolean permits(@Nullable String authorization) {
        return authorization != null
                && authorization.length() > SCHEME.length()
                && authorization
                        .substring(0, SCHEME.length())
                        .toLowerCase(Locale.ROOT)
                        .equals(SCHEME)
                && MessageDigest.isEqual(
                        digest, sha256(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Without the token.
    @Override
    public String toString() {
        return "bearer token";
    }
}

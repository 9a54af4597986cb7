package io.zenview.client;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a request goes when the answer says: not here.
final class Redirect {
    /// Enough for any sane site, few enough to notice a circle.
    static final int MOST = 10;

    private Redirect() {}

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /// The next address.
    ///
    /// @throws HttpFailureException if there is none, or it would lead from https to something else
    static URI next(URI from, int status, @Nullable String location) throws IOException {
        if (location == null) {
            throw new HttpFailureException(
                    status, from + " answered " + status + " without saying where to go instead");
        }
        URI next;
        try {
            next = from.resolve(location);
        } catch (IllegalArgumentException _) {
            throw new HttpFailureException(
                    status,
                    from + " redirects to '" + Problem.printable(location) + "', no address");
        }
        boolean isSafer = "https".equalsIgnoreCase(next.getScheme());
        boolean isLikewise = "http".equalsIgnoreCase(next.getScheme()) && !isHttps(from);
        if (!isSafer && !isLikewise) {
            throw new HttpFailureException(
                    status, from + " redirects to " + next + ", which is less safe than https");
        }
        return next;
    }

    static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /// Whether two addresses belong to the same server, so that one may see what is meant for the
    /// other.
    static boolean isSameOrigin(URI one, URI other) {
        return isHttps(one) == isHttps(other)
                && String.valueOf(one.getHost()).equalsIgnoreCase(String.valueOf(other.getHost()))
                && port(one) == port(other);
    }

    /// Host and port, as messages name a server.
    static String server(URI uri) {
        return uri.getHost() + ":" + port(uri);
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : isHttps(uri) ? 443 : 80;
    }
}

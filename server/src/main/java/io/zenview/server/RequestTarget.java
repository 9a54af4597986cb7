package io.zenview.server;

/// The four shapes of a request's target (RFC 9112, section 3.2).
final class RequestTarget {
    private RequestTarget() {}

    /// The path and query of a target that may carry a scheme and an authority, as it does when it
    /// was meant for a proxy. Anything else comes back as it is, to be refused by who reads it.
    static String originForm(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        int scheme = target.indexOf("://");
        if (scheme <= 0) {
            return target;
        }
        int path = target.indexOf('/', scheme + 3);
        return path < 0 ? "/" : target.substring(path);
    }
}

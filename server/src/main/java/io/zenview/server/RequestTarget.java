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
        for (int at = scheme + 3; at < target.length(); at++) {
            char c = target.charAt(at);
            if (c == '/') {
                return target.substring(at);
            }
            if (c == '?') {
                return "/" + target.substring(at); // a slash further on is one of the query
            }
        }
        return "/";
    }
}

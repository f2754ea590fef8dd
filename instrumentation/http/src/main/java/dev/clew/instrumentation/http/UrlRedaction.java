package dev.clew.instrumentation.http;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes out of a URL what gives its reader access: the credentials, the signatures of pre-signed URLs, and what the application
 * names besides. Threads: any.
 */
final class UrlRedaction {
    private static final String REDACTED = "REDACTED";
    private static final Set<String> SECRET_PARAMETERS = Set.of(
            "AWSAccessKeyId",
            "Signature",
            "sig",
            "X-Amz-Credential",
            "X-Amz-Security-Token",
            "X-Amz-Signature",
            "X-Goog-Signature");

    private static final UrlRedaction STANDARD = new UrlRedaction(SECRET_PARAMETERS);

    private final Set<String> secretParameters;

    private UrlRedaction(Set<String> secretParameters) {
        this.secretParameters = secretParameters;
    }

    /** A redaction of these query parameters besides the standard ones. */
    static UrlRedaction ofAlso(Collection<String> parameters) {
        Set<String> all = new HashSet<>(SECRET_PARAMETERS);
        all.addAll(parameters);
        return new UrlRedaction(Set.copyOf(all));
    }

    /** The URL, or the same instance when nothing in it is secret. */
    static String url(String url) {
        return STANDARD.inUrl(url);
    }

    /** The query without its question mark, or the same instance when nothing in it is secret. */
    static String query(String query) {
        return STANDARD.inQuery(query);
    }

    /** As {@link #url}, with what is secret here. */
    String inUrl(String url) {
        String redacted = credentials(url);
        int question = redacted.indexOf('?');
        if (question < 0) {
            return redacted;
        }
        int hash = redacted.indexOf('#', question);
        int queryEnd = hash < 0 ? redacted.length() : hash;
        String query = redacted.substring(question + 1, queryEnd);
        String redactedQuery = inQuery(query);
        return redactedQuery.equals(query)
                ? redacted
                : redacted.substring(0, question + 1) + redactedQuery + redacted.substring(queryEnd);
    }

    /** As {@link #query}, with what is secret here. */
    String inQuery(String query) {
        StringBuilder redacted = null;
        int copied = 0;
        for (int start = 0; start < query.length(); ) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            int equals = query.indexOf('=', start);
            if (equals > 0 && equals < end && secretParameters.contains(query.substring(start, equals))) {
                redacted = redacted == null ? new StringBuilder(query.length()) : redacted;
                redacted.append(query, copied, equals + 1).append(REDACTED);
                copied = end;
            }
            start = end + 1;
        }
        return redacted == null
                ? query
                : redacted.append(query, copied, query.length()).toString();
    }

    private static String credentials(String url) {
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            return url;
        }
        int start = scheme + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        // The last one: a stray @ in a password must not leave half of it behind.
        int at = url.lastIndexOf('@', end - 1);
        return at < start ? url : url.substring(0, start) + REDACTED + ':' + REDACTED + url.substring(at);
    }
}

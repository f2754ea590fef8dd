package dev.clew.exporter.otlp;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Says where traces go and how. Each method throws {@link IllegalArgumentException} for a value that cannot be used. */
public final class OtlpHttpSenderBuilder {
    private URI endpoint = Endpoint.DEFAULT;
    private Map<String, String> headers = Map.of();
    private Duration timeout = Duration.ofSeconds(10);
    private @Nullable Compression compression;
    private @Nullable SSLContext sslContext;

    OtlpHttpSenderBuilder() {}

    /**
     * Sends to this URL, which is used as it is; {@code http://localhost:4318/v1/traces} unless set.
     *
     * @param endpoint http or https with a host; no user info (credentials go into a header), query or fragment
     */
    public OtlpHttpSenderBuilder setEndpoint(URI endpoint) {
        requireValue("endpoint", endpoint);
        try {
            this.endpoint = Endpoint.requireUsable(endpoint);
        } catch (IllegalArgumentException expected) {
            throw new IllegalArgumentException(
                    "endpoint must be " + expected.getMessage() + ": endpoint=" + Endpoint.redact(endpoint.toString()));
        }
        return this;
    }

    /**
     * Adds these headers to every request, in place of any set before; values are never logged.
     *
     * @param headers names not among those the sender sets itself, such as {@code Content-Type}; values in printable ASCII
     */
    public OtlpHttpSenderBuilder setHeaders(Map<String, String> headers) {
        requireValue("headers", headers);
        Map<String, String> copy = new LinkedHashMap<>(headers);
        copy.forEach((name, value) -> {
            String broken = HeaderList.brokenRule(name, value);
            if (broken != null) {
                throw new IllegalArgumentException(broken + ": name=" + name);
            }
        });
        this.headers = copy;
        return this;
    }

    /**
     * Gives up on a request whose answer has not been read whole after this time, the time for compressing and connecting
     * included; 10 seconds unless set.
     *
     * @param timeout not negative; zero is no limit
     */
    public OtlpHttpSenderBuilder setTimeout(Duration timeout) {
        requireValue("timeout", timeout);
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative: timeout=" + timeout);
        }
        this.timeout = timeout;
        return this;
    }

    /** Compresses so; unless set, not at all towards this machine and with gzip towards any other. */
    public OtlpHttpSenderBuilder setCompression(Compression compression) {
        requireValue("compression", compression);
        this.compression = compression;
        return this;
    }

    /** Whom https trusts, and who we are to it; the process's own default unless set. */
    public OtlpHttpSenderBuilder setSslContext(SSLContext sslContext) {
        requireValue("sslContext", sslContext);
        this.sslContext = sslContext;
        return this;
    }

    /** A sender that has opened no connection yet. Close it when done. */
    public OtlpHttpSender build() {
        Compression chosen = compression;
        if (chosen == null) {
            chosen = Endpoint.isLoopback(endpoint) ? Compression.NONE : Compression.GZIP;
        }
        return new OtlpHttpSender(new RequestTemplate(new Route(endpoint, timeout, sslContext), headers, chosen));
    }

    private static void requireValue(String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null: " + name + "=null");
        }
    }
}

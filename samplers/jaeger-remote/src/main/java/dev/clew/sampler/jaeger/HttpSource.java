package dev.clew.sampler.jaeger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks Jaeger's HTTP port, 5778, for JSON. One request a minute on a thread of its own needs no selector and no pool, so this
 * stands on {@link HttpURLConnection}, without keeping the connection. A read may take 5 seconds, a body 10, and it may have a megabyte.
 */
final class HttpSource implements StrategySource {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MAX_BYTES = 1 << 20;

    private final URI endpoint;
    private final URI url;
    private volatile @Nullable HttpURLConnection current;
    private volatile boolean closed;

    HttpSource(URI endpoint, String serviceName) {
        String path = endpoint.getRawPath();
        this.endpoint = path == null || path.isEmpty() || path.equals("/") ? endpoint.resolve("/sampling") : endpoint;
        this.url = URI.create(this.endpoint + "?service=" + URLEncoder.encode(serviceName, StandardCharsets.UTF_8));
    }

    @Override
    public Strategy fetch() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("Connection", "close"); // the next request is a minute away
        current = connection;
        try {
            if (closed) {
                throw new IOException("the sampler is closed");
            }
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                connection.disconnect();
                throw new IOException("it answers HTTP status " + status);
            }
            try (InputStream body = connection.getInputStream()) {
                return JsonAnswer.parse(read(body));
            }
        } catch (RuntimeException failure) {
            if (!closed) {
                throw failure;
            }
            // The JDK's connection may look for what close() took from it: one time in ten here, a
            // NullPointerException.
            throw new IOException("the sampler is closed", failure);
        } finally {
            current = null;
        }
    }

    /** A peer that sends byte by byte is given up, as is one that does not stop. */
    private static String read(InputStream body) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        for (int count = body.read(part); count >= 0; count = body.read(part)) {
            bytes.write(part, 0, count);
            if (bytes.size() > MAX_BYTES) {
                throw new InvalidAnswerException("it has more than " + MAX_BYTES + " bytes");
            }
            if (System.nanoTime() - start > MAX_NANOS) {
                throw new IOException("its answer takes more than 10 seconds");
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        HttpURLConnection connection = current;
        if (connection != null) {
            connection.disconnect();
        }
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}

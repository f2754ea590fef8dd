package dev.clew.instrumentation.http;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request under way: its span, and how long it takes. It ends once, by whichever of the ends comes first; what is said
 * afterwards goes nowhere. Nothing here throws.
 *
 * <p>It keeps neither the request nor the response, so that whoever drops a response without closing it can be found out.
 * Threads: any.
 *
 * @param <R> the library's response
 */
public final class HttpClientCall<R> {
    private static final int FIRST_ERROR_CODE = 400;

    private final HttpClientSpans<?, R> spans;
    private final Context context;
    private final Span span;
    private final boolean recording;
    private final HttpClientMetrics.@Nullable Measurement measurement;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean canceled = new AtomicBoolean();

    // Written by the library's threads, read by the one that ends the call.
    private volatile int statusCode;
    private volatile int resendCount;
    private volatile @Nullable String protocolVersion;

    HttpClientCall(
            HttpClientSpans<?, R> spans,
            Context context,
            Span span,
            HttpClientMetrics.@Nullable Measurement measurement) {
        this.spans = spans;
        this.context = context;
        this.span = span;
        this.recording = span.isRecording();
        this.measurement = measurement;
    }

    /** The caller's context with the span in it: what goes into the headers, and what is current while the library works. */
    public Context context() {
        return context;
    }

    /** Whether an {@link #event} would be kept. */
    public boolean isRecording() {
        return recording && !ended.get();
    }

    /** Says that something happened just now. */
    public void event(String name, Attributes attributes) {
        if (!recording) {
            return;
        }
        try {
            span.addEvent(name, attributes);
        } catch (RuntimeException | LinkageError failure) {
            spans.failures.add("event", failure);
        }
    }

    /** The URL without what the spans must not have: for an {@link #event}. */
    public String redacted(String url) {
        return spans.options.redaction().inUrl(url);
    }

    /** The other end of the connection that carries the request; the last one stays. */
    public void peer(@Nullable InetSocketAddress peer) {
        InetAddress address = peer == null ? null : peer.getAddress();
        if (peer != null && address != null) {
            set(HttpAttributes.NETWORK_PEER_ADDRESS, address.getHostAddress());
            set(HttpAttributes.NETWORK_PEER_PORT, (long) peer.getPort());
        }
    }

    /** The request was sent again so many times in all, for whatever reason. A smaller count than before is ignored. */
    public void resent(int count) {
        resendCount = Math.max(resendCount, count);
    }

    /** The bytes of the request's body on the wire; kept if the options want them. */
    public void requestBodySize(long bytes) {
        bodySize(DevelopmentAttributes.HTTP_REQUEST_BODY_SIZE, bytes);
    }

    /** The bytes of the response's body on the wire; kept if the options want them. */
    public void responseBodySize(long bytes) {
        bodySize(DevelopmentAttributes.HTTP_RESPONSE_BODY_SIZE, bytes);
    }

    /** The headers of the last response are here; its body may follow. */
    public void responded(R response) {
        try {
            HttpClientAdapter<?, R> adapter = spans.adapter;
            statusCode = adapter.statusCode(response);
            protocolVersion = adapter.protocolVersion(response);
            resent(adapter.resendCount(response));
            if (recording) {
                spans.options.responseHeaders().set(span, response, adapter::responseHeader);
            }
        } catch (RuntimeException | LinkageError failure) {
            spans.failures.add("describe", failure);
        }
    }

    /** The application gave up. The call does not end with that, and fails with {@code canceled} unless something else made it fail. */
    public void canceled() {
        if (canceled.compareAndSet(false, true)) {
            event("canceled", Attributes.empty());
        }
    }

    /** Whether {@link #canceled} was called. */
    public boolean isCanceled() {
        return canceled.get();
    }

    /** Ends the call: the response was read to its end, or closed, or there was none because of {@code error}. */
    public void end(@Nullable Throwable error) {
        String errorType = Outcome.errorType(statusCode, FIRST_ERROR_CODE, error);
        end(error == null && canceled.get() ? "canceled" : errorType, error);
    }

    /** Ends the call of a response that the application lost without closing it: it fails with {@code body_not_closed}. */
    public void endUnclosed() {
        end(canceled.get() ? "canceled" : "body_not_closed", null);
    }

    private void end(@Nullable String errorType, @Nullable Throwable error) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            if (recording) {
                describe(errorType, error);
            }
        } catch (RuntimeException | LinkageError failure) {
            spans.failures.add("describe", failure);
        }
        try {
            if (measurement != null) {
                measurement.end(context, statusCode, protocolVersion, errorType);
            }
        } catch (RuntimeException | LinkageError failure) {
            spans.failures.add("measure", failure);
        }
        try {
            span.end();
        } catch (RuntimeException | LinkageError failure) {
            spans.failures.add("end", failure);
        }
    }

    private void describe(@Nullable String errorType, @Nullable Throwable error) {
        String version = protocolVersion;
        if (version != null) {
            span.setAttribute(HttpAttributes.NETWORK_PROTOCOL_VERSION, version);
        }
        if (resendCount > 0) {
            span.setAttribute(HttpAttributes.HTTP_REQUEST_RESEND_COUNT, (long) resendCount);
        }
        Outcome.set(span, statusCode, errorType, error);
    }

    private void bodySize(AttributeKey<Long> key, long bytes) {
        if (bytes >= 0 && spans.options.bodySizes()) {
            set(key, bytes);
        }
    }

    private <T> void set(AttributeKey<T> key, T value) {
        if (!recording) {
            return;
        }
        try {
            span.setAttribute(key, value);
        } catch (RuntimeException | LinkageError failure) {
            spans.failures.add("describe", failure);
        }
    }
}

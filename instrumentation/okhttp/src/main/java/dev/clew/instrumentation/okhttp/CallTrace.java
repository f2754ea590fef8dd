package dev.clew.instrumentation.okhttp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What OkHttp tells about one call, which it passes on to the call's span. The call holds it, and nobody else.
 *
 * <p>Threads: any; OkHttp calls from the thread that runs the call, those that connect, and the one that cancels.
 */
final class CallTrace extends EventListener {
    private static final List<Phase> FAIL_WITH_THE_CALL =
            List.of(Phase.QUEUE, Phase.PROXY, Phase.DNS, Phase.REQUEST_BODY);

    private final Tracing tracing;
    private volatile @Nullable Pass pass;
    private volatile boolean entered;
    private volatile boolean suppressed;
    private volatile boolean connected;

    CallTrace(Tracing tracing) {
        this.tracing = tracing;
    }

    /** The pass that begins: the one that {@link #callStart} started, or a new one. Null when the request gets no span. */
    @Nullable
    Pass enter(Context parent, Request request) {
        Pass before = pass;
        if (suppressed || (before != null && !entered)) {
            entered = true;
            return before;
        }
        entered = true;
        if (before != null && !before.hasLeft()) {
            return null; // the interceptor is there twice: this request has its span
        }
        if (before != null) {
            before.over();
        }
        Pass next = tracing.start(parent, request);
        pass = next;
        return next;
    }

    @Override
    public void callStart(Call call) {
        call.tag(CallTrace.class, () -> this);
        Pass started = tracing.start(Tracing.parent(call.request()), call.request());
        suppressed = started == null;
        pass = started;
    }

    @Override
    public void dispatcherQueueStart(Call call, Dispatcher dispatcher) {
        if (!entered) {
            start(Phase.QUEUE);
        }
    }

    @Override
    public void dispatcherQueueEnd(Call call, Dispatcher dispatcher) {
        end(Phase.QUEUE, Attributes.empty());
    }

    @Override
    public void proxySelectStart(Call call, HttpUrl url) {
        start(Phase.PROXY);
    }

    @Override
    public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
        if (events() != null) {
            end(Phase.PROXY, PhaseAttributes.of(proxies));
        }
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        start(Phase.DNS);
    }

    @Override
    public void dnsEnd(Call call, String domainName, List<InetAddress> addresses) {
        if (events() != null) {
            end(Phase.DNS, PhaseAttributes.of(domainName, addresses));
        }
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        PhaseEvents events = events();
        if (events != null) {
            events.startConnect(address);
        }
    }

    @Override
    public void secureConnectStart(Call call) {
        start(Phase.TLS);
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        if (events() != null) {
            end(Phase.TLS, PhaseAttributes.of(handshake));
        }
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        connected = true;
        PhaseEvents events = events();
        if (events != null) {
            events.endConnect(address, PhaseAttributes.of(address));
        }
    }

    @Override
    public void connectFailed(
            Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol, IOException failure) {
        PhaseEvents events = events();
        if (events != null) {
            events.failConnect(address, failure, PhaseAttributes.of(address));
        }
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        boolean reused = !connected;
        connected = false;
        Pass current = pass;
        if (current != null) {
            current.span().peer(connection.route().socketAddress());
            tell(Phases.MAIN, "connection.acquired", PhaseAttributes.of(connection, reused));
        }
    }

    @Override
    public void requestHeadersStart(Call call) {
        start(Phase.REQUEST_HEADERS);
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        end(Phase.REQUEST_HEADERS, Attributes.empty());
        start(Phase.RESPONSE_WAIT);
    }

    @Override
    public void requestBodyStart(Call call) {
        start(Phase.REQUEST_BODY);
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        Pass current = pass;
        if (current != null) {
            current.span().requestBodySize(byteCount);
            end(Phase.REQUEST_BODY, PhaseAttributes.of(byteCount));
            start(Phase.RESPONSE_WAIT);
        }
    }

    @Override
    public void requestFailed(Call call, IOException failure) {
        noteCancellation(call);
        fail(isUnderWay(Phase.REQUEST_BODY) ? Phase.REQUEST_BODY : Phase.REQUEST_HEADERS, failure);
    }

    @Override
    public void responseHeadersStart(Call call) {
        end(Phase.RESPONSE_WAIT, Attributes.empty());
        start(Phase.RESPONSE_HEADERS);
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        Pass current = pass;
        if (current != null) {
            end(Phase.RESPONSE_HEADERS, Attributes.empty());
            if (response.code() != Tracing.SWITCHING_PROTOCOLS) {
                current.bodyOpened();
                start(Phase.RESPONSE_BODY); // OkHttp tells its start when the first bytes have come
            }
        }
    }

    @Override
    public void responseBodyEnd(Call call, long byteCount) {
        noteCancellation(call);
        Pass current = pass;
        if (current != null) {
            current.span().responseBodySize(byteCount);
            end(Phase.RESPONSE_BODY, PhaseAttributes.of(byteCount));
            current.bodyClosed();
        }
    }

    @Override
    public void responseFailed(Call call, IOException failure) {
        noteCancellation(call);
        Pass current = pass;
        if (current != null) {
            fail(current.isBodyOpen() ? Phase.RESPONSE_BODY : Phase.RESPONSE_WAIT, failure);
            current.bodyFailed(failure);
        }
    }

    @Override
    public void retryDecision(Call call, IOException failure, boolean retry) {
        Pass current = pass;
        if (retry && current != null) {
            current.resent();
            tell(Phases.MAIN, "retry", PhaseAttributes.of(failure));
        }
    }

    @Override
    public void followUpDecision(Call call, Response response, @Nullable Request next) {
        Pass current = pass;
        if (next != null && current != null) {
            current.resent();
            boolean redirect = response.code() >= 300 && response.code() < 400;
            String url = current.span().redacted(next.url().toString());
            tell(Phases.MAIN, redirect ? "redirect" : "retry", PhaseAttributes.of(response.code(), url));
        }
    }

    @Override
    public void cacheHit(Call call, Response response) {
        tell(Phases.ALL, "cache.hit", Attributes.empty());
    }

    @Override
    public void cacheMiss(Call call) {
        tell(Phases.ALL, "cache.miss", Attributes.empty());
    }

    @Override
    public void cacheConditionalHit(Call call, Response cachedResponse) {
        tell(Phases.ALL, "cache.conditional_hit", Attributes.empty());
    }

    @Override
    public void satisfactionFailure(Call call, Response response) {
        tell(Phases.MAIN, "cache.unsatisfied", Attributes.empty());
    }

    @Override
    public void canceled(Call call) {
        noteCancellation(call);
    }

    @Override
    public void callEnd(Call call) {
        Pass current = pass;
        if (current != null) {
            current.over();
        }
    }

    @Override
    public void callFailed(Call call, IOException failure) {
        failing(call, failure);
        Pass current = pass;
        if (current != null) {
            current.end(failure);
        }
    }

    /** OkHttp does not say that a look-up failed, or the application's body, but that the call did. */
    void failing(Call call, Throwable failure) {
        noteCancellation(call);
        for (Phase phase : FAIL_WITH_THE_CALL) {
            if (isUnderWay(phase)) {
                fail(phase, failure);
            }
        }
    }

    // OkHttp cancels first and tells afterwards: by then the call may have failed and be over.
    private void noteCancellation(Call call) {
        Pass current = pass;
        if (current != null && call.isCanceled()) {
            current.span().canceled();
        }
    }

    private @Nullable PhaseEvents events() {
        Pass current = pass;
        return current == null ? null : current.events();
    }

    private void start(Phase phase) {
        PhaseEvents events = events();
        if (events != null) {
            events.start(phase);
        }
    }

    private void end(Phase phase, Attributes attributes) {
        PhaseEvents events = events();
        if (events != null) {
            events.end(phase, attributes);
        }
    }

    private void fail(Phase phase, Throwable failure) {
        PhaseEvents events = events();
        if (events != null) {
            events.fail(phase, failure, Attributes.empty());
        }
    }

    private void tell(Phases from, String name, Attributes attributes) {
        PhaseEvents events = events();
        if (events != null) {
            events.tell(from, name, attributes);
        }
    }

    private boolean isUnderWay(Phase phase) {
        PhaseEvents events = events();
        return events != null && events.isUnderWay(phase);
    }
}

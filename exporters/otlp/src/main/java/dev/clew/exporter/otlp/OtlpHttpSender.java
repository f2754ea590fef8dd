package dev.clew.exporter.otlp;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SenderIdentity;
import dev.clew.sdk.telemetry.Suppression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches to an OTLP/HTTP receiver as protobuf: the pieces of a batch become the request's body as they are.
 *
 * <p>Requests are made over HTTP/1.1 also where HTTP/2 is offered: a request that times out then takes its connection with it,
 * where a dead HTTP/2 connection would go on swallowing batches until TCP gives up on it. Redirects are not followed. They go
 * through the proxy that the process has for the endpoint ({@link java.net.ProxySelector}), and are hidden from instrumentation.
 *
 * <p>Threads: {@link #send} and {@link #close} may be called by any thread and do not block; results come from threads named
 * {@code clew-otlp} and {@code clew-otlp-deadline}, or from the one that closes.
 */
public final class OtlpHttpSender implements BatchSender {
    private final RequestTemplate template;
    private final HttpTransport transport;
    private final Set<Attempt> inFlight = ConcurrentHashMap.newKeySet();

    OtlpHttpSender(RequestTemplate template) {
        this.template = template;
        this.transport = new HttpTransport(template);
    }

    /** A builder that sends to {@code http://localhost:4318/v1/traces} within 10 seconds unless told otherwise. */
    public static OtlpHttpSenderBuilder builder() {
        return new OtlpHttpSenderBuilder();
    }

    @Override
    public CompletableFuture<SendResult> send(Batch batch) {
        Attempt attempt = new Attempt(batch);
        inFlight.add(attempt);
        attempt.atEnd(() -> inFlight.remove(attempt));
        try {
            attempt.keepDeadline();
            transport.workers().execute(attempt);
        } catch (RejectedExecutionException closed) {
            attempt.cutOff();
        } catch (Throwable noThread) {
            attempt.fail(noThread);
        }
        return attempt.result;
    }

    @Override
    public void disconnect() {
        transport.disconnect();
    }

    @Override
    public SenderIdentity identity() {
        Route route = template.route();
        return new SenderIdentity("otlp_http_span_exporter", route.endpoint().getHost(), route.port());
    }

    @Override
    public Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("endpoint", template.toString());
        facts.put("protocol", "http/protobuf");
        facts.put("compression", template.compression().name().toLowerCase(Locale.ROOT));
        Duration timeout = template.route().timeout();
        facts.put("timeout", timeout.isZero() ? "unlimited" : timeout.toMillis() + " ms");
        template.headers().keySet().stream()
                .map(name -> name + "=***")
                .reduce((one, other) -> one + "," + other)
                .ifPresent(headers -> facts.put("headers", headers));
        if (template.route().sslContext() != null) {
            facts.put("certificate", "of its own");
        }
        return facts;
    }

    @Override
    public void close() {
        transport.close();
        inFlight.forEach(Attempt::cutOff);
    }

    @Override
    public String toString() {
        return "OTLP/HTTP to " + template;
    }

    /** One batch on its way. Whatever comes first, answer, failure, deadline or close, is the result. */
    private final class Attempt implements Runnable {
        private final CompletableFuture<SendResult> result = new CompletableFuture<>();
        private final Batch batch;
        private @Nullable Connection connection; // given by the worker, closed by whoever gives up; guarded by this
        private volatile boolean begun; // written by the worker: there is a status, which says what became of the batch

        Attempt(Batch batch) {
            this.batch = batch;
        }

        void atEnd(Runnable action) {
            CompletableFuture<?> unused = result.whenComplete((sent, failure) -> action.run());
        }

        /** From now until the answer has been read: compression, name service and connecting count. */
        void keepDeadline() {
            Duration timeout = template.route().timeout();
            if (timeout.isZero()) {
                return;
            }
            long nanos = TimeUnit.NANOSECONDS.convert(timeout); // the longest there is, rather than an overflow
            Future<?> deadline = transport.deadlines().schedule(this::expire, nanos, TimeUnit.NANOSECONDS);
            atEnd(() -> deadline.cancel(false));
        }

        @Override
        public void run() {
            if (result.isDone()) {
                return; // expired while it waited for its turn
            }
            try {
                List<ByteBuffer> body = template.body(batch);
                Suppression.run(() -> exchange(body));
            } catch (Throwable failure) { // a LinkageError too: it costs this attempt, and not the thread
                fail(failure);
            }
        }

        void fail(Throwable failure) {
            result.complete(SendResult.retry(Failure.describe(failure, template.toString()))
                    .withErrorType(Failure.type(failure)));
        }

        private void exchange(List<ByteBuffer> body) {
            try {
                Answer answer = transport.exchange(body, this::taken, () -> begun = true);
                result.complete(
                        answer.toResult(template.toString(), batch.spanCount()).withHttpStatus(answer.status()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private synchronized void taken(@Nullable Connection used) {
            connection = used;
            if (used != null && result.isDone()) {
                used.close(); // whoever gave up may have looked before it was there
            }
        }

        private void expire() {
            giveUp(
                    "no answer by " + template + " within "
                            + template.route().timeout().toMillis() + " ms",
                    "timeout");
        }

        void cutOff() {
            giveUp("the sender to " + template + " was closed", "closed");
        }

        /** Ends the attempt. Where an answer has begun, the worker makes the result of as much as has come: closing ends its wait. */
        private void giveUp(String cause, String errorType) {
            if (!begun) {
                result.complete(SendResult.retry(cause).withErrorType(errorType));
            }
            closeConnection();
        }

        private synchronized void closeConnection() {
            if (connection != null) {
                connection.close();
            }
        }
    }
}

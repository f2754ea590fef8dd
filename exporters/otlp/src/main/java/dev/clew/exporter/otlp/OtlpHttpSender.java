package dev.clew.exporter.otlp;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SenderIdentity;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches to an OTLP/HTTP receiver as protobuf: the pieces of a batch become the request's body as they are.
 *
 * <p>Requests are made over HTTP/1.1 also where HTTP/2 is offered: a request that times out then takes its connection with it,
 * where a dead HTTP/2 connection would go on swallowing batches until TCP gives up on it. Redirects are not followed. The
 * requests are hidden from instrumentation.
 *
 * <p>Threads: {@link #send} and {@link #close} may be called by any thread and do not block; results come from threads named
 * {@code clew-otlp} and {@code clew-otlp-deadline}, or from the one that closes.
 */
public final class OtlpHttpSender implements BatchSender {
    private final RequestTemplate template;
    private final Duration timeout;
    private final HttpTransport transport;
    private final Set<Attempt> inFlight = ConcurrentHashMap.newKeySet();

    OtlpHttpSender(RequestTemplate template, Duration timeout, @Nullable SSLContext sslContext) {
        this.template = template;
        this.timeout = timeout;
        this.transport = new HttpTransport(template.isSecure(), timeout, sslContext);
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
            transport.worker().execute(attempt);
        } catch (RejectedExecutionException closed) {
            attempt.cutOff();
        }
        return attempt.result;
    }

    @Override
    public void disconnect() {
        transport.disconnect();
    }

    @Override
    public SenderIdentity identity() {
        return new SenderIdentity("otlp_http_span_exporter", template.endpoint().getHost(), template.port());
    }

    @Override
    public Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("endpoint", template.endpoint().toString());
        facts.put("protocol", "http/protobuf");
        facts.put("compression", template.compression().name().toLowerCase(Locale.ROOT));
        facts.put("timeout", timeout.isZero() ? "unlimited" : timeout.toMillis() + " ms");
        template.headers().keySet().stream()
                .map(name -> name + "=***")
                .reduce((one, other) -> one + "," + other)
                .ifPresent(headers -> facts.put("headers", headers));
        if (transport.hasOwnTls()) {
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
        private volatile @Nullable AnswerBody begun; // written by the client, read by whoever gives up

        Attempt(Batch batch) {
            this.batch = batch;
        }

        void atEnd(Runnable action) {
            CompletableFuture<?> unused = result.whenComplete((sent, failure) -> action.run());
        }

        /** The client's own timeout ends with the answer's head; this one also covers compression, name service and body. */
        void keepDeadline() {
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
                HttpRequest request = template.with(batch);
                Suppression.run(() -> exchange(request));
            } catch (Throwable failure) { // a LinkageError too: it costs this attempt, and not the thread
                fail(failure);
            }
        }

        private void exchange(HttpRequest request) {
            CompletableFuture<HttpResponse<Answer>> exchange =
                    transport.client().sendAsync(request, this::read);
            atEnd(() -> exchange.cancel(true));
            CompletableFuture<?> unused = exchange.thenAccept(response -> result.complete(meaning(response.body())))
                    .exceptionally(failure -> {
                        fail(failure);
                        return null;
                    });
        }

        private AnswerBody read(ResponseInfo head) {
            AnswerBody body = new AnswerBody(head);
            begun = body;
            return body;
        }

        private SendResult meaning(Answer answer) {
            return answer.toResult(template.toString(), batch.spanCount()).withHttpStatus(answer.status());
        }

        private void fail(Throwable failure) {
            giveUp(Failure.describe(failure, template.toString()), Failure.type(failure));
        }

        private void expire() {
            giveUp("no answer by " + template + " within " + timeout.toMillis() + " ms", "timeout");
        }

        void cutOff() {
            giveUp("the sender to " + template + " was closed", "closed");
        }

        /** Ends the attempt. An answer that has begun counts: its status says what became of the batch. */
        private void giveUp(String cause, String errorType) {
            AnswerBody answer = begun;
            result.complete(
                    answer == null
                            ? SendResult.retry(cause).withErrorType(errorType)
                            : meaning(answer.asFarAsItCame()));
        }
    }
}

package dev.clew.sdk.export;

import dev.clew.sdk.export.SendResult.Outcome;
import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.otlp.OtlpSpanWriter;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A sender as OpenTelemetry's {@link SpanExporter}, for those who wrap exporters to redact or to filter: what they let through is
 * encoded and sent.
 *
 * <p>A batch that cannot be delivered now is tried again until it is, or until the caller gives up on it: with the next export,
 * or by shutdown. The next export, too, waits for as long as the other side asked for. Threads: any, one export at a time. Does not block.
 */
public final class SenderSpanExporter implements SpanExporter {
    private static final long FIRST_DELAY_MILLIS = 500;
    private static final long MAX_DELAY_MILLIS = 10_000;

    private final BatchSender sender;
    private final Incidents incidents;
    private final AtomicReference<@Nullable Delivery> latest = new AtomicReference<>();
    private final Pace pace = new Pace();
    private volatile boolean closed;

    /** The exporter owns the sender: shutdown closes it. */
    public SenderSpanExporter(BatchSender sender) {
        this.sender = sender;
        this.incidents = new Incidents();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        Delivery delivery = new Delivery(batches(spans));
        abandon(latest.getAndSet(delivery));
        if (closed) {
            delivery.abandon();
        }
        delivery.next();
        return delivery.result;
    }

    /** One batch for each resource: wrappers may have changed some spans' resource. */
    private static Deque<Part> batches(Collection<SpanData> spans) {
        Map<Resource, OpenBatch> open = new LinkedHashMap<>();
        for (SpanData span : spans) {
            open.computeIfAbsent(span.getResource(), OpenBatch::new).add(span);
        }
        Deque<Part> parts = new ArrayDeque<>();
        open.values().forEach(batch -> parts.add(new Part(batch.builder.seal(), batch.builder)));
        return parts;
    }

    /** Succeeds when the export under way does. */
    @Override
    public CompletableResultCode flush() {
        Delivery delivery = latest.get();
        return delivery == null || delivery.result.isDone() ? CompletableResultCode.ofSuccess() : delivery.result;
    }

    @Override
    public CompletableResultCode shutdown() {
        closed = true;
        abandon(latest.get());
        sender.close();
        return CompletableResultCode.ofSuccess();
    }

    /** Lets the sender let go of its connections. */
    void disconnect() {
        sender.disconnect();
    }

    private static void abandon(@Nullable Delivery delivery) {
        if (delivery != null) {
            delivery.abandon();
        }
    }

    @Override
    public String toString() {
        return sender.toString();
    }

    /** The spans of one resource while they are encoded. */
    private static final class OpenBatch {
        private final Scopes scopes = new Scopes();
        private final Map<InstrumentationScopeInfo, Integer> scopeIds = new HashMap<>();
        private final BatchBuilder builder;

        OpenBatch(Resource resource) {
            builder = new BatchBuilder(resource, scopes);
        }

        void add(SpanData span) {
            int scope = scopeIds.computeIfAbsent(span.getInstrumentationScopeInfo(), scopes::add);
            builder.append(scope, ByteBuffer.wrap(OtlpSpanWriter.write(span)));
        }
    }

    /** A batch, and the builder that can split it. */
    private record Part(Batch batch, BatchBuilder builder) {}

    /** One export: its batches, sent one after the other. Each step is taken by whoever ended the step before. */
    private final class Delivery {
        private final CompletableResultCode result = new CompletableResultCode();
        private final Deque<Part> parts;
        private int rejected;
        // Written by the caller and by whoever waits; each writes its own first and then reads the other's.
        private volatile boolean abandoned;
        private volatile @Nullable CompletableFuture<Boolean> rest;

        Delivery(Deque<Part> parts) {
            this.parts = parts;
        }

        /** Ends the wait, if there is one, and begins nothing more; what is on its way is still answered for. */
        void abandon() {
            abandoned = true;
            cancel(rest);
        }

        private static void cancel(@Nullable CompletableFuture<Boolean> waiting) {
            if (waiting != null) {
                waiting.cancel(false);
            }
        }

        void next() {
            if (parts.isEmpty()) {
                end();
                return;
            }
            long waitNanos = pace.waitNanos();
            if (abandoned) {
                result.fail();
            } else if (waitNanos > 0) {
                waitFor(waitNanos);
            } else {
                send(parts.removeFirst());
            }
        }

        private void end() {
            if (rejected == 0) {
                result.succeed();
            } else {
                result.failExceptionally(new SpansRejectedException(rejected));
            }
        }

        // A wait that is cancelled is taken out of the timer, which else would hold the batches, and the
        // sender, until then.
        private void waitFor(long nanos) {
            CompletableFuture<Boolean> waiting =
                    new CompletableFuture<Boolean>().completeOnTimeout(true, nanos, TimeUnit.NANOSECONDS);
            rest = waiting;
            var unused = waiting.whenComplete((due, cancelled) -> next());
            if (abandoned) {
                cancel(waiting);
            }
        }

        private void send(Part part) {
            var unused = GuardedSender.answer(sender, part.batch)
                    .whenComplete((answer, thrown) ->
                            answered(part, answer != null ? answer : SendResult.retry(String.valueOf(thrown))));
        }

        private void answered(Part part, SendResult answer) {
            int spans = part.batch.spanCount();
            Outcome outcome = answer.outcome();
            if (outcome == Outcome.RETRY) {
                incidents.report("spans wait to be sent again: " + sender, answer.message(), 1, null);
                pace.failed(answer.retryAfterMillis());
                parts.addFirst(part);
            } else if (outcome == Outcome.TOO_LARGE && spans > 1) {
                List<Batch> halves = part.builder.split(part.batch);
                parts.addFirst(new Part(halves.get(1), part.builder));
                parts.addFirst(new Part(halves.get(0), part.builder));
            } else {
                long refused = outcome == Outcome.DELIVERED ? answer.rejectedSpans() : spans;
                reject((int) Math.max(0, Math.min(refused, spans)), answer);
                pace.succeeded();
            }
            next();
        }

        private void reject(int spans, SendResult answer) {
            rejected += spans;
            if (spans > 0) {
                incidents.report("spans rejected: " + sender, answer.message(), spans, null);
            }
        }
    }

    /** When the other side may be asked again: it outlives the export that failed. */
    private static final class Pace {
        private int failures;
        private long waitNanos;
        private long sinceNanos;

        synchronized void failed(long retryAfterMillis) {
            double jitter = 0.5 + ThreadLocalRandom.current().nextDouble();
            long backoff = (long) (Math.min(MAX_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(failures, 10)) * jitter);
            failures++;
            long asked = TimeUnit.MILLISECONDS.toNanos(Math.max(backoff, retryAfterMillis));
            long now = System.nanoTime();
            waitNanos = Math.max(asked, waitNanos - (now - sinceNanos));
            sinceNanos = now;
        }

        /** What the other side asked for stays. */
        synchronized void succeeded() {
            failures = 0;
        }

        synchronized long waitNanos() {
            return waitNanos - (System.nanoTime() - sinceNanos);
        }
    }
}

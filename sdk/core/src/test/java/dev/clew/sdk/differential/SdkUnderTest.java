package dev.clew.sdk.differential;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.Destinations;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.frame.Drain;
import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.telemetry.Drops;
import dev.clew.sdk.telemetry.Durations;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.SpanCounts;
import dev.clew.sdk.trace.ClewTracerProvider;
import dev.clew.sdk.trace.TracerConfig;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One of the two SDKs, told the same as the other. Threads: one at a time. */
interface SdkUnderTest {
    Resource RESOURCE = Resource.create(
            Attributes.builder().put("service.name", "lab").put("n", 7).build(), "https://schema/resource");

    /** What an SDK is told. */
    record Parts(Clock clock, IdGenerator ids, SpanLimits limits, Sampler sampler, List<SpanProcessor> processors) {
        /** Everything as by default, on that clock. */
        static Parts on(ManualClock clock, SpanProcessor... processors) {
            return new Parts(
                    clock,
                    new NumberedIds(true),
                    SpanLimits.getDefault(),
                    Sampler.parentBased(Sampler.alwaysOn()),
                    List.of(processors));
        }

        Parts with(SpanLimits other) {
            return new Parts(clock, ids, other, sampler, processors);
        }

        Parts with(Sampler other) {
            return new Parts(clock, ids, limits, other, processors);
        }

        Parts with(IdGenerator other) {
            return new Parts(clock, other, limits, sampler, processors);
        }
    }

    TracerProvider provider();

    void shutDown();

    /** Whether an application may change a list when it has handed it over; {@link Difference#LIST_CHANGED_LATER}. */
    boolean copiesLists();

    /** The sampled spans that ended so far, as OTLP requests one after the other; each span once. */
    byte[] request();

    /** The published SDK; its spans are encoded by its own OTLP exporter's code. */
    final class OpenTelemetrySdk implements SdkUnderTest, SpanProcessor {
        private final List<SpanData> ended = new ArrayList<>();
        private final SdkTracerProvider provider;
        private boolean shutDown;

        OpenTelemetrySdk(Parts parts) {
            var builder = SdkTracerProvider.builder()
                    .setClock(parts.clock())
                    .setIdGenerator(parts.ids())
                    .setResource(RESOURCE)
                    .setSampler(parts.sampler())
                    .setSpanLimits(parts.limits());
            parts.processors().forEach(builder::addSpanProcessor);
            provider = builder.addSpanProcessor(this).build();
        }

        @Override
        public TracerProvider provider() {
            return provider;
        }

        @Override
        public void shutDown() {
            CompletableResultCode unused = provider.shutdown();
            shutDown = true;
        }

        @Override
        public boolean copiesLists() {
            return false;
        }

        @Override
        public byte[] request() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                TraceRequestMarshaler.create(ended).writeBinaryTo(bytes);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            ended.clear();
            return bytes.toByteArray();
        }

        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        // As its batch processor: sampled ones, until it is shut down.
        @Override
        public void onEnd(ReadableSpan span) {
            if (span.getSpanContext().isSampled() && !shutDown) {
                ended.add(span.toSpanData());
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    /** Clew, from the tracer to the batch that a sender gets; the drain is run by hand. */
    final class Clew implements SdkUnderTest, BatchSender {
        private static final int MAX_SPAN_BYTES = 1 << 20; // as by default
        private static final BatchLimits AT_ONCE = new BatchLimits(100_000, 1 << 24, 0, 1, 1L << 28);
        // Rings are made once, and empty between two programs: a program's memory is what takes its time otherwise.
        private static final Stripes STRIPES = new Stripes(1 << 17, 1 << 24, 1);

        // One for all programs, so that what they provoke is said once a minute and not once a program.
        private static final Incidents INCIDENTS = new Incidents();

        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private final Drain drain;
        private final ClewTracerProvider provider;

        Clew(Parts parts) {
            this(parts, MAX_SPAN_BYTES);
        }

        Clew(Parts parts, int maxSpanBytes) {
            Scopes scopes = new Scopes();
            drain = new Drain(STRIPES, parts.clock()::nanoTime, () -> {}, INCIDENTS);
            drain.doWork();
            drain.addConsumer(new Destinations(drain, RESOURCE, scopes, Durations.NONE, INCIDENTS).of(this, AT_ONCE));
            provider = new ClewTracerProvider(
                    new TracerConfig(
                            RESOURCE,
                            Samplers.recognized(parts.sampler()), // as ClewSdkBuilder does
                            parts.ids(),
                            parts.clock(),
                            parts::limits,
                            maxSpanBytes,
                            parts.processors(),
                            scope -> true,
                            true),
                    scopes,
                    STRIPES,
                    new SpanCounts(new Drops("programs", INCIDENTS), false),
                    INCIDENTS);
        }

        @Override
        public TracerProvider provider() {
            return provider;
        }

        @Override
        public void shutDown() {
            provider.shutdown().join(30, TimeUnit.SECONDS);
        }

        @Override
        public boolean copiesLists() {
            return true;
        }

        @Override
        public byte[] request() {
            sent.reset();
            drain.doWork();
            drain.doWork(); // for the answer of the first
            return sent.toByteArray();
        }

        @Override
        public CompletableFuture<SendResult> send(Batch batch) {
            for (ByteBuffer piece : batch.pieces()) {
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                sent.writeBytes(bytes);
            }
            return CompletableFuture.completedFuture(SendResult.delivered());
        }

        @Override
        public void close() {}
    }
}

package dev.clew.autoconfigure;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.BatchSenderProvider;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.otlp.OtlpSpanReader;
import dev.clew.sdk.settings.Settings;
import dev.clew.testing.InMemoryDestination;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Providers as a third party would put them on the class path, good and bad ones. */
public final class FakeProviders {
    static final InMemoryDestination MEMORY = new InMemoryDestination();

    /** What samplers named {@code noting} were made for, and what became of them. */
    static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    private FakeProviders() {}

    /** Stands for OTLP here, which is a module above this one. */
    public static final class Otlp implements BatchSenderProvider {
        @Override
        public String name() {
            return "otlp";
        }

        @Override
        public boolean canDo(Settings settings) {
            return !"grpc".equals(settings.get("otel.exporter.otlp.protocol"));
        }

        @Override
        public BatchSender create(Settings settings) {
            settings.read("otel.exporter.otlp.timeout", Integer::valueOf, 0);
            return new Sender();
        }
    }

    private static final class Sender implements BatchSender {
        @Override
        public CompletableFuture<SendResult> send(Batch batch) {
            return CompletableFuture.failedFuture(new IllegalStateException("no peer"));
        }

        @Override
        public void close() {}

        @Override
        public String toString() {
            return "OTLP to nowhere";
        }
    }

    /** A sender that keeps the spans of its batches, as they were on the wire. */
    public static final class Collecting implements BatchSenderProvider, BatchSender {
        static final List<SpanData> SENT = new CopyOnWriteArrayList<>();
        static volatile AtomicInteger CLOSED = new AtomicInteger();

        // Of the test that made it: senders are closed on a thread of their own, maybe after their test.
        private final AtomicInteger closed = CLOSED;

        @Override
        public String name() {
            return "collecting";
        }

        @Override
        public BatchSender create(Settings settings) {
            return this;
        }

        @Override
        public CompletableFuture<SendResult> send(Batch batch) {
            ByteBuffer request = ByteBuffer.allocate(batch.sizeBytes());
            batch.pieces().forEach(request::put);
            SENT.addAll(OtlpSpanReader.readRequest(request.array()));
            return CompletableFuture.completedFuture(SendResult.delivered());
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }

        @Override
        public String toString() {
            return "collector";
        }
    }

    /** A sender whose library is of another version. */
    public static final class Unlinked implements BatchSenderProvider {
        @Override
        public String name() {
            return "unlinked";
        }

        @Override
        public BatchSender create(Settings settings) {
            throw new NoSuchMethodError("void Gone.gone()");
        }
    }

    /** Keeps spans in {@link #MEMORY}. */
    public static final class Memory implements ConfigurableSpanExporterProvider {
        @Override
        public SpanExporter createExporter(ConfigProperties config) {
            return MEMORY;
        }

        @Override
        public String getName() {
            return "Memory";
        }
    }

    /** Stands for OpenTelemetry's own exporter of that name, which speaks other protocols. */
    public static final class OtlpGrpc implements ConfigurableSpanExporterProvider {
        @Override
        public SpanExporter createExporter(ConfigProperties config) {
            return MEMORY;
        }

        @Override
        public String getName() {
            return "otlp";
        }
    }

    /** Cannot even be made. */
    public static final class Unloadable implements ConfigurableSpanExporterProvider {
        public Unloadable() {
            throw new IllegalStateException("no disk\nmore of it");
        }

        @Override
        public SpanExporter createExporter(ConfigProperties config) {
            return MEMORY;
        }

        @Override
        public String getName() {
            return "unloadable";
        }
    }

    /** Samples the part of traces that {@code my.ratio} says. */
    public static final class MySampler implements ConfigurableSamplerProvider {
        @Override
        public Sampler createSampler(ConfigProperties config) {
            return Sampler.traceIdRatioBased(config.getDouble("my.ratio", 0.5));
        }

        @Override
        public String getName() {
            return "mine";
        }
    }

    /** Makes samplers that note what becomes of them. */
    public static final class NotingSampler implements ConfigurableSamplerProvider {
        @Override
        public Sampler createSampler(ConfigProperties config) {
            EVENTS.add("made for " + config.getString("otel.service.name"));
            return new NotingOne();
        }

        @Override
        public String getName() {
            return "noting";
        }
    }

    private static final class NotingOne implements Sampler, Closeable {
        @Override
        public SamplingResult shouldSample(
                Context parentContext,
                String traceId,
                String name,
                SpanKind spanKind,
                Attributes attributes,
                List<LinkData> parentLinks) {
            return SamplingResult.drop();
        }

        @Override
        public String getDescription() {
            throw new IllegalStateException("no words");
        }

        @Override
        public void close() {
            EVENTS.add("closed");
            throw new IllegalStateException("stuck");
        }
    }

    /** Fails to make its sampler. */
    public static final class BrokenSampler implements ConfigurableSamplerProvider {
        @Override
        public Sampler createSampler(ConfigProperties config) {
            throw new UnsupportedOperationException("not today");
        }

        @Override
        public String getName() {
            return "broken";
        }
    }

    /** Puts one fixed header. */
    public static final class MyPropagator implements ConfigurablePropagatorProvider, TextMapPropagator {
        @Override
        public TextMapPropagator getPropagator(ConfigProperties config) {
            return this;
        }

        @Override
        public String getName() {
            return "mine";
        }

        @Override
        public Collection<String> fields() {
            return List.of("my-header");
        }

        @Override
        public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
            setter.set(carrier, "my-header", "1");
        }

        @Override
        public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
            return context;
        }
    }
}

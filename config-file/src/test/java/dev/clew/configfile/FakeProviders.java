package dev.clew.configfile;

import dev.clew.testing.InMemoryDestination;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Providers as a third party would put them on the class path, good and bad ones. */
public final class FakeProviders {
    static final InMemoryDestination MEMORY = new InMemoryDestination();

    /** What the exporter {@code properties} was made with and what became of it. */
    static final List<String> EVENTS = new ArrayList<>();

    private FakeProviders() {}

    /** Keeps spans in {@link #MEMORY}. */
    public static final class Memory implements ConfigurableSpanExporterProvider {
        @Override
        public SpanExporter createExporter(ConfigProperties config) {
            return MEMORY;
        }

        @Override
        public String getName() {
            return "memory";
        }
    }

    /** Notes the properties that it reads. */
    public static final class Properties implements ConfigurableSpanExporterProvider {
        @Override
        public SpanExporter createExporter(ConfigProperties config) {
            EVENTS.add("url=" + config.getString("my.url"));
            EVENTS.add("tries=" + config.getInt("my.retry.tries"));
            EVENTS.add("hosts=" + config.getList("my.hosts"));
            return new Noting();
        }

        @Override
        public String getName() {
            return "properties";
        }
    }

    private static final class Noting implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            EVENTS.add("closed");
            return CompletableResultCode.ofSuccess();
        }
    }

    /** Fails to make its exporter. */
    public static final class BrokenExporter implements ConfigurableSpanExporterProvider {
        @Override
        public SpanExporter createExporter(ConfigProperties config) {
            throw new NoSuchMethodError("void Gone.gone()");
        }

        @Override
        public String getName() {
            return "broken";
        }
    }

    /** Makes none. */
    public static final class NullExporter implements ConfigurableSpanExporterProvider {
        @Override
        @SuppressWarnings("NullAway") // what a careless provider does
        public SpanExporter createExporter(ConfigProperties config) {
            return null;
        }

        @Override
        public String getName() {
            return "nothing";
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

    /** Notes that it is run. */
    public static final class MyCustomizer implements AutoConfigurationCustomizerProvider {
        @Override
        public void customize(AutoConfigurationCustomizer customizer) {
            EVENTS.add("customized");
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

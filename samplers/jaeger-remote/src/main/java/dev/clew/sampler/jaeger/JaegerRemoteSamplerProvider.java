package dev.clew.sampler.jaeger;

import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;

/**
 * {@code OTEL_TRACES_SAMPLER=jaeger_remote}, with {@code
 * endpoint=http://localhost:5778,pollingIntervalMs=60000,initialSamplingRate=0.001} as its argument. An argument that cannot be
 * used is reported, and the default one taken. Threads: any.
 */
public class JaegerRemoteSamplerProvider implements ConfigurableSamplerProvider {
    private static final String ARGUMENT = "otel.traces.sampler.arg";

    /** For {@link java.util.ServiceLoader}. */
    public JaegerRemoteSamplerProvider() {}

    @Override
    public Sampler createSampler(ConfigProperties config) {
        Settings settings = Settings.of(new Source(config));
        JaegerRemoteSamplerBuilder builder = settings.read(ARGUMENT, Argument::parse, JaegerRemoteSampler.builder());
        String name = serviceName(config);
        return (name == null ? builder : builder.setServiceName(name)).build();
    }

    private static @Nullable String serviceName(ConfigProperties config) {
        String name = config.getString("otel.service.name");
        return name != null ? name : config.getMap("otel.resource.attributes").get("service.name");
    }

    @Override
    public String getName() {
        return "jaeger_remote";
    }

    /** {@code parentbased_jaeger_remote}: as the parent did, and for roots as the Jaeger says. */
    public static final class ParentBased extends JaegerRemoteSamplerProvider {
        /** For {@link java.util.ServiceLoader}. */
        public ParentBased() {}

        @Override
        public Sampler createSampler(ConfigProperties config) {
            return Samplers.parentBased(super.createSampler(config));
        }

        @Override
        public String getName() {
            return "parentbased_" + super.getName();
        }
    }

    private record Source(ConfigProperties config) implements Settings.Source {
        @Override
        public @Nullable String get(String key) {
            return config.getString(key);
        }

        @Override
        public String name(String key) {
            return Settings.variable(key);
        }
    }
}

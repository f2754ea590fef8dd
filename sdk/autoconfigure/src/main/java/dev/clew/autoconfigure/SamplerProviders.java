package dev.clew.autoconfigure;

import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * The samplers that Clew has and the OpenTelemetry specification has no name for, found as any other: {@code rules}, {@code
 * rate_limit} and {@code consistent_probability}, each also as {@code parentbased_...}.
 */
final class SamplerProviders {
    static final String RULES = "rules";
    private static final String DEFAULT = "parentbased_always_on";

    private SamplerProviders() {}

    /** One name, and what it means. An argument that cannot be used is reported, and the default taken. */
    abstract static class Named implements ConfigurableSamplerProvider {
        @Override
        public final Sampler createSampler(ConfigProperties config) {
            Settings settings = NamedSamplers.settings(config);
            String argument = settings.get(NamedSamplers.ARGUMENT);
            try {
                return create(new NamedSamplers(config), argument == null ? "" : argument);
            } catch (IllegalArgumentException expected) {
                settings.refuse(
                        NamedSamplers.ARGUMENT,
                        argument == null ? "" : argument,
                        String.valueOf(expected.getMessage()),
                        "the default sampler is used instead: " + DEFAULT);
                return Samplers.parentBased(Samplers.alwaysOn());
            }
        }

        Sampler create(NamedSamplers samplers, String argument) {
            return samplers.create(getName(), argument.isEmpty() ? null : argument);
        }
    }

    /** {@code rate_limit}. */
    public static final class RateLimit extends Named {
        @Override
        public String getName() {
            return "rate_limit";
        }
    }

    /** {@code parentbased_rate_limit}. */
    public static final class ParentBasedRateLimit extends Named {
        @Override
        public String getName() {
            return "parentbased_rate_limit";
        }
    }

    /** {@code consistent_probability}. */
    public static final class ConsistentProbability extends Named {
        @Override
        public String getName() {
            return "consistent_probability";
        }
    }

    /** {@code parentbased_consistent_probability}. */
    public static final class ParentBasedConsistentProbability extends Named {
        @Override
        public String getName() {
            return "parentbased_consistent_probability";
        }
    }

    /** {@code rules}. */
    public static final class Rules extends Named {
        @Override
        public String getName() {
            return RULES;
        }

        @Override
        Sampler create(NamedSamplers samplers, String argument) {
            return new RuleText(argument, samplers).parse();
        }
    }

    /** {@code parentbased_rules}. */
    public static final class ParentBasedRules extends Named {
        @Override
        public String getName() {
            return "parentbased_" + RULES;
        }

        @Override
        Sampler create(NamedSamplers samplers, String argument) {
            return Samplers.parentBased(new RuleText(argument, samplers).parse());
        }
    }
}

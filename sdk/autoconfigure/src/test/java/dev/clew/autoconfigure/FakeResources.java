package dev.clew.autoconfigure;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ResourceProvider;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ConditionalResourceProvider;
import io.opentelemetry.sdk.resources.Resource;

/** Providers of resource attributes on the class path. All but one keep still unless a test asks for {@code fake.resources}. */
public final class FakeResources {
    private FakeResources() {}

    private static Resource ask(ConfigProperties config, String key, String value) {
        return config.getBoolean("fake.resources", false)
                ? Resource.create(Attributes.of(AttributeKey.stringKey(key), value))
                : Resource.empty();
    }

    /** Before the other, by its order. */
    public static final class Early implements ResourceProvider {
        @Override
        public Resource createResource(ConfigProperties config) {
            return ask(config, "cloud", "early").merge(ask(config, "early", "yes"));
        }

        @Override
        public int order() {
            return -5;
        }
    }

    /** After the other. */
    public static final class Late implements ResourceProvider {
        @Override
        public Resource createResource(ConfigProperties config) {
            return ask(config, "cloud", "late");
        }
    }

    /** Finds a name for a service that has none. */
    public static final class OnlyWithoutAName implements ConditionalResourceProvider {
        @Override
        public boolean shouldApply(ConfigProperties config, Resource existing) {
            return config.getString("otel.service.name") == null
                    && "unknown_service:java".equals(existing.getAttribute(AttributeKey.stringKey("service.name")));
        }

        @Override
        public Resource createResource(ConfigProperties config) {
            return ask(config, "service.name", "from the jar");
        }
    }

    /** Fails when it is asked. */
    public static final class Broken implements ResourceProvider {
        @Override
        public Resource createResource(ConfigProperties config) {
            if (config.getBoolean("fake.resources", false)) {
                throw new IllegalStateException("no cloud");
            }
            return Resource.empty();
        }
    }
}

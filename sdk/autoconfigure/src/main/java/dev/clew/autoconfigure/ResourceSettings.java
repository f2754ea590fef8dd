package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.resource.ProcessResource;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ResourceProvider;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ConditionalResourceProvider;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resource: what the process is, then what {@link ResourceProvider}s on the class path say, then the variables, of which
 * {@code OTEL_SERVICE_NAME} wins, less the disabled keys, and at last what customizers make of it.
 */
final class ResourceSettings {
    static final String NAME = "otel.service.name";
    private static final String ATTRIBUTES = "otel.resource.attributes";
    private static final String DISABLED_KEYS = "otel.resource.disabled.keys";
    private static final String ENABLED_PROVIDERS = "otel.java.enabled.resource.providers";
    private static final String DISABLED_PROVIDERS = "otel.java.disabled.resource.providers";
    private static final String UNKNOWN = "unknown_service:java";
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final String ITEM = "resource: ";

    private final Settings settings;
    private final ConfigProperties properties;
    private final Customizations customizations;
    private final Map<String, String> origins = new HashMap<>();
    private @Nullable String serviceName;

    ResourceSettings(Settings settings, ConfigProperties properties, Customizations customizations) {
        this.settings = settings;
        this.properties = properties;
        this.customizations = customizations;
    }

    /** The name that the service has in the resource, once that is applied; null when it has none. */
    @Nullable
    String serviceName() {
        return serviceName;
    }

    /** The name of the service, or that it has none. */
    String apply(ClewSdkBuilder builder) {
        Resource resource = ofProviders(ProcessResource.detect());
        if (settings.get(ATTRIBUTES) != null) {
            resource = merge(resource, new ResourceAttributes(settings).list(ATTRIBUTES), settings.origin(ATTRIBUTES));
        }
        String name = settings.get(NAME);
        if (name != null) {
            resource = merge(resource, Resource.create(Attributes.of(SERVICE_NAME, name)), settings.origin(NAME));
        }
        Resource complete = withoutDisabledKeys(resource);
        Customized<Resource> customized = customizations.resource().applyAll(complete, properties);
        if (customized.isChanged()) {
            noteChanges(complete, customized);
        }
        builder.setOrigin(item -> origins.getOrDefault(item.substring(ITEM.length()), "detected"))
                .setResource(customized.part());
        String service = customized.part().getAttribute(SERVICE_NAME);
        serviceName = service == null || service.isEmpty() || service.equals(UNKNOWN) ? null : service;
        return serviceName == null ? UNKNOWN + ", as " + Settings.variable(NAME) + " is not set" : serviceName;
    }

    private void noteChanges(Resource before, Customized<Resource> customized) {
        customized.part().getAttributes().forEach((key, value) -> {
            if (!value.equals(before.getAttribute(key))) {
                origins.put(key.getKey(), "customizer " + String.join(", ", customized.by()));
            }
        });
    }

    private Resource merge(Resource resource, Resource other, String origin) {
        other.getAttributes().forEach((key, value) -> origins.put(key.getKey(), origin));
        return resource.merge(other);
    }

    private Resource ofProviders(Resource detected) {
        Resource resource = detected;
        List<String> only = properties.getList(ENABLED_PROVIDERS);
        List<String> not = properties.getList(DISABLED_PROVIDERS);
        for (ResourceProvider provider : Plugins.inOrder(ResourceProvider.class)) {
            String name = provider.getClass().getName();
            if ((only.isEmpty() || only.contains(name)) && !not.contains(name)) {
                Resource before = resource;
                Resource provided = Plugins.create("resource provider " + name, () -> provide(provider, before));
                if (provided != null) {
                    resource = merge(resource, provided, "resource provider " + name);
                }
            }
        }
        return resource;
    }

    private Resource provide(ResourceProvider provider, Resource before) {
        boolean applies = !(provider instanceof ConditionalResourceProvider conditional)
                || conditional.shouldApply(properties, before);
        return applies ? provider.createResource(properties) : Resource.empty();
    }

    private Resource withoutDisabledKeys(Resource resource) {
        List<String> disabled = properties.getList(DISABLED_KEYS);
        return disabled.isEmpty()
                ? resource
                : resource.toBuilder()
                        .removeIf(key -> disabled.contains(key.getKey()))
                        .build();
    }
}

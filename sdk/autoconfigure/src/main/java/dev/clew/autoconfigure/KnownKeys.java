package dev.clew.autoconfigure;

import dev.clew.sdk.settings.Names;
import dev.clew.sdk.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every key that the OpenTelemetry specification and its Java SDK know, as variables: to tell a misspelt key from one that is
 * for somebody else. Loaded only when something is set that nobody asked for.
 */
final class KnownKeys {
    private static final int MAX_CHANGES = 2;
    private static final String NO_EFFECT = "no effect in Clew: ";

    /** Keys of traces, and of all signals; those of one OTLP exporter are made below. */
    private static final Set<String> OF_TRACES = words("""
            SDK_DISABLED SERVICE_NAME RESOURCE_ATTRIBUTES RESOURCE_DISABLED_KEYS LOG_LEVEL PROPAGATORS CONFIG_FILE
            TRACES_EXPORTER TRACES_SAMPLER TRACES_SAMPLER_ARG
            BSP_SCHEDULE_DELAY BSP_MAX_QUEUE_SIZE BSP_MAX_EXPORT_BATCH_SIZE BSP_EXPORT_TIMEOUT
            ATTRIBUTE_VALUE_LENGTH_LIMIT ATTRIBUTE_COUNT_LIMIT
            SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT SPAN_ATTRIBUTE_COUNT_LIMIT SPAN_EVENT_COUNT_LIMIT SPAN_LINK_COUNT_LIMIT
            EVENT_ATTRIBUTE_COUNT_LIMIT LINK_ATTRIBUTE_COUNT_LIMIT
            JAVA_ENABLED_RESOURCE_PROVIDERS JAVA_DISABLED_RESOURCE_PROVIDERS JAVA_EXPORTER_OTLP_RETRY_DISABLED
            JAVA_CLEW_STRICT JAVA_CLEW_MAX_SPAN_BYTES JAVA_CLEW_PASSTHROUGH_FIELDS
            """);

    private static final Set<String> OF_OTHERS = words("""
            METRICS_EXPORTER METRICS_EXEMPLAR_FILTER METRIC_EXPORT_INTERVAL METRIC_EXPORT_TIMEOUT
            LOGS_EXPORTER BLRP_SCHEDULE_DELAY BLRP_MAX_QUEUE_SIZE BLRP_MAX_EXPORT_BATCH_SIZE BLRP_EXPORT_TIMEOUT
            LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT LOGRECORD_ATTRIBUTE_COUNT_LIMIT ENTITIES
            EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION
            EXPORTER_OTLP_METRIC_INSECURE EXPORTER_PROMETHEUS_HOST EXPORTER_PROMETHEUS_PORT
            EXPORTER_ZIPKIN_ENDPOINT EXPORTER_ZIPKIN_TIMEOUT EXPORTER_ZIPKIN_PROTOCOL
            EXPORTER_JAEGER_ENDPOINT EXPORTER_JAEGER_PROTOCOL EXPORTER_JAEGER_TIMEOUT EXPORTER_JAEGER_USER
            EXPORTER_JAEGER_PASSWORD EXPORTER_JAEGER_AGENT_HOST EXPORTER_JAEGER_AGENT_PORT
            JAVA_METRICS_CARDINALITY_LIMIT EXPERIMENTAL_METRICS_CARDINALITY_LIMIT EXPERIMENTAL_METRICS_VIEW_CONFIG
            EXPERIMENTAL_RESOURCE_DISABLED_KEYS EXPERIMENTAL_EXPORTER_OTLP_RETRY_ENABLED EXPERIMENTAL_CONFIG_FILE
            SEMCONV_STABILITY_OPT_IN SEMCONV_EXCEPTION_SIGNAL_OPT_IN
            JAVAAGENT_ENABLED JAVAAGENT_CONFIGURATION_FILE JAVAAGENT_EXTENSIONS JAVAAGENT_DEBUG JAVAAGENT_LOGGING
            """);

    private static final Map<String, String> WITHOUT_EFFECT = Map.of(
            "OTEL_JAVA_GLOBAL_AUTOCONFIGURE_ENABLED", "the application makes its ClewSdk itself",
            "OTEL_JAVA_EXPORTER_MEMORY_MODE", "spans are bytes from their end on, in either mode",
            "OTEL_EXPERIMENTAL_OTLP_BUFFER_SIZE", "batches go out in the buffers they were filled in",
            "OTEL_EXPERIMENTAL_SDK_TELEMETRY_VERSION", "it is for the metrics of OpenTelemetry's own SDK",
            "OTEL_EXPERIMENTAL_SDK_JVM_STACKTRACE", "stack traces are always written as the JVM prints them",
            "OTEL_EXPORTER_OTLP_INSECURE", "the endpoint's scheme decides: http or https",
            "OTEL_EXPORTER_OTLP_TRACES_INSECURE", "the endpoint's scheme decides: http or https",
            "OTEL_EXPORTER_OTLP_SPAN_INSECURE", "the endpoint's scheme decides: http or https");

    private static final List<String> SIGNALS = List.of("", "TRACES_", "METRICS_", "LOGS_", "PROFILES_");
    private static final Set<String> OTLP =
            words("ENDPOINT PROTOCOL HEADERS COMPRESSION TIMEOUT CERTIFICATE CLIENT_KEY CLIENT_CERTIFICATE INSECURE");

    /** What instrumentation is called is up to who makes it; so are these namespaces. */
    private static final List<String> OPEN = List.of("OTEL_INSTRUMENTATION_", "OTEL_JAVAAGENT_", "OTEL_JMX_");

    private KnownKeys() {}

    /** The key of traces that the name was probably meant for; null when it is a key itself, or near to none. */
    static @Nullable String meant(String name) {
        String variable = Settings.variable(name);
        if (isKnown(variable) || OPEN.stream().anyMatch(variable::startsWith)) {
            return null;
        }
        List<String> all = new ArrayList<>(tracing());
        all.addAll(others());
        String nearest = Names.nearest(variable, all, MAX_CHANGES);
        if (nearest == null || !tracing().contains(nearest)) {
            return null;
        }
        return name.equals(variable)
                ? nearest
                : nearest.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Why a setting that nobody asked for is set in vain. */
    static String whyUnused(String name) {
        String variable = Settings.variable(name);
        String reason = WITHOUT_EFFECT.get(variable);
        if (reason != null) {
            return NO_EFFECT + reason;
        }
        if (tracing().contains(variable)) {
            return "nothing in force asks for it";
        }
        if (others().contains(variable)) {
            return "not for traces";
        }
        String meant = meant(name);
        return meant == null ? "not a setting of Clew" : "not a setting; did you mean " + meant + "?";
    }

    static boolean isKnown(String variable) {
        return tracing().contains(variable) || others().contains(variable) || WITHOUT_EFFECT.containsKey(variable);
    }

    /** Keys that Clew reads. */
    static Set<String> tracing() {
        Set<String> keys = prefixed(OF_TRACES);
        OTLP.stream().filter(key -> !key.equals("INSECURE")).forEach(key -> {
            keys.add("OTEL_EXPORTER_OTLP_" + key);
            keys.add("OTEL_EXPORTER_OTLP_TRACES_" + key);
        });
        return keys;
    }

    private static Set<String> others() {
        Set<String> keys = prefixed(OF_OTHERS);
        for (String signal : SIGNALS) {
            OTLP.forEach(key -> keys.add("OTEL_EXPORTER_OTLP_" + signal + key));
        }
        keys.removeAll(tracing());
        return keys;
    }

    private static Set<String> prefixed(Set<String> keys) {
        Set<String> prefixed = new TreeSet<>();
        keys.forEach(key -> prefixed.add("OTEL_" + key));
        return prefixed;
    }

    private static Set<String> words(String text) {
        return Set.of(text.trim().split("\\s+"));
    }
}

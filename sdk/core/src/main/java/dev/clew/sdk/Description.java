package dev.clew.sdk;

import dev.clew.sdk.Inventory.Row;
import dev.clew.sdk.trace.TracerConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Everything in force, and where it comes from. Of exporters, processors and generators that are not Clew's the class is named
 * and no more: their text may hold credentials. Samplers and senders are shown as they describe themselves. Threads: any.
 */
record Description(TracerConfig config, Neighbours neighbours, Inventory inventory, boolean enabled) {
    private static final String LIMIT = "limit: ";
    private static final String ATTRIBUTES = LIMIT + "attributes";
    private static final String EVENTS = LIMIT + "events";
    private static final String LINKS = LIMIT + "links";
    private static final String ATTRIBUTES_OF_AN_EVENT = LIMIT + "attributes of an event";
    private static final String ATTRIBUTES_OF_A_LINK = LIMIT + "attributes of a link";
    private static final String VALUE_LENGTH = LIMIT + "length of a value";

    /** The item that a change of the byte limit sets. */
    static final String SPAN_BYTES = LIMIT + "bytes of a span";

    /** The items that a change of the span limits sets. */
    static final List<String> LIMITS =
            List.of(ATTRIBUTES, EVENTS, LINKS, ATTRIBUTES_OF_AN_EVENT, ATTRIBUTES_OF_A_LINK, VALUE_LENGTH);

    static String itemOf(SpanProcessor processor) {
        return "processor " + System.identityHashCode(processor);
    }

    /** The table as of now: samplers and limits may change while they are in force. */
    String text() {
        Table table = new Table();
        addParts(table);
        addLimits(table);
        for (Inventory.Target target : inventory.targets()) {
            table.add(target.head());
            target.details().get().forEach(table::addUnder);
        }
        if (inventory.targets().isEmpty()) {
            table.add("destination", "none", inventory.originOf("destinations"));
        }
        addResource(table);
        addUnused(table);
        return table.toString();
    }

    private void addParts(Table table) {
        Object service = config.resource().getAttribute(AttributeKey.stringKey("service.name"));
        String origin = inventory.originOf("resource: service.name");
        table.add("service", service == null ? "unnamed" : service.toString(), origin);
        table.add("spans", spans(), inventory.originOf("enabled"));
        table.add("sampler", text(() -> config.sampler().getDescription()), inventory.originOf("sampler"));
        table.add("propagated fields", text(this::fields), inventory.originOf("propagators"));
        if (config.idGenerator() != null) {
            table.add("id generator", classOf(config.idGenerator()), inventory.originOf("id generator"));
        }
        if (!MeterProvider.noop().equals(neighbours.meterProvider())) {
            table.add("meter provider", classOf(neighbours.meterProvider()), inventory.originOf("meters"));
        }
        if (!LoggerProvider.noop().equals(neighbours.loggerProvider())) {
            table.add("logger provider", classOf(neighbours.loggerProvider()), inventory.originOf("loggers"));
        }
        for (SpanProcessor processor : config.processors()) {
            table.add("processor", classOf(processor), inventory.originOf(itemOf(processor)));
        }
    }

    private String spans() {
        if (enabled) {
            return "made";
        }
        return TracerProvider.noop().equals(neighbours.tracerProvider())
                ? "not made; context still crosses"
                : "made by the Java agent, Clew stands down";
    }

    private String fields() {
        String fields = String.join(
                ", ", neighbours.propagators().getTextMapPropagator().fields());
        return fields.isEmpty() ? "none" : fields;
    }

    static String classOf(Object part) {
        return part.getClass().getName();
    }

    /** What the part says; foreign code may throw, and that must not cost the rest of the table. */
    static String text(Supplier<String> part) {
        try {
            return String.valueOf(part.get());
        } catch (RuntimeException | LinkageError failed) {
            return failure(failed);
        }
    }

    static String failure(Throwable failed) {
        return "fails to describe itself: " + classOf(failed);
    }

    // What spans take, too, when the supplier fails.
    private SpanLimits limits() {
        try {
            SpanLimits current = config.limits().get();
            return current == null ? SpanLimits.getDefault() : current;
        } catch (RuntimeException | LinkageError failed) {
            return SpanLimits.getDefault();
        }
    }

    private void addLimits(Table table) {
        SpanLimits limits = limits();
        table.add("limits of a span", "", "");
        addLimit(table, ATTRIBUTES, limits.getMaxNumberOfAttributes());
        addLimit(table, EVENTS, limits.getMaxNumberOfEvents());
        addLimit(table, LINKS, limits.getMaxNumberOfLinks());
        addLimit(table, ATTRIBUTES_OF_AN_EVENT, limits.getMaxNumberOfAttributesPerEvent());
        addLimit(table, ATTRIBUTES_OF_A_LINK, limits.getMaxNumberOfAttributesPerLink());
        addLimit(table, VALUE_LENGTH, limits.getMaxAttributeValueLength());
        String bytes = Quantities.bytes(config.maxSpanBytes());
        table.addUnder(new Row(SPAN_BYTES.substring(LIMIT.length()), bytes, inventory.originOf(SPAN_BYTES)));
    }

    private void addLimit(Table table, String item, int value) {
        table.addUnder(new Row(item.substring(LIMIT.length()), Quantities.count(value), inventory.originOf(item)));
    }

    private void addResource(Table table) {
        table.add("resource", "", "");
        TreeMap<String, Object> attributes = new TreeMap<>();
        config.resource().getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
        attributes.forEach((key, value) -> {
            String origin = inventory.originOf("resource: " + key);
            table.addUnder(new Row(key, value.toString(), origin.equals(Inventory.DEFAULT) ? "detected" : origin));
        });
    }

    private void addUnused(Table table) {
        String heading = "set, not used";
        for (var setting : new TreeMap<>(inventory.unused()).entrySet()) {
            table.add(heading, setting.getKey(), setting.getValue());
            heading = "";
        }
    }
}

package dev.clew.sdk.export;

import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.telemetry.Durations;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.MetricKeys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the destinations of one SDK: they share its drain, its resource and its log. Threads: one, at start. */
public final class Destinations {
    private final Executor drain;
    private final BatchSource source;
    private final Durations durations;
    private final Incidents incidents;
    private final Map<String, Integer> madeOfType = new HashMap<>();

    /**
     * Destinations of frames that the resource made.
     *
     * @param drain runs what a destination has to do with an answer, on the thread that hands it frames
     * @param durations takes how long each export took
     */
    public Destinations(Executor drain, Resource resource, Scopes scopes, Durations durations, Incidents incidents) {
        this.drain = drain;
        this.source = new BatchSource(resource, scopes);
        this.durations = durations;
        this.incidents = incidents;
    }

    /** Batches go through the sender, as they are. */
    public Destination of(BatchSender sender, BatchLimits limits) {
        String className = sender.getClass().getName();
        SenderIdentity identity = asked(className, sender::identity, new SenderIdentity(className, "", 0));
        String name = asked(className, sender::toString, className);
        Operations operations = new Operations(component(identity), durations);
        return new SenderDestination(
                new GuardedSender(sender, name, operations, incidents), drain, limits, source, incidents);
    }

    /** Spans are read back and go to the exporter, on a thread of its own. */
    public Destination of(SpanExporter exporter, BatchLimits limits) {
        String className = exporter.getClass().getName();
        String name = asked(className, exporter::toString, className);
        Operations operations = new Operations(component(new SenderIdentity(className, "", 0)), durations);
        return new ExporterDestination(
                new GuardedExporter(exporter, name, limits.exportTimeoutNanos(), operations, incidents),
                limits,
                source,
                incidents);
    }

    private <T> T asked(String className, Supplier<@Nullable T> question, T otherwise) {
        try {
            T answer = question.get();
            return answer == null ? otherwise : answer;
        } catch (Throwable thrown) {
            incidents.report("cannot say what it is: " + className, thrown);
            return otherwise;
        }
    }

    private Attributes component(SenderIdentity identity) {
        int number = madeOfType.merge(identity.type(), 1, Integer::sum) - 1;
        AttributesBuilder attributes = Attributes.builder()
                .put(MetricKeys.COMPONENT_TYPE, identity.type())
                .put(MetricKeys.COMPONENT_NAME, identity.type() + "/" + number);
        if (!identity.serverAddress().isEmpty()) {
            attributes.put(MetricKeys.SERVER_ADDRESS, identity.serverAddress());
        }
        if (identity.serverPort() > 0) {
            attributes.put(MetricKeys.SERVER_PORT, (long) identity.serverPort());
        }
        return attributes.build();
    }
}

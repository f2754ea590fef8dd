package dev.clew.sdk.export;

import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.concurrent.Executor;

/** Makes the destinations of one SDK: they share its drain, its resource and its log. Threads: one, at start. */
public final class Destinations {
    private final Executor drain;
    private final BatchSource source;
    private final Incidents incidents;

    /**
     * Destinations of frames that the resource made.
     *
     * @param drain runs what a destination has to do with an answer, on the thread that hands it frames
     */
    public Destinations(Executor drain, Resource resource, Scopes scopes, Incidents incidents) {
        this.drain = drain;
        this.source = new BatchSource(resource, scopes);
        this.incidents = incidents;
    }

    /** Batches go through the sender, as they are. */
    public Destination of(BatchSender sender, BatchLimits limits) {
        return new SenderDestination(sender, drain, limits, source, incidents);
    }

    /** Spans are read back and go to the exporter, on a thread of its own. */
    public Destination of(SpanExporter exporter, BatchLimits limits) {
        return new ExporterDestination(exporter, limits, source, incidents);
    }
}

package dev.clew.sdk.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.sdk.frame.Drain;
import dev.clew.sdk.frame.EncodedSpans;
import dev.clew.sdk.frame.FrameLayout;
import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.telemetry.Durations;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Stripes and a drain that is driven by hand, on a clock that is set by hand: no thread, no waiting. */
final class ExportRig {
    static final Resource RESOURCE =
            Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "orders"), "https://schema/resource");

    private static final Operations NO_OPERATIONS = new Operations(Attributes.empty(), Durations.NONE);

    final Incidents incidents = new Incidents();
    final Scopes scopes = new Scopes();
    final BatchSource source = new BatchSource(RESOURCE, scopes);
    final Stripes stripes = new Stripes(1 << 20, 1 << 20, 1);
    private long nanos = -TimeUnit.DAYS.toNanos(1); // a monotonic clock may begin anywhere
    final Drain drain = new Drain(stripes, () -> nanos, () -> {}, incidents);
    private int ended;

    ExportRig() {
        scopes.add(InstrumentationScopeInfo.builder("http")
                .setVersion("1.0")
                .setSchemaUrl("https://schema/scope")
                .build());
        scopes.add(InstrumentationScopeInfo.create("jdbc"));
    }

    /** Ends so many spans, named s1, s2 and so on through the rig's life, and runs a pass. */
    void end(int spans) {
        for (int i = 0; i < spans; i++) {
            ended++;
            endOne(EncodedSpans.span(ended, "s" + ended), 0);
        }
        pass();
    }

    /** Ends a span of a scope; it waits in a stripe for the next pass. */
    void endOne(Span span, int scopeId) {
        assertThat(EncodedSpans.publish(stripes, span, scopeId, FrameLayout.SAMPLED))
                .isTrue();
    }

    void pass() {
        drain.doWork();
    }

    void passAfterMillis(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        pass();
    }

    long deadlineInMillis(long millis) {
        return nanos + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** The sender as a destination has it; nobody wants durations. */
    GuardedSender guarded(BatchSender sender) {
        return new GuardedSender(sender, sender.toString(), NO_OPERATIONS, incidents);
    }

    /** The exporter as a destination has it; nobody wants durations. */
    GuardedExporter guarded(SpanExporter exporter, BatchLimits limits) {
        return new GuardedExporter(
                exporter, exporter.toString(), limits.exportTimeoutNanos(), NO_OPERATIONS, incidents);
    }

    CompletableResultCode flush(Destination destination) {
        CompletableResultCode result = new CompletableResultCode();
        drain.execute(() -> destination.flush(new Flush(1, false, result)));
        pass();
        return result;
    }

    CompletableResultCode shutdown(Destination destination, long millis) {
        CompletableResultCode result = new CompletableResultCode();
        drain.execute(() -> destination.shutdown(new Flush(1, false, result), deadlineInMillis(millis)));
        pass();
        return result;
    }

    static ExportTraceServiceRequest request(Batch batch) {
        ByteBuffer bytes = ByteBuffer.allocate(batch.sizeBytes());
        batch.pieces().forEach(bytes::put);
        assertThat(bytes.hasRemaining()).isFalse();
        try {
            return ExportTraceServiceRequest.parseFrom(bytes.array());
        } catch (InvalidProtocolBufferException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** The names of a batch's spans, in order. */
    static List<String> names(Batch batch) {
        List<String> names = request(batch).getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .map(Span::getName)
                .toList();
        assertThat(names).hasSize(batch.spanCount());
        return names;
    }
}

package dev.clew.sdk.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.otlp.OtlpSpanReader;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** From Clew's live span to the bytes that a sender gets, and back through Clew's own reader. */
class RoundTripTest {
    private static final Alike WIRE = Alike.onTheWire();

    @Property(tries = 1_000)
    @AddLifecycleHook(Quietly.class)
    void bytes_readBackAreTheSpan(@ForAll(supplier = Program.Any.class) Program program) {
        if (program.setup().oddLists()) {
            return; // OTLP knows no type of a list that is empty or holds a null
        }
        Run run = new Run(program, SdkUnderTest.Clew::new, new CallLog(false));
        run.execute();

        Map<String, SpanData> read = OtlpSpanReader.readRequest(run.request()).stream()
                .collect(Collectors.toMap(SpanData::getSpanId, Function.identity()));
        for (SpanData span : run.ended()) {
            SpanData arrived = read.get(span.getSpanId());
            if (arrived != null) { // it ended before the SDK was shut down
                assertThat(arrived).isEqualTo(asItArrives(span));
            }
        }
    }

    @Property(tries = 1_000)
    @AddLifecycleHook(Quietly.class)
    void data_isEqualToAnyWithTheSameContent(@ForAll(supplier = Program.Any.class) Program program) {
        Run run = new Run(program, SdkUnderTest.Clew::new, new CallLog(false));
        run.execute();

        for (SpanData span : run.ended()) {
            SpanData copy = copy(span).build();
            assertThat(span)
                    .isEqualTo(copy)
                    .isNotEqualTo(copy(span).setName("other").build());
            assertThat(span.hashCode()).isEqualTo(span.hashCode());
        }
    }

    private static TestSpanData.Builder copy(SpanData span) {
        return TestSpanData.builder()
                .setSpanContext(span.getSpanContext())
                .setParentSpanContext(span.getParentSpanContext())
                .setInstrumentationScopeInfo(span.getInstrumentationScopeInfo())
                .setResource(span.getResource())
                .setName(span.getName())
                .setKind(span.getKind())
                .setStatus(span.getStatus())
                .setStartEpochNanos(span.getStartEpochNanos())
                .setEndEpochNanos(span.getEndEpochNanos())
                .setHasEnded(span.hasEnded())
                .setAttributes(span.getAttributes())
                .setTotalAttributeCount(span.getTotalAttributeCount())
                .setEvents(span.getEvents())
                .setTotalRecordedEvents(span.getTotalRecordedEvents())
                .setLinks(span.getLinks())
                .setTotalRecordedLinks(span.getTotalRecordedLinks());
    }

    /** The span without what OTLP has no field for: the parent's tracestate and flags, and exceptions as objects. */
    static SpanData asItArrives(SpanData span) {
        return copy(span)
                .setName(WIRE.text().apply(span.getName()))
                .setStatus(StatusData.create(
                        span.getStatus().getStatusCode(),
                        WIRE.text().apply(span.getStatus().getDescription())))
                .setParentSpanContext(parent(span))
                .setInstrumentationScopeInfo(scope(span.getInstrumentationScopeInfo()))
                .setAttributes(WIRE.attributes(span.getAttributes()))
                .setEvents(span.getEvents().stream().map(RoundTripTest::event).toList())
                .setLinks(span.getLinks().stream().map(WIRE::link).toList())
                .build();
    }

    private static SpanContext parent(SpanData span) {
        SpanContext parent = span.getParentSpanContext();
        if (!parent.isValid()) {
            return parent;
        }
        var flags = span.getSpanContext().getTraceFlags();
        return parent.isRemote()
                ? SpanContext.createFromRemoteParent(
                        parent.getTraceId(), parent.getSpanId(), flags, TraceState.getDefault())
                : SpanContext.create(parent.getTraceId(), parent.getSpanId(), flags, TraceState.getDefault());
    }

    // An empty string and none are the same in protobuf.
    private static InstrumentationScopeInfo scope(InstrumentationScopeInfo scope) {
        var arrives = InstrumentationScopeInfo.builder(WIRE.text().apply(scope.getName()));
        if (scope.getVersion() != null && !scope.getVersion().isEmpty()) {
            arrives.setVersion(WIRE.text().apply(scope.getVersion()));
        }
        if (scope.getSchemaUrl() != null && !scope.getSchemaUrl().isEmpty()) {
            arrives.setSchemaUrl(WIRE.text().apply(scope.getSchemaUrl()));
        }
        return arrives.build();
    }

    private static EventData event(EventData event) {
        return EventData.create(
                event.getEpochNanos(),
                WIRE.text().apply(event.getName()),
                WIRE.attributes(event.getAttributes()),
                event.getTotalAttributeCount());
    }
}

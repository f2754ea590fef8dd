package dev.clew.configfile;

import static dev.clew.configfile.Start.FILE;
import static dev.clew.configfile.Start.refusal;
import static dev.clew.configfile.Start.tracers;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropagatorSectionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}| []",
                "{composite: []}| []",
                "{composite_list: none}| []",
                "{composite: [{tracecontext: }, {baggage: }]}| [traceparent, tracestate, baggage]",
                "{composite: [{baggage: }]}| [baggage]",
                "{composite: [{b3: }, {jaeger: }], composite_list: 'b3multi,xray'}| [b3, uber-trace-id, X-B3-TraceId, X-B3-SpanId, X-B3-Sampled, X-B3-Flags, X-Amzn-Trace-Id]",
                "{composite: [{passthrough: {fields: 'x-request-id, x-tenant'}}, {ottrace: }]}| [x-request-id, x-tenant, ot-tracer-traceid, ot-tracer-spanid, ot-tracer-sampled]",
                "{composite_list: 'baggage, mine,'}| [baggage, my-header]",
                "{composite: [{mine: {}}], composite_list: 'baggage,mine'}| [my-header, baggage]"
            })
    void theyAreThoseOfTheListThenThoseOfTheText(String propagator, String fields) {
        try (Start start = Start.of(tracers("propagator: " + propagator + "\n"))) {
            assertThat(start.sdk().getPropagators().getTextMapPropagator().fields())
                    .hasToString(fields);
            assertThat(start.warnings()).isEmpty();
        }
    }

    @Test
    void leftOutThereAreNone() {
        try (Start start = Start.of(tracers(""))) {
            assertThat(start.sdk().getPropagators().getTextMapPropagator().fields())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{composite: [{baggage: }, {tracecontxt: }]}| .composite[1] must be one of b3, b3multi, baggage, grpc-trace-bin, jaeger, mine, ottrace, passthrough, tracecontext, xray (nearest: tracecontext): composite[1]=tracecontxt",
                "{composite_list: 'baggage,xyz'}| .composite_list must be one of b3, b3multi, baggage, grpc-trace-bin, jaeger, mine, ottrace, passthrough, tracecontext, xray: composite_list=xyz",
                "{composite: [{passthrough: {fields: 'a b'}}]}| .composite[0].passthrough.fields must be names of headers: name,name: fields=a b",
                "{composite: [{passthrough: }]}| .composite[0].passthrough.fields must be text, and is not set",
                "{composite_list: passthrough}| .composite_list.fields must be text, and is not set",
                "{composite: [tracecontext]}| .composite[0] must be a mapping: composite[0]=tracecontext",
                "{composite: baggage}| .composite must be a list: composite=baggage"
            })
    void whatIsNoPropagatorIsRefused(String propagator, String message) {
        assertThat(refusal(tracers("propagator: " + propagator + "\n"))).isEqualTo(FILE + ":5: propagator" + message);
    }
}

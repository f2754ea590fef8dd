package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class W3CTraceContextTest extends PropagatorContract {
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN_ID = "b7ad6b7169203331";
    private static final String PARENT = "00-" + TRACE_ID + "-" + SPAN_ID + "-01";

    @Override
    TextMapPropagator propagator() {
        return W3CTraceContext.propagator();
    }

    @Override
    Context filled() {
        return context(
                TraceFlags.getSampled(), TraceState.builder().put("rojo", "1").build());
    }

    @Test
    void extract_theSpanIsRemoteAndValid() {
        SpanContext span = extract(Headers.of("TraceParent", PARENT));
        assertThat(span.isRemote()).isTrue();
        assertThat(span)
                .isEqualTo(SpanContext.createFromRemoteParent(
                        TRACE_ID, SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-", // 00 ends there
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0", // too short
                "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", // upper case
                "00-00000000000000000000000000000000-b7ad6b7169203331-01", // no trace
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", // no span
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0A", // upper case
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-.0", // not hex
                "0A-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", // upper case
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more", // not a dash
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", // forbidden
                "00-0af7651916cd43dd8448eb211c80319c- b7ad6b7169203331-01"
            })
    void extract_brokenTraceparentGivesTheSameContext(String traceparent) {
        Context context = Context.root().with(Span.getInvalid());
        Headers headers = Headers.of("traceparent", traceparent).and("tracestate", "a=1");
        assertThat(propagator().extract(context, headers, Headers.GETTER)).isSameAs(context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-more"})
    void extract_laterVersionsMayGoOnAfterADash(String rest) {
        String later = "cc" + PARENT.substring(2) + rest;
        assertThat(extract(Headers.of("traceparent", later)).getSpanId()).isEqualTo(SPAN_ID);
    }

    @ParameterizedTest
    @CsvSource({"00, 00", "01, 01", "02, 02", "03, 03", "ff, 03", "fc, 00", "0a, 02"})
    void extract_keepsTheSampledAndTheRandomBitOnly(String received, String kept) {
        String traceparent = "00-" + TRACE_ID + "-" + SPAN_ID + "-" + received;
        assertThat(extract(Headers.of("traceparent", traceparent))
                        .getTraceFlags()
                        .asHex())
                .isEqualTo(kept);
    }

    @Test
    void inject_writesBitsThatLevel2DoesNotDefineAsZero() {
        Context context = context(TraceFlags.fromHex("ff", 0), TraceState.getDefault());
        assertThat(Headers.from(propagator(), context).one("traceparent")).endsWith("-03");
    }

    /** They belong to the header and not to its value, and some servers leave those at the end where they are. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", " \t "})
    void extract_spacesAroundATraceparentAreNotPartOfIt(String space) {
        assertThat(extract(Headers.of("traceparent", space + PARENT + space)).getSpanId())
                .isEqualTo(SPAN_ID);
    }

    @Test
    void extract_aTraceparentThatIsAbsurdlyLongGivesTheSameContext() {
        String later = "cc" + PARENT.substring(2) + "-" + "x".repeat(10_000);
        assertThat(Headers.of("traceparent", later).read(propagator())).isSameAs(Context.root());
    }

    @Test
    void extract_twoTraceparentsThatDifferGiveTheSameContext() {
        Headers headers = Headers.of("traceparent", PARENT, PARENT.replace("-01", "-00"));
        assertThat(headers.read(propagator())).isSameAs(Context.root());
    }

    @Test
    void extract_twoTraceparentsThatAgreeAreOne() {
        assertThat(extract(Headers.of("traceparent", PARENT, PARENT)).isValid()).isTrue();
    }

    @Test
    void extract_combinesTracestateHeadersInOrder() {
        Headers headers = Headers.of("traceparent", PARENT).and("tracestate", "c=1,b=2", "", "a=3");
        assertThat(extract(headers).getTraceState().asMap())
                .containsExactly(entry("c", "1"), entry("b", "2"), entry("a", "3"));
    }

    @Test
    void extract_aKeyTwiceStaysAsItIsUntilSomebodyChangesTheTracestate() {
        Headers received = Headers.of("traceparent", PARENT).and("tracestate", "a=1,b=2", "a=3");
        TraceState state = extract(received).getTraceState();
        assertThat(state.asMap()).containsExactly(entry("a", "1"), entry("b", "2"));
        assertThat(state.size()).isEqualTo(2);
        assertThat(state.get("a")).isEqualTo("1");

        Headers sent = Headers.from(propagator(), received.read(propagator()));
        assertThat(sent.one("tracestate")).isEqualTo("a=1,b=2,a=3");
        Headers changed = Headers.from(
                propagator(),
                context(TraceFlags.getDefault(), state.toBuilder().put("c", "4").build()));
        assertThat(changed.one("tracestate")).isEqualTo("c=4,a=1,b=2");
    }

    @Test
    void extract_tracestateHeadersWithoutEndAreNotReadToTheirs() {
        String[] all = new String[100_000];
        Arrays.fill(all, "k=" + "v".repeat(200));
        Headers headers = Headers.of("traceparent", PARENT).and("tracestate", all);
        SpanContext span = extract(headers);
        assertThat(span.isValid()).isTrue();
        assertThat(span.getTraceState().isEmpty()).isTrue();
    }

    @Test
    void inject_ofATracestateOver512CharactersLeavesOutWholeMembers() {
        String large = "large=" + "v".repeat(200);
        String others = "a=" + "1".repeat(120) + ",b=" + "2".repeat(120) + ",c=" + "3".repeat(120);
        Headers received = Headers.of("traceparent", PARENT).and("tracestate", large + "," + others);
        Headers sent = Headers.from(propagator(), received.read(propagator()));
        assertThat(sent.one("tracestate")).isEqualTo(others);
    }

    @Test
    void inject_writesAReceivedTracestateByteForByte() {
        String tracestate = ",rojo=00f067aa0ba902b7 ,\tcongo@x= t61rcWkgMzE,,";
        Headers received = Headers.of("traceparent", PARENT).and("tracestate", tracestate);
        Headers sent = Headers.from(propagator(), received.read(propagator()));
        assertThat(sent.one("tracestate")).isEqualTo(tracestate);
    }

    @Test
    void inject_writesAChangedTracestateWithTheNewMemberInFront() {
        Headers received = Headers.of("traceparent", PARENT).and("tracestate", "a=1, b=2");
        TraceState changed =
                extract(received).getTraceState().toBuilder().put("clew", "x").build();
        Headers sent = Headers.from(propagator(), context(TraceFlags.getDefault(), changed));
        assertThat(sent.one("tracestate")).isEqualTo("clew=x,a=1,b=2");
    }

    /**
     * What is kept: a context with one entry 40 bytes, a span 16, its span context 32 with ids of 128, a tracestate 24. What dies at
     * once: a copy of the traceparent 72, and two iterators of the API's getter 80, unless the compiler gets rid of them.
     */
    @Test
    void extract_ofThreeMembersAllocatesWhatItKeepsAndOneCopy() {
        Map<String, String> carrier = Map.of("traceparent", PARENT, "tracestate", "rojo=1,congo=2,acme@x=3");
        MapGetter getter = new MapGetter();
        assertThat(Allocation.bytesPerCall(() -> propagator().extract(Context.root(), carrier, getter)))
                .isBetween(240L, 392L);
    }

    private SpanContext extract(Headers headers) {
        return Span.fromContext(headers.read(propagator())).getSpanContext();
    }

    private static Context context(TraceFlags flags, TraceState state) {
        return Context.root().with(Span.wrap(SpanContext.create(TRACE_ID, SPAN_ID, flags, state)));
    }
}

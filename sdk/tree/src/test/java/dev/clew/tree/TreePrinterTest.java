package dev.clew.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreePrinterTest {
    private final TreePrinter printer = TreePrinter.create();

    @Test
    void print_showsARequestThroughThreeServices() {
        assertThat(printer.print(Samples.checkout())).isEqualTo("""
                        trace 4bf92f3577b34da6a3ce929d0e0e4736 · 48.2 ms · 7 spans · 2 errors · storefront, orders, inventory
                        SERVER GET /checkout [200]                                storefront    48.2 ms  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
                        ├─ load cart                                              storefront    6.10 ms  ━━━━━························
                        │     • cache.miss +1.50 ms key=cart:42
                        └─ CLIENT GET [200]                                       storefront    39.0 ms  ····━━━━━━━━━━━━━━━━━━━━━━━━·
                           └─ SERVER GET /orders/{id} [200]                       orders        37.1 ms  ····━━━━━━━━━━━━━━━━━━━━━━━━·
                              ├─ ✗ CLIENT GET [503]                               orders        33.3 ms  ·····━━━━━━━━━━━━━━━━━━━━━···
                              │  └─ ✗ SERVER GET /stock/{sku} [503 user.id=u-42]  inventory     31.0 ms  ······━━━━━━━━━━━━━━━━━━━━···
                              │        ✗ java.net.ConnectException: warehouse is away
                              └─ price the rest                                   orders         812 µs  ··························━··
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 90, 110, 200})
    void print_staysWithinTheWidth(int width) {
        String picture = printer.withWidth(width).print(Samples.checkout());

        assertThat(picture.lines()).allMatch(line -> Cells.width(line) <= width);
    }

    @Test
    void print_bareSpansOfDeepAndWideTracesStayAligned() {
        SpanData[] spans = IntStream.rangeClosed(1, 60)
                .mapToObj(id -> Spans.builder(id, id - 1)
                        .setName("名前 🧵 " + "x".repeat(id))
                        .build())
                .toArray(SpanData[]::new);

        String picture = print(spans);

        assertThat(picture.lines().skip(1).map(line -> Cells.width(line)).distinct())
                .containsExactly(110);
        assertThat(picture).contains("…");
    }

    @Test
    void print_coloursAddNothingButColours() {
        String coloured = printer.withColours(true).print(Samples.checkout());

        assertThat(coloured).contains("\u001B[31m✗ CLIENT GET\u001B[0m");
        assertThat(coloured.replaceAll("\u001B\\[\\d+m", "")).isEqualTo(printer.print(Samples.checkout()));
    }

    @Test
    void print_longTraceSaysHowManyMoreThereAre() {
        SpanData[] spans = IntStream.rangeClosed(1, 512)
                .mapToObj(id -> Spans.span(id, id == 1 ? 0 : 1))
                .toArray(SpanData[]::new);

        String picture = printer.withMaxSpans(200).print(tree(spans));

        assertThat(picture.lines()).hasSize(202).last().isEqualTo("… 312 more spans");
        assertThat(picture).contains("512 spans");
    }

    @Test
    void print_spanWhoseClockIsBehindIsMovedToItsParent() {
        SpanData call = Spans.builder(1, 0).setKind(SpanKind.CLIENT).build();
        SpanData answer = Spans.builder(2, 1)
                .setKind(SpanKind.SERVER)
                .setStartEpochNanos(call.getStartEpochNanos() - 3_600_000_000_000L)
                .setEndEpochNanos(call.getStartEpochNanos() - 3_600_000_000_000L + 500_000)
                .build();

        assertThat(print(call, answer)).contains(" · 1.00 ms · ").contains("~500 µs");
    }

    @Test
    void print_answerWhoseClockIsAheadIsMovedToItsCall() {
        SpanData call = Spans.builder(1, 0).setKind(SpanKind.CLIENT).build();
        SpanData answer = Spans.builder(2, 1)
                .setKind(SpanKind.SERVER)
                .setStartEpochNanos(call.getEndEpochNanos() + 60_000_000_000L)
                .setEndEpochNanos(call.getEndEpochNanos() + 60_000_500_000L)
                .build();

        assertThat(print(call, answer)).contains(" · 1.00 ms · ").contains("~500 µs");
    }

    @Test
    void print_consumerLongAfterItsProducerIsWhereItIs() {
        SpanData sent = Spans.builder(1, 0).setKind(SpanKind.PRODUCER).build();
        SpanData received = Spans.builder(2, 1)
                .setKind(SpanKind.CONSUMER)
                .setStartEpochNanos(sent.getEndEpochNanos() + 60_000_000_000L)
                .setEndEpochNanos(sent.getEndEpochNanos() + 60_001_000_000L)
                .build();

        assertThat(print(sent, received)).contains(" · 1m 00s · ").doesNotContain("~");
    }

    @Test
    void print_spanThatEndsBeforeItStartsTakesNoTime() {
        assertThat(print(Spans.builder(1, 0)
                        .setEndEpochNanos(Spans.START - 5_000)
                        .build()))
                .contains("0 ns");
    }

    @Test
    void print_rootWhoseParentIsNotHereSaysSo() {
        SpanContext caller = SpanContext.createFromRemoteParent(
                Spans.TRACE_ID, Spans.spanId(77), TraceFlags.getSampled(), TraceState.getDefault());

        assertThat(print(Spans.span(2, 1))).contains("↑ parent 0000000000000001, not here");
        assertThat(print(Spans.builder(2, 0).setParentSpanContext(caller).build()))
                .contains("↑ called by span 000000000000004d, not here");
    }

    @Test
    void print_namesCannotSteerTheTerminal() {
        String picture =
                print(Spans.builder(1, 0).setName("a\n\u001B[2Jb\u202Ec").build());

        assertThat(picture.lines()).hasSize(2);
        assertThat(picture).doesNotContain("\u001B", "\u202E").contains("a\uFFFD\uFFFD[2Jb\uFFFDc");
    }

    @Test
    void print_showsTheAttributesAskedForAndNoOthers() {
        SpanData span = Spans.builder(1, 0)
                .setAttributes(Attributes.of(
                        AttributeKey.longKey("http.response.status_code"),
                        200L,
                        AttributeKey.stringKey("order.id"),
                        "o-7"))
                .build();

        assertThat(printer.withAttributes("order.id").print(tree(span))).contains("s1 [order.id=o-7] ");
    }

    @Test
    void print_showsFiveEventsAndTheNumberOfTheOthers() {
        EventData event = Samples.event(2, "tick", "k", "v");
        SpanData span =
                Spans.builder(1, 0).setEvents(Collections.nCopies(8, event)).build();

        assertThat(print(span).lines().filter(line -> line.endsWith("• tick +1.00 µs k=v")))
                .hasSize(5);
        assertThat(print(span)).contains("• … 3 more events");
    }

    @Test
    void print_errorWithoutWordsShowsItsType() {
        SpanData span = Spans.builder(1, 0)
                .setStatus(StatusData.error())
                .setAttributes(Attributes.of(AttributeKey.stringKey("error.type"), "timeout"))
                .build();

        assertThat(print(span)).contains("✗ timeout");
    }

    @Test
    void options_outOfRangeAreRefused() {
        assertThatThrownBy(() -> printer.withWidth(79)).hasMessage("width must be at least 80: width=79");
        assertThatThrownBy(() -> printer.withMaxSpans(0)).hasMessage("maxSpans must be positive: maxSpans=0");
    }

    private String print(SpanData... spans) {
        return printer.print(tree(spans));
    }

    private static TraceTree tree(SpanData... spans) {
        return TraceTree.of(List.of(spans)).get(0);
    }
}

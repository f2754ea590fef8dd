package dev.clew.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceTreeTest {
    @Test
    void of_putsChildrenUnderTheirParentsByStartWhateverTheOrderTheyCameIn() {
        List<SpanData> spans = new ArrayList<>(
                List.of(Spans.span(1, 0), Spans.span(2, 1), Spans.span(3, 1), Spans.span(4, 3), Spans.span(5, 3)));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(spans, new Random(seed));

            assertThat(TraceTree.of(spans)).singleElement().hasToString("s1 > (s2, s3 > (s4, s5))");
        }
    }

    @Test
    void of_nothingIsNoTree() {
        assertThat(TraceTree.of(List.of())).isEmpty();
    }

    @Test
    void of_makesATreePerTraceByStart() {
        SpanContext other =
                SpanContext.create("f".repeat(32), Spans.spanId(9), TraceFlags.getSampled(), TraceState.getDefault());
        SpanData earlier = Spans.builder(9, 0)
                .setSpanContext(other)
                .setStartEpochNanos(Spans.START - 1)
                .build();

        List<TraceTree> trees = TraceTree.of(List.of(Spans.span(1, 0), earlier, Spans.span(2, 1)));

        assertThat(trees).extracting(TraceTree::traceId).containsExactly("f".repeat(32), Spans.TRACE_ID);
        assertThat(trees).extracting(TraceTree::toString).containsExactly("s9", "s1 > s2");
    }

    @Test
    void of_spanWithoutItsParentIsARootThatSaysSo() {
        TraceTree tree = tree(Spans.span(1, 0), Spans.span(2, 77), Spans.span(3, 2));

        assertThat(tree).hasToString("(s1, ? > s2 > s3)");
        assertThat(tree.roots()).extracting(SpanNode::isParentMissing).containsExactly(false, true);
    }

    @Test
    void toLine_missingRemoteParentIsNoSurprise() {
        SpanContext caller = SpanContext.createFromRemoteParent(
                Spans.TRACE_ID, Spans.spanId(77), TraceFlags.getSampled(), TraceState.getDefault());
        TraceTree tree = tree(Spans.builder(1, 0).setParentSpanContext(caller).build());

        assertThat(tree).hasToString("s1");
        assertThat(tree.roots().get(0).isParentMissing()).isTrue();
    }

    @Test
    void of_ofDuplicatesTheFirstCounts() {
        TraceTree tree = tree(Spans.span(1, 0), Spans.span(2, 1), Spans.span(2, 1), Spans.span(1, 0));

        assertThat(tree).hasToString("s1 > s2");
    }

    @Test
    void of_spanThatIsItsOwnParentIsARoot() {
        assertThat(tree(Spans.span(1, 1), Spans.span(2, 1))).hasToString("? > s1 > s2");
    }

    @Test
    void of_circleIsCutAndNoSpanIsLost() {
        TraceTree tree = tree(Spans.span(1, 3), Spans.span(2, 1), Spans.span(3, 2), Spans.span(4, 2));

        assertThat(tree.spans())
                .extracting(node -> node.span().getName())
                .containsExactlyInAnyOrder("s1", "s2", "s3", "s4");
        assertThat(tree.roots()).singleElement().matches(SpanNode::isParentMissing);
    }

    @Test
    void of_randomParentsLoseNoSpan() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<SpanData> spans = IntStream.rangeClosed(1, 50)
                    .<SpanData>mapToObj(id -> Spans.span(id, random.nextInt(60)))
                    .toList();

            assertThat(tree(spans.toArray(SpanData[]::new)).spans())
                    .extracting(SpanNode::span)
                    .containsExactlyInAnyOrderElementsOf(spans);
        }
    }

    @Test
    void of_chainDeeperThanAnyStackIsDrawn() {
        List<SpanData> chain = IntStream.rangeClosed(1, 100_000)
                .<SpanData>mapToObj(id -> Spans.span(id, id - 1))
                .toList();

        TraceTree tree = TraceTree.of(chain).get(0);

        assertThat(tree.spans()).hasSize(100_000);
        assertThat(tree.toString()).startsWith("s1 > s2 > s3").endsWith("s99999 > s100000");
    }

    @Test
    void toLine_showsKindErrorAndTheAttributesAskedFor() {
        SpanData server = Spans.builder(1, 0)
                .setName("GET /orders/{id}")
                .setKind(SpanKind.SERVER)
                .setAttributes(Attributes.of(AttributeKey.stringKey("user.id"), "u-1"))
                .build();
        SpanData client = Spans.builder(2, 1)
                .setName("GET")
                .setKind(SpanKind.CLIENT)
                .setStatus(StatusData.error())
                .setAttributes(Attributes.of(AttributeKey.longKey("http.response.status_code"), 503L))
                .build();

        assertThat(tree(server, client).toLine("http.response.status_code"))
                .isEqualTo("SERVER GET /orders/{id} > CLIENT GET [ERROR, http.response.status_code=503]");
    }

    @Test
    void servicesAndErrors_areCounted() {
        TraceTree tree = tree(
                Spans.span(1, 0),
                Spans.builder(2, 1).setResource(Spans.service("orders")).build(),
                Spans.builder(3, 1).setStatus(StatusData.error()).build());

        assertThat(tree.services()).containsExactly("shop", "orders");
        assertThat(tree.errorCount()).isEqualTo(1);
    }

    private static TraceTree tree(SpanData... spans) {
        return TraceTree.of(List.of(spans)).get(0);
    }
}

package dev.clew.sdk.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.frame.EncodedSpans;
import dev.clew.sdk.frame.Frame;
import dev.clew.sdk.frame.FrameConsumer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {
    private final ExportRig rig = new ExportRig();
    private final BatchBuilder builder = new BatchBuilder(ExportRig.RESOURCE, rig.scopes);

    BatchBuilderTest() {
        rig.drain.addConsumer(new FrameConsumer() {
            @Override
            public void accept(Frame frame) {
                builder.append(frame);
            }

            @Override
            public void afterPass(long nowNanos) {}
        });
    }

    private Span append(int number, int scopeId, int nameLength) {
        Span span = EncodedSpans.span(number, "n".repeat(nameLength));
        rig.endOne(span, scopeId);
        rig.pass();
        return span;
    }

    @Test
    void seal_isARequestOfTheResourceItsScopesAndTheSpansAsTheyWere() {
        Span first = append(1, 0, 3);
        Span second = append(2, 1, 3);
        Span third = append(3, 0, 3);

        ExportTraceServiceRequest request = ExportRig.request(builder.seal());

        assertThat(request.getResourceSpansCount()).isEqualTo(1);
        ResourceSpans resource = request.getResourceSpans(0);
        assertThat(resource.getSchemaUrl()).isEqualTo("https://schema/resource");
        assertThat(resource.getResource().getAttributes(0).getKey()).isEqualTo("service.name");
        assertThat(resource.getResource().getAttributes(0).getValue().getStringValue())
                .isEqualTo("orders");
        assertThat(resource.getScopeSpansList()).hasSize(2);
        ScopeSpans http = resource.getScopeSpans(0);
        assertThat(http.getScope().getName()).isEqualTo("http");
        assertThat(http.getScope().getVersion()).isEqualTo("1.0");
        assertThat(http.getSchemaUrl()).isEqualTo("https://schema/scope");
        assertThat(http.getSpansList()).containsExactly(first, third);
        ScopeSpans jdbc = resource.getScopeSpans(1);
        assertThat(jdbc.getScope().getName()).isEqualTo("jdbc");
        assertThat(jdbc.getSchemaUrl()).isEmpty();
        assertThat(jdbc.getSpansList()).containsExactly(second);
    }

    @Test
    void seal_ofAnEmptyResourceIsStillARequest() {
        BatchBuilder bare = new BatchBuilder(Resource.empty(), rig.scopes);
        rig.drain.addConsumer(new FrameConsumer() {
            @Override
            public void accept(Frame frame) {
                bare.append(frame);
            }

            @Override
            public void afterPass(long nowNanos) {}
        });
        Span span = append(1, 0, 3);

        ResourceSpans resource = ExportRig.request(bare.seal()).getResourceSpans(0);

        assertThat(resource.getResource().getAttributesList()).isEmpty();
        assertThat(resource.getSchemaUrl()).isEmpty();
        assertThat(resource.getScopeSpans(0).getSpansList()).containsExactly(span);
    }

    @Test
    void seal_leavesTheBuilderEmptyAndTheBatchAlone() {
        append(1, 0, 3);
        Batch first = builder.seal();
        assertThat(builder.spanCount()).isZero();
        assertThat(builder.sizeBytes()).isZero();

        append(2, 0, 4);
        Batch second = builder.seal();

        assertThat(ExportRig.names(first)).containsExactly("nnn");
        assertThat(ExportRig.names(second)).containsExactly("nnnn");
    }

    @Property(tries = 200)
    void seal_keepsSpansOfAnySizesInTheirOrder(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 9_000) Integer> nameLengths,
            @ForAll @IntRange(max = 1) int lastScope) {
        List<Span> expected = new ArrayList<>();
        for (int i = 0; i < nameLengths.size(); i++) {
            expected.add(append(i, 0, nameLengths.get(i)));
        }
        Span last = append(999, lastScope, 1);
        assertThat(builder.spanCount()).isEqualTo(expected.size() + 1);
        int spanBytes = builder.sizeBytes();

        Batch batch = builder.seal();

        assertThat(batch.sizeBytes()).isBetween(spanBytes, spanBytes + 300);
        List<ScopeSpans> scopes = ExportRig.request(batch).getResourceSpans(0).getScopeSpansList();
        List<Span> all =
                scopes.stream().flatMap(scope -> scope.getSpansList().stream()).toList();
        expected.add(last);
        assertThat(all).isEqualTo(expected);
        if (expected.size() > 1) {
            assertHalves(batch, all);
        }
    }

    private void assertHalves(Batch batch, List<Span> all) {
        List<Batch> halves = builder.another().split(batch);
        assertThat(halves).hasSize(2);
        assertThat(halves.get(0).spanCount()).isEqualTo(all.size() / 2);
        List<Span> again = halves.stream()
                .flatMap(half -> ExportRig.request(half).getResourceSpans(0).getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
        assertThat(again).isEqualTo(all);
    }

    @Test
    void pieces_areReadOnlyAndFreshEachTime() {
        append(1, 0, 3);
        Batch batch = builder.seal();

        batch.pieces().forEach(piece -> piece.position(piece.limit()));

        assertThat(batch.pieces()).allMatch(ByteBuffer::hasRemaining).allMatch(ByteBuffer::isReadOnly);
    }

    @Test
    void memoryBytes_isCloseToWhatTheBatchHoldsAlsoWithFewSpans() {
        append(1, 0, 3);
        append(2, 1, 3);

        Batch batch = builder.seal();

        // Two chunks of 4 KiB were opened for two spans of 50 bytes.
        assertThat(batch.memoryBytes()).isBetween((long) batch.sizeBytes(), batch.sizeBytes() + 800L);
    }
}

package dev.clew.sdk.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.sdk.frame.EncodedSpans;
import dev.clew.sdk.otlp.OtlpSpanReader;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SenderSpanExporterTest {
    private static final InstrumentationScopeInfo HTTP =
            InstrumentationScopeInfo.builder("http").setVersion("1").build();
    private static final InstrumentationScopeInfo JDBC = InstrumentationScopeInfo.create("jdbc");

    private final ScriptedSender sender = new ScriptedSender();
    private final SenderSpanExporter exporter = new SenderSpanExporter(sender);
    private final LogLines log = LogLines.of("dev.clew");

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void export_sendsOneBatchAndSucceedsWhenItIsTaken() {
        CompletableResultCode result = exporter.export(spans(3));

        assertThat(sender.inFlight()).containsExactly("s1 s2 s3");
        assertThat(result.isDone()).isFalse();
        assertThat(exporter.flush().isDone()).isFalse();
        sender.answer(SendResult.delivered());

        assertThat(result.isSuccess()).isTrue();
        assertThat(exporter.flush().isSuccess()).isTrue();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void export_keepsScopeAndResourceOfEachSpan() {
        List<Batch> sent = new CopyOnWriteArrayList<>();
        SenderSpanExporter collecting = new SenderSpanExporter(new BatchSender() {
            @Override
            public CompletableFuture<SendResult> send(Batch batch) {
                sent.add(batch);
                return CompletableFuture.completedFuture(SendResult.delivered());
            }

            @Override
            public void close() {}
        });
        Resource other = Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "other"));

        CompletableResultCode result = collecting.export(List.of(
                span(1, ExportRig.RESOURCE, HTTP),
                span(2, ExportRig.RESOURCE, JDBC),
                span(3, ExportRig.RESOURCE, HTTP),
                span(4, other, HTTP)));

        assertThat(result.isSuccess()).isTrue();
        assertThat(sent).extracting(ExportRig::names).containsExactly(List.of("s1", "s3", "s2"), List.of("s4"));
        ResourceSpans first = ExportRig.request(sent.get(0)).getResourceSpans(0);
        assertThat(first.getSchemaUrl()).isEqualTo("https://schema/resource");
        assertThat(first.getScopeSpansList())
                .extracting(ScopeSpans::getScope)
                .extracting(scope -> scope.getName() + scope.getVersion())
                .containsExactly("http1", "jdbc");
    }

    @Test
    void export_triesAgainUntilTheBatchIsTaken() {
        CompletableResultCode result = exporter.export(spans(1));
        sender.answer(SendResult.retry("away"));
        await().until(() -> sender.sent.size() == 2);
        sender.fail(new IllegalStateException("broken"));
        await().until(() -> sender.sent.size() == 3);
        sender.answer(SendResult.delivered());

        assertThat(result.isSuccess()).isTrue();
        assertThat(log.messages()).containsExactly("spans wait to be sent again: scripted: away");
    }

    @Test
    void export_isGivenUpWhenTheNextComes() {
        CompletableResultCode first = exporter.export(spans(1));
        CompletableResultCode second = exporter.export(spans(2));
        sender.answer("s1", SendResult.retry("away"));

        assertThat(first.isDone()).isTrue();
        assertThat(first.isSuccess()).isFalse();
        assertThat(sender.inFlight()).containsExactly("s1 s2");
        sender.answer(SendResult.delivered());
        assertThat(second.isSuccess()).isTrue();
    }

    @Test
    void nextExport_waitsForAsLongAsTheOtherSideAskedAndTheOneBeforeWaitsNoMore() {
        CompletableResultCode first = exporter.export(spans(1));
        sender.answer(SendResult.retryAfter(3_600_000, "503"));
        assertThat(first.isDone()).isFalse();
        CompletableResultCode second = exporter.export(spans(2));

        assertThat(first.isDone()).isTrue();
        assertThat(first.isSuccess()).isFalse();
        assertThat(sender.sent).containsExactly("s1");

        exporter.shutdown();
        assertThat(second.isDone()).isTrue();
        assertThat(second.isSuccess()).isFalse();
        assertThat(exporter.export(spans(3)).isDone()).isTrue();
        assertThat(sender.sent).containsExactly("s1");
    }

    @Test
    void nextExport_isSentWhenTheTimeThatTheOtherSideAskedForIsOver() {
        exporter.export(spans(1));
        sender.answer(SendResult.retryAfter(1_000, "503"));
        long answered = System.nanoTime();
        CompletableResultCode second = exporter.export(spans(2));
        await().until(() -> sender.sent.contains("s1 s2"));

        assertThat(System.nanoTime() - answered).isGreaterThan(900_000_000L);
        sender.answer(SendResult.delivered());
        assertThat(second.isSuccess()).isTrue();
    }

    @Test
    void exportThatIsGivenUp_beginsNoOtherBatch() {
        CompletableResultCode first = exporter.export(
                List.of(span(1, ExportRig.RESOURCE, HTTP), span(2, Resource.create(Attributes.empty()), HTTP)));
        exporter.export(spans(3));
        sender.answer("s1", SendResult.delivered());

        assertThat(first.isDone()).isTrue();
        assertThat(first.isSuccess()).isFalse();
        assertThat(sender.sent).containsExactly("s1", "s1 s2 s3");
    }

    @Test
    void exporterThatIsShutDownWhileItWaits_isHeldByNobody() {
        WeakReference<SenderSpanExporter> gone = shutDownWhileItWaits();

        await().until(() -> {
            System.gc();
            return gone.refersTo(null);
        });
    }

    private static WeakReference<SenderSpanExporter> shutDownWhileItWaits() {
        ScriptedSender refusing = new ScriptedSender();
        SenderSpanExporter waiting = new SenderSpanExporter(refusing);
        waiting.export(spans(1));
        refusing.answer(SendResult.retryAfter(3_600_000, "503"));
        waiting.shutdown();
        return new WeakReference<>(waiting);
    }

    @Test
    @SuppressWarnings("NullAway") // what the contract does not allow
    void senderThatAnswersNull_isOneThatFails() {
        SenderSpanExporter broken = new SenderSpanExporter(new BatchSender() {
            @Override
            public CompletableFuture<SendResult> send(Batch batch) {
                return null;
            }

            @Override
            public void close() {}
        });

        CompletableResultCode result = broken.export(spans(1));
        assertThat(result.isDone()).isFalse();
        broken.shutdown();

        assertThat(result.isDone()).isTrue();
        assertThat(log.messages()).singleElement().asString().contains("no future");
    }

    @Test
    void export_halvesWhatIsTooLarge() {
        CompletableResultCode result = exporter.export(spans(5));
        sender.answer(SendResult.tooLarge("413"));
        assertThat(sender.inFlight()).containsExactly("s1 s2");
        sender.answer(SendResult.delivered());
        assertThat(sender.inFlight()).containsExactly("s3 s4 s5");
        sender.answer(SendResult.delivered());

        assertThat(result.isSuccess()).isTrue();
    }

    @Test
    void export_saysHowManyWereRejected() {
        CompletableResultCode partly = exporter.export(spans(3));
        sender.answer(SendResult.partly(2, "too old"));
        CompletableResultCode all = exporter.export(spans(3));
        sender.answer(SendResult.rejected("400"));

        assertThat(partly.getFailureThrowable())
                .isInstanceOf(SpansRejectedException.class)
                .hasMessage("2 spans rejected");
        assertThat(all.getFailureThrowable()).hasMessage("3 spans rejected");
        assertThat(log.messages()).containsExactly("spans rejected: scripted: too old (2 times)");
    }

    @Test
    void shutdown_closesTheSenderAndEndsTheTrying() {
        CompletableResultCode result = exporter.export(spans(1));
        assertThat(exporter.shutdown().isSuccess()).isTrue();
        sender.answer(SendResult.retry("closed"));

        assertThat(sender.closed).hasValue(1);
        assertThat(result.isDone()).isTrue();
        assertThat(result.isSuccess()).isFalse();
    }

    private static List<SpanData> spans(int count) {
        List<SpanData> spans = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            spans.add(span(i, ExportRig.RESOURCE, HTTP));
        }
        return spans;
    }

    private static SpanData span(int number, Resource resource, InstrumentationScopeInfo scope) {
        byte[] message = EncodedSpans.span(number, "s" + number).toByteArray();
        return OtlpSpanReader.read(message, 0, message.length, resource, scope);
    }
}

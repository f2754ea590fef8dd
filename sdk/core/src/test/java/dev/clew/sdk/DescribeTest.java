package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DescribeTest {
    private static final AttributeKey<String> TEAM = AttributeKey.stringKey("team");

    @Test
    void describe_withoutAnythingSetIsAllDefaults() {
        assertThat(rows(describe(
                        ClewSdk.builder().setSampler(Sampler.alwaysOn()).setResource(Resource.empty()))))
                .containsExactly(
                        "service | unnamed | default",
                        "spans | made | default",
                        "sampler | AlwaysOnSampler | code",
                        "propagated fields | none | default",
                        "limits of a span",
                        "attributes | 128 | default",
                        "events | 128 | default",
                        "links | 128 | default",
                        "attributes of an event | 128 | default",
                        "attributes of a link | 128 | default",
                        "length of a value | unlimited | default",
                        "bytes of a span | 1 MiB | default",
                        "destination | none | default",
                        "resource");
    }

    @Test
    void describe_saysWhatCameFromCode() {
        String text = describe(ClewSdk.builder()
                .setServiceName("orders")
                .setSampler(Sampler.alwaysOff())
                .setSpanLimits(SpanLimits.builder().setMaxNumberOfEvents(7).build())
                .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
                .addSender(new Nowhere())
                .addSpanExporter(new Quiet(), BatchLimits.OF_EXPORTERS.withMaxHeldSpans(9)));

        assertThat(rows(text))
                .contains(
                        "spans | made | default",
                        "sampler | AlwaysOffSampler | code",
                        "processor | io.opentelemetry.sdk.trace.export.SimpleSpanProcessor | code",
                        "events | 7 | code",
                        "length of a value | unlimited | code",
                        "destination | nowhere | code",
                        "pace | slow | code",
                        "batch spans | 8192 | default",
                        "destination | dev.clew.sdk.DescribeTest$Quiet | code",
                        "batch spans | 512 | code",
                        "batch bytes | 2 MiB | code",
                        "batch age | 1 s | code",
                        "held spans | 9 | code",
                        "held bytes | 32 MiB | code",
                        "export timeout | 30 s | code",
                        "service.name | orders | code",
                        "telemetry.sdk.language | java | detected")
                .doesNotContain("destination | none | default");
        assertThat(text).doesNotContain("secret");
    }

    @Test
    void describe_alignsTheColumnsAndKeepsEachValueInItsLine() {
        String text = describe(ClewSdk.builder()
                .addResource(Resource.create(
                        Attributes.of(TEAM, "two\nlines", AttributeKey.stringKey("long"), "x".repeat(99)))));

        assertThat(text.lines().filter(line -> line.length() < 95))
                .filteredOn(line -> line.endsWith(" default") || line.endsWith(" code") || line.endsWith(" detected"))
                .hasSizeGreaterThan(15)
                .allSatisfy(line -> assertThat(line.lastIndexOf("  "))
                        .isEqualTo(text.lines().findFirst().orElseThrow().lastIndexOf("  ")));
        assertThat(rows(text)).contains("team | two lines | code", "long | " + "x".repeat(99) + " | code");
    }

    @Test
    void describe_ofASamplerThatThrowsIsStillATable() {
        Sampler broken = new Sampler() {
            @Override
            public io.opentelemetry.sdk.trace.samplers.SamplingResult shouldSample(
                    io.opentelemetry.context.Context parent,
                    String traceId,
                    String name,
                    io.opentelemetry.api.trace.SpanKind kind,
                    Attributes attributes,
                    List<io.opentelemetry.sdk.trace.data.LinkData> links) {
                return io.opentelemetry.sdk.trace.samplers.SamplingResult.drop();
            }

            @Override
            public String getDescription() {
                throw new IllegalStateException("no words");
            }
        };

        assertThat(rows(describe(ClewSdk.builder().setSampler(broken))))
                .contains("sampler | fails to describe itself: java.lang.IllegalStateException | code");
    }

    @Test
    void describe_ofASenderAndLimitsThatThrowIsStillATable() {
        BatchSender broken = new BatchSender() {
            @Override
            public CompletableFuture<SendResult> send(Batch batch) {
                return CompletableFuture.completedFuture(SendResult.delivered());
            }

            @Override
            public Map<String, String> describe() {
                throw new IllegalStateException("no words");
            }

            @Override
            public void close() {}

            @Override
            public String toString() {
                throw new NoClassDefFoundError("com/example/Missing");
            }
        };
        Supplier<SpanLimits> limits = () -> {
            throw new IllegalStateException("no limits");
        };

        try (LogLines ignored = LogLines.of("dev.clew")) {
            assertThat(rows(describe(ClewSdk.builder().setSpanLimits(limits).addSender(broken))))
                    .contains(
                            "events | 128 | code",
                            "destination | fails to describe itself: java.lang.NoClassDefFoundError | code",
                            "settings | fails to describe itself: java.lang.IllegalStateException | code");
        }
    }

    @Test
    void describe_saysWhatIsSetInVain() {
        String text = describe(ClewSdk.builder()
                .setUnusedSettings(() -> Map.of("OTEL_METRICS_EXPORTER", "not for traces", "OTEL_A", "unknown")));

        assertThat(rows(text))
                .containsSequence("set, not used | OTEL_A | unknown", " | OTEL_METRICS_EXPORTER | not for traces");
    }

    @Test
    void describe_takesTheOriginFromWhoConfigures() {
        String text = describe(ClewSdk.builder()
                .setOrigin(item -> "file: " + item)
                .setSampler(Sampler.alwaysOn())
                .setEnabled(false)
                .addResource(Resource.create(Attributes.of(TEAM, "web")))
                .addSender(new Nowhere(), BatchLimits.DEFAULT.withMaxSpans(3)));

        assertThat(rows(text))
                .contains(
                        "spans | not made; context still crosses | file: enabled",
                        "sampler | AlwaysOnSampler | file: sampler",
                        "team | web | file: resource: team",
                        "destination | nowhere | file: destination",
                        "pace | slow | file: pace",
                        "batch spans | 3 | file: batch spans");
    }

    private static String describe(ClewSdkBuilder builder) {
        try (ClewSdk sdk = builder.build()) {
            return sdk.describe();
        }
    }

    /** Each line as its cells, whatever their width. */
    private static List<String> rows(String text) {
        return text.lines()
                .map(line -> line.strip().replaceAll(" {2,}", " | "))
                .map(DescribeTest::named)
                .toList();
    }

    private static String named(String row) {
        return row.startsWith("OTEL_") ? " | " + row : row;
    }

    private static final class Nowhere implements BatchSender {
        @Override
        public CompletableFuture<SendResult> send(Batch batch) {
            return CompletableFuture.completedFuture(SendResult.delivered());
        }

        @Override
        public Map<String, String> describe() {
            return Map.of("pace", "slow");
        }

        @Override
        public void close() {}

        @Override
        public String toString() {
            return "nowhere";
        }
    }

    private static final class Quiet implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public String toString() {
            return "Quiet{password=secret}";
        }
    }
}

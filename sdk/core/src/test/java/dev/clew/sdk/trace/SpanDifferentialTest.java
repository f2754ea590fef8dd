package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * The same random programs on the published OpenTelemetry SDK and on Clew must look the same, to samplers, to processors and to
 * the application, but for the differences that {@link SeenSpan} names and explains.
 *
 * <p>{@code -Dclew.differential.programs=20000} runs more of them.
 */
class SpanDifferentialTest {
    private static final int PROGRAMS = Integer.getInteger("clew.differential.programs", 2_000);
    private static final int TRIES = 100;

    @Property(tries = TRIES)
    void programs_lookTheSameOnTheOpenTelemetrySdk(@ForAll long seed) {
        Random seeds = new Random(seed);
        // Their limits discard much, and Clew says so.
        try (LogLines ignored = LogLines.of("dev.clew")) {
            for (int i = 0; i < PROGRAMS / TRIES; i++) {
                long programSeed = seeds.nextLong();
                Run onOpenTelemetry = new Run(programSeed, false);
                Run onClew = new Run(programSeed, true);
                for (Run run : List.of(onOpenTelemetry, onClew)) {
                    run.execute();
                }
                assertSame(programSeed, onClew.seen, onOpenTelemetry.seen);
            }
        }
    }

    // One by one: of two whole programs nobody finds the difference.
    private static void assertSame(long programSeed, List<Object> actual, List<Object> expected) {
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            assertThat(actual.get(i)).as("program %d, sight %d", programSeed, i).isEqualTo(expected.get(i));
        }
        assertThat(actual).as("program %d", programSeed).hasSameSizeAs(expected);
    }

    /** One program on one SDK, and everything that was to be seen of it. */
    private static final class Run implements SpanProcessor {
        final List<Object> seen = new ArrayList<>();
        private final RandomProgram program;
        private final ManualClock clock;
        private final Tracer tracer;
        private final Deque<Span> open = new ArrayDeque<>();
        private final Deque<Scope> scopes = new ArrayDeque<>();

        Run(long seed, boolean clew) {
            program = new RandomProgram(seed);
            SpanLimits limits = program.limits();
            Sampler sampler = switch (program.below(4)) {
                case 0 -> Sampler.parentBased(Sampler.alwaysOn());
                case 1 -> Sampler.alwaysOff();
                default -> new NosySampler(seen);
            };
            CountingIds ids = new CountingIds(program.oneIn(2));
            if (clew) {
                SpanLab lab = new SpanLab().with(limits).with(sampler).with(ids).with(this);
                clock = lab.clock;
                tracer = lab.tracer();
            } else {
                clock = new ManualClock();
                tracer = SdkTracerProvider.builder()
                        .setClock(clock)
                        .setIdGenerator(ids)
                        .setResource(SpanLab.RESOURCE)
                        .setSampler(sampler)
                        .setSpanLimits(limits)
                        .addSpanProcessor(this)
                        .build()
                        .get("lab", "1.0");
            }
        }

        void execute() {
            @Nullable SpanBuilder builder = start(null);
            for (int steps = program.below(25); steps > 0; steps--) {
                clock.advance(1 + program.below(1_000_000));
                int choice = program.below(10);
                if (choice == 0) {
                    builder = start(null);
                } else if (choice == 1 && !program.isPlain()) {
                    builder = start(builder);
                } else if (choice == 2 && !open.isEmpty()) {
                    end();
                } else if (!open.isEmpty()) {
                    program.change(open.peek());
                }
            }
            while (!open.isEmpty()) {
                clock.advance(1);
                end();
            }
        }

        @SuppressWarnings("MustBeClosedChecker") // end() closes it
        private @Nullable SpanBuilder start(@Nullable SpanBuilder used) {
            SpanBuilder builder = used != null ? used : tracer.spanBuilder(program.oneIn(9) ? " " : "span");
            program.configure(builder);
            Span span = builder.startSpan();
            seen.add(span.getSpanContext());
            seen.add(span.isRecording());
            open.push(span);
            scopes.push(span.makeCurrent());
            // After a span that was dropped, OpenTelemetry's SDK keeps the builder's attributes and not its links. Clew
            // keeps
            // neither, so that what a builder starts next does not depend on a decision.
            return span.isRecording() ? builder : null;
        }

        private void end() {
            scopes.pop().close();
            Span span = open.pop();
            program.end(span);
            program.change(span);
            program.end(span);
            seen.add(span.isRecording());
            if (span instanceof ReadableSpan readable) {
                seen.add(SeenSpan.of(readable.toSpanData(), program.isPlain()));
            }
        }

        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {
            seen.add(SeenSpan.of(span.toSpanData(), program.isPlain()));
            seen.add(Span.fromContext(parentContext).getSpanContext());
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            seen.add(SeenSpan.of(span.toSpanData(), program.isPlain()));
            seen.add(span.getLatencyNanos());
            for (String name : RandomProgram.NAMES) {
                seen.add(List.of(
                        name,
                        "" + span.getAttribute(AttributeKey.stringKey(name)),
                        "" + span.getAttribute(AttributeKey.longKey(name)),
                        "" + span.getAttribute(AttributeKey.stringArrayKey(name))));
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    /** Decides by what it is asked, and notes that. */
    private static final class NosySampler implements Sampler {
        private static final List<SamplingDecision> DECISIONS =
                List.of(SamplingDecision.RECORD_AND_SAMPLE, SamplingDecision.DROP, SamplingDecision.RECORD_ONLY);

        private final List<Object> seen;

        NosySampler(List<Object> seen) {
            this.seen = seen;
        }

        @Override
        public SamplingResult shouldSample(
                Context parentContext,
                String traceId,
                String name,
                SpanKind kind,
                Attributes attributes,
                List<LinkData> links) {
            seen.add(List.of(
                    Span.fromContext(parentContext).getSpanContext(),
                    traceId,
                    name,
                    kind,
                    attributes.toBuilder().build(),
                    links.stream().map(SeenSpan::link).toList()));
            int choice = attributes.size() + links.size();
            SamplingDecision decision = DECISIONS.get(choice % 3);
            Attributes added = Attributes.builder()
                    .put("sampler", "nosy")
                    .put(RandomProgram.NAMES.get(0), choice)
                    .build();
            return new SamplingResult() {
                @Override
                public SamplingDecision getDecision() {
                    return decision;
                }

                @Override
                public Attributes getAttributes() {
                    return added;
                }

                @Override
                public TraceState getUpdatedTraceState(TraceState parentTraceState) {
                    return parentTraceState.toBuilder().put("nosy", "" + choice).build();
                }
            };
        }

        @Override
        public String getDescription() {
            return "nosy";
        }
    }
}

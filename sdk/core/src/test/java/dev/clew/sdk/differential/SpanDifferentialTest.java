package dev.clew.sdk.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * The same random programs on the published OpenTelemetry SDK and on Clew must look the same, to samplers, to processors, to the
 * application and on the wire, but for what {@link Difference} lists.
 *
 * <p>{@code -Dclew.differential.programs=200000} runs more of them. A failure prints the shortest program that shows it.
 */
class SpanDifferentialTest {
    /** As many programs as the system property says. */
    static final class Programs implements AroundPropertyHook {
        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
            context.attributes().setTries(Integer.getInteger("clew.differential.programs", 20_000));
            return property.execute();
        }
    }

    @Property
    @AddLifecycleHook(Programs.class)
    @AddLifecycleHook(Quietly.class)
    void programs_lookTheSameOnTheOpenTelemetrySdk(@ForAll(supplier = Program.Any.class) Program program) {
        List<Sight> expected = sights(program, SdkUnderTest.OpenTelemetrySdk::new);
        List<Sight> actual = sights(program, SdkUnderTest.Clew::new);

        // One by one: of two whole programs nobody finds the difference.
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            Sight onClew = actual.get(i);
            Sight onOpenTelemetry = expected.get(i);
            assertThat(onClew)
                    .as(() -> CallLog.readable(
                            "step %d of this program shows another %s:%n%s%nClew:          %s%nOpenTelemetry: %s"
                                    .formatted(
                                            onClew.step(),
                                            onClew.what(),
                                            program,
                                            differing(onClew, onOpenTelemetry),
                                            differing(onOpenTelemetry, onClew))))
                    .isEqualTo(onOpenTelemetry);
        }
        assertThat(actual)
                .as(() -> CallLog.readable("sights of this program:\n" + program))
                .hasSameSizeAs(expected);
    }

    // Of two long texts, where they part.
    private static String differing(Sight one, Sight other) {
        String text = one.toString();
        String otherText = other.toString();
        int at = 0;
        while (at < Math.min(text.length(), otherText.length()) && text.charAt(at) == otherText.charAt(at)) {
            at++;
        }
        return "..." + text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 120)) + "...";
    }

    private static List<Sight> sights(Program program, Function<SdkUnderTest.Parts, SdkUnderTest> sdk) {
        Run run = new Run(program, sdk, new CallLog(false));
        List<Sight> sights = new ArrayList<>(run.execute());
        if (!program.setup().oddLists()) {
            for (Object span : new Wire(program.setup()).spans(run.request())) {
                sights.add(new Sight(program.steps().size(), "span on the wire", span));
            }
        }
        return sights;
    }
}

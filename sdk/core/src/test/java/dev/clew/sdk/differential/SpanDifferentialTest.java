package dev.clew.sdk.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

    @Provide
    Arbitrary<Program> programs() {
        return Arbitraries.fromGenerator(Program::draw);
    }

    @Property
    @AddLifecycleHook(Programs.class)
    void programs_lookTheSameOnTheOpenTelemetrySdk(@ForAll("programs") Program program) {
        List<Sight> expected = sights(program, true);
        List<Sight> actual = sights(program, false);

        // One by one: of two whole programs nobody finds the difference.
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            assertThat(actual.get(i))
                    .as(() -> "seen in this program:\n" + program)
                    .isEqualTo(expected.get(i));
        }
        assertThat(actual).hasSameSizeAs(expected);
    }

    private static List<Sight> sights(Program program, boolean openTelemetry) {
        Run run = new Run(
                program,
                openTelemetry ? SdkUnderTest.OpenTelemetrySdk::new : SdkUnderTest.Clew::new,
                new CallLog(false));
        List<Sight> sights = new ArrayList<>(run.execute());
        for (Object span : new Wire(program.setup()).spans(run.request())) {
            sights.add(new Sight(program.steps().size(), "on the wire", span));
        }
        return sights;
    }
}

package dev.clew.instrumentation.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

@Timeout(60)
class ScopeLeakExtensionTest {
    @Test
    void testThatClosesItsScopes_passes() {
        assertThat(failureOf("closesItsScopes")).isEmpty();
    }

    @Test
    void testThatLeavesAScopeOpen_failsWithTheLineThatOpenedIt() {
        assertThat(failureOf("leavesAScopeOpen"))
                .hasValueSatisfying(message -> assertThat(message)
                        .startsWith("scopes that were not closed as they should be: 1\na scope was left open\n")
                        .contains("Watched.leavesAScopeOpen(ScopeLeakExtensionTest.java:"));
        assertThat(Context.current()).as("after it").isSameAs(Context.root());
    }

    @Test
    void testThatClosesOutOfOrder_fails() {
        assertThat(failureOf("closesOutOfOrder"))
                .hasValueSatisfying(message -> assertThat(message).contains("while another context was current"));
        assertThat(Context.current()).as("after it").isSameAs(Context.root());
    }

    @Test
    void testWhoseOtherThreadLeavesAScopeOpen_fails() {
        assertThat(failureOf("leavesAScopeOpenOnAnotherThread"))
                .hasValueSatisfying(message -> assertThat(message).contains("was left open", "opened on forgetful"));
    }

    @Test
    void testWhoseOtherThreadIsAboutToClose_passes() {
        assertThat(failureOf("endsBeforeAnotherThread")).isEmpty();
    }

    @Test
    void testsAtTheSameTime_answerForTheirOwnThreadsOnly() {
        assertThat(failureOf("leavesAScopeOpenOnAnotherThread", true)).isEmpty();
        assertThat(failureOf("leavesAScopeOpen", true))
                .hasValueSatisfying(message -> assertThat(message).contains("was left open"));
    }

    private static Optional<String> failureOf(String method) {
        return failureOf(method, false);
    }

    private static Optional<String> failureOf(String method, boolean parallel) {
        List<Event> failed = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", String.valueOf(parallel))
                .configurationParameter(
                        "junit.jupiter.execution.parallel.mode.default", parallel ? "concurrent" : "same_thread")
                .configurationParameter(RunByOtherTests.SWITCH, "true")
                .selectors(selectMethod(Watched.class, method))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.finished(1))
                .failed()
                .list();
        return failed.stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow().getMessage())
                .findFirst();
    }

    /** Keeps tests that are meant to fail out of runs that select by package. */
    static final class RunByOtherTests implements ExecutionCondition {
        static final String SWITCH = "clew.run-by-other-tests";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(SWITCH).isPresent()
                    ? ConditionEvaluationResult.enabled("run by another test")
                    : ConditionEvaluationResult.disabled("other tests run it");
        }
    }

    /** Run by the tests above, by name. */
    @SuppressWarnings("MustBeClosedChecker") // as it is about that
    @ExtendWith({RunByOtherTests.class, ScopeLeakExtension.class})
    static class Watched {
        private static final ContextKey<String> KEY = ContextKey.named("key");

        private final Context context = Context.root().with(KEY, "value");

        @Test
        void closesItsScopes() {
            try (Scope scope = context.makeCurrent()) {
                assertThat(Context.current()).isSameAs(context);
            }
        }

        @Test
        void leavesAScopeOpen() {
            Scope unused = context.makeCurrent();
            assertThat(Context.current()).isSameAs(context);
        }

        @Test
        void closesOutOfOrder() {
            Scope outer = context.makeCurrent();
            Scope inner = context.with(KEY, "inner").makeCurrent();
            outer.close();
            inner.close();
            assertThat(Context.current()).isSameAs(context);
        }

        @Test
        void leavesAScopeOpenOnAnotherThread() throws InterruptedException {
            Thread forgetful = new Thread(() -> leak(context), "forgetful");
            forgetful.start();
            forgetful.join();
        }

        private static void leak(Context context) {
            Scope unused = context.makeCurrent();
        }

        @Test
        void endsBeforeAnotherThread() throws InterruptedException {
            CountDownLatch opened = new CountDownLatch(1);
            Thread slow = new Thread(
                    () -> {
                        try (Scope scope = context.makeCurrent()) {
                            opened.countDown();
                        }
                    },
                    "slow");
            slow.start();
            opened.await();
        }
    }
}

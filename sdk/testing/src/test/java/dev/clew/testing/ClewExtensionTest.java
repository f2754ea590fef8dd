package dev.clew.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ClewExtensionTest {
    // The extension asks its context nothing.
    private final ExtensionContext context = (ExtensionContext) Proxy.newProxyInstance(
            ExtensionContext.class.getClassLoader(), new Class<?>[] {ExtensionContext.class}, (proxy, method, args) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    @RegisterExtension
    static final ClewExtension shared = ClewExtension.create();

    @RegisterExtension
    final ClewExtension own = ClewExtension.of(ClewRecording.builder());

    @RepeatedTest(2)
    void tests_startWithoutTheSpansOfTheOneBefore() {
        make(shared, "shared");
        make(own, "own");

        assertThat(shared.trees()).isEqualTo("shared");
        assertThat(shared.spans()).hasSize(1);
        assertThat(own.traces()).hasSize(1);
        own.clear();
        assertThat(own.trees()).isEmpty();
    }

    @Test
    void instanceField_isClosedAfterItsTest() {
        ClewExtension instance = ClewExtension.create();
        // As JUnit calls an extension that an instance field registers: it was not there before the class.
        instance.afterEach(context);
        make(instance, "late");

        assertThat(instance.trees()).isEmpty();
    }

    @Test
    void staticField_staysOpenUntilTheOutermostClassEnds() {
        ClewExtension field = ClewExtension.create();
        field.beforeAll(context);
        field.beforeAll(context);
        field.afterEach(context);
        field.afterAll(context);
        make(field, "outer");
        field.afterAll(context);
        make(field, "late");

        assertThat(field.trees()).isEqualTo("outer");
    }

    @Nested
    class InANestedClass {
        @RepeatedTest(2)
        void tests_shareTheOuterField() {
            make(shared, "nested");

            assertThat(shared.trees()).isEqualTo("nested");
        }
    }

    private static void make(ClewExtension clew, String name) {
        clew.getOpenTelemetry().getTracer("t").spanBuilder(name).startSpan().end();
    }
}

package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.ClewSdk;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where contexts drop spans, as those of the OpenTelemetry Java agent do. That is for good, so it is a class loader's own. */
class StandingDownTest {
    @Test
    @SuppressWarnings("unchecked") // of the program below
    void start_makesNoSamplerWhereContextsDropSpans() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator)) {
            classPath.add(new File(entry).toURI().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Supplier<List<String>> program = (Supplier<List<String>>)
                    loader.loadClass(Program.class.getName()).getConstructor().newInstance();

            assertThat(program.get()).containsExactly("stands down: true");
        }
    }

    /** Says what was made. */
    public static final class Program implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            ContextStorage.addWrapper(storage -> new Dropping());
            List<String> events = new ArrayList<>();
            try (ClewSdk sdk = ClewSdk.fromEnvironment(Environment.settings("OTEL_TRACES_SAMPLER", "noting"))) {
                events.add("stands down: " + ClewSdk.builder().standsDown());
            }
            events.addAll(FakeProviders.EVENTS);
            return events;
        }
    }

    private static final class Dropping implements ContextStorage, Context {
        @Override
        public Scope attach(Context toAttach) {
            return Scope.noop();
        }

        @Override
        public Context current() {
            return this;
        }

        @Override
        public Context root() {
            return this;
        }

        @Override
        public <V> @Nullable V get(ContextKey<V> key) {
            return null;
        }

        @Override
        public <V> Context with(ContextKey<V> key, V value) {
            return this;
        }
    }
}

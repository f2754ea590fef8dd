package dev.clew.autoconfigure;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import java.util.function.Consumer;

/** Two customizers on the class path, which do what a test tells them. */
public final class FakeCustomizers {
    private static volatile Consumer<AutoConfigurationCustomizer> first = FakeCustomizers::nothing;
    private static volatile Consumer<AutoConfigurationCustomizer> second = FakeCustomizers::nothing;

    private FakeCustomizers() {}

    private static void nothing(AutoConfigurationCustomizer customizer) {}

    static void first(Consumer<AutoConfigurationCustomizer> script) {
        first = script;
    }

    static void second(Consumer<AutoConfigurationCustomizer> script) {
        second = script;
    }

    static void reset() {
        first = FakeCustomizers::nothing;
        second = FakeCustomizers::nothing;
    }

    /** Before the other, by its order, though named after it. */
    public static final class First implements AutoConfigurationCustomizerProvider {
        @Override
        public void customize(AutoConfigurationCustomizer customizer) {
            first.accept(customizer);
        }

        @Override
        public int order() {
            return -1;
        }
    }

    /** After the other. */
    public static final class Second implements AutoConfigurationCustomizerProvider {
        @Override
        public void customize(AutoConfigurationCustomizer customizer) {
            second.accept(customizer);
        }
    }
}

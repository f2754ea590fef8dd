package dev.clew.autoconfigure;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import java.util.function.Consumer;

/** Customizers on the class path: two do what a test tells them. */
public final class FakeCustomizers {
    private static volatile Consumer<AutoConfigurationCustomizer> first = FakeCustomizers::nothing;
    private static volatile Consumer<AutoConfigurationCustomizer> second = FakeCustomizers::nothing;

    private static volatile boolean makeable = true;

    private FakeCustomizers() {}

    private static void nothing(AutoConfigurationCustomizer customizer) {}

    static void first(Consumer<AutoConfigurationCustomizer> script) {
        first = script;
    }

    static void second(Consumer<AutoConfigurationCustomizer> script) {
        second = script;
    }

    static void cannotBeMade() {
        makeable = false;
    }

    static void reset() {
        makeable = true;
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

    /** Cannot be made when a test wants it so; else asks for nothing. */
    public static final class Third implements AutoConfigurationCustomizerProvider {
        public Third() {
            if (!makeable) {
                throw new IllegalStateException("no vault");
            }
        }

        @Override
        public void customize(AutoConfigurationCustomizer customizer) {}
    }
}

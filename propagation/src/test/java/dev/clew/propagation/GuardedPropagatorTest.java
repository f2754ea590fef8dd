package dev.clew.propagation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedPropagatorTest {
    private final Logger logger = Logger.getLogger(GuardedPropagator.class.getName());
    private final List<Level> logged = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getLevel());
            messages.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.FINE);
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
    }

    @Test
    void failure_isAWarningOnceAMinuteAndADetailOtherwise() {
        GuardedPropagator broken = new Broken();
        broken.extract(Context.root(), new Headers(), Headers.GETTER);
        broken.extract(Context.root(), new Headers(), Headers.GETTER);
        broken.inject(Context.root(), new Headers(), Headers.SETTER);
        assertThat(logged).containsExactly(Level.WARNING, Level.FINE, Level.FINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tracecontext", "b3", "b3multi", "jaeger", "ottrace", "xray", "grpc-trace-bin"})
    void malformedHeader_isADetailThatDoesNotRepeatIt(String name) {
        TextMapPropagator propagator = requireNonNull(Propagators.named(name));
        String hostile = "secret\r\n" + "x".repeat(100);
        Headers headers = new Headers();
        propagator.fields().forEach(field -> headers.and(field, hostile));

        assertThat(headers.read(propagator)).isSameAs(Context.root());
        assertThat(logged).isNotEmpty().containsOnly(Level.FINE);
        assertThat(messages)
                .allMatch(message -> message.startsWith("A header is malformed and left out: name="))
                .allMatch(message -> message.endsWith(", length=108"));
    }

    @Test
    void headersThatDisagree_areADetail() {
        Headers two = Headers.of("b3", "0", "1");
        assertThat(two.read(Propagators.b3())).isSameAs(Context.root());
        assertThat(messages).containsExactly("A header is malformed and left out: name=b3, length=1");
    }

    private static final class Broken extends GuardedPropagator {
        @Override
        <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
            throw new IllegalStateException("write");
        }

        @Override
        <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
            throw new IllegalStateException("read");
        }

        @Override
        public Collection<String> fields() {
            return List.of();
        }
    }
}

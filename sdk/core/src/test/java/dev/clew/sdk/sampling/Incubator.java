package dev.clew.sdk.sampling;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.opentelemetry.api.internal.OtelEncodingUtils;
import io.opentelemetry.sdk.extension.incubator.trace.samplers.ComposableSampler;
import io.opentelemetry.sdk.extension.incubator.trace.samplers.CompositeSampler;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The samplers of OpenTelemetry's incubator, to compare with. The newest that is published needs a class of the API at the place
 * where it was three versions before; it is given that class under its old name.
 */
final class Incubator {
    private static final String NOW = "io/opentelemetry/api/impl/TemporaryBuffers";
    private static final String BEFORE = "io/opentelemetry/api/internal/TemporaryBuffers";

    static {
        try (InputStream in = OtelEncodingUtils.class.getResourceAsStream("/" + NOW + ".class")) {
            String moved = new String(Objects.requireNonNull(in).readAllBytes(), ISO_8859_1)
                    .replace(constant(NOW), constant(BEFORE));
            MethodHandles.privateLookupIn(OtelEncodingUtils.class, MethodHandles.lookup())
                    .defineClass(moved.getBytes(ISO_8859_1));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (IllegalAccessException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Incubator() {}

    static Sampler sampler(Supplier<ComposableSampler> composable) {
        return CompositeSampler.wrap(composable.get());
    }

    /** Text as the pool of a class file has it: its length in two bytes before it. */
    private static String constant(String text) {
        return (char) (text.length() >> 8) + "" + (char) (text.length() & 0xFF) + text;
    }
}

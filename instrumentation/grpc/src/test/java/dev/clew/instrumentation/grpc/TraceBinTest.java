package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The binary format, by the vectors of OpenCensus and gRPC and by chance. */
class TraceBinTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void vector(String id, JsonObject vector) throws Exception {
        JsonObject expected = vector.getAsJsonObject("expect");
        if (vector.get("op").getAsString().equals("inject")) {
            SpanContext context = context(vector.getAsJsonObject("context"));
            JsonObject headers = expected.getAsJsonObject("headers");
            if (headers.has("grpc-trace-bin")) {
                assertThat(TraceBin.encode(context)).isEqualTo(bytes(headers));
            } else {
                // Propagation writes no header then (OnDemandContractTest has the others).
                assertThat(context.isValid()).isFalse();
            }
            return;
        }
        SpanContext decoded = TraceBin.decode(bytes(vector.getAsJsonObject("headers")));
        if (expected.get("valid").getAsBoolean()) {
            assertThat(decoded).isEqualTo(remote(context(expected)));
        } else {
            assertThat(decoded).isNull();
        }
    }

    @Property
    void bytesByChance_neverThrow(@ForAll byte[] bytes) {
        SpanContext decoded = TraceBin.decode(bytes);
        assertThat(decoded == null || decoded.isValid()).isTrue();
    }

    @Property
    void bytesThatLookRight_areReadBack(@ForAll @Size(29) byte[] bytes, @ForAll boolean sampled) {
        bytes[0] = 0;
        bytes[1] = 0;
        bytes[2] |= 1; // not all zero
        bytes[18] = 1;
        bytes[19] |= 1;
        bytes[27] = 2;
        bytes[28] = (byte) (sampled ? 1 : 0);
        assertThat(TraceBin.encode(Objects.requireNonNull(TraceBin.decode(bytes))))
                .isEqualTo(bytes);
    }

    static Stream<Arguments> vectors() throws Exception {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(TraceBinTest.class.getResourceAsStream("/grpc-trace-bin-vectors.json")),
                StandardCharsets.UTF_8)) {
            return StreamSupport.stream(
                            JsonParser.parseReader(reader).getAsJsonArray().spliterator(), false)
                    .map(JsonElement::getAsJsonObject)
                    .map(vector -> Arguments.of(vector.get("id").getAsString(), vector));
        }
    }

    private static byte[] bytes(JsonObject headers) {
        return HexFormat.of()
                .parseHex(headers.get("grpc-trace-bin").getAsString().substring("hex:".length()));
    }

    private static SpanContext context(JsonObject context) {
        return SpanContext.create(
                context.get("traceId").getAsString(),
                context.get("spanId").getAsString(),
                TraceFlags.fromHex(context.get("flags").getAsString(), 0),
                TraceState.getDefault());
    }

    private static SpanContext remote(SpanContext context) {
        return SpanContext.createFromRemoteParent(
                context.getTraceId(), context.getSpanId(), context.getTraceFlags(), context.getTraceState());
    }
}

package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataCarrierTest {
    private static final Metadata.Key<String> COLOR = Metadata.Key.of("color", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<byte[]> SHAPE = Metadata.Key.of("shape-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private final MetadataCarrier carrier = new MetadataCarrier(List.of("Color", "not a name", ""));
    private final Metadata metadata = new Metadata();

    @Test
    void get_isTheFirstValueAndGetAllIsAllOfThem() {
        metadata.put(COLOR, "blue");
        metadata.put(COLOR, "red");

        assertThat(carrier.get(metadata, "Color")).isEqualTo("blue");
        assertThat(carrier.getAll(metadata, "COLOR")).toIterable().containsExactly("blue", "red");
        assertThat(carrier.keys(metadata)).containsExactly("color");
    }

    @Test
    void get_ofWhatIsNotThereIsNothing() {
        assertThat(carrier.get(metadata, "color")).isNull();
        assertThat(carrier.get(null, "color")).isNull();
        assertThat(carrier.getAll(metadata, "color")).isExhausted();
        assertThat(carrier.get(metadata, "not a name")).isNull();
        assertThat(carrier.get(metadata, ":path")).isNull();
    }

    @Test
    void set_replacesWhatIsThere() {
        metadata.put(COLOR, "blue");
        metadata.put(COLOR, "red");
        carrier.set(metadata, "Color", "green");

        assertThat(metadata.getAll(COLOR)).containsExactly("green");
    }

    @Test
    void set_leavesOutNamesThatMetadataCannotHave() {
        carrier.set(metadata, "not a name", "x");
        carrier.set(metadata, "größe", "x");
        carrier.set(null, "color", "x");

        assertThat(metadata.keys()).isEmpty();
    }

    @Test
    void binaryValues_areTextInBase64() {
        carrier.set(metadata, "shape-bin", "AQID");
        assertThat(metadata.get(SHAPE)).containsExactly(1, 2, 3);

        metadata.put(SHAPE, new byte[] {4});
        assertThat(carrier.getAll(metadata, "Shape-Bin")).toIterable().containsExactly("AQID", "BA");
    }
}

package dev.clew.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void aGivenValueWinsOverTheDefault() {
        Options options = Options.parse(List.of("--port", "9000", "--orders", "http://127.0.0.1:1"));

        assertThat(options.number("--port", 8081)).isEqualTo(9000);
        assertThat(options.number("--requests", 20)).isEqualTo(20);
        assertThat(options.url("--orders", "http://x")).isEqualTo(URI.create("http://127.0.0.1:1"));
    }

    @Test
    void aNameWithoutAValueIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--port")))
                .withMessage("options must be pairs of --name and value: option=--port");
    }

    @Test
    void anOptionOfAnotherCommandIsRefused() {
        Options options = Options.parse(List.of("--inventory", "http://127.0.0.1:1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.allow("--port", "--orders"))
                .withMessage("the option must be one of --port, --orders: option=--inventory");
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        Options options = Options.parse(List.of("--port", "-1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.number("--port", 8081))
                .withMessage("--port must be a whole number, 0 or more: --port=-1");
    }

    @Test
    void aUrlOfAnotherSchemeIsRefused() {
        Options options = Options.parse(List.of("--orders", "localhost:8082"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.url("--orders", "http://x"))
                .withMessage("--orders must start with http://: --orders=localhost:8082");
    }

    @Test
    void anAddressIsHostAndPortOrIsNotThere() {
        Options options = Options.parse(List.of("--kafka", "localhost:9092", "--inventory", "http://localhost:1"));

        assertThat(options.address("--kafka")).contains("localhost:9092");
        assertThat(options.address("--other")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.address("--inventory"))
                .withMessage("--inventory must be host:port: --inventory=http://localhost:1");
    }
}

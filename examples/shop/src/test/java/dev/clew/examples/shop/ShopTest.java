package dev.clew.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.examples.shop.Traffic.Checkout;
import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.settings.Settings;
import io.grpc.ServerServiceDefinition;
import io.opentelemetry.api.OpenTelemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The three services in one process, each with an SDK of its own. The spans they make are checked against a real Jaeger elsewhere. */
class ShopTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, UTF_8);

    private Service inventory;
    private Service orders;
    private Service storefront;
    private URI shop;

    @BeforeEach
    void open() throws IOException {
        inventory = service("inventory");
        orders = service("orders");
        storefront = service("storefront");
        String warehouse = Wiring.inventory(inventory, 0, Optional.empty());
        URI orderDesk = Wiring.orders(orders, 0, warehouse, Optional.empty());
        shop = Wiring.storefront(storefront, 0, orderDesk);
    }

    @AfterEach
    void close() {
        storefront.close();
        orders.close();
        inventory.close();
    }

    @Test
    void oneCheckoutInTwentyFailsAndEachIsATraceOfItsOwn() throws IOException {
        List<Checkout> checkouts = new Traffic(shop, 20, 4).run(out);

        assertThat(checkouts).filteredOn(checkout -> checkout.status() == 502).hasSize(1);
        assertThat(checkouts).filteredOn(checkout -> checkout.status() == 200).hasSize(19);
        assertThat(checkouts)
                .extracting(Checkout::traceId)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(said.toString(UTF_8))
                .contains("traffic: 20 of 20")
                .contains("traffic: 19 placed, 1 failed; the slowest took ");
    }

    @Test
    void trafficForAShopThatIsNotThereSaysSo() {
        assertThatThrownBy(() -> new Traffic(URI.create("http://127.0.0.1:1"), 1, 1).run(out))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the storefront at http://127.0.0.1:1 does not answer: ");
    }

    @Test
    void aTakenPortIsNamed() {
        int port = shop.getPort();

        assertThatThrownBy(() -> new WebServer(OpenTelemetry.noop(), port))
                .isInstanceOf(IOException.class)
                .hasMessage("port " + port + " is taken: choose another with --port");
        GrpcServer second = new GrpcServer(
                OpenTelemetry.noop(),
                port,
                ServerServiceDefinition.builder("shop.Second").build());
        assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessage("port " + port + " is taken: choose another with --port");
        second.close();
    }

    private static Service service(String name) {
        return new Service(name, sdk(name));
    }

    private static ClewSdk sdk(String name) {
        return ClewSdk.fromEnvironment(
                Settings.of(new Properties(), Map.of("OTEL_SERVICE_NAME", name, "OTEL_TRACES_EXPORTER", "none")));
    }
}

package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    @ParameterizedTest
    @CsvSource({
        "http://collector/v1/traces, collector, 80, collector",
        "https://collector, collector, 443, collector",
        "HTTPS://collector:4318, collector, 4318, collector:4318",
        "http://[::1]:4318/v1/traces, ::1, 4318, [::1]:4318",
    })
    void hostPortAndAuthority_areThoseOfTheUrl(String url, String host, int port, String authority) {
        Route route = route(url, Duration.ZERO);

        assertThat(route.host()).isEqualTo(host);
        assertThat(route.port()).isEqualTo(port);
        assertThat(route.authority()).isEqualTo(authority);
    }

    @Test
    void addresses_areTheHostsOrTheProxys() throws Exception {
        Route route = route("http://127.0.0.1:4318", Duration.ZERO);
        Proxy http = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("127.0.0.2", 3128));
        Proxy socks = new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("127.0.0.2", 1080));

        assertThat(route.addresses(Proxy.NO_PROXY)).containsExactly(address(1, 4318));
        assertThat(route.addresses(http)).containsExactly(address(2, 3128));
        assertThat(route.addresses(socks)).containsExactly(InetSocketAddress.createUnresolved("127.0.0.1", 4318));
    }

    @Test
    void connectMillis_leaveEachAddressItsTurn() {
        assertThat(route("http://a", Duration.ofSeconds(10)).connectMillis(2)).isEqualTo(5_000);
        assertThat(route("http://a", Duration.ofNanos(1)).connectMillis(2)).isEqualTo(1);
        assertThat(route("http://a", Duration.ZERO).connectMillis(2)).isZero();
        assertThat(route("http://a", Duration.ofSeconds(Long.MAX_VALUE)).connectMillis(1))
                .isEqualTo(86_400_000);
    }

    private static InetSocketAddress address(int last, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last}), port);
    }

    private static Route route(String url, Duration timeout) {
        return new Route(URI.create(url), timeout, null);
    }
}

package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTargetTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:8080, localhost, 8080",
        "localhost, localhost, 0",
        "[::1]:443, ::1, 443",
        "[::1], ::1, 0",
        "::1, ::1, 0",
        "host:, host:, 0",
        "host:http, host:http, 0",
        "host:65536, host:65536, 0",
        "host:99999999999, host:99999999999, 0",
        ":80, :80, 0",
        "[], [], 0",
        "'', , 0",
        ", , 0"
    })
    void authority_isAHostAndAPortWhereItHasThem(@Nullable String authority, @Nullable String host, int port) {
        assertThat(CallTarget.of("a.B/c", true, authority)).isEqualTo(new CallTarget("a.B/c", null, host, port));
    }

    @Property
    void authorityByChance_neverThrows(@ForAll String authority) {
        CallTarget target = CallTarget.of("a.B/c", true, authority);
        assertThat(target.port()).isBetween(0, 65_535);
        assertThat(target.spanName()).isEqualTo("a.B/c");
    }
}

package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderListTest {
    @Test
    void parse_readsPairsInOrder() {
        assertThat(HeaderList.parse("api-key=secret, tenant = a ,empty="))
                .containsExactly(entry("api-key", "secret"), entry("tenant", "a"), entry("empty", ""));
    }

    @Test
    void parse_valueMayHoldEqualsSigns() {
        assertThat(HeaderList.parse("authorization=Basic YTpi=="))
                .containsExactly(entry("authorization", "Basic YTpi=="));
    }

    @Test
    void parse_decodesPercentAndLeavesPlus() {
        assertThat(HeaderList.parse("authorization=Bearer%20a+b%2Cc%3d,x=%25"))
                .containsExactly(entry("authorization", "Bearer a+b,c="), entry("x", "%"));
    }

    @Test
    void parse_blankPairsAreNone() {
        assertThat(HeaderList.parse(",a=1, ,")).containsExactly(entry("a", "1"));
    }

    @Test
    void parse_ofANameGivenTwiceTheLastCounts() {
        assertThat(HeaderList.parse("a=1,a=2")).containsExactly(entry("a", "2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1,secret | pair 2 of 2: no '='",
                "=secret | pair 1 of 1: header name must be a name that HTTP allows",
                "a b=secret | pair 1 of 1: header name must be a name that HTTP allows",
                "a=secret%2 | pair 1 of 1: broken percent-encoding",
                "a=secret%zz | pair 1 of 1: broken percent-encoding",
                "a=secret%ff | pair 1 of 1: broken percent-encoding",
                "a=secret%0d%0ab | pair 1 of 1: header value must be printable ASCII",
                "a=1,b=2,Content-Type=secret | pair 3 of 3: header name must not be one that the sender sets itself",
            })
    void parse_namesTheBadPairByItsPlaceOnly(String list, String wrong) {
        assertThatThrownBy(() -> HeaderList.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name=value pairs separated by commas, values percent-encoded (" + wrong + ")")
                .hasNoCause();
    }
}

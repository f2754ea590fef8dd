package dev.clew.configfile;

import static dev.clew.configfile.Start.FILE;
import static dev.clew.configfile.Start.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpBlockTest {
    private static final String PATH = "tracer_provider.processors[0].batch.exporter.otlp_http";

    private static String file(String settings) {
        return """
                file_format: "1.0"
                tracer_provider:
                  processors:
                    - batch:
                        exporter:
                          otlp_http:
                """ + "            " + settings + "\n";
    }

    @Test
    void everyKeyOfTheSchemaIsTaken() {
        String settings = """
                endpoint: http://localhost:1/x
                            compression: none
                            encoding: protobuf
                            timeout: 0
                            headers: []
                            headers_list:
                """;
        try (Start start = Start.of(file(settings))) {
            assertThat(start.warnings()).isEmpty();
            assertThat(start.infos())
                    .singleElement()
                    .asString()
                    .contains("exporters=[OTLP/HTTP to http://localhost:1/x]");
        }
    }

    @Test
    void nothingSaidIsTheDefault() {
        try (Start start = Start.of(file(""))) {
            assertThat(start.infos())
                    .singleElement()
                    .asString()
                    .contains("exporters=[OTLP/HTTP to http://localhost:4318/v1/traces]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint: 'ftp://host'| .endpoint must be an http or https URL with a host and no user info, query or fragment, such as http://localhost:4318: endpoint=ftp://host",
                "endpoint: 'http://me:secret@host'| .endpoint must be an http or https URL with a host and no user info, query or fragment, such as http://localhost:4318: endpoint=http://***@host",
                "compression: zip| .compression must be gzip or none (nearest: gzip): compression=zip",
                "timeout: soon| .timeout must be a whole number from 0 to 2147483647: timeout=soon",
                "encoding: json| .encoding must be protobuf: encoding=json",
                "headers_list: 'a=1,secret'| .headers_list must be name=value pairs separated by commas, values percent-encoded (pair 2 of 2: no '='): headers_list=***",
                "headers: [{name: Host, value: secret}]| .headers must be name=value pairs separated by commas, values percent-encoded (pair 1 of 1: header name must not be one that the sender sets itself): headers=***",
                "headers: [{value: secret}]| .headers[0].name must be text, and is not set",
                "headers: [{name: 'a b', value: secret}]| .headers[0].name must be a name that HTTP allows: name=a b",
                "headers: {a: b}| .headers must be a list: headers=a mapping of a",
                "tls: [a]| .tls must be a mapping: tls=a list"
            })
    void whatCannotBeUsedIsRefusedAtItsPlaceWithoutCredentials(String setting, String message) {
        assertThat(refusal(file(setting))).isEqualTo(FILE + ":7: " + PATH + message);
    }

    @Test
    void aKeyThatNobodyKnowsIsNamed() {
        try (Start start = Start.of(file("endpont: http://localhost:1\n            tls: {ca: x}"))) {
            assertThat(start.warnings())
                    .containsExactly(
                            FILE + ":7: " + PATH
                                    + ".endpont is not a key that is known here, as are compression, encoding,"
                                    + " endpoint, headers, headers_list, timeout, tls (nearest: endpoint); it has no effect",
                            FILE + ":8: " + PATH + ".tls.ca is not a key that is known here, as are ca_file, cert_file,"
                                    + " key_file; it has no effect");
        }
    }

    @Test
    void aFileOfTlsThatCannotBeUsedStopsTheStart() {
        assertThat(refusal(file("tls: {ca_file: no-such-ca.pem}")))
                .startsWith(FILE + ":7: " + PATH + ".tls.ca_file must be ")
                .endsWith(": ca_file=no-such-ca.pem");
        assertThat(refusal(file("tls: {key_file: client.key}")))
                .isEqualTo(FILE + ":7: " + PATH + ".tls.key_file must be set together with " + PATH
                        + ".tls.cert_file: key_file=client.key");
    }
}

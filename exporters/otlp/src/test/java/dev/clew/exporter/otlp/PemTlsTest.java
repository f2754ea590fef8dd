package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PemTlsTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void key_ofEachAlgorithmIsReadBack(String algorithm) throws Exception {
        PemFiles files = PemFiles.make(folder, "client", algorithm);

        assertThat(PemTls.privateKey(files.keyFile().toString())).isEqualTo(files.key());
        assertThat(PemTls.certificates(files.certificateFile().toString())).containsExactly(files.certificate());
    }

    @Test
    void certificates_mayBeSeveralInOneFile() throws Exception {
        PemFiles one = PemFiles.make(folder, "one", "EC");
        PemFiles two = PemFiles.make(folder, "two", "EC");
        Path both = Files.writeString(
                folder.resolve("both.crt"),
                Files.readString(one.certificateFile()) + "\n" + Files.readString(two.certificateFile()));

        assertThat(PemTls.certificates(both.toString())).containsExactly(one.certificate(), two.certificate());
    }

    @ParameterizedTest
    @CsvSource({
        "'', this one holds none",
        "nonsense, this one holds none",
        "RSA PRIVATE KEY, 'openssl pkcs8 -topk8 -nocrypt'",
        "ENCRYPTED PRIVATE KEY, a PKCS#8 key without a password",
        "PRIVATE KEY, cannot be read as such",
        "CERTIFICATE, this one holds none"
    })
    void key_thatIsNoneIsRefusedWithFileAndWhatWasExpected(String kind, String expected) throws Exception {
        Path file = PemFiles.write(folder.resolve("some.pem"), kind, new byte[] {1, 2, 3});

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> context("OTEL_EXPORTER_OTLP_CLIENT_KEY", file))
                .withMessageStartingWith("OTEL_EXPORTER_OTLP_CLIENT_KEY must be a file with ")
                .withMessageContaining(expected)
                .withMessageEndingWith("OTEL_EXPORTER_OTLP_CLIENT_KEY=" + file)
                .withMessageNotContaining("AQID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CERTIFICATE", "PRIVATE KEY"})
    void certificate_thatIsNoneIsRefusedWithFileAndWhatWasExpected(String kind) throws Exception {
        Path file = PemFiles.write(folder.resolve("some.pem"), kind, new byte[] {1, 2, 3});

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> context("OTEL_EXPORTER_OTLP_CERTIFICATE", file))
                .withMessageStartingWith("OTEL_EXPORTER_OTLP_CERTIFICATE must be a file ")
                .withMessageContaining("BEGIN CERTIFICATE")
                .withMessageEndingWith("OTEL_EXPORTER_OTLP_CERTIFICATE=" + file);
    }

    private void context(String variable, Path file) {
        Map<String, String> environment = Map.of(
                "OTEL_JAVA_CLEW_STRICT",
                "true",
                "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE",
                folder.resolve("absent").toString(),
                variable,
                file.toString());
        new TlsSettings(
                        Settings.of(new Properties(), environment),
                        "otel.exporter.otlp.certificate",
                        "otel.exporter.otlp.client.key",
                        "otel.exporter.otlp.client.certificate")
                .context();
    }
}

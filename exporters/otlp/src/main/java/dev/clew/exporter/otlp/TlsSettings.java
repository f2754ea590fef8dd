package dev.clew.exporter.otlp;

import dev.clew.sdk.settings.Settings;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** {@code certificate}, {@code client.key} and {@code client.certificate} of the OTLP settings: files in PEM. */
record TlsSettings(Settings settings, String certificate, String clientKey, String clientCertificate) {
    /** TLS as the files ask for; null where none is set, or none can be used: the process's own TLS is right then. */
    @Nullable
    SSLContext context() {
        TrustManager[] trust = settings.read(
                        certificate, file -> Optional.of(PemTls.trust(file)), Optional.<TrustManager[]>empty())
                .orElse(null);
        KeyManager[] identity = identity();
        return trust == null && identity == null ? null : PemTls.context(identity, trust);
    }

    private KeyManager @Nullable [] identity() {
        if (settings.get(clientKey) == null && settings.get(clientCertificate) == null) {
            return null;
        }
        if (!isPair(clientKey, clientCertificate) || !isPair(clientCertificate, clientKey)) {
            return null;
        }
        PrivateKey key = settings.read(
                        clientKey, file -> Optional.of(PemTls.privateKey(file)), Optional.<PrivateKey>empty())
                .orElse(null);
        List<Certificate> chain = settings.read(clientCertificate, PemTls::certificates, List.<Certificate>of());
        if (key == null || chain.isEmpty()) {
            return null;
        }
        return settings.read(
                        clientCertificate,
                        file -> Optional.of(PemTls.identity(key, chain)),
                        Optional.<KeyManager[]>empty())
                .orElse(null);
    }

    /** False, and reported, when the key is set without the other. */
    private boolean isPair(String key, String other) {
        String value = settings.get(key);
        if (value == null || settings.get(other) != null) {
            return true;
        }
        settings.refuse(key, value, "set together with " + settings.name(other), "no client certificate is shown");
        return false;
    }
}

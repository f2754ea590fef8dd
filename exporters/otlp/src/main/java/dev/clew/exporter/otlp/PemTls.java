package dev.clew.exporter.otlp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys from PEM files, as TLS wants them. What cannot be used throws {@link IllegalArgumentException} with what
 * was expected as its message; nothing of a key is ever in it.
 */
final class PemTls {
    private static final Pattern KEY = Pattern.compile("-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([^-]*)-----END");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    private static final char[] NO_PASSWORD = {};

    private PemTls() {}

    /** Who is trusted: the certificates of the file and nobody else. */
    static TrustManager[] trust(String file) {
        try {
            KeyStore store = emptyStore();
            int number = 0;
            for (Certificate certificate : certificates(file)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    "a file of certificates that this JDK can use (" + unusable.getMessage() + ")", unusable);
        }
    }

    /** Who we are: the key, and the certificates that vouch for it. */
    static KeyManager[] identity(PrivateKey key, List<Certificate> chain) {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    "a certificate and the key that belongs to it (" + unusable.getMessage() + ")", unusable);
        }
    }

    /** TLS with the process's own trust or identity where none is given. */
    static SSLContext context(KeyManager @Nullable [] identity, TrustManager @Nullable [] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity, trust, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("a certificate that TLS can use", unusable);
        }
    }

    /** All certificates of the file, one at least. */
    static List<Certificate> certificates(String file) {
        byte[] content = read(file, "certificates");
        try {
            List<Certificate> certificates = new ArrayList<>(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content)));
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException malformed) {
            throw new IllegalArgumentException(
                    "a file of X.509 certificates in PEM (BEGIN CERTIFICATE); this one holds something else",
                    malformed);
        }
        throw new IllegalArgumentException(
                "a file of X.509 certificates in PEM (BEGIN CERTIFICATE); this one holds none");
    }

    /** The private key of the file, which must be PKCS#8 without a password. */
    static PrivateKey privateKey(String file) {
        String content = new String(read(file, "a private key"), StandardCharsets.ISO_8859_1);
        Matcher pem = KEY.matcher(content);
        if (!pem.find()) {
            throw new IllegalArgumentException(
                    "a file with a private key in PEM (BEGIN PRIVATE KEY, PKCS#8); this one holds none");
        }
        String kind = pem.group(1).trim();
        if (!kind.isEmpty()) {
            throw new IllegalArgumentException(
                    "a file with a PKCS#8 key without a password (BEGIN PRIVATE KEY); this one has " + "BEGIN " + kind
                            + " PRIVATE KEY, which 'openssl pkcs8 -topk8 -nocrypt' turns into that");
        }
        return decode(pem.group(2));
    }

    private static PrivateKey decode(String base64) {
        String expected = "a file with a PKCS#8 private key, RSA, EC or Ed25519; this one cannot be read as such";
        PKCS8EncodedKeySpec encoded;
        try {
            encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException noBase64) {
            throw new IllegalArgumentException(expected, noBase64);
        }
        GeneralSecurityException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (GeneralSecurityException another) {
                last = another; // the encoding names its algorithm, and only that one reads it
            }
        }
        throw new IllegalArgumentException(expected, last);
    }

    private static byte[] read(String file, String what) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException(
                    "a file with " + what + " in PEM that can be read ("
                            + unreadable.getClass().getSimpleName() + ")",
                    unreadable);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new GeneralSecurityException(impossible); // nothing is read
        }
        return store;
    }
}

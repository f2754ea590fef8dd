package dev.clew.exporter.otlp;

import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.BatchSenderProvider;
import dev.clew.sdk.settings.Names;
import dev.clew.sdk.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * Makes the sender that the {@code otel.exporter.otlp} settings describe, as the OpenTelemetry specification defines them. A
 * setting for traces wins over the one for all signals, also when it cannot be used. Threads: any.
 */
public final class OtlpSenderProvider implements BatchSenderProvider {
    private static final String ALL_SIGNALS = "otel.exporter.otlp.";
    private static final String TRACES = "otel.exporter.otlp.traces.";
    private static final String HTTP_PROTOBUF = "http/protobuf";
    private static final String GRPC = "grpc";
    private static final String RETRY_DISABLED = "otel.java.exporter.otlp.retry.disabled";
    private static final String MILLIS = "\\d{1,18}";

    @Override
    public String name() {
        return "otlp";
    }

    /** False for {@code grpc}, which this exporter does not speak: OpenTelemetry's own exporter does, where it is there. */
    @Override
    public boolean canDo(Settings settings) {
        return !GRPC.equalsIgnoreCase(settings.get(key(settings, "protocol")));
    }

    @Override
    public BatchSender create(Settings settings) {
        settings.read(key(settings, "protocol"), OtlpSenderProvider::protocol, HTTP_PROTOBUF);
        OtlpHttpSenderBuilder builder =
                OtlpHttpSender.builder().setEndpoint(endpoint(settings)).setHeaders(headers(settings));
        String timeout = key(settings, "timeout");
        if (settings.get(timeout) != null) {
            builder.setTimeout(settings.read(timeout, OtlpSenderProvider::timeout, Duration.ofSeconds(10)));
        }
        String compression = key(settings, "compression");
        if (settings.get(compression) != null) {
            settings.read(compression, OtlpSenderProvider::compression, Optional.<Compression>empty())
                    .ifPresent(builder::setCompression);
        }
        SSLContext tls = new TlsSettings(
                        settings,
                        key(settings, "certificate"),
                        key(settings, "client.key"),
                        key(settings, "client.certificate"))
                .context();
        if (tls != null) {
            builder.setSslContext(tls);
        }
        OtlpHttpSender sender = builder.build();
        return settings.read(RETRY_DISABLED, OtlpSenderProvider::isTrue, false) ? new SendOnce(sender) : sender;
    }

    /** The traces' own key where it is set, else the one for all signals. */
    private static String key(Settings settings, String name) {
        return settings.get(TRACES + name) != null ? TRACES + name : ALL_SIGNALS + name;
    }

    private static URI endpoint(Settings settings) {
        String key = key(settings, "endpoint");
        Settings.Parser<URI> parser = key.startsWith(TRACES) ? Endpoint::parse : Endpoint::parseBase;
        return read(settings, key, parser, Endpoint::redact, Endpoint.DEFAULT);
    }

    private static Map<String, String> headers(Settings settings) {
        return read(settings, key(settings, "headers"), HeaderList::parse, list -> "***", Map.of());
    }

    /** As {@link Settings#read}, for values with credentials in them: of a refused one, only what may be shown is logged. */
    private static <T> T read(
            Settings settings, String key, Settings.Parser<T> parser, UnaryOperator<String> shown, T fallback) {
        String value = settings.get(key);
        if (value == null) {
            return fallback;
        }
        try {
            return parser.parse(value);
        } catch (IllegalArgumentException expected) {
            settings.refuse(key, shown.apply(value), String.valueOf(expected.getMessage()));
            return fallback;
        }
    }

    private static String protocol(String value) {
        if (value.equalsIgnoreCase(HTTP_PROTOBUF)) {
            return HTTP_PROTOBUF;
        }
        throw new IllegalArgumentException(
                value.equalsIgnoreCase(GRPC)
                        ? HTTP_PROTOBUF + ", or have opentelemetry-exporter-otlp on the class path, which speaks grpc"
                        : HTTP_PROTOBUF + ", the protocol that this exporter speaks, or grpc"
                                + Names.hint(value, List.of(HTTP_PROTOBUF, GRPC)));
    }

    private static Duration timeout(String value) {
        if (value.matches(MILLIS)) {
            return Duration.ofMillis(Long.parseLong(value));
        }
        throw new IllegalArgumentException("a whole number of milliseconds, or 0 for no limit");
    }

    private static boolean isTrue(String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("true or false" + Names.hint(value, List.of("true", "false")));
        }
        return value.equalsIgnoreCase("true");
    }

    private static Optional<Compression> compression(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "none" -> Optional.of(Compression.NONE);
            case "gzip" -> Optional.of(Compression.GZIP);
            default -> throw new IllegalArgumentException("gzip or none" + Names.hint(value, List.of("gzip", "none")));
        };
    }
}

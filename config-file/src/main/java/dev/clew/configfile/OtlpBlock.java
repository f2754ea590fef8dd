package dev.clew.configfile;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The block of {@code otlp_http} or {@code otlp_grpc}, as the settings that OTLP exporters read. */
final class OtlpBlock {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    static final String TRACES = "otel.exporter.otlp.traces.";
    private static final String ALL_SIGNALS = "otel.exporter.otlp.";

    private final Block block;
    private final BlockSource source;

    OtlpBlock(Block block) {
        this.block = block;
        this.source = new BlockSource(block.origin());
    }

    /**
     * The settings.
     *
     * @param protocol as {@code OTEL_EXPORTER_OTLP_PROTOCOL} names it
     */
    BlockSource source(String protocol) {
        put(block, "endpoint", "endpoint", block.text("endpoint"));
        put(block, "compression", "compression", block.text("compression"));
        put(block, "timeout", "timeout", block.wholeNumber("timeout", 0));
        Block tls = block.block("tls");
        put(tls, "ca_file", "certificate", tls.text("ca_file"));
        put(tls, "key_file", "client.key", tls.text("key_file"));
        put(tls, "cert_file", "client.certificate", tls.text("cert_file"));
        putHeaders();
        put(block, "encoding", "protocol", protocol);
        return source;
    }

    /** Those of the list in one text first: of a name given twice, the last counts. */
    private void putHeaders() {
        String list = block.text("headers_list");
        StringBuilder all = new StringBuilder(list == null ? "" : list);
        for (Block header : block.blocks("headers")) {
            String name = header.requiredText("name");
            String value = header.text("value");
            if (!NAME.matcher(name).matches()) {
                throw header.originOf("name").refused(name, "a name that HTTP allows");
            }
            all.append(all.isEmpty() ? "" : ",").append(name).append('=').append(encoded(value == null ? "" : value));
        }
        String key = block.has("headers") ? "headers" : "headers_list";
        put(block, key, "headers", all.isEmpty() ? null : all.toString());
    }

    private void put(Block in, String key, String property, @Nullable Object value) {
        // Exporters ask for what is not set for traces by its name for all signals.
        source.put((value == null ? ALL_SIGNALS : TRACES) + property, in, key, value);
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = one > 0 && Character.isLetterOrDigit(one);
            encoded.append(plain ? Character.toString(one) : String.format("%%%02X", one));
        }
        return encoded.toString();
    }
}

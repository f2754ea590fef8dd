package dev.clew.sdk.export;

/**
 * What a sender is called in the SDK's metrics.
 *
 * @param type as the semantic conventions name it, such as {@code otlp_http_span_exporter}, or a class name
 * @param serverAddress host that it sends to; empty when there is none
 * @param serverPort port of the host; 0 when there is none
 */
public record SenderIdentity(String type, String serverAddress, int serverPort) {}

package dev.clew.sdk.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/** The attributes of the SDK's own metrics, as the semantic conventions name them, and Clew's own. */
public final class MetricKeys {
    public static final AttributeKey<String> PARENT_ORIGIN = AttributeKey.stringKey("otel.span.parent.origin");
    public static final AttributeKey<String> SAMPLING_RESULT = AttributeKey.stringKey("otel.span.sampling_result");
    public static final AttributeKey<String> COMPONENT_TYPE = AttributeKey.stringKey("otel.component.type");
    public static final AttributeKey<String> COMPONENT_NAME = AttributeKey.stringKey("otel.component.name");
    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    public static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    public static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    public static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");
    public static final AttributeKey<String> DROP_REASON = AttributeKey.stringKey("clew.drop.reason");

    private MetricKeys() {}
}
